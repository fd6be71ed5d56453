import type { CallOptions } from '../call-options.ts';
import { markProblem } from '../compute/marks.ts';
import { CloudError, isCloudError } from '../errors/cloud-error.ts';
import { describe, Group, type GroupContext } from '../group.ts';
import { List } from '../paging/list.ts';
import type { PageOptions } from '../paging/page.ts';
import type { BucketRef, Ref } from '../refs.ts';
import { type Scoped, scoped } from '../scoped.ts';
import type { Objects } from './objects.ts';
import type { BucketDriver } from './storage-driver.ts';
import type { Bucket } from './storage-types.ts';

export interface ListBucketsOptions extends CallOptions, PageOptions {
  /** Only those made with this owner: each bucket is looked at. Where `owner` is declared. */
  readonly owner?: string | undefined;
}

export interface CreateBucketOptions extends CallOptions {
  readonly location?: Ref | undefined;
  /** Whose it is: `cloud.sweep({ owner })` finds it, should this program not come to delete it. */
  readonly owner?: string | undefined;
  /** Options of this provider alone. */
  readonly native?: unknown;
}

export interface DeleteBucketOptions extends CallOptions {
  /** Delete what is in it first. Default false: a bucket that is not empty is a `conflict`. */
  readonly withContent?: boolean | undefined;
}

/** Where objects are kept. */
export class Buckets extends Group<BucketDriver> {
  readonly #objects: Objects;

  constructor(context: GroupContext, driver: BucketDriver | undefined, objects: Objects) {
    super(context, 'storage.buckets', driver);
    this.#objects = objects;
  }

  list(options: ListBucketsOptions = {}): List<Bucket> {
    const { owner } = options;
    const driver = this.require('list', ...ownerFeature(owner));
    this.#checkOwner(owner, 'list');
    return new List<Bucket>({
      context: { provider: this.context.provider, operation: this.operation('list') },
      signal: options.signal,
      fetch: (cursor, signal) => driver.listPage({ ...options, signal }, cursor),
      keep: (bucket) => owner === undefined || bucket.owner === owner,
    });
  }

  /** Rejects with `not-found`. */
  async get(bucket: BucketRef, options: CallOptions = {}): Promise<Bucket> {
    const driver = this.require('get');
    const name = this.bucketName(bucket, 'get');
    return this.run('get', name, options.signal, () => driver.get(name, options));
  }

  async exists(bucket: BucketRef, options: CallOptions = {}): Promise<boolean> {
    const driver = this.require('exists');
    const name = this.bucketName(bucket, 'exists');
    return this.run('exists', name, options.signal, async () => {
      try {
        await driver.get(name, options);
        return true;
      } catch (error) {
        if (isCloudError(error, 'not-found')) return false;
        throw error;
      }
    });
  }

  /** One that is there and ours is success. Another account's, or one that does not bear the owner that is given: `already-exists`. Where clouds only adopt what their administrator made, absent is `not-found`. */
  async create(name: string, options: CreateBucketOptions = {}): Promise<Bucket> {
    const { owner, native } = options;
    const driver = this.require('create', 'create', ...ownerFeature(owner));
    this.bucketName(name, 'create');
    this.#checkOwner(owner, 'create', name);
    const locationId = options.location === undefined ? undefined : this.idOf(options.location, 'create', 'location');
    return this.run('create', name, options.signal, () => this.method(driver, 'create', 'create')({ name, locationId, owner, native }, options));
  }

  /**
   * A bucket for a while: made, and deleted with all that is in it when the scope is left, however it is left: `await using bucket = await buckets.using('tmp-1')`.
   * One that is there already is `already-exists`: what somebody keeps is not to be deleted. What cannot be deleted is named in `error.leftover`.
   */
  async using(name: string, options: CreateBucketOptions = {}): Promise<Scoped<Bucket>> {
    this.require('using', 'create', 'delete');
    if (await this.exists(name, { signal: options.signal, timeoutMs: options.timeoutMs })) {
      throw new CloudError('already-exists', 'there is such a bucket, and what is in it is not to be deleted', {
        provider: this.context.provider,
        operation: this.operation('using'),
        target: name,
        outcome: 'not-done',
        remedy: 'use another name, or buckets.create',
      });
    }
    const bucket = await this.create(name, options);
    return scoped(bucket, { kind: 'bucket', id: bucket.name, remove: (made, call) => this.delete(made, { ...call, withContent: true }) });
  }

  /** Be gone: absent is success. */
  async delete(bucket: BucketRef, options: DeleteBucketOptions = {}): Promise<void> {
    const driver = this.require('delete', 'delete');
    const name = this.bucketName(bucket, 'delete');
    if (options.withContent === true) {
      try {
        await this.#objects.deleteAll(name, options);
      } catch (error) {
        if (isCloudError(error, 'not-found')) return;
        throw error;
      }
    }
    await this.run('delete', name, options.signal, () => this.method(driver, 'delete', 'delete')(name, options));
  }

  #checkOwner(owner: unknown, operation: string, target?: string): void {
    const problem = markProblem('owner', owner);
    if (problem !== undefined) throw this.invalid(operation, problem, target);
  }

  private bucketName(bucket: BucketRef, operation: string): string {
    const name = typeof bucket === 'string' ? bucket : (bucket as { name?: unknown } | null | undefined)?.name;
    if (typeof name !== 'string') throw this.invalid(operation, `bucket: got ${describe(bucket)}, expected a name or a bucket`);
    return this.nameOf(name, operation, 'bucket');
  }
}

const ownerFeature = (owner: unknown): readonly string[] => (owner === undefined ? [] : ['owner']);
