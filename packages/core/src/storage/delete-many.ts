import type { CallOptions } from '../call-options.ts';
import type { CloudError, ErrorContext } from '../errors/cloud-error.ts';
import { contextual } from '../errors/with-context.ts';
import { mapConcurrently } from '../waiting/map-concurrently.ts';
import type { DeleteFailure, ObjectDriver } from './storage-driver.ts';

export const DELETE_BATCH = 1_000;

export interface DeleteBatch extends CallOptions {
  readonly bucket: string;
  /** No more than the driver takes at once. */
  readonly keys: readonly string[];
  readonly concurrency: number;
  /** Of the delete of one key. */
  readonly context: ErrorContext;
}

/** In as few requests as the driver allows, or key by key. What failed is returned. */
export async function deleteBatch(driver: ObjectDriver, batch: DeleteBatch): Promise<readonly DeleteFailure[]> {
  const { bucket, keys, concurrency, context, signal, timeoutMs } = batch;
  const options = { signal, timeoutMs };
  if (driver.deleteMany !== undefined) {
    return driver.deleteMany(bucket, keys, options);
  }
  const results = await mapConcurrently(keys, concurrency, async (key): Promise<DeleteFailure | undefined> => {
    try {
      await driver.delete?.(bucket, key, options);
      return undefined;
    } catch (error) {
      signal?.throwIfAborted();
      return { key, error: contextual(error, { ...context, target: `${bucket}/${key}` }) as CloudError };
    }
  });
  return results.filter((failure) => failure !== undefined);
}

export async function* batches<T>(items: Iterable<T> | AsyncIterable<T>, size: number): AsyncGenerator<T[], void, undefined> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length >= size) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
