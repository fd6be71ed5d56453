import { allows, canonicalId } from './acl.ts';
import type { S3Call } from './call.ts';
import { publicAccessBlock } from './configuration/public-access.ts';
import { actionOf } from './policy/action-of.ts';
import { decide, isPublic, parsePolicy } from './policy/policy.ts';
import { accessDenied, S3Error } from './s3-error.ts';
import type { Bucket, StoredObject } from './store.ts';
import { versionAsked, versionOf } from './versions.ts';

/** The policy's word on this; `RestrictPublicBuckets` leaves a public one its owner's account only. */
function policyOn(bucket: Bucket, call: S3Call, action: string, key: string): 'allow' | 'deny' | undefined {
  const document = bucket.documents.get('policy');
  if (document === undefined) return undefined;
  const policy = parsePolicy(document, bucket.name);
  const decision = decide(policy, call, action, `arn:aws:s3:::${bucket.name}${key === '' ? '' : `/${key}`}`);
  const stranger = bucket.ownerId !== call.callerId;
  return decision === 'allow' && stranger && isPublic(policy) && publicAccessBlock(bucket).RestrictPublicBuckets ? undefined : decision;
}

/** What every call must satisfy before grants are looked at. */
function checkTerms(bucket: Bucket, call: S3Call): void {
  const expected = call.header('x-amz-expected-bucket-owner');
  if (expected !== undefined && !call.isEucalyptus && bucket.ownerId !== canonicalId(expected)) throw accessDenied();
  const requester = bucket.documents.get('requestPayment')?.includes('<Payer>Requester</Payer>') === true;
  if (!requester || bucket.ownerId === call.callerId) return;
  const agrees = call.header('x-amz-request-payer') ?? call.query.get('x-amz-request-payer');
  if (call.grant === undefined || agrees !== 'requester') throw accessDenied();
  call.response.setHeader('x-amz-request-charged', 'requester');
}

type BucketPermission = 'READ' | 'WRITE' | 'READ_ACP' | 'WRITE_ACP' | 'OWN';

const grantsAllow = (bucket: Bucket, grants: Bucket['grants'], permission: string, call: S3Call): boolean =>
  allows(grants, permission, call.callerId, publicAccessBlock(bucket).IgnorePublicAcls);

/** The bucket of the call, if the caller may do this there. A bucket that is not there is told to everybody. */
export function bucketFor(call: S3Call, permission: BucketPermission, key: string = call.key, action: string = actionOf(call)): Bucket {
  const bucket = call.settings.store.bucket(call.bucketName);
  checkTerms(bucket, call);
  const owner = bucket.ownerId === call.callerId;
  const word = policyOn(bucket, call, action, key);
  // An account cannot lock itself out of the policy that does it.
  if (word === 'deny' && !(owner && action.endsWith('BucketPolicy'))) throw accessDenied();
  if (owner || word === 'allow') return bucket;
  if (permission === 'OWN' || !grantsAllow(bucket, bucket.grants, permission, call)) throw accessDenied();
  return bucket;
}

export interface ObjectAddress {
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string | undefined;
  readonly action: string;
}

const addressed = (call: S3Call): ObjectAddress => ({ bucket: call.bucketName, key: call.key, versionId: versionAsked(call), action: actionOf(call) });

/** The object, if the caller may do this with it. Who may not list the bucket learns nothing of missing keys. */
export function objectFor(
  call: S3Call,
  permission: 'READ' | 'READ_ACP' | 'WRITE_ACP' | 'WRITE',
  address: ObjectAddress = addressed(call),
): { bucket: Bucket; object: StoredObject } {
  const bucket = call.settings.store.bucket(address.bucket);
  checkTerms(bucket, call);
  const owner = bucket.ownerId === call.callerId;
  const word = policyOn(bucket, call, address.action, address.key);
  if (word === 'deny') throw accessDenied();
  let object: StoredObject;
  try {
    object = versionOf(bucket, address.key, address.versionId);
  } catch (error) {
    const mayList = owner || policyOn(bucket, call, 's3:ListBucket', '') === 'allow' || grantsAllow(bucket, bucket.grants, 'READ', call);
    throw error instanceof S3Error && !mayList ? accessDenied() : error;
  }
  const allowed = permission === 'WRITE' ? grantsAllow(bucket, bucket.grants, permission, call) : grantsAllow(bucket, object.grants, permission, call);
  if (!owner && word !== 'allow' && !allowed) throw accessDenied();
  return { bucket, object };
}
