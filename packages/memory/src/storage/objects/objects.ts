import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  type CallOptions,
  CloudError,
  type CopyObjectRequest,
  type DeleteFailure,
  type GetObjectDriverOptions,
  type ListObjectsDriverOptions,
  type ObjectContent,
  type ObjectDriver,
  type ObjectInfo,
  type ObjectPrefix,
  type ObjectSummary,
  type Page,
  type PutObjectRequest,
  type PutResult,
  type ReadConditions,
  type StorageHome,
  type UpdateMetadataRequest,
} from '@portolan/core/driver';
import { notFound, preconditionFailed } from '../../errors.ts';
import type { MemoryContext } from '../../memory-context.ts';
import type { StoredBucket, StoredObject } from '../../store.ts';
import { checkRead } from './conditions.ts';
import { MemoryMultipart } from './multipart.ts';
import { ObjectWriter } from './object-writer.ts';
import { readBody } from './read-body.ts';

const PAGE_SIZE = 1_000;

export class MemoryObjects implements ObjectDriver {
  readonly multipart: MemoryMultipart;
  readonly maxDeleteKeys = 1_000;
  readonly #context: MemoryContext;
  readonly #writer: ObjectWriter;

  constructor(context: MemoryContext) {
    this.#context = context;
    this.#writer = new ObjectWriter(context);
    this.multipart = new MemoryMultipart(context, this.#writer);
  }

  async home(): Promise<StorageHome> {
    return { service: `memory ${this.#context.store.uid}`, account: '' };
  }

  async listPage(bucket: string, options: ListObjectsDriverOptions, cursor?: string): Promise<Page<ObjectSummary | ObjectPrefix>> {
    const stored = this.#writer.bucket(bucket, options);
    stored.sorted ??= [...stored.objects.keys()].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    const { prefix, delimiter } = options;
    const size = Math.max(1, Math.min(options.pageSize ?? PAGE_SIZE, PAGE_SIZE));
    const after = cursor ?? options.startAfter;
    const items: (ObjectSummary | ObjectPrefix)[] = [];
    let last: string | undefined;
    for (let index = after === undefined ? 0 : firstAfter(stored.sorted, after); index < stored.sorted.length; index += 1) {
      const key = stored.sorted[index] ?? '';
      if (!key.startsWith(prefix)) continue;
      const cut = delimiter === undefined ? -1 : key.indexOf(delimiter, prefix.length);
      const folded = cut === -1 || delimiter === undefined ? undefined : key.slice(0, cut + delimiter.length);
      if (folded !== undefined && (last === folded || after === folded)) continue;
      if (items.length >= size) return { items, next: last };
      last = folded ?? key;
      const object = stored.objects.get(key);
      if (folded !== undefined) items.push({ kind: 'prefix', prefix: folded });
      else if (object !== undefined) items.push(toSummary(object));
    }
    return { items };
  }

  async head(bucket: string, key: string, options: CallOptions & ReadConditions): Promise<ObjectInfo> {
    const object = this.#find(bucket, key, options);
    checkRead(object, options);
    return toInfo(bucket, object);
  }

  async get(bucket: string, key: string, options: GetObjectDriverOptions): Promise<ObjectContent> {
    const object = this.#find(bucket, key, options);
    checkRead(object, options);
    const start = options.range?.start ?? 0;
    if (options.range !== undefined && start >= object.sizeBytes) {
      throw new CloudError('invalid-argument', `range: begins at ${start}, the object has ${object.sizeBytes} bytes`, { status: 416, outcome: 'not-done' });
    }
    const end = Math.min(options.range?.end ?? object.sizeBytes - 1, object.sizeBytes - 1);
    const chunks = slice(object.bytes, start, end + 1);
    return { info: toInfo(bucket, object), length: end + 1 - start, body: Readable.from(chunks, { objectMode: false }) };
  }

  async put(request: PutObjectRequest, options: CallOptions): Promise<PutResult> {
    this.#writer.bucket(request.bucket, options);
    const { chunks, md5 } = await readBody(request.body, options);
    if (request.md5 !== undefined && Buffer.from(request.md5).toString('hex') !== md5)
      throw new CloudError('protocol', 'the content is not what its MD5 says', { outcome: 'not-done' });
    return this.#writer.write(request, chunks, md5);
  }

  async delete(bucket: string, key: string, options: CallOptions): Promise<void> {
    this.#writer.remove(this.#writer.bucket(bucket, options), key);
  }

  async deleteMany(bucket: string, keys: readonly string[], options: CallOptions): Promise<readonly DeleteFailure[]> {
    const stored = this.#writer.bucket(bucket, options);
    for (const key of keys) this.#writer.remove(stored, key);
    return [];
  }

  async copy(request: CopyObjectRequest, options: CallOptions): Promise<PutResult> {
    const source = this.#find(request.from.bucket, request.from.key, options);
    if (request.from.ifMatch !== undefined && request.from.ifMatch !== source.etag) throw preconditionFailed(`the source's etag is ${source.etag}`, 412);
    const { contentType, cacheControl, contentDisposition, contentEncoding, contentLanguage } = source;
    const headers = { contentType, cacheControl, contentDisposition, contentEncoding, contentLanguage, ...request.headers };
    const { ifNoneMatch, ifMatch } = request;
    const md5 = source.md5 ?? digestOf(source.bytes);
    return this.#writer.write(
      { ...headers, contentType: headers.contentType ?? contentType, ...request.to, ifNoneMatch, ifMatch, metadata: request.metadata ?? source.metadata },
      source.bytes,
      md5,
    );
  }

