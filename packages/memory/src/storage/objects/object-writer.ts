import type { CallOptions, PutObjectRequest, PutResult } from '@portolan/core/driver';
import { lookUp, type MemoryContext } from '../../memory-context.ts';
import type { StoredBucket, StoredObject } from '../../store.ts';
import { checkWrite } from './conditions.ts';

/** Puts whole objects into buckets, at once. */
export class ObjectWriter {
  readonly #context: MemoryContext;

  constructor(context: MemoryContext) {
    this.#context = context;
  }

  bucket(name: string, options: CallOptions): StoredBucket {
    return lookUp(this.#context.store.buckets, name, 'bucket', options);
  }

  write(request: Omit<PutObjectRequest, 'body' | 'md5'>, bytes: readonly Buffer[], md5: string): PutResult {
    const bucket = this.bucket(request.bucket, {});
    checkWrite(bucket.objects.get(request.key), request);
    const { contentType, cacheControl, contentDisposition, contentEncoding, contentLanguage, metadata, key } = request;
    const sizeBytes = bytes.reduce((sum, chunk) => sum + chunk.length, 0);
    const object: StoredObject = {
      key,
      bytes,
      sizeBytes,
      etag: `${md5}-${this.#context.store.serial()}`,
      md5,
      lastModified: this.#context.now(),
      contentType,
      cacheControl,
      contentDisposition,
      contentEncoding,
      contentLanguage,
      metadata,
    };
    this.replace(bucket, object);
    return { key, etag: object.etag, sizeBytes, md5 };
  }

  replace(bucket: StoredBucket, object: StoredObject): void {
    if (!bucket.objects.has(object.key)) bucket.sorted = undefined;
    bucket.objects.set(object.key, object);
  }

  remove(bucket: StoredBucket, key: string): void {
    if (bucket.objects.delete(key)) bucket.sorted = undefined;
  }
}
