import { createHash } from 'node:crypto';
import { child, parseXml } from '../../kit/xml.ts';
import type { S3Call } from './call.ts';
import { trimmed } from './configuration/xml-body.ts';
import { invalidArgument, S3Error } from './s3-error.ts';
import type { Bucket, ObjectAttributes } from './store.ts';

const SSE = 'x-amz-server-side-encryption';
const ALGORITHMS = ['AES256', 'aws:kms', 'aws:kms:dsse'];

/** MD5 (base64) of the key a customer sent along; undefined when none. The key itself is not kept. */
export function customerKey(call: S3Call, prefix = ''): string | undefined {
  const name = (suffix: string): string => `x-amz-${prefix}server-side-encryption-customer-${suffix}`;
  const algorithm = call.header(name('algorithm'));
  const key = call.header(name('key'));
  const md5 = call.header(name('key-md5'));
  if (algorithm === undefined && key === undefined && md5 === undefined) return undefined;
  if (algorithm !== 'AES256')
    throw invalidArgument(
      'Requests specifying Server Side Encryption with Customer provided keys must provide a valid encryption algorithm.',
      name('algorithm'),
      algorithm ?? 'null',
    );
  const bytes = Buffer.from(key ?? '', 'base64');
  if (bytes.length !== 32) throw new S3Error(400, 'InvalidArgument', 'The secret key was invalid for the specified algorithm.', { ArgumentName: name('key') });
  const computed = createHash('md5').update(bytes).digest('base64');
  if (md5 !== computed)
    throw new S3Error(400, 'InvalidArgument', 'The calculated MD5 hash of the key did not match the hash that was provided.', {
      ArgumentName: name('key-md5'),
    });
  return computed;
}

/** What the bucket encrypts new objects with, where a write says nothing. */
function bucketDefault(bucket: Bucket): { algorithm: string | undefined; keyId: string | undefined } {
  const stored = bucket.documents.get('encryption');
  if (stored === undefined) return { algorithm: undefined, keyId: undefined };
  const standard = child(child(parseXml(stored.toString('utf8')), 'Rule'), 'ApplyServerSideEncryptionByDefault');
  return { algorithm: trimmed(standard, 'SSEAlgorithm'), keyId: trimmed(standard, 'KMSMasterKeyID') };
}

/** Encryption of an object to be: what the request asks for, or the bucket's default. Nothing is encrypted in memory. */
export function encryptionFrom(call: S3Call, bucket: Bucket): Pick<ObjectAttributes, 'headers' | 'customerKeyMd5'> {
  if (call.isEucalyptus) return { headers: {} };
  const md5 = customerKey(call);
  const asked = call.header(SSE);
  if (md5 !== undefined) {
    if (asked !== undefined)
      throw invalidArgument('Server Side Encryption with Customer provided key is incompatible with the encryption method specified', SSE, asked);
    return { headers: {}, customerKeyMd5: md5 };
  }
  if (asked !== undefined && !ALGORITHMS.includes(asked)) throw invalidArgument('The encryption method specified is not supported', SSE, asked);
  const standard = bucketDefault(bucket);
  const algorithm = asked ?? standard.algorithm;
  if (algorithm === undefined) return { headers: {} };
  const keyId = call.header(`${SSE}-aws-kms-key-id`) ?? standard.keyId;
  if (algorithm === 'AES256') return { headers: { [SSE]: algorithm } };
  const key = keyId ?? `arn:aws:kms:${call.settings.region}:${call.grant?.credential.accountId ?? ''}:key/aws-s3`;
  return { headers: { [SSE]: algorithm, [`${SSE}-aws-kms-key-id`]: key } };
}

/** The encryption headers of an answer to a write or read. */
export function encryptionHeaders(object: Pick<ObjectAttributes, 'headers' | 'customerKeyMd5'>): Record<string, string> {
  if (object.customerKeyMd5 !== undefined) return { [`${SSE}-customer-algorithm`]: 'AES256', [`${SSE}-customer-key-MD5`]: object.customerKeyMd5 };
  return Object.fromEntries(Object.entries(object.headers).filter(([name]) => name.startsWith(SSE)));
}

/** An object stored with a customer's key is read with just that key. */
export function checkCustomerKey(call: S3Call, object: Pick<ObjectAttributes, 'customerKeyMd5'>, prefix = ''): void {
  const given = call.isEucalyptus ? undefined : customerKey(call, prefix);
  if (object.customerKeyMd5 === given) return;
  if (object.customerKeyMd5 === undefined) throw new S3Error(400, 'InvalidRequest', 'The encryption parameters are not applicable to this object.');
  if (given === undefined)
    throw new S3Error(
      400,
      'InvalidRequest',
      'The object was stored using a form of Server Side Encryption. The correct parameters must be provided to retrieve the object.',
    );
  throw new S3Error(403, 'AccessDenied', 'Access Denied');
}
