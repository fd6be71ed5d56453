import { type Answer, asText, type CallOptions, CloudError, isCloudError, parseJson, unexpectedBody } from '@portolan/core/driver';
import type { MantaClient, MantaRequest } from '../client.ts';
import type { EntryWire } from './objects/wire.ts';
import { bucketPath, folderPath, foldersOf } from './paths.ts';

// What a directory is on the wire, and the care it takes: only Manta has real ones.

export const DIRECTORY_TYPE = 'application/json; type=directory';
/** The most entries of one page; 256 when not asked. */
export const MAX_ENTRIES = 1_024;

/** `marker` is included: the page begins with it. */
export const list = (path: string, marker: string | undefined, limit: number): MantaRequest => ({
  operation: 'ListDirectory',
  method: 'GET',
  path,
  query: { limit, marker },
});
export const head = (path: string): MantaRequest => ({ operation: 'HeadDirectory', method: 'HEAD', path });
/** Headers `m-…` are kept, in the place of those that were. Source: manta-muskie lib/common.js createMetadata(), lib/dir.js mkdir(). */
export const make = (path: string, headers: Readonly<Record<string, string>> = {}): MantaRequest => ({
  operation: 'PutDirectory',
  method: 'PUT',
  path,
  headers: { 'Content-Type': DIRECTORY_TYPE, ...headers },
});
export const remove = (path: string): MantaRequest => ({ operation: 'DeleteDirectory', method: 'DELETE', path });

/** A directory answers GET and HEAD like an object does, but for its type. */
export const isDirectory = (answer: Pick<Answer<unknown>, 'headers'>): boolean =>
  /x-json-stream\s*;\s*type="?directory/i.test(answer.headers['content-type'] ?? '');

export interface EntryPage {
  readonly entries: readonly EntryWire[];
  /** How many the whole directory has. */
  readonly total: number | undefined;
}

/** Undefined: no directory is there (nothing, or an object). */
export async function listEntries(
  client: MantaClient,
  path: string,
  marker: string | undefined,
  limit: number,
  options: CallOptions,
): Promise<EntryPage | undefined> {
  const answer = await client
    .read(list(path, marker, limit), options, async (response) => {
      if (isDirectory(response)) return asText()(response);
      // An object of that name: its bytes are not wanted.
      response.body.destroy();
      return undefined;
    })
    .catch((error: unknown) => {
      if (isCloudError(error, 'not-found')) return undefined;
      throw error;
    });
  if (answer?.body === undefined) return undefined;
  const total = Number(answer.headers['result-set-size'] ?? Number.NaN);
  return { entries: parseEntries(answer.body), total: Number.isInteger(total) ? total : undefined };
}

/** One JSON object a line. */
export function parseEntries(text: string): readonly EntryWire[] {
  const entries: EntryWire[] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const entry = parseJson(line, { contentType: 'application/x-json-stream' }) as Partial<EntryWire> | null;
    if (typeof entry?.name !== 'string' || typeof entry.type !== 'string') throw unexpectedBody('a line is no entry of a directory', {}, line);
    entries.push(entry as EntryWire);
  }
  return entries;
}

export type PathKind = 'directory' | 'object' | 'nothing';

export async function kindOf(client: MantaClient, path: string, options: CallOptions): Promise<PathKind> {
  try {
    return isDirectory(await client.head(head(path), options)) ? 'directory' : 'object';
  } catch (error) {
    if (isCloudError(error, 'not-found')) return 'nothing';
    throw error;
  }
}

/** Whether this answer says that the directory above is missing. */
export const lacksDirectory = (error: unknown): boolean => isCloudError(error) && /^DirectoryDoesNotExist(Error)?$/.test(error.providerCode ?? '');

/**
 * Makes the folders of a key, once Manta said that the last of them is missing. From the deepest upwards, so that only what is known to be missing is made:
 * a PUT of a directory over an object would put the directory in the object's place, without a word. The bucket itself is never made.
 */
export async function makeFolders(client: MantaClient, bucket: string, key: string, options: CallOptions): Promise<void> {
  const missing: string[] = [];
  for (const folder of foldersOf(key)) {
    try {
      await client.empty(make(folderPath(bucket, folder)), options);
      for (const lower of missing.reverse()) await client.empty(make(folderPath(bucket, lower)), options);
      return;
    } catch (error) {
      if (!lacksDirectory(error)) throw error;
      missing.push(folder);
    }
  }
  throw noBucket(bucket);
}

export function noBucket(bucket: string): CloudError {
  return new CloudError('not-found', `there is no bucket ${JSON.stringify(bucket)}`, { status: 404, outcome: 'not-done' });
}

const MOST_RACES = 5;

/**
 * Does what needs the folders of a key, making them when Manta says they are missing; in the common case nothing is asked before.
 * Somebody who deletes the last other key of the folder sweeps it away: then it is made again.
 */
export async function withFolders<T>(client: MantaClient, bucket: string, key: string, options: CallOptions, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!lacksDirectory(error)) {
        if (attempt > 1) await sweepFolders(client, bucket, key, { signal: AbortSignal.timeout(10_000) }).catch(() => undefined);
        throw error;
      }
      if (attempt >= MOST_RACES) throw error;
      await makeFolders(client, bucket, key, options);
    }
  }
}

/**
 * Removes the folders a key leaves empty, the deepest first, so that keys behave like keys. Never the bucket.
 * The key is gone already: a folder that cannot be removed (rights, a server in trouble) is no failure of that, and shows in no list of keys.
 */
export async function sweepFolders(client: MantaClient, bucket: string, key: string, options: CallOptions): Promise<void> {
  for (const folder of foldersOf(key)) if (!(await sweepFolder(client, bucket, folder, options))) return;
}

/** Whether it is gone. */
export async function sweepFolder(client: MantaClient, bucket: string, folder: string, options: CallOptions): Promise<boolean> {
  try {
    return await removeIfEmpty(client, folderPath(bucket, folder), options);
  } catch (error) {
    options.signal?.throwIfAborted();
    if (isCloudError(error)) return false;
    throw error;
  }
}

/** Whether it is gone; false: it is not empty, or no directory any more. */
export async function removeIfEmpty(client: MantaClient, path: string, options: CallOptions): Promise<boolean> {
  try {
    await client.empty(remove(path), options);
    return true;
  } catch (error) {
    if (isCloudError(error, 'not-found')) return true;
    if (isCloudError(error) && /^DirectoryNotEmpty(Error)?$/.test(error.providerCode ?? '')) return false;
    throw error;
  }
}

/** Rejects with `not-found` when the bucket is not there. */
export async function assertBucket(client: MantaClient, bucket: string, options: CallOptions): Promise<void> {
  if ((await kindOf(client, bucketPath(bucket), options)) !== 'directory') throw noBucket(bucket);
}
