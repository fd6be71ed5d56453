import { childText, parseXml } from '../../../kit/xml.ts';
import type { Grant } from '../acl.ts';
import { isPublicGrant } from '../acl.ts';
import { accessDenied } from '../s3-error.ts';
import type { Bucket } from '../store.ts';

const SWITCHES = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'] as const;

export type PublicAccessBlock = Readonly<Record<(typeof SWITCHES)[number], boolean>>;

const OPEN: PublicAccessBlock = { BlockPublicAcls: false, IgnorePublicAcls: false, BlockPublicPolicy: false, RestrictPublicBuckets: false };

/** The bucket's switches; all off when none was put. */
export function publicAccessBlock(bucket: Bucket): PublicAccessBlock {
  const stored = bucket.documents.get('publicAccessBlock');
  if (stored === undefined) return OPEN;
  const root = parseXml(stored.toString('utf8'));
  const isOn = (name: string): boolean => childText(root, name)?.trim().toLowerCase() === 'true';
  return Object.fromEntries(SWITCHES.map((name) => [name, isOn(name)])) as PublicAccessBlock;
}

/** Refuses grants to everybody where the bucket's owner has had them blocked. */
export function refusePublicGrants(bucket: Bucket, grants: readonly Grant[]): void {
  if (publicAccessBlock(bucket).BlockPublicAcls && grants.some(isPublicGrant)) throw accessDenied();
}