  async updateMetadata(request: UpdateMetadataRequest, options: CallOptions): Promise<void> {
    const stored = this.#writer.bucket(request.bucket, options);
    const object = this.#find(request.bucket, request.key, options);
    const { contentType = object.contentType, ...headers } = request.headers ?? {};
    this.#writer.replace(stored, { ...object, ...headers, contentType, metadata: request.metadata ?? object.metadata });
  }

  #find(bucket: string, key: string, options: CallOptions): StoredObject {
    const stored: StoredBucket = this.#writer.bucket(bucket, options);
    const object = stored.objects.get(key);
    if (object === undefined) throw notFound('object');
    return object;
  }
}

/** Where the keys after this one begin. A cursor that is a folded prefix has keys of its fold after it: they are skipped by the caller. */
function firstAfter(sorted: readonly string[], key: string): number {
  const wanted = Buffer.from(key);
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (Buffer.compare(Buffer.from(sorted[middle] ?? ''), wanted) > 0) high = middle;
    else low = middle + 1;
  }
  return low;
}

function slice(chunks: readonly Buffer[], start: number, end: number): Buffer[] {
  const cut: Buffer[] = [];
  let offset = 0;
  for (const chunk of chunks) {
    const from = Math.max(0, start - offset);
    const to = Math.min(chunk.length, end - offset);
    if (from < to) cut.push(chunk.subarray(from, to));
    offset += chunk.length;
  }
  return cut;
}

function digestOf(chunks: readonly Buffer[]): string {
  const hash = createHash('md5');
  for (const chunk of chunks) hash.update(chunk);
  return hash.digest('hex');
}

const toSummary = ({ key, sizeBytes, etag, lastModified, contentType, md5 }: StoredObject): ObjectSummary => ({
  kind: 'object',
  key,
  sizeBytes,
  etag,
  lastModified,
  contentType,
  md5,
  raw: undefined,
});

const toInfo = (bucket: string, object: StoredObject): ObjectInfo => {
  const { cacheControl, contentDisposition, contentEncoding, contentLanguage, metadata } = object;
  return { ...toSummary(object), bucket, cacheControl, contentDisposition, contentEncoding, contentLanguage, metadata };
};
