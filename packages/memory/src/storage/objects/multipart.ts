import { createHash } from 'node:crypto';
import {
  type CallOptions,
  CloudError,
  type MultipartDriver,
  type MultipartUpload,
  type Page,
  type PutObjectRequest,
  type PutResult,
  type RequestBody,
  type UploadedPart,
} from '@portolan/core/driver';
import { notFound } from '../../errors.ts';
import { lookUp, type MemoryContext } from '../../memory-context.ts';
import type { StoredUpload } from '../../store.ts';
import type { ObjectWriter } from './object-writer.ts';
import { readBody } from './read-body.ts';

const PAGE_SIZE = 1_000;

export class MemoryMultipart implements MultipartDriver {
  readonly minPartBytes = 1;
  readonly maxPartBytes: number = 1024 * 1024 * 1024;
  readonly maxParts = 10_000;
  readonly #context: MemoryContext;
  readonly #writer: ObjectWriter;

  constructor(context: MemoryContext, writer: ObjectWriter) {
    this.#context = context;
    this.#writer = writer;
  }

  async begin(request: Omit<PutObjectRequest, 'body' | 'md5'>, options: CallOptions): Promise<MultipartUpload> {
    const { store } = this.#context;
    lookUp(store.buckets, request.bucket, 'bucket', options);
    const id = store.id('upload');
    store.uploads.set(id, { bucket: request.bucket, key: request.key, parts: new Map() });
    return { bucket: request.bucket, key: request.key, id };
  }

  async putPart(upload: MultipartUpload, number: number, body: RequestBody, md5: Uint8Array | undefined, options: CallOptions): Promise<UploadedPart> {
    const found = this.#find(upload);
    const bytes = Buffer.concat((await readBody(body, options)).chunks);
    const digest = createHash('md5').update(bytes).digest();
    if (md5 !== undefined && !digest.equals(md5)) throw new CloudError('protocol', 'the part is not what its MD5 says', { outcome: 'not-done' });
    const etag = digest.toString('hex');
    found.parts.set(number, { bytes, etag });
    return { number, etag, sizeBytes: bytes.length, md5: etag };
  }

  async complete(
    upload: MultipartUpload,
    parts: readonly UploadedPart[],
    request: Omit<PutObjectRequest, 'body' | 'md5'>,
    options: CallOptions,
  ): Promise<PutResult> {
    options.signal?.throwIfAborted();
    const found = this.#find(upload);
    const chunks = parts.map(({ number, etag }) => {
      const part = found.parts.get(number);
      if (part === undefined || part.etag !== etag) throw new CloudError('invalid-argument', `part ${number} was not uploaded`, { outcome: 'not-done' });
      return part.bytes;
    });
    const whole = createHash('md5');
    for (const chunk of chunks) whole.update(chunk);
    const result = this.#writer.write(request, chunks, whole.digest('hex'));
    this.#context.store.uploads.delete(upload.id);
    return result;
  }

  async listPartsPage(upload: MultipartUpload, options: CallOptions, cursor?: string): Promise<Page<UploadedPart>> {
    options.signal?.throwIfAborted();
    const after = Number(cursor ?? 0);
    const left = [...this.#find(upload).parts].filter(([number]) => number > after).sort(([a], [b]) => a - b);
    const items = left.slice(0, PAGE_SIZE).map(([number, { bytes, etag }]) => ({ number, etag, sizeBytes: bytes.length, md5: etag }));
    return left.length > items.length ? { items, next: String(items.at(-1)?.number) } : { items };
  }

  async abort(upload: MultipartUpload): Promise<void> {
    this.#context.store.uploads.delete(upload.id);
  }

  #find(upload: MultipartUpload): StoredUpload {
    const found = this.#context.store.uploads.get(upload.id);
    if (found === undefined) throw notFound('upload');
    return found;
  }
}
