import {
  type Bucket,
  type BucketDriver,
  type CallOptions,
  type Clock,
  CloudError,
  type CreateBucketRequest,
  isCloudError,
  type ListBucketsDriverOptions,
  mapConcurrently,
  type Page,
} from '@portolan/core/driver';
import type { MantaClient } from '../../client.ts';
import { assertBucket, head, isDirectory, kindOf, listEntries, MAX_ENTRIES, make, remove, removeIfEmpty } from '../directory.ts';
import { startWalk, Walk } from '../objects/walk.ts';
import { bucketPath, folderPath, rootPath } from '../paths.ts';

// A bucket is a directory directly under /:account/stor. Objects that lie there themselves are in no bucket.

const toBucket = (name: string, raw: unknown): Bucket => ({ name, raw });

/** Since when: Manta tells when a directory was last put. */
const OWNER_HEADER = 'm-portolan-owner';
const MADE_HEADER = 'm-portolan-made';
const AT_ONCE = 8;

function toOwned(name: string, headers: Readonly<Record<string, string>>): Bucket {
  const made = Date.parse(headers[MADE_HEADER] ?? '');
  return { name, owner: headers[OWNER_HEADER], ...(Number.isNaN(made) ? {} : { createdAt: new Date(made) }), raw: headers };
}

export class MantaBuckets implements BucketDriver {
  readonly #client: MantaClient;
  readonly #clock: Clock;

  constructor(client: MantaClient, clock: Clock) {
    this.#client = client;
    this.#clock = clock;
  }

  /** The cursor is the last name told. */
  async listPage(options: ListBucketsDriverOptions, cursor?: string): Promise<Page<Bucket>> {
    // One more than wanted: the marker comes again.
    const limit = Math.min(MAX_ENTRIES, Math.max(2, (options.pageSize ?? MAX_ENTRIES) + 1));
    const page = await listEntries(this.#client, rootPath(), cursor, limit, options);
    if (page === undefined) throw new CloudError('not-found', 'the account has no storage', { status: 404 });
    const entries = page.entries[0]?.name === cursor ? page.entries.slice(1) : page.entries;
    const buckets = entries.filter((entry) => entry.type === 'directory').map((entry) => toBucket(entry.name, entry));
    const items = options.owner === undefined ? buckets : await this.#looked(buckets, options);
    const last = entries.at(-1);
    return page.entries.length < limit || last === undefined ? { items } : { items, next: last.name };
  }

  async get(name: string, options: CallOptions): Promise<Bucket> {
    await assertBucket(this.#client, name, options);
    return toBucket(name, undefined);
  }

  /** Looks first: Manta would put the directory in the place of an object of that name, without a word. */
  async create(request: CreateBucketRequest, options: CallOptions): Promise<Bucket> {
    const { name, locationId, owner, native } = request;
    if (locationId !== undefined) throw new CloudError('unsupported', 'Manta has one place for all buckets: it takes no location', { outcome: 'not-done' });
    if (native !== undefined) throw new CloudError('invalid-argument', 'native: there are no options for buckets here', { outcome: 'not-done' });
    const there = owner === undefined ? undefined : await this.#look(name, options);
    if (there !== undefined && there.owner !== owner)
      throw new CloudError('already-exists', 'the directory is there, and does not bear this owner', { outcome: 'not-done' });
    if (there !== undefined) return there;
    const kind = await kindOf(this.#client, bucketPath(name), options);
    if (kind === 'object')
      throw new CloudError('already-exists', `there is an object called ${JSON.stringify(name)}, outside of any bucket`, { outcome: 'not-done' });
    const marks = owner === undefined ? {} : { [OWNER_HEADER]: owner, [MADE_HEADER]: new Date(this.#clock.now()).toISOString() };
    if (kind === 'nothing') await this.#client.empty(make(bucketPath(name), marks), options);
    return { ...toBucket(name, undefined), owner };
  }

  /** Lists tell no headers: each directory is asked for its own. */
  async #looked(buckets: readonly Bucket[], options: CallOptions): Promise<readonly Bucket[]> {
    const looked = await mapConcurrently(buckets, AT_ONCE, ({ name }) => this.#look(name, options));
    return looked.filter((bucket) => bucket !== undefined);
  }

  /** Undefined: there is no directory of that name. */
  async #look(name: string, options: CallOptions): Promise<Bucket | undefined> {
    try {
      const answer = await this.#client.head(head(bucketPath(name)), options);
      return isDirectory(answer) ? toOwned(name, answer.headers) : undefined;
    } catch (error) {
      if (isCloudError(error, 'not-found')) return undefined;
      throw error;
    }
  }

  async delete(name: string, options: CallOptions): Promise<void> {
    try {
      await this.#client.empty(remove(bucketPath(name)), options);
    } catch (error) {
      if (isCloudError(error, 'not-found')) return;
      if (!isCloudError(error) || !/^DirectoryNotEmpty(Error)?$/.test(error.providerCode ?? '')) throw error;
      // Folders that hold no object are not the user's: an upload that failed may have left them.
      if (await this.#holdsObjects(name, options)) throw error;
      await this.#removeFolders(name, '', options);
      if (!(await removeIfEmpty(this.#client, bucketPath(name), options))) throw error;
    }
  }

  async #holdsObjects(bucket: string, options: CallOptions): Promise<boolean> {
    return (await new Walk(this.#client, bucket, startWalk(''), { ...options, enter: true }).next()) !== undefined;
  }

  /** Everything under a folder that holds no object. What was put there meanwhile stays, and keeps its folders. */
  async #removeFolders(bucket: string, folder: string, options: CallOptions): Promise<void> {
    for (let marker: string | undefined; ; ) {
      const page = await listEntries(this.#client, folderPath(bucket, folder), marker, MAX_ENTRIES, options);
      const entries = (page?.entries ?? []).filter((entry) => entry.name !== marker);
      for (const entry of entries) {
        if (entry.type !== 'directory') continue;
        const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
        await this.#removeFolders(bucket, path, options);
        await removeIfEmpty(this.#client, folderPath(bucket, path), options);
      }
      if ((page?.entries.length ?? 0) < MAX_ENTRIES) return;
      marker = entries.at(-1)?.name;
    }
  }
}
