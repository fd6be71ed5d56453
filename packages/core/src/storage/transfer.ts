import type { CallOptions } from '../call-options.ts';
import type { BucketRef } from '../refs.ts';
import { mapConcurrently } from '../waiting/map-concurrently.ts';
import type { Progress } from './body-watch.ts';
import type { Buckets } from './buckets.ts';
import type { TransferResult } from './files.ts';
import type { Objects } from './objects.ts';
import type { ContentHeaders, ObjectInfo } from './storage-types.ts';

/** The part of `Storage` that transfers need. */
export interface HasObjects {
  readonly buckets: Buckets;
  readonly objects: Objects;
}

/** An object (`key`), or all that is under a prefix (`key` empty, absent or ending with `/`). */
export interface ObjectPlace {
  readonly bucket: BucketRef;
  readonly key?: string | undefined;
  /** The connection it is on, when it is another one. */
  readonly cloud?: { readonly storage: HasObjects } | undefined;
}

export interface TransferOptions extends CallOptions {
  /** Objects at once. Default 4. */
  readonly concurrency?: number | undefined;
  readonly onProgress?: ((progress: Progress & { readonly key: string }) => void) | undefined;
}

const LISTED_AT_ONCE = 256;

export async function transfer(storage: HasObjects, from: ObjectPlace, to: ObjectPlace, options: TransferOptions): Promise<TransferResult> {
  const source = from.cloud?.storage ?? storage;
  const target = to.cloud?.storage ?? storage;
  const sourceKey = from.key ?? '';
  const targetKey = to.key ?? '';
  const totals = { objects: 0, bytes: 0, dropped: new Set<string>() };
  const one = async (key: string, newKey: string): Promise<void> => {
    const { sizeBytes, dropped } = await transferOne(source.objects, { bucket: from.bucket, key }, target.objects, { bucket: to.bucket, key: newKey }, options);
    totals.objects += 1;
    totals.bytes += sizeBytes;
    for (const name of dropped) totals.dropped.add(name);
  };
  if (!isPrefix(sourceKey)) {
    await one(sourceKey, isPrefix(targetKey) ? targetKey + baseName(sourceKey) : targetKey);
  } else {
    let batch: string[] = [];
    const flush = async (): Promise<void> => {
      await mapConcurrently(batch, options.concurrency ?? 4, (key) => one(key, targetKey + key.slice(sourceKey.length)));
      batch = [];
    };
    for await (const object of source.objects.list(from.bucket, { prefix: sourceKey, signal: options.signal })) {
      batch.push(object.key);
      if (batch.length >= LISTED_AT_ONCE) await flush();
    }
    await flush();
  }
  return { objects: totals.objects, bytes: totals.bytes, dropped: [...totals.dropped].sort() };
}

export const isPrefix = (key: string): boolean => key === '' || key.endsWith('/');

export const baseName = (key: string): string => key.slice(key.lastIndexOf('/') + 1);

async function transferOne(
  source: Objects,
  from: { readonly bucket: BucketRef; readonly key: string },
  target: Objects,
  to: { readonly bucket: BucketRef; readonly key: string },
  options: TransferOptions,
): Promise<{ sizeBytes: number; dropped: readonly string[] }> {
  if (source === target) {
    const copied = await target.copy(from, to, { signal: options.signal });
    options.onProgress?.({ key: from.key, transferredBytes: copied.sizeBytes, totalBytes: copied.sizeBytes });
    return { sizeBytes: copied.sizeBytes, dropped: [] };
  }
  const content = await source.get(from.bucket, from.key, { signal: options.signal });
  try {
    const { kept, dropped } = carried(content.info, target);
    const result = await target.put(to.bucket, to.key, content.body, {
      ...kept,
      signal: options.signal,
      contentLength: content.length,
      onProgress: (progress) => options.onProgress?.({ ...progress, key: from.key }),
    });
    return { sizeBytes: result.sizeBytes, dropped };
  } catch (error) {
    content.cancel();
    throw error;
  }
}

/** What of type, headers and metadata the other side can keep, and what not. */
function carried(info: ObjectInfo, target: Objects): { kept: ContentHeaders & { metadata?: Readonly<Record<string, string>> }; dropped: string[] } {
  const declared = target.capabilities;
  const dropped: string[] = [];
  const kept: { -readonly [K in keyof ContentHeaders]: ContentHeaders[K] } & { metadata?: Readonly<Record<string, string>> } = {};
  if (info.contentType !== undefined) {
    if (declared?.contentType === true) kept.contentType = info.contentType;
    else dropped.push('contentType');
  }
  for (const name of ['cacheControl', 'contentDisposition', 'contentEncoding', 'contentLanguage'] as const) {
    const value = info[name];
    if (value === undefined) continue;
    if (declared?.contentHeaders.includes(name) === true) kept[name] = value;
    else dropped.push(name);
  }
  if (Object.keys(info.metadata).length > 0) {
    if (declared?.metadata === true) kept.metadata = info.metadata;
    else dropped.push('metadata');
  }
  return { kept, dropped };
}
