import type { CallOptions } from '../call-options.ts';
import type { ObjectCapabilities } from '../capabilities.ts';
import { isCloudError } from '../errors/cloud-error.ts';
import { describe, Group, type GroupContext } from '../group.ts';
import { List } from '../paging/list.ts';
import type { PageOptions } from '../paging/page.ts';
import type { BucketRef } from '../refs.ts';
import type { BodySource } from '../transport/body.ts';
import { contentTypeOf } from './content-type.ts';
import { copyThrough, pickHeaders } from './copy-through.ts';
import { batches, DELETE_BATCH, deleteBatch } from './delete-many.ts';
import { DownloadedObject } from './downloaded-object.ts';
import { Gate } from './gate.ts';
import { exposeObjects } from './object-access.ts';
import { readMetadata } from './object-metadata.ts';
import { PartMemory } from './part-memory.ts';
import { type PutOptions, type PutRequest, putObject } from './put-object.ts';
import type { DeleteFailure, ObjectDriver } from './storage-driver.ts';
import type {
  ByteRange,
  ContentHeaders,
  ObjectInfo,
  ObjectPrefix,
  ObjectSummary,
  PresignedRequest,
  PutResult,
  ReadConditions,
  WriteConditions,
} from './storage-types.ts';

export interface ListObjectsOptions extends CallOptions, PageOptions {
  /** Keys that begin with it. Default `''`: all. */
  readonly prefix?: string | undefined;
  /** Only keys after this one, by UTF-8 bytes. */
  readonly startAfter?: string | undefined;
}

export interface ListFoldedOptions extends ListObjectsOptions {
  /** Keys that go on after this string (behind the prefix) are folded into one row of kind `prefix`. Mostly `/`. */
  readonly delimiter: string;
}

export interface GetObjectOptions extends CallOptions, ReadConditions {
  readonly range?: ByteRange | undefined;
  /** Check the whole content against the cloud's MD5 as it streams, where there is one. Default true. */
  readonly verify?: boolean | undefined;
}

export interface HeadObjectOptions extends CallOptions, ReadConditions {}

export interface ObjectRef {
  readonly bucket: BucketRef;
  readonly key: string;
}

export interface CopyObjectOptions extends CallOptions, WriteConditions {
  /** Replaces the source's; absent: carried over. */
  readonly metadata?: Readonly<Record<string, string>> | undefined;
  /** Replaces the source's; absent: carried over. */
  readonly headers?: ContentHeaders | undefined;
  /** Only if the source's etag is this one. */
  readonly ifSourceMatch?: string | undefined;
}

export interface UpdateMetadataOptions extends CallOptions, ContentHeaders {
  /** Replaces all; absent: stays. */
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}

export interface PresignOptions extends CallOptions {
  /** Default `get`. */
  readonly method?: 'get' | 'put' | undefined;
  /** Default 3 600. */
  readonly expiresInSeconds?: number | undefined;
  /** For `put`: the type the upload must state. */
  readonly contentType?: string | undefined;
}

export interface DeleteManyOptions extends CallOptions {
  /** Requests at once. Default 8. */
  readonly concurrency?: number | undefined;
}

export interface DeleteManyResult {
  /** How many are gone now, those that never were included. */
  readonly deleted: number;
  readonly failed: readonly DeleteFailure[];
}

/** Lists of some clouds go on showing for a moment what is gone. */
const LIST_LAG_MS = 250;

/**
 * Objects: bytes under a key. A key is any Unicode string the provider takes and is sent byte-exact, never normalised: `a//b`, `..` and `%2F` are themselves.
 * Writing is atomic, the last writer wins unless a condition is given.
 */
export class Objects extends Group<ObjectDriver> {
  readonly #memory: PartMemory;
  readonly #streams: Gate | undefined;

