import type { CallOptions } from '../call-options.ts';
import { CloudError } from '../errors/cloud-error.ts';
import type { BucketRef } from '../refs.ts';
import type { Progress } from './body-watch.ts';
import type { Buckets } from './buckets.ts';
import type { TransferResult } from './files.ts';
import { metadataProblem } from './object-metadata.ts';
import type { Objects } from './objects.ts';
import type { ContentHeaders, ObjectInfo, ObjectSummary } from './storage-types.ts';
import { Together } from './together.ts';

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

export const DEFAULT_CONCURRENCY = 4;

export async function transfer(storage: HasObjects, from: ObjectPlace, to: ObjectPlace, given: TransferOptions): Promise<TransferResult> {
  const source = from.cloud?.storage ?? storage;
  const target = to.cloud?.storage ?? storage;
  const sourceKey = from.key ?? '';
  const targetKey = to.key ?? '';
  const together = new Together(given.signal);
  const options = { ...given, signal: together.signal };
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
    if (source.objects === target.objects && nameOf(from.bucket) === nameOf(to.bucket) && targetKey.startsWith(sourceKey)) {
      throw new CloudError('invalid-argument', `${JSON.stringify(targetKey)} is inside of what is copied: it would never end`, { outcome: 'not-done' });
    }
    const keys = keysOf(source.objects.list(from.bucket, { prefix: sourceKey, signal: options.signal }));
    await together.each(keys, options.concurrency ?? DEFAULT_CONCURRENCY, (key) => one(key, targetKey + key.slice(sourceKey.length)));
  }
  return { objects: totals.objects, bytes: totals.bytes, dropped: [...totals.dropped].sort() };
}

const nameOf = (bucket: BucketRef): string => (typeof bucket === 'string' ? bucket : bucket.name);

async function* keysOf(list: AsyncIterable<ObjectSummary>): AsyncGenerator<string, void, undefined> {
  for await (const object of list) yield object.key;
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
    if (declared?.metadata !== true) dropped.push('metadata');
    else {
      // Some clouds take names that others cannot: `a.b`.
      const odd = Object.keys(info.metadata).filter((name) => metadataProblem(name, info.metadata[name]) !== undefined);
      dropped.push(...odd.map((name) => `metadata.${name}`));
      kept.metadata = Object.fromEntries(Object.entries(info.metadata).filter(([name]) => !odd.includes(name)));
    }
  }
  return { kept, dropped };
}
