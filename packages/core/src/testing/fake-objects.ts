import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { CallOptions } from '../call-options.ts';
import { CloudError } from '../errors/cloud-error.ts';
import type { Page } from '../paging/page.ts';
import type {
  GetObjectDriverOptions,
  ListObjectsDriverOptions,
  MultipartDriver,
  MultipartUpload,
  ObjectDriver,
  PutObjectRequest,
  UploadedPart,
} from '../storage/storage-driver.ts';
import type { ObjectContent, ObjectInfo, ObjectPrefix, ObjectSummary, PutResult } from '../storage/storage-types.ts';
import type { RequestBody } from '../transport/transport.ts';

export const md5Of = (bytes: string | Uint8Array): string => createHash('md5').update(bytes).digest('hex');

export async function bytesOf(body: RequestBody): Promise<Buffer> {
  const source = body.open();
  if (source instanceof Uint8Array) return Buffer.from(source);
  const chunks: Buffer[] = [];
  for await (const chunk of source as AsyncIterable<Buffer>) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

interface Stored {
  readonly bytes: Buffer;
  readonly request: Omit<PutObjectRequest, 'body' | 'md5'>;
}

/** Objects in a map, and a diary of what was asked. What a test is about it replaces by a method of its own. */
export class FakeObjects implements ObjectDriver {
  readonly stored: Map<string, Stored> = new Map();
  readonly calls: string[] = [];
  pageSize = 2;
  /** Bodies of `get` bring all but their end: a connection that is held until somebody gives it up. */
  stalled = false;
  /** Bodies handed out by `get`. */
  readonly bodies: Readable[] = [];
  multipart: FakeMultipart = new FakeMultipart(this);

  seed(bucket: string, key: string, text: string, request: Partial<PutObjectRequest> = {}): void {
    this.stored.set(`${bucket}/${key}`, {
      bytes: Buffer.from(text),
      request: { contentType: 'text/plain', metadata: {}, ...request, bucket, key },
    });
  }

  textOf(place: string): string | undefined {
    return this.stored.get(place)?.bytes.toString();
  }

  async listPage(bucket: string, options: ListObjectsDriverOptions, cursor?: string): Promise<Page<ObjectSummary | ObjectPrefix>> {
    options.signal?.throwIfAborted();
    this.calls.push(`list ${bucket}/${options.prefix}${cursor === undefined ? '' : ` after ${cursor}`}`);
    const rows = [...this.stored.values()]
      .filter(({ request }) => request.bucket === bucket && request.key.startsWith(options.prefix))
      .map(summary)
      .sort((a, b) => (a.key < b.key ? -1 : 1));
    const left = rows.filter((row) => cursor === undefined || row.key > cursor);
    const items = left.slice(0, this.pageSize);
    return left.length > items.length ? { items, next: items.at(-1)?.key } : { items };
  }

  async head(bucket: string, key: string): Promise<ObjectInfo> {
    this.calls.push(`head ${bucket}/${key}`);
    return info(this.#find(bucket, key));
  }

  async get(bucket: string, key: string, options: GetObjectDriverOptions): Promise<ObjectContent> {
    options.signal?.throwIfAborted();
    this.calls.push(`get ${bucket}/${key}${options.range === undefined ? '' : ` ${options.range.start}-${options.range.end ?? ''}`}`);
    const found = this.#find(bucket, key);
    if (options.ifMatch !== undefined && options.ifMatch !== md5Of(found.bytes)) throw new CloudError('precondition-failed', 'another etag', { status: 412 });
    const { start, end } = { start: 0, end: found.bytes.length - 1, ...options.range };
    const bytes = found.bytes.subarray(start, (end ?? found.bytes.length - 1) + 1);
    const body = new Readable({ read: () => undefined });
    body.push(bytes);
    if (!this.stalled) body.push(null);
    this.bodies.push(body);
    return { info: info(found), length: bytes.length, body };
  }

  async put(request: PutObjectRequest, options: CallOptions): Promise<PutResult> {
    options.signal?.throwIfAborted();
    this.calls.push(`put ${request.bucket}/${request.key}`);
    const { body, md5, ...rest } = request;
    const bytes = await bytesOf(body);
    if (md5 !== undefined && Buffer.from(md5).toString('hex') !== md5Of(bytes)) throw new CloudError('protocol', 'bad digest');
    this.stored.set(`${request.bucket}/${request.key}`, { bytes, request: rest });
    return { key: request.key, sizeBytes: bytes.length, etag: md5Of(bytes), md5: md5Of(bytes) };
  }

  async delete(bucket: string, key: string): Promise<void> {
    this.calls.push(`delete ${bucket}/${key}`);
    this.stored.delete(`${bucket}/${key}`);
  }

  #find(bucket: string, key: string): Stored {
    const found = this.stored.get(`${bucket}/${key}`);
    if (found === undefined) throw new CloudError('not-found', 'no such object', { status: 404 });
    return found;
  }
}

export class FakeMultipart implements MultipartDriver {
  minPartBytes = 1;
  maxPartBytes = 1024;
  maxParts = 100;
  readonly #objects: FakeObjects;
  readonly uploads: Map<string, Map<number, Buffer>> = new Map();
  /** Parts whose `putPart` has begun and not ended, and the most there ever were. */
  underway = 0;
  mostUnderway = 0;
  /** Called for each part before it is kept: where tests wait and fail. */
  onPart: (number: number, bytes: Buffer, options: CallOptions) => Promise<void> | void = () => undefined;

  constructor(objects: FakeObjects) {
    this.#objects = objects;
  }

  async begin(request: Omit<PutObjectRequest, 'body' | 'md5'>): Promise<MultipartUpload> {
    const id = `upload-${this.uploads.size + 1}`;
    this.#objects.calls.push(`begin ${request.bucket}/${request.key}`);
    this.uploads.set(id, new Map());
    return { bucket: request.bucket, key: request.key, id };
  }

  async putPart(upload: MultipartUpload, number: number, body: RequestBody, md5: Uint8Array | undefined, options: CallOptions): Promise<UploadedPart> {
    this.underway += 1;
    this.mostUnderway = Math.max(this.mostUnderway, this.underway);
    try {
      const bytes = await bytesOf(body);
      await this.onPart(number, bytes, options);
      if (md5 !== undefined && Buffer.from(md5).toString('hex') !== md5Of(bytes)) throw new CloudError('protocol', 'bad digest');
      this.uploads.get(upload.id)?.set(number, bytes);
      this.#objects.calls.push(`part ${number}`);
      return { number, etag: md5Of(bytes), sizeBytes: bytes.length };
    } finally {
      this.underway -= 1;
    }
  }

  async complete(upload: MultipartUpload, parts: readonly UploadedPart[], request: Omit<PutObjectRequest, 'body' | 'md5'>): Promise<PutResult> {
    this.#objects.calls.push(`complete ${parts.map((part) => part.number).join(',')}`);
    const kept = this.uploads.get(upload.id) ?? new Map<number, Buffer>();
    const bytes = Buffer.concat(parts.map((part) => kept.get(part.number) ?? Buffer.alloc(0)));
    this.#objects.stored.set(`${request.bucket}/${request.key}`, { bytes, request });
    this.uploads.delete(upload.id);
    return { key: request.key, sizeBytes: bytes.length };
  }

  async listPartsPage(upload: MultipartUpload, _options: CallOptions, cursor?: string): Promise<Page<UploadedPart>> {
    const parts = this.uploads.get(upload.id);
    if (parts === undefined) throw new CloudError('not-found', 'no such upload', { status: 404 });
    this.#objects.calls.push(`parts ${upload.id}`);
    const left = [...parts].filter(([number]) => number > Number(cursor ?? 0)).sort(([a], [b]) => a - b);
    const items = left.slice(0, this.#objects.pageSize).map(([number, bytes]) => ({ number, etag: md5Of(bytes), sizeBytes: bytes.length }));
    return left.length > items.length ? { items, next: String(items.at(-1)?.number) } : { items };
  }

  async abort(upload: MultipartUpload): Promise<void> {
    this.#objects.calls.push(`abort ${upload.id}`);
    this.uploads.delete(upload.id);
  }
}

const summary = ({ bytes, request }: Stored): ObjectSummary => ({
  kind: 'object',
  key: request.key,
  sizeBytes: bytes.length,
  etag: md5Of(bytes),
  md5: md5Of(bytes),
  contentType: request.contentType,
  raw: undefined,
});

const info = (stored: Stored): ObjectInfo => {
  const { bucket, metadata, cacheControl, contentDisposition, contentEncoding, contentLanguage } = stored.request;
  return { ...summary(stored), bucket, metadata, cacheControl, contentDisposition, contentEncoding, contentLanguage };
};