  constructor(context: GroupContext, driver: ObjectDriver | undefined) {
    super(context, 'storage.objects', driver);
    this.#memory = new PartMemory(context.maxBufferedBytes);
    this.#streams = gateFor(context.maxConnections);
    exposeObjects(this, {
      context,
      driver,
      memory: this.#memory,
      streams: this.#streams,
      request: (bucket, key, options) => this.#putRequest(bucket, key, options),
    });
  }

  /** What this provider's objects can do; `undefined` when it has none. */
  get capabilities(): ObjectCapabilities | undefined {
    return this.context.capabilities.storage?.objects;
  }

  /** In the provider's order (by UTF-8 bytes on most). With a `delimiter`, rows of kind `prefix` stand for folders. */
  list(bucket: BucketRef, options: ListFoldedOptions): List<ObjectSummary | ObjectPrefix>;
  list(bucket: BucketRef, options?: ListObjectsOptions): List<ObjectSummary>;
  list(bucket: BucketRef, options: ListObjectsOptions & { readonly delimiter?: string } = {}): List<ObjectSummary> | List<ObjectSummary | ObjectPrefix> {
    const { delimiter, startAfter, prefix = '' } = options;
    const driver = this.require('list', ...(delimiter === undefined ? [] : ['delimiter']));
    if (delimiter === '') throw this.invalid('list', 'delimiter: is empty', undefined, 'leave it out for a flat list');
    const name = this.#bucket(bucket, 'list');
    return new List<ObjectSummary | ObjectPrefix>({
      context: { provider: this.context.provider, operation: this.operation('list'), target: prefix === '' ? name : `${name}/${prefix}` },
      signal: options.signal,
      fetch: (cursor, signal) =>
        driver.listPage(name, { signal, timeoutMs: options.timeoutMs, pageSize: options.pageSize, prefix, delimiter, startAfter }, cursor),
      keep: startAfter === undefined ? undefined : (item) => isAfter(item, startAfter),
    });
  }

  /** What is known of an object besides its bytes. Rejects with `not-found`. */
  async head(bucket: BucketRef, key: string, options: HeadObjectOptions = {}): Promise<ObjectInfo> {
    const driver = this.require('head', ...readFeatures(options));
    const name = this.#bucket(bucket, 'head');
    this.#key(key, 'head', name);
    return this.run('head', `${name}/${key}`, options.signal, () => driver.head(name, key, options));
  }

  async exists(bucket: BucketRef, key: string, options: CallOptions = {}): Promise<boolean> {
    try {
      await this.head(bucket, key, options);
      return true;
    } catch (error) {
      if (isCloudError(error, 'not-found')) return false;
      throw error;
    }
  }

  /**
   * Resolves when the first bytes are on their way: read `body`, or call `bytes()` or `text()`. Bytes come as they are stored, never unpacked.
   * The body fails when it is cut off, and when the whole content does not have the cloud's MD5.
   */
  async get(bucket: BucketRef, key: string, options: GetObjectOptions = {}): Promise<DownloadedObject> {
    const driver = this.require('get', 'get', ...(options.range === undefined ? [] : ['ranges']), ...readFeatures(options));
    const name = this.#bucket(bucket, 'get');
    this.#key(key, 'get', name);
    const target = `${name}/${key}`;
    const range = options.range;
    if (range !== undefined && !(isOffset(range.start) && (range.end === undefined || (isOffset(range.end) && range.end >= range.start)))) {
      throw this.invalid('get', `range: got ${String(range.start)}–${String(range.end)}, expected 0 ≤ start ≤ end, both included`, target);
    }
    return this.run('get', target, options.signal, async () => {
      const content = await driver.get(name, key, options);
      return new DownloadedObject(content, {
        verify: options.verify !== false && range === undefined,
        context: { provider: this.context.provider, operation: this.operation('get'), target },
        signal: options.signal,
      });
    });
  }

