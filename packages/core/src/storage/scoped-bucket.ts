import type { CallOptions } from '../call-options.ts';
import { CloudError, isCloudError } from '../errors/cloud-error.ts';
import type { Bucket } from './storage-types.ts';

/** A bucket that is deleted, with what is in it, at the end of its scope: `await using bucket = await buckets.using(…)`. */
export type ScopedBucket = Bucket & AsyncDisposable;

/** For each request: deleting at the end of a scope has nobody to give it a limit. */
const PATIENCE_MS = 120_000;

/** What cannot be deleted is told, as `leftover`: it goes on costing money. */
export function scopedBucket(bucket: Bucket, remove: (name: string, options: CallOptions) => Promise<void>): ScopedBucket {
  let gone: Promise<void> | undefined;
  const dispose = (): Promise<void> => {
    gone ??= removeOrTell(bucket.name, remove);
    return gone;
  };
  return Object.defineProperty({ ...bucket }, Symbol.asyncDispose, { value: dispose, enumerable: false }) as ScopedBucket;
}

async function removeOrTell(name: string, remove: (name: string, options: CallOptions) => Promise<void>): Promise<void> {
  try {
    await remove(name, { timeoutMs: PATIENCE_MS });
  } catch (error) {
    const leftover = { kind: 'bucket', id: name };
    if (!isCloudError(error)) throw new CloudError('unknown', 'the bucket could not be deleted', { outcome: 'unknown', leftover, cause: error });
    error.leftover ??= leftover;
    throw error;
  }
}
