import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, opendir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { CloudError } from '../errors/cloud-error.ts';
import { mapConcurrently } from '../waiting/map-concurrently.ts';
import type { PutOptions } from './put-object.ts';
import { baseName, type HasObjects, isPrefix, type ObjectPlace, type TransferOptions } from './transfer.ts';

export interface TransferResult {
  readonly objects: number;
  readonly bytes: number;
  /** What the other side could not keep: `metadata`, `contentType`, … */
  readonly dropped: readonly string[];
}

export interface UploadOptions extends TransferOptions {
  readonly partSizeBytes?: number | undefined;
  readonly metadata?: PutOptions['metadata'];
}

export interface DownloadOptions extends TransferOptions {}

const AT_ONCE = 256;

export async function upload(storage: HasObjects, path: string, to: ObjectPlace, options: UploadOptions): Promise<TransferResult> {
  const key = to.key ?? '';
  const { objects } = to.cloud?.storage ?? storage;
  const found = await stat(path).catch((error: unknown) => {
    throw new CloudError('invalid-argument', `${path}: ${error instanceof Error ? error.message : String(error)}`, {
      operation: 'storage.upload',
      outcome: 'not-done',
      cause: error,
    });
  });
  const totals = { objects: 0, bytes: 0 };
  const one = async (file: string, itsKey: string): Promise<void> => {
    const { size } = await stat(file);
    // A function: a connection cut half-way is repaired by reading the file again.
    const result = await objects.put(to.bucket, itsKey, () => createReadStream(file), {
      contentLength: size,
      signal: options.signal,
      ...(options.metadata === undefined ? {} : { metadata: options.metadata }),
      ...(options.partSizeBytes === undefined ? {} : { partSizeBytes: options.partSizeBytes }),
      onProgress: (progress) => options.onProgress?.({ ...progress, key: itsKey }),
    });
    totals.objects += 1;
    totals.bytes += result.sizeBytes;
  };
  if (!found.isDirectory()) await one(path, isPrefix(key) ? key + basename(path) : key);
  else {
    const prefix = key === '' || key.endsWith('/') ? key : `${key}/`;
    let batch: string[] = [];
    const flush = async (): Promise<void> => {
      await mapConcurrently(batch, options.concurrency ?? 4, (relative) => one(join(path, relative), prefix + relative.split(sep).join('/')));
      batch = [];
    };
    for await (const relative of walk(path, '')) {
      batch.push(relative);
      if (batch.length >= AT_ONCE) await flush();
    }
    await flush();
  }
  return { ...totals, dropped: [] };
}

export async function download(storage: HasObjects, from: ObjectPlace, path: string, options: DownloadOptions): Promise<TransferResult> {
  const key = from.key ?? '';
  const { objects } = from.cloud?.storage ?? storage;
  const totals = { objects: 0, bytes: 0 };
  const one = async (itsKey: string, file: string): Promise<void> => {
    const content = await objects.get(from.bucket, itsKey, { signal: options.signal });
    await mkdir(dirname(file), { recursive: true });
    const partial = `${file}.${randomBytes(6).toString('hex')}.part`;
    let transferredBytes = 0;
    content.body.on('data', (chunk: Buffer) => {
      transferredBytes += chunk.length;
      options.onProgress?.({ key: itsKey, transferredBytes, totalBytes: content.length });
    });
    try {
      await pipeline(content.body, createWriteStream(partial, { flags: 'wx' }), options.signal === undefined ? {} : { signal: options.signal });
      await rename(partial, file);
    } catch (error) {
      await rm(partial, { force: true });
      options.signal?.throwIfAborted();
      throw error;
    }
    totals.objects += 1;
    totals.bytes += content.length;
  };
  if (!isPrefix(key)) {
    const folder = await stat(path)
      .then((found) => found.isDirectory())
      .catch(() => false);
    await one(key, folder ? join(path, safeRelative(baseName(key))) : path);
  } else {
    let batch: string[] = [];
    const flush = async (): Promise<void> => {
      await mapConcurrently(batch, options.concurrency ?? 4, (itsKey) => one(itsKey, join(path, safeRelative(itsKey.slice(key.length)))));
      batch = [];
    };
    for await (const object of objects.list(from.bucket, { prefix: key, signal: options.signal })) {
      if (object.key.endsWith('/') && object.sizeBytes === 0) continue;
      batch.push(object.key);
      if (batch.length >= AT_ONCE) await flush();
    }
    await flush();
  }
  return { ...totals, dropped: [] };
}

/** A key as a path under a folder; keys that would leave it are refused. */
function safeRelative(key: string): string {
  const parts = key.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..' || part.includes('\0') || (sep === '\\' && /[\\:]/.test(part)))) {
    throw new CloudError('invalid-argument', `the key ${JSON.stringify(key)} cannot be a file's path`, {
      operation: 'storage.download',
      remedy: 'download it by itself, to a path of your choice',
    });
  }
  return parts.join(sep);
}

async function* walk(root: string, under: string): AsyncGenerator<string, void, undefined> {
  for await (const entry of await opendir(join(root, under))) {
    const relative = under === '' ? entry.name : join(under, entry.name);
    if (entry.isDirectory()) yield* walk(root, relative);
    else if (entry.isFile()) yield relative;
  }
}
