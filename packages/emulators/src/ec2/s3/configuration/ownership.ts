import type { S3Call } from '../call.ts';
import { S3Error } from '../s3-error.ts';
import type { Bucket } from '../store.ts';

/** Grants are switched off: everything belongs to the bucket's owner. */
export const isOwnerEnforced = (bucket: Bucket): boolean => bucket.documents.get('ownershipControls')?.includes('BucketOwnerEnforced') === true;

/** Refuses grants of a write where the bucket knows none; the two that change nothing are let pass. */
export function refuseGrants(bucket: Bucket, call: S3Call): void {
  if (!isOwnerEnforced(bucket)) return;
  const canned = call.header('x-amz-acl');
  const harmless = canned === undefined || canned === 'private' || canned === 'bucket-owner-full-control';
  const explicit = Object.keys(call.headers).some((name) => name.startsWith('x-amz-grant-'));
  if (!harmless || explicit) throw new S3Error(400, 'AccessControlListNotSupported', 'The bucket does not allow ACLs');
}
