import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, opendir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import type { Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CloudError } from '../errors/cloud-error.ts';
import { contextual } from '../errors/with-context.ts';
import { meter } from './body-watch.ts';
import type { PutOptions } from './put-object.ts';
import type { ObjectSummary } from './storage-types.ts';
import { Together } from './together.ts';
import { baseName, DEFAULT_CONCURRENCY, type HasObjects, isPrefix, type ObjectPlace, type TransferOptions } from './transfer.ts';

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

export async function upload(storage: HasObjects, path: string, to: ObjectPlace, given: UploadOptions): Promise<TransferResult> {
  const key = to.key ?? '';
  const together = new Together(given.signal);
  const options = { ...given, signal: together.signal };
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
    await together.each(walk(path, ''), options.concurrency ?? DEFAULT_CONCURRENCY, (relative) =>
      one(join(path, relative), prefix + relative.split(sep).join('/')),
    );
  }
  return { ...totals, dropped: [] };
}

export async function download(storage: HasObjects, from: ObjectPlace, path: string, given: DownloadOptions): Promise<TransferResult> {
  const key = from.key ?? '';
  const together = new Together(given.signal);
  const options = { ...given, signal: together.signal };
  const { objects } = from.cloud?.storage ?? storage;
  const totals = { objects: 0, bytes: 0 };
  const one = async (itsKey: string, file: string): Promise<void> => {
    const content = await objects.get(from.bucket, itsKey, { signal: options.signal });
    // Until it is piped nobody listens: the error is kept, and the pipeline meets it.
    content.body.on('error', () => undefined);
    const partial = `${file}.${randomBytes(6).toString('hex')}.part`;
    try {
      await pipeline(content.body, counted(itsKey, content.length, options), await partFile(partial), { signal: options.signal });
      await rename(partial, file);
    } catch (error) {
      content.cancel();
      await rm(partial, { force: true });
      throw contextual(error, { operation: 'storage.download', target: file }, options.signal);
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
    const keys = keysOf(objects.list(from.bucket, { prefix: key, signal: options.signal }));
    await together.each(keys, options.concurrency ?? DEFAULT_CONCURRENCY, (itsKey) => one(itsKey, join(path, safeRelative(itsKey.slice(key.length)))));
  }
  return { ...totals, dropped: [] };
}

/** A file of that name, and the folders above it, all made now: an error later than here is the stream's. */
async function partFile(path: string): Promise<Writable> {
  await mkdir(dirname(path), { recursive: true });
  return (await open(path, 'wx')).createWriteStream();
}

function counted(key: string, totalBytes: number, options: DownloadOptions): Transform {
  let transferredBytes = 0;
  return meter((chunk) => {
    transferredBytes += chunk.length;
    options.onProgress?.({ key, transferredBytes, totalBytes });
  });
}

/** Folders that only stand for themselves (`a/b/`, empty) are left out: on a disk they come with what is in them. */
async function* keysOf(list: AsyncIterable<ObjectSummary>): AsyncGenerator<string, void, undefined> {
  for await (const { key, sizeBytes } of list) if (!(key.endsWith('/') && sizeBytes === 0)) yield key;
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
