import {
  type Bucket,
  type BucketDriver,
  type CallOptions,
  CloudError,
  type CreateBucketRequest,
  type ListBucketsDriverOptions,
  type Page,
} from '@portolan/core/driver';
import { conflict } from '../../errors.ts';
import { lookUp, type MemoryContext } from '../../memory-context.ts';
import { HOME } from '../../seed.ts';
import type { StoredBucket } from '../../store.ts';

export class MemoryBuckets implements BucketDriver {
  readonly #context: MemoryContext;

  constructor(context: MemoryContext) {
    this.#context = context;
  }

  async listPage(options: ListBucketsDriverOptions, cursor?: string): Promise<Page<Bucket>> {
    return this.#context.page(
      [...this.#context.store.buckets].map(([name, bucket]) => [name, toBucket(bucket)] as const),
      options,
      cursor,
    );
  }

  async get(name: string, options: CallOptions): Promise<Bucket> {
    return toBucket(lookUp(this.#context.store.buckets, name, 'bucket', options));
  }

  async create(request: CreateBucketRequest, options: CallOptions): Promise<Bucket> {
    options.signal?.throwIfAborted();
    const { buckets } = this.#context.store;
    const known = buckets.get(request.name);
    if (known !== undefined && request.owner !== undefined && known.owner !== request.owner)
      throw new CloudError('already-exists', 'the bucket is there, and not of this owner', { outcome: 'not-done' });
    if (known !== undefined) return toBucket(known);
    const bucket: StoredBucket = {
      name: request.name,
      createdAt: this.#context.now(),
      locationId: request.locationId ?? HOME,
      owner: request.owner,
      objects: new Map(),
      sorted: undefined,
    };
    buckets.set(bucket.name, bucket);
    return toBucket(bucket);
  }

  async delete(name: string, options: CallOptions): Promise<void> {
    options.signal?.throwIfAborted();
    const { buckets } = this.#context.store;
    const bucket = buckets.get(name);
    if (bucket === undefined) return;
    if (bucket.objects.size > 0) throw conflict(`the bucket holds ${bucket.objects.size} objects`);
    buckets.delete(name);
  }
}

const toBucket = (bucket: StoredBucket): Bucket => {
  const { name, createdAt, locationId, owner } = bucket;
  return { name, createdAt, locationId, owner, raw: bucket };
};
