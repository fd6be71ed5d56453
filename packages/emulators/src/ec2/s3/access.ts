import { allows } from './acl.ts';
import type { S3Call } from './call.ts';
import { accessDenied } from './s3-error.ts';
import type { Bucket, StoredObject } from './store.ts';

/** The bucket of the call, if the caller may do this there. A bucket that is not there is told to everybody. */
export function bucketFor(call: S3Call, permission: 'READ' | 'WRITE' | 'READ_ACP' | 'WRITE_ACP' | 'OWN', name: string = call.bucketName): Bucket {
  const bucket = call.settings.store.bucket(name);
  if (bucket.ownerId === call.callerId) return bucket;
  if (permission === 'OWN' || !allows(bucket.grants, permission, call.callerId)) throw accessDenied();
  return bucket;
}

/** The object, if the caller may read it. Who may not list the bucket learns nothing of missing keys. */
export function objectFor(
  call: S3Call,
  permission: 'READ' | 'READ_ACP' | 'WRITE_ACP',
  name: string = call.bucketName,
  key: string = call.key,
): { bucket: Bucket; object: StoredObject } {
  const bucket = call.settings.store.bucket(name);
  const found = bucket.objects.get(key);
  const owner = bucket.ownerId === call.callerId;
  if (found === undefined) {
    if (!owner && !allows(bucket.grants, 'READ', call.callerId)) throw accessDenied();
    return { bucket, object: bucket.object(key) };
  }
  if (!owner && !allows(found.grants, permission, call.callerId)) throw accessDenied();
  return { bucket, object: found };
}
