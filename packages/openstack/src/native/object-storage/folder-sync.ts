import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { opendir, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type CallOptions, CloudError, isCloudError, mapConcurrently, type Progress, type Storage } from '@portolan/core/driver';
import { parseTimestamp } from '../../timestamps.ts';
import type { SwiftObjectsNative } from './objects.ts';

export interface SyncFolderOptions extends CallOptions {
  /** Put before every name. */
  readonly prefix?: string | undefined;
  /** Objects under the prefix that have no file go. Default false. */
  readonly delete?: boolean | undefined;
  /** Files whose name or path (with slashes) fits any of these are left out, and so are their objects. */
  readonly ignore?: readonly RegExp[] | undefined;
  /** Files and folders that begin with a dot, too. Default false. */
  readonly hidden?: boolean | undefined;
  /** Upload what differs even if the object is newer than the file. Default false. */
  readonly ignoreTimestamps?: boolean | undefined;
  /** Files at once. Default 4. */
  readonly concurrency?: number | undefined;
  /** Only say what would be done. */
  readonly dryRun?: boolean | undefined;
  readonly onProgress?: ((progress: Progress & { readonly key: string }) => void) | undefined;
}

export interface SyncFolderResult {
  /** Names of objects. */
  readonly uploaded: readonly string[];
  readonly deleted: readonly string[];
  readonly unchanged: number;
  /** Differ, but the object is newer than the file. */
  readonly newer: readonly string[];
  readonly uploadedBytes: number;
}

interface Remote {
  readonly bytes: number;
  readonly md5: string | undefined;
  readonly modified: Date | undefined;
}

/** Makes a container hold what a folder holds, in one direction. Files are compared by size, MD5, and age. */
export async function syncFolder(
  storage: Storage,
  objects: SwiftObjectsNative,
  folder: string,
  container: string,
  options: SyncFolderOptions = {},
): Promise<SyncFolderResult> {
  const { prefix = '', concurrency = 4, dryRun = false, signal } = options;
  const skipped = (path: string): boolean => isSkipped(path, options);
  const there = new Map<string, Remote>();
  try {
    for await (const row of objects.list(container, { ...(prefix === '' ? {} : { prefix }), signal })) {
      if (row.name === undefined || skipped(row.name.slice(prefix.length))) continue;
      there.set(row.name, {
        bytes: row.bytes ?? 0,
        // The hash of a static large object is its manifest's.
        md5: row.slo_etag === undefined ? row.hash : undefined,
        modified: parseTimestamp(row.last_modified),
      });
    }
  } catch (error) {
    // The first upload says it again, unless there is nothing to upload.
    if (!isCloudError(error, 'not-found')) throw error;
    throw new CloudError('not-found', `there is no container ${JSON.stringify(container)}`, { outcome: 'not-done', remedy: 'make it first' });
  }
  const uploaded: string[] = [];
  const newer: string[] = [];
  const local = new Set<string>();
  let unchanged = 0;
  let uploadedBytes = 0;
  const files: string[] = [];
  for await (const path of walk(folder, '', skipped)) files.push(path);
  await mapConcurrently(files, concurrency, async (path) => {
    signal?.throwIfAborted();
    const name = `${prefix}${path}`;
    const file = join(folder, ...path.split('/'));
    local.add(name);
    const verdict = await compare(file, there.get(name), options);
    if (verdict === 'same') unchanged += 1;
    else if (verdict === 'newer') newer.push(name);
    else {
      uploaded.push(name);
      if (dryRun) return;
      const { sizeBytes } = await storage.objects.put(container, name, () => createReadStream(file), {
        contentLength: (await stat(file)).size,
        signal,
        onProgress: (progress) => options.onProgress?.({ ...progress, key: name }),
      });
      uploadedBytes += sizeBytes;
    }
  });
  const gone = options.delete === true ? [...there.keys()].filter((name) => !local.has(name)) : [];
  if (!dryRun && gone.length > 0) {
    const { failed } = await storage.objects.deleteMany(container, gone, { signal });
    if (failed[0] !== undefined) throw failed[0].error;
  }
  return { uploaded: uploaded.sort(), deleted: gone.sort(), unchanged, newer: newer.sort(), uploadedBytes };
}

async function compare(file: string, remote: Remote | undefined, options: SyncFolderOptions): Promise<'same' | 'newer' | 'differs'> {
  if (remote === undefined) return 'differs';
  const { size, mtime } = await stat(file);
  const isNewer = remote.modified !== undefined && remote.modified.getTime() > mtime.getTime();
  if (size === remote.bytes) {
    if (remote.md5 === undefined ? isNewer : remote.md5 === (await md5Of(file, options.signal))) return 'same';
  }
  return isNewer && options.ignoreTimestamps !== true ? 'newer' : 'differs';
}

async function md5Of(file: string, signal: AbortSignal | undefined): Promise<string> {
  const hash = createHash('md5');
  await pipeline(createReadStream(file), hash, signal === undefined ? {} : { signal });
  return hash.digest('hex');
}

function isSkipped(path: string, { hidden = false, ignore = [] }: SyncFolderOptions): boolean {
  const parts = path.split('/');
  if (!hidden && parts.some((part) => part.startsWith('.'))) return true;
  return ignore.some((pattern) => [path, ...parts].some((text) => new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, '')).test(text)));
}

/** Paths with slashes, of files alone: links and devices are left out. */
async function* walk(root: string, under: string, skipped: (path: string) => boolean): AsyncGenerator<string, void, undefined> {
  for await (const entry of await opendir(join(root, under.split('/').join(sep)))) {
    const path = under === '' ? entry.name : `${under}/${entry.name}`;
    if (skipped(path)) continue;
    if (entry.isDirectory()) yield* walk(root, path, skipped);
    else if (entry.isFile()) yield path;
  }
}
