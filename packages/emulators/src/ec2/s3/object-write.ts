import { bucketFor } from './access.ts';
import { canonicalId, grantsFromHeaders, privateGrants } from './acl.ts';
import { answerEmpty } from './answer.ts';
import { attributesFrom, tagsFromHeader } from './attributes.ts';
import type { S3Call } from './call.ts';
import { checkWriteConditions } from './conditions.ts';
import { receive } from './receive.ts';
import { S3Error } from './s3-error.ts';
import type { Bucket, StoredChecksum } from './store.ts';

export const checksumHeaders = (checksum: StoredChecksum | undefined): Record<string, string> =>
  checksum === undefined ? {} : { [`x-amz-checksum-${checksum.algorithm}`]: checksum.value, 'x-amz-checksum-type': checksum.type };

/** Canonical id the new object belongs to: the caller's; the bucket owner's when anonymous. */
export const ownerOfNew = (call: S3Call, bucket: Bucket): string => (call.grant === undefined ? bucket.ownerId : canonicalId(call.grant.credential.accountId));

export async function putObject(call: S3Call): Promise<void> {
  const bucket = bucketFor(call, 'WRITE');
  const attributes = attributesFrom(call);
  const tags = tagsFromHeader(call);
  const owner = ownerOfNew(call, bucket);
  const grants = grantsFromHeaders(call.request.headers, owner, bucket.ownerId) ?? privateGrants(owner);
  checkWriteConditions(call, bucket.objects.get(call.key), call.key);
  const received = await receive(call);
  // The bucket may have gone, and another writer come, while the body was on its way.
  call.settings.store.bucket(call.bucketName);
  checkWriteConditions(call, bucket.objects.get(call.key), call.key);
  bucket.put({
    ...attributes,
    key: call.key,
    body: received.body,
    etag: received.md5,
    modifiedAt: call.now,
    checksum: received.checksum,
    partSizes: [],
    grants,
    tags,
  });
  answerEmpty(call, 200, { ETag: `"${received.md5}"`, ...checksumHeaders(received.checksum) });
}

export function deleteObject(call: S3Call): void {
  const bucket = bucketFor(call, 'WRITE');
  const versionId = call.query.get('versionId');
  if (versionId !== undefined && versionId !== 'null')
    throw new S3Error(404, 'NoSuchVersion', 'The specified version does not exist.', { Key: call.key, VersionId: versionId });
  const refusal = call.settings.refusedDeletes.get(`${bucket.name}/${call.key}`);
  if (refusal !== undefined) throw new S3Error(refusal === 'InternalError' ? 500 : 403, refusal, refusal === 'AccessDenied' ? 'Access Denied' : refusal);
  const existing = bucket.objects.get(call.key);
  if (existing !== undefined) checkWriteConditions(call, existing, call.key);
  // A missing key is as good as deleted.
  bucket.delete(call.key);
  answerEmpty(call, 204);
}
