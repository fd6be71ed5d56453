import { bucketFor } from './access.ts';
import { canonicalId, type Grant, grantsFromHeaders, privateGrants } from './acl.ts';
import { answerEmpty } from './answer.ts';
import { attributesFrom, tagsFromHeader } from './attributes.ts';
import type { S3Call } from './call.ts';
import { checkWriteConditions } from './conditions.ts';
import { expirationHeader } from './configuration/lifecycle.ts';
import { heldFields, holdFrom, isProtected, lockedAway } from './configuration/object-lock.ts';
import { isOwnerEnforced, refuseGrants } from './configuration/ownership.ts';
import { refusePublicGrants } from './configuration/public-access.ts';
import { encryptionHeaders } from './encryption.ts';
import { receive } from './receive.ts';
import { S3Error } from './s3-error.ts';
import { type Bucket, isMarker, type StoredChecksum, type StoredObject, type Version, versionIdOf } from './store.ts';
import { versionAsked, versionHeader } from './versions.ts';

export const checksumHeaders = (checksum: StoredChecksum | undefined): Record<string, string> =>
  checksum === undefined ? {} : { [`x-amz-checksum-${checksum.algorithm}`]: checksum.value, 'x-amz-checksum-type': checksum.type };

/** Canonical id the new object belongs to: the caller's; the bucket owner's when anonymous, or where the bucket has it so. */
export const ownerOfNew = (call: S3Call, bucket: Bucket): string =>
  call.grant === undefined || isOwnerEnforced(bucket) ? bucket.ownerId : canonicalId(call.grant.credential.accountId);

/** The grants a write gives its object. */
export function grantsOfNew(call: S3Call, bucket: Bucket, ownerId: string): readonly Grant[] {
  refuseGrants(bucket, call);
  const grants = grantsFromHeaders(call.headers, ownerId, bucket.ownerId) ?? privateGrants(ownerId);
  refusePublicGrants(bucket, grants);
  return grants;
}

/** What the answer to a write tells of the object made. */
export const writtenHeaders = (bucket: Bucket, object: StoredObject): Record<string, string> => ({
  ...encryptionHeaders(object),
  ...expirationHeader(bucket, object),
  ...versionHeader(bucket, object),
});

export async function putObject(call: S3Call): Promise<void> {
  const bucket = bucketFor(call, 'WRITE');
  const attributes = attributesFrom(call, bucket);
  const tags = tagsFromHeader(call);
  const ownerId = ownerOfNew(call, bucket);
  const grants = grantsOfNew(call, bucket, ownerId);
  const hold = holdFrom(call, bucket);
  checkWriteConditions(call, bucket.objects.get(call.key), call.key);
  const received = await receive(call);
  const locks = Object.keys(call.headers).some((name) => name.startsWith('x-amz-object-lock-'));
  if (locks && call.header('content-md5') === undefined && received.checksum === undefined && !call.isEucalyptus)
    throw new S3Error(400, 'InvalidRequest', 'Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with Object Lock parameters');
  // The bucket may have gone, and another writer come, while the body was on its way.
  call.settings.store.bucket(call.bucketName);
  checkWriteConditions(call, bucket.objects.get(call.key), call.key);
  const object: StoredObject = {
    ...attributes,
    key: call.key,
    ownerId,
    body: received.body,
    etag: received.md5,
    modifiedAt: call.now,
    checksum: received.checksum,
    parts: [],
    grants,
    tags,
    ...heldFields(hold),
  };
  bucket.put(object);
  answerEmpty(call, 200, { ETag: `"${received.md5}"`, ...checksumHeaders(received.checksum), ...writtenHeaders(bucket, object) });
}

export interface Deleted {
  /** The version taken away, or the marker put in its place; undefined where there was nothing to tell. */
  readonly version: Version | undefined;
  readonly named: boolean;
}

/** Deletes a key, or just one version of it; a missing one is as good as deleted. */
export function deleteOne(call: S3Call, bucket: Bucket, key: string, versionId: string | undefined): Deleted {
  const refusal = call.settings.refusedDeletes.get(`${bucket.name}/${key}`);
  if (refusal !== undefined) throw new S3Error(refusal === 'InternalError' ? 500 : 403, refusal, refusal === 'AccessDenied' ? 'Access Denied' : refusal);
  if (versionId === undefined) return { version: bucket.delete(key, call.now, ownerOfNew(call, bucket)), named: false };
  if (isProtected(call, bucket.version(key, versionId))) throw lockedAway();
  return { version: bucket.deleteVersion(key, versionId), named: true };
}

export function deleteObject(call: S3Call): void {
  const bucket = bucketFor(call, 'WRITE');
  const versionId = versionAsked(call);
  const existing = bucket.objects.get(call.key);
  if (existing !== undefined) checkWriteConditions(call, existing, call.key);
  const { version } = deleteOne(call, bucket, call.key, versionId);
  const marker = version !== undefined && isMarker(version) ? { 'x-amz-delete-marker': 'true' } : {};
  const told = version === undefined ? versionId : versionIdOf(version);
  const id = told === undefined || bucket.versioning === undefined ? {} : { 'x-amz-version-id': told };
  answerEmpty(call, 204, { ...marker, ...id });
}