  /**
   * Stores bytes under a key: text, bytes, a stream, or a function that opens one (then a cut connection is repaired by sending it again).
   * Streams of any length pass in bounded memory; large or unknown ones go in parts by themselves. Atomic: cut off or aborted, the previous object stays
   * and nothing is left behind. The content is checked against the digest the cloud reports.
   */
  async put(bucket: BucketRef, key: string, content: BodySource, options: PutOptions = {}): Promise<PutResult> {
    const driver = this.require('put', 'put');
    const request = this.#putRequest(bucket, key, options);
    return this.run('put', `${request.bucket}/${key}`, options.signal, () => putObject(driver, this.#declared('put'), request, content, options, this.#memory));
  }

  /** With metadata and content headers, unless others are given. The cloud copies by itself where it can; else the bytes pass through here. */
  async copy(from: ObjectRef, to: ObjectRef, options: CopyObjectOptions = {}): Promise<PutResult> {
    const driver = this.require('copy', 'put', 'get');
    const source = { bucket: this.#bucket(from.bucket, 'copy'), key: from.key, ifMatch: options.ifSourceMatch };
    const target = { bucket: this.#bucket(to.bucket, 'copy'), key: to.key };
    this.#key(source.key, 'copy', source.bucket);
    this.#key(target.key, 'copy', target.bucket);
    this.require('copy', ...writeFeatures(options));
    const declared = this.#declared('copy');
    this.#checkHeaders(options.headers ?? {}, declared, 'copy', target.key);
    const metadata = options.metadata === undefined ? undefined : this.#metadata(options.metadata, 'copy', `${target.bucket}/${target.key}`);
    return this.run('copy', `${source.bucket}/${source.key} -> ${target.bucket}/${target.key}`, options.signal, async () => {
      if (declared.copy === 'server') {
        const { ifNoneMatch, ifMatch, headers } = options;
        return this.method(driver, 'copy', 'copy')({ from: source, to: target, ifNoneMatch, ifMatch, metadata, headers }, options);
      }
      return copyThrough(driver, declared, source, { ...target, metadata }, options, { memory: this.#memory, streams: this.#streams });
    });
  }

  /** A copy, then a delete: not atomic. When the delete fails, both are there. */
  async move(from: ObjectRef, to: ObjectRef, options: CopyObjectOptions = {}): Promise<PutResult> {
    this.require('move', 'delete');
    if (this.#bucket(from.bucket, 'move') === this.#bucket(to.bucket, 'move') && from.key === to.key)
      throw this.invalid('move', 'source and target are the same object', from.key);
    const result = await this.copy(from, to, options);
    await this.delete(from.bucket, from.key, { signal: options.signal, timeoutMs: options.timeoutMs });
    return result;
  }

  /** Be gone: absent is success. */
  async delete(bucket: BucketRef, key: string, options: CallOptions = {}): Promise<void> {
    const driver = this.require('delete', 'delete');
    const name = this.#bucket(bucket, 'delete');
    this.#key(key, 'delete', name);
    await this.run('delete', `${name}/${key}`, options.signal, () => this.method(driver, 'delete', 'delete')(name, key, options));
  }

  /** In the fewest requests the cloud allows. One that fails does not stop the others: look at `failed`. */
  async deleteMany(bucket: BucketRef, keys: Iterable<string> | AsyncIterable<string>, options: DeleteManyOptions = {}): Promise<DeleteManyResult> {
    const driver = this.require('deleteMany', 'delete');
    const name = this.#bucket(bucket, 'deleteMany');
    return this.run('deleteMany', name, options.signal, async () => {
      if (driver.deleteMany === undefined) this.method(driver, 'deleteMany', 'delete');
      let deleted = 0;
      const failed: DeleteFailure[] = [];
      const atOnce = driver.deleteMany === undefined ? DELETE_BATCH : Math.max(1, driver.maxDeleteKeys ?? DELETE_BATCH);
      for await (const batch of batches(keys, atOnce)) {
        for (const key of batch) this.#key(key, 'deleteMany', name);
        const failures = await deleteBatch(driver, {
          bucket: name,
          keys: batch,
          concurrency: options.concurrency ?? 8,
          context: { provider: this.context.provider, operation: this.operation('delete') },
          signal: options.signal,
          timeoutMs: options.timeoutMs,
        });
        deleted += batch.length - failures.length;
        failed.push(...failures);
      }
      return { deleted, failed };
    });
  }

  /** Empties a bucket, or what is under a prefix. Rejects with the first failure once everything else is gone. */
  async deleteAll(bucket: BucketRef, options: DeleteManyOptions & { readonly prefix?: string | undefined } = {}): Promise<number> {
    let total = 0;
    // What is deleted while it is listed can make a list skip: it is looked at again until it shows nothing.
    for (let pass = 1; ; pass += 1) {
      if (pass > 2) await this.context.clock.sleep(LIST_LAG_MS, options.signal);
      const keys = keysOf(this.list(bucket, { prefix: options.prefix ?? '', signal: options.signal, timeoutMs: options.timeoutMs }));
      const { deleted, failed } = await this.deleteMany(bucket, keys, options);
      if (failed[0] !== undefined) throw failed[0].error;
      if (deleted === 0) return total;
      total += deleted;
    }
  }

  /** Changes metadata and content headers without sending the bytes. */
  async updateMetadata(bucket: BucketRef, key: string, options: UpdateMetadataOptions): Promise<void> {
    const driver = this.require('updateMetadata', 'updateMetadata', ...writeFeatures({ metadata: options.metadata }));
    const name = this.#bucket(bucket, 'updateMetadata');
    this.#key(key, 'updateMetadata', name);
    this.#checkHeaders(options, this.#declared('updateMetadata'), 'updateMetadata', key);
    const metadata = options.metadata === undefined ? undefined : this.#metadata(options.metadata, 'updateMetadata', `${name}/${key}`);
    await this.run('updateMetadata', `${name}/${key}`, options.signal, () =>
      this.method(driver, 'updateMetadata', 'updateMetadata')({ bucket: name, key, metadata, headers: pickHeaders(options) }, options),
    );
  }

  /** An address that works without credentials until it expires. Whoever has it may use it: treat it as a secret. */
  async presign(bucket: BucketRef, key: string, options: PresignOptions = {}): Promise<PresignedRequest> {
    const put = options.method === 'put';
    const driver = this.require('presign', put ? 'presignPut' : 'presignGet');
    const name = this.#bucket(bucket, 'presign');
    this.#key(key, 'presign', name);
    const expiresInSeconds = options.expiresInSeconds ?? 3_600;
    if (!Number.isInteger(expiresInSeconds) || expiresInSeconds < 1)
      throw this.invalid('presign', `expiresInSeconds: got ${String(expiresInSeconds)}, expected a whole number from 1`, key);
    return this.run('presign', `${name}/${key}`, options.signal, () =>
      this.method(
        driver,
        'presign',
        'presign',
      )({ bucket: name, key, method: put ? 'PUT' : 'GET', expiresInSeconds, contentType: options.contentType }, options),
    );
  }

  #putRequest(bucket: BucketRef, key: string, options: PutOptions): PutRequest {
    this.require('put', 'put');
    const name = this.#bucket(bucket, 'put');
    this.#key(key, 'put', name);
    this.require('put', ...writeFeatures(options));
    this.#checkHeaders(options, this.#declared('put'), 'put', key);
    const metadata = this.#metadata(options.metadata ?? {}, 'put', `${name}/${key}`);
    return { ...options, bucket: name, key, metadata, contentType: options.contentType ?? contentTypeOf(key) };
  }

  #declared(operation: string): ObjectCapabilities {
    const declared = this.context.capabilities.storage?.objects;
    if (declared === undefined) throw this.unsupported(operation, 'storage.objects');
    return declared;
  }

  #bucket(bucket: BucketRef, operation: string): string {
    const name = typeof bucket === 'string' ? bucket : (bucket as { name?: unknown } | null | undefined)?.name;
    if (typeof name !== 'string') throw this.invalid(operation, `bucket: got ${describe(bucket)}, expected a name or a bucket`);
    return this.nameOf(name, operation, 'bucket');
  }

  #key(key: unknown, operation: string, bucket: string): void {
    if (typeof key !== 'string') throw this.invalid(operation, `key: got ${describe(key)}, expected a string`, bucket);
    if (key === '') throw this.invalid(operation, 'key: is empty', bucket);
    if (!key.isWellFormed()) throw this.invalid(operation, 'key: has half of a surrogate pair: it cannot be written in UTF-8', bucket);
    const { maxKeyBytes, keys } = this.context.capabilities.storage?.objects ?? {};
    if (maxKeyBytes !== undefined && key.length * 3 > maxKeyBytes && Buffer.byteLength(key) > maxKeyBytes) {
      throw this.invalid(operation, `key: has ${Buffer.byteLength(key)} bytes in UTF-8, this cloud takes ${maxKeyBytes}`, bucket);
    }
    if (keys === 'path' && key.split('/').some((part) => part === '' || part === '.' || part === '..')) {
      throw this.invalid(operation, `key: ${JSON.stringify(key)} has an empty, "." or ".." part; this cloud's keys are paths`, bucket);
    }
    if (keys === 'name' && key.includes('/')) throw this.invalid(operation, `key: ${JSON.stringify(key)} has a "/"; this cloud's keys are plain names`, bucket);
  }

  #checkHeaders(headers: ContentHeaders, declared: ObjectCapabilities, operation: string, key: string): void {
    for (const name of ['contentType', 'cacheControl', 'contentDisposition', 'contentEncoding', 'contentLanguage'] as const) {
      const value: unknown = headers[name];
      if (value === undefined) continue;
      if (name === 'contentType' && !declared.contentType) throw this.unsupported(operation, 'storage.objects.contentType');
      if (name !== 'contentType' && !declared.contentHeaders.includes(name)) throw this.unsupported(operation, `storage.objects.contentHeaders (${name})`);
      if (typeof value !== 'string') throw this.invalid(operation, `${name}: got ${describe(value)}, expected text`, key);
      if (/[\r\n\0]/.test(value)) throw this.invalid(operation, `${name}: has a line break`, key);
    }
  }

  #metadata(metadata: Readonly<Record<string, string>>, operation: string, target: string): Readonly<Record<string, string>> {
    const read = readMetadata(metadata);
    if ('problem' in read) throw this.invalid(operation, read.problem, target);
    return read.value;
  }
}

const isOffset = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

/** A folder in which `start` lies comes before it, and may have keys that come after it: it is shown. `start` itself never is. */
function isAfter(row: ObjectSummary | ObjectPrefix, start: string): boolean {
  const key = row.kind === 'object' ? row.key : row.prefix;
  if (row.kind === 'prefix' && key !== start && start.startsWith(key)) return true;
  return Buffer.compare(Buffer.from(key), Buffer.from(start)) > 0;
}

const readFeatures = (options: ReadConditions): string[] =>
  [options.ifMatch, options.ifNoneMatch, options.ifModifiedSince, options.ifUnmodifiedSince].some((condition) => condition !== undefined)
    ? ['getConditions']
    : [];

const writeFeatures = (options: WriteConditions & { readonly metadata?: Readonly<Record<string, string>> | undefined }): string[] => [
  ...(options.ifNoneMatch === undefined ? [] : ['putIfAbsent']),
  ...(options.ifMatch === undefined ? [] : ['putIfMatch']),
  ...(Object.keys(options.metadata ?? {}).length === 0 ? [] : ['metadata']),
];

/** Of the connections half; the transport has 64 where nothing is said. */
function gateFor(maxConnections = 64): Gate | undefined {
  return maxConnections === 1 ? undefined : new Gate(Math.floor(maxConnections / 2));
}

async function* keysOf(list: List<ObjectSummary>): AsyncGenerator<string, void, undefined> {
  for await (const object of list) yield object.key;
}
