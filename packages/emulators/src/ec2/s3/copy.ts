import { createHash } from 'node:crypto';
import { decodeBytes } from '../auth/strict-encoding.ts';
import { bucketFor, objectFor } from './access.ts';
import { answerXml } from './answer.ts';
import { checkReadable } from './archive.ts';
import { attributesFrom, tagsFromHeader } from './attributes.ts';
import type { S3Call } from './call.ts';
import { checksumOf, isChecksumAlgorithm } from './checksums.ts';
import { checkWriteConditions, copySourceConditions, failedCondition } from './conditions.ts';
import { heldFields, holdFrom } from './configuration/object-lock.ts';
import { checkCustomerKey } from './encryption.ts';
import { grantsOfNew, ownerOfNew, writtenHeaders } from './object-write.ts';
import { errorBody, invalidArgument, preconditionFailed, S3Error } from './s3-error.ts';
import { document, listTime, tag } from './s3-xml.ts';
import type { Bucket, StoredChecksum, StoredObject } from './store.ts';
import { isWellFormed, versionHeader } from './versions.ts';

/** Largest object one copy may make: 5 GiB. */
const MAX_COPY_BYTES = 5 * 1024 ** 3;

/** `/bucket/key` or `bucket/key`, percent-encoded, maybe with `?versionId=`. */
export function copySource(call: S3Call): { bucket: Bucket; object: StoredObject } {
  const header = call.header('x-amz-copy-source') ?? '';
  const decode = (text: string): string => decodeBytes(Buffer.from(text, 'latin1').toString('utf8'), call.isEucalyptus).toString('utf8');
  // Eucalyptus decodes first and splits then: a `?` in a source key cannot be said there.
  const text = call.isEucalyptus ? decode(header) : header;
  const mark = text.indexOf('?');
  const path = (mark === -1 ? text : text.slice(0, mark)).replace(/^\//, '');
  const version = mark === -1 ? '' : text.slice(mark + 1);
  const slash = path.indexOf('/');
  if (slash < 1 || slash === path.length - 1)
    throw invalidArgument('Copy Source must mention the source bucket and key: sourcebucket/sourcekey', 'x-amz-copy-source', header);
  const bucketName = path.slice(0, slash);
  const key = call.isEucalyptus ? path.slice(slash + 1) : decode(path.slice(slash + 1));
  const versionId = version === '' ? undefined : decode(version.replace(/^versionId=/, ''));
  if (versionId !== undefined && !isWellFormed(versionId)) throw invalidArgument('Invalid version id specified', 'versionId', versionId);
  const action = versionId === undefined ? 's3:GetObject' : 's3:GetObjectVersion';
  const found = objectFor(call, 'READ', { bucket: call.isEucalyptus ? bucketName : decode(bucketName), key, versionId, action });
  checkCustomerKey(call, found.object, 'copy-source-');
  checkReadable(found.object, call.now);
  const failed = failedCondition(copySourceConditions(call), found.object);
  if (failed !== undefined) throw preconditionFailed(`x-amz-copy-source-${failed.header}`);
  return found;
}

/** Sends an error with status 200 in place of a result, if one is waiting. True: done. */
export function answeredWithEmbeddedError(call: S3Call, operation: 'CopyObject' | 'UploadPartCopy' | 'CompleteMultipartUpload', apply: () => void): boolean {
  const waiting = call.settings.embeddedErrors.take(operation);
  if (waiting === undefined) return false;
  if (waiting.applied === true) apply();
  const error = { code: waiting.code ?? 'InternalError', message: waiting.message ?? 'We encountered an internal error. Please try again.', extra: {} };
  const body = errorBody(error, String(call.response.getHeader('x-amz-request-id')), String(call.response.getHeader('x-amz-id-2')));
  answerXml(call, body.replace('?>\n', '?>\n   \n'));
  return true;
}

function copiedChecksum(call: S3Call, source: StoredObject): StoredChecksum | undefined {
  const asked = call.isEucalyptus ? undefined : call.header('x-amz-checksum-algorithm')?.toLowerCase();
  if (asked === undefined) return source.checksum?.type === 'FULL_OBJECT' ? source.checksum : undefined;
  if (!isChecksumAlgorithm(asked)) throw invalidArgument('Checksum algorithm provided is unsupported.', 'x-amz-checksum-algorithm', asked);
  return { algorithm: asked, value: checksumOf(asked, source.body.chunks).toString('base64'), type: 'FULL_OBJECT' };
}

export const checksumElements = (checksum: StoredChecksum | undefined): string =>
  checksum === undefined ? '' : tag(`Checksum${checksum.algorithm.toUpperCase()}`, checksum.value) + tag('ChecksumType', checksum.type);

const isEncryption = (name: string): boolean => name.startsWith('x-amz-server-side-encryption');
type Headers = Readonly<Record<string, string>>;
const onlyEncryption = (headers: Headers): Headers => Object.fromEntries(Object.entries(headers).filter(([name]) => isEncryption(name)));
const withoutEncryption = (headers: Headers): Headers => Object.fromEntries(Object.entries(headers).filter(([name]) => !isEncryption(name)));

export function copyObject(call: S3Call): void {
  const bucket = bucketFor(call, 'WRITE');
  const { bucket: sourceBucket, object: source } = copySource(call);
  const directive = (call.header('x-amz-metadata-directive') ?? 'COPY').toUpperCase();
  if (directive !== 'COPY' && directive !== 'REPLACE') throw invalidArgument('Unknown metadata directive.', 'x-amz-metadata-directive', directive);
  if (source.body.length > MAX_COPY_BYTES)
    throw new S3Error(400, 'InvalidRequest', `The specified copy source is larger than the maximum allowable size for a copy source: ${MAX_COPY_BYTES}`);
  const storageClass = call.header('x-amz-storage-class');
  const changesNothing = directive === 'COPY' && storageClass === undefined && call.header('x-amz-website-redirect-location') === undefined;
  const sameVersion = sourceBucket === bucket && bucket.objects.get(call.key) === source;
  if (sameVersion && changesNothing && call.header('x-amz-server-side-encryption') === undefined) {
    throw new S3Error(
      400,
      'InvalidRequest',
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
    );
  }
  checkWriteConditions(call, bucket.objects.get(call.key), call.key);
  const fresh = attributesFrom(call, bucket);
  const hold = holdFrom(call, bucket);
  const attributes =
    directive === 'REPLACE'
      ? fresh
      : {
          contentType: source.contentType,
          // Encryption is the copy's own.
          headers: { ...withoutEncryption(source.headers), ...onlyEncryption(fresh.headers) },
          metadata: source.metadata,
          storageClass: storageClass ?? 'STANDARD',
          ...(fresh.customerKeyMd5 === undefined ? {} : { customerKeyMd5: fresh.customerKeyMd5 }),
        };
  const tags = call.header('x-amz-tagging-directive')?.toUpperCase() === 'REPLACE' ? tagsFromHeader(call) : source.tags;
  const ownerId = ownerOfNew(call, bucket);
  const copy: StoredObject = {
    ...attributes,
    key: call.key,
    ownerId,
    body: source.body,
    // A copy is one piece, whatever the source was put together from.
    etag: source.parts.length === 0 ? source.etag : md5Hex(source),
    modifiedAt: call.now,
    checksum: copiedChecksum(call, source),
    parts: [],
    grants: grantsOfNew(call, bucket, ownerId),
    tags,
    ...heldFields(hold),
  };
  if (answeredWithEmbeddedError(call, 'CopyObject', () => bucket.put(copy))) return;
  bucket.put(copy);
  const body = document('CopyObjectResult', tag('LastModified', listTime(copy.modifiedAt)), tag('ETag', `"${copy.etag}"`), checksumElements(copy.checksum));
  answerXml(call, body, { ...versionHeader(sourceBucket, source, 'x-amz-copy-source-version-id'), ...writtenHeaders(bucket, copy) });
}

function md5Hex(source: StoredObject): string {
  const hash = createHash('md5');
  for (const chunk of source.body.chunks) hash.update(chunk);
  return hash.digest('hex');
}
