import type { CallOptions } from '../../call-options.ts';
import type { BucketRef } from '../../refs.ts';
import type { Buckets } from '../buckets.ts';
import { accessOf } from '../object-access.ts';
import type { Objects } from '../objects.ts';
import type { StorageHome } from '../storage-driver.ts';
import { fingerprint, type TokenEnd } from './token.ts';

/** The part of `Storage` that transfers need. */
export interface HasObjects {
  readonly buckets: Buckets;
  readonly objects: Objects;
}

/** An object (`key`), or all that is under a prefix (`key` empty, absent or ending with `/`; where a prefix goes, any key is one). */
export interface ObjectPlace {
  readonly bucket: BucketRef;
  readonly key?: string | undefined;
  /** The connection it is on, when it is another one. */
  readonly cloud?: { readonly storage: HasObjects } | undefined;
}

export const isPrefix = (key: string): boolean => key === '' || key.endsWith('/');

export const baseName = (key: string): string => key.slice(key.lastIndexOf('/') + 1);

export const bucketName = (bucket: BucketRef): string => (typeof bucket === 'string' ? bucket : bucket.name);

/** A folder's name as a prefix. */
export const asPrefix = (key: string): string => (isPrefix(key) ? key : `${key}/`);

async function homeOf(objects: Objects, options: CallOptions): Promise<StorageHome | undefined> {
  return accessOf(objects)?.driver?.home?.(options);
}

/** What two connections have in common. */
export interface Kinship {
  /** A bucket of one name is the same bucket for both. */
  readonly sameBuckets: boolean;
  /** One of them can do alone what needs the rights of both. */
  readonly sameAccount: boolean;
}

export async function kinship(source: Objects, target: Objects, options: CallOptions): Promise<Kinship> {
  if (source === target) return { sameBuckets: true, sameAccount: true };
  const [a, b] = [await homeOf(source, options), await homeOf(target, options)];
  const sameBuckets = a !== undefined && b !== undefined && a.service === b.service;
  return { sameBuckets, sameAccount: sameBuckets && a.account !== undefined && a.account === b.account };
}

export async function tokenEnd(objects: Objects, bucket: BucketRef, key: string, options: CallOptions): Promise<TokenEnd> {
  const home = await homeOf(objects, options);
  return { service: home === undefined ? '' : fingerprint(home.service), bucket: bucketName(bucket), key };
}

export const fileEnd = (path: string): TokenEnd => ({ service: 'file', bucket: '', key: path });
