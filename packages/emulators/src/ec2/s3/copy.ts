import { createHash } from 'node:crypto';
import { decodeBytes } from '../auth/strict-encoding.ts';
import { bucketFor, objectFor } from './access.ts';
import { grantsFromHeaders, privateGrants } from './acl.ts';
import { answerXml } from './answer.ts';
import { attributesFrom, tagsFromHeader } from './attributes.ts';
import type { S3Call } from './call.ts';
import { checksumOf, isChecksumAlgorithm } from './checksums.ts';
import { checkWriteConditions, copySourceConditions, failedCondition } from './conditions.ts';
import { ownerOfNew } from './object-write.ts';
import { errorBody, invalidArgument, preconditionFailed, S3Error } from './s3-error.ts';
import { document, listTime, tag } from './s3-xml.ts';
import type { Bucket, StoredChecksum, StoredObject } from './store.ts';

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
  if (version !== '' && version !== 'versionId=null') throw new S3Error(404, 'NoSuchVersion', 'The specified version does not exist.', { Key: key });
  const found = objectFor(call, 'READ', call.isEucalyptus ? bucketName : decode(bucketName), key);
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

export function copyObject(call: S3Call): void {
  const bucket = bucketFor(call, 'WRITE');
  const { bucket: sourceBucket, object: source } = copySource(call);
  const directive = (call.header('x-amz-metadata-directive') ?? 'COPY').toUpperCase();
  if (directive !== 'COPY' && directive !== 'REPLACE') throw invalidArgument('Unknown metadata directive.', 'x-amz-metadata-directive', directive);
  if (source.body.length > MAX_COPY_BYTES)
    throw new S3Error(400, 'InvalidRequest', `The specified copy source is larger than the maximum allowable size for a copy source: ${MAX_COPY_BYTES}`);
  const storageClass = call.header('x-amz-storage-class');
  const changesNothing = directive === 'COPY' && storageClass === undefined && call.header('x-amz-website-redirect-location') === undefined;
  if (sourceBucket === bucket && source.key === call.key && changesNothing) {
    throw new S3Error(
      400,
      'InvalidRequest',
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
    );
  }
  checkWriteConditions(call, bucket.objects.get(call.key), call.key);
  const fresh = attributesFrom(call);
  const attributes =
    directive === 'REPLACE'
      ? fresh
      : { contentType: source.contentType, headers: source.headers, metadata: source.metadata, storageClass: storageClass ?? 'STANDARD' };
  const tags = call.header('x-amz-tagging-directive')?.toUpperCase() === 'REPLACE' ? tagsFromHeader(call) : source.tags;
  const owner = ownerOfNew(call, bucket);
  const copy: StoredObject = {
    ...attributes,
    key: call.key,
    body: source.body,
    // A copy is one piece, whatever the source was put together from.
    etag: source.partSizes.length === 0 ? source.etag : md5Hex(source),
    modifiedAt: call.now,
    checksum: copiedChecksum(call, source),
    partSizes: [],
    grants: grantsFromHeaders(call.request.headers, owner, bucket.ownerId) ?? privateGrants(owner),
    tags,
  };
  if (answeredWithEmbeddedError(call, 'CopyObject', () => bucket.put(copy))) return;
  bucket.put(copy);
  answerXml(call, document('CopyObjectResult', tag('LastModified', listTime(copy.modifiedAt)), tag('ETag', `"${copy.etag}"`), checksumElements(copy.checksum)));
}

function md5Hex(source: StoredObject): string {
  const hash = createHash('md5');
  for (const chunk of source.body.chunks) hash.update(chunk);
  return hash.digest('hex');
}
