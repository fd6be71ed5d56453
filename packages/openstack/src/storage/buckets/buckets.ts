import {
  asJson,
  type Bucket,
  type BucketDriver,
  type CallOptions,
  CloudError,
  type CreateBucketRequest,
  type DeleteFailure,
  isCloudError,
  type ListBucketsDriverOptions,
  mapConcurrently,
  nearest,
  type Page,
  unexpectedBody,
} from '@portolan/core/driver';
import type { OpenstackClient, ServiceRequest } from '../../client.ts';
import { containerPath, isSegmentsBucket, OUR_SEGMENTS, segmentsOf } from '../objects/paths.ts';
import * as objects from '../objects/requests.ts';
import type { ObjectRowWire } from '../objects/wire.ts';

// requests. Source: object-store api-ref "Accounts", "Containers".

const MAX_LISTING = 10_000;

const list = (options: ListBucketsDriverOptions, cursor?: string): ServiceRequest => ({
  service: 'object-store',
  method: 'GET',
  path: '',
  query: { format: 'json', limit: options.pageSize === undefined ? undefined : Math.min(options.pageSize, MAX_LISTING), marker: cursor },
  operation: 'ListContainers',
});

const head = (name: string): ServiceRequest => ({
  service: 'object-store',
  method: 'HEAD',
  path: containerPath(name),
  headers: { Accept: '*/*' },
  operation: 'HeadContainer',
});

const put = (name: string, headers: Readonly<Record<string, string>>): ServiceRequest => ({
  service: 'object-store',
  method: 'PUT',
  path: containerPath(name),
  headers,
  operation: 'PutContainer',
});

const remove = (name: string): ServiceRequest => ({
  service: 'object-store',
  method: 'DELETE',
  path: containerPath(name),
  accept: [404],
  operation: 'DeleteContainer',
});

// wire

/** A row of `GET /?format=json`. */
export interface ContainerRowWire {
  readonly name: string;
  readonly count?: number;
  readonly bytes?: number;
  /** Since 2017. */
  readonly last_modified?: string;
}

/** `native` of `buckets.create`. */
export interface SwiftBucketOptions {
  /** Storage policy of the new container; it cannot be changed later. Default: the cloud's. */
  readonly storagePolicy?: string | undefined;
}

/** Metadata of the container; of one that is there a PUT would change it. */
const OWNER_HEADER = 'X-Container-Meta-Portolan-Owner';
const AT_ONCE = 8;

// mapping

function toBucket(name: string, headers: Readonly<Record<string, string>>): Bucket {
  // `1763775247.12345`: when it was made.
  const seconds = Number(headers['x-timestamp'] ?? Number.NaN);
  const createdAt = Number.isNaN(seconds) ? undefined : new Date(seconds * 1000);
  return { name, createdAt, owner: headers[OWNER_HEADER.toLowerCase()], raw: headers };
}

type RemoveKeys = (bucket: string, keys: readonly string[], options: CallOptions) => Promise<readonly DeleteFailure[]>;

/**
 * Containers. Those that end in `_segments` hold the parts of large objects: they are not listed, not made by hand, and go with their bucket.
 */
export class SwiftBuckets implements BucketDriver {
  readonly #client: OpenstackClient;
  readonly #removeKeys: RemoveKeys;

  constructor(client: OpenstackClient, removeKeys: RemoveKeys) {
    this.#client = client;
    this.#removeKeys = removeKeys;
  }

  async listPage(options: ListBucketsDriverOptions, cursor?: string): Promise<Page<Bucket>> {
    const { body } = await this.#client.read(list(options, cursor), options, asJson<readonly ContainerRowWire[]>({ allowEmpty: 'no-content' }));
    const rows = body ?? []; // An empty account answers 204.
    if (!Array.isArray(rows)) throw unexpectedBody('it is no list of containers');
    const containers = rows as readonly ContainerRowWire[];
    const buckets = containers.filter((row) => !isSegmentsBucket(row.name)).map((row): Bucket => ({ name: row.name, raw: row }));
    const items = options.owner === undefined ? buckets : await this.#looked(buckets, options);
    const next = containers.at(-1)?.name;
    return next === undefined ? { items } : { items, next };
  }

  async get(name: string, options: CallOptions): Promise<Bucket> {
    assertName(name);
    const { headers } = await this.#client.empty(head(name), options);
    return toBucket(name, headers);
  }

  async create(request: CreateBucketRequest, options: CallOptions): Promise<Bucket> {
    const { name, locationId, owner } = request;
    assertName(name);
    if (isSegmentsBucket(name)) {
      throw new CloudError('invalid-argument', 'names that end in _segments are those of the parts of large objects', {
        outcome: 'not-done',
        remedy: 'choose another name',
      });
    }
    const region = locationId === undefined ? undefined : await this.#client.region(options);
    if (locationId !== region) {
      throw new CloudError('invalid-argument', `location: containers are made in ${region ?? 'the only region'}, where this connection works`, {
        outcome: 'not-done',
        remedy: 'connect with a profile of that region',
      });
    }
    const { storagePolicy } = bucketOptionsOf(request.native);
    if (owner !== undefined) {
      const there = await this.#look(name, options);
      if (there?.owner === owner) return there;
      if (there !== undefined) throw new CloudError('already-exists', 'the container is there, and does not bear this owner', { outcome: 'not-done' });
    }
    const sent = { ...(storagePolicy === undefined ? {} : { 'X-Storage-Policy': storagePolicy }), ...(owner === undefined ? {} : { [OWNER_HEADER]: owner }) };
    const { headers } = await this.#client.empty(put(name, sent), options);
    return { name, owner, raw: headers };
  }

  /** Lists tell no metadata: each container is asked for its own. */
  async #looked(buckets: readonly Bucket[], options: CallOptions): Promise<readonly Bucket[]> {
    const looked = await mapConcurrently(buckets, AT_ONCE, ({ name }) => this.#look(name, options));
    return looked.filter((bucket) => bucket !== undefined);
  }

  async #look(name: string, options: CallOptions): Promise<Bucket | undefined> {
    try {
      return await this.get(name, options);
    } catch (error) {
      if (isCloudError(error, 'not-found')) return undefined;
      throw error;
    }
  }

  async delete(name: string, options: CallOptions): Promise<void> {
    assertName(name);
    await this.#client.empty(remove(name), options);
    if (!isSegmentsBucket(name)) await this.#deleteSegments(segmentsOf(name), options);
  }

  /**
   * What is left of ours in there belongs to uploads that were cut off: no manifest can name it any more. Other clients' parts stay,
   * and so does the container then.
   */
  async #deleteSegments(container: string, options: CallOptions): Promise<void> {
    const first = await this.#client.empty({ ...remove(container), accept: [404, 409] }, options);
    if (first.status !== 409) return;
    let marker: string | undefined;
    for (;;) {
      const page = objects.list(container, { prefix: OUR_SEGMENTS, pageSize: 1000 }, marker);
      const { body } = await this.#client.read(page, options, asJson<readonly ObjectRowWire[]>({ allowEmpty: 'no-content' }));
      const names = (body ?? []).flatMap((row) => (row.name === undefined ? [] : [row.name]));
      if (names.length === 0) break;
      const [failure] = await this.#removeKeys(container, names, options);
      if (failure !== undefined) throw failure.error;
      marker = names.at(-1);
    }
    await this.#client.empty({ ...remove(container), accept: [404, 409] }, options);
  }
}

const MAX_NAME_BYTES = 256;

function assertName(name: string): void {
  const bytes = Buffer.byteLength(name);
  const wrong = name.includes('/')
    ? 'has a slash'
    : bytes > MAX_NAME_BYTES
      ? `has ${bytes} bytes in UTF-8, Swift takes ${MAX_NAME_BYTES}`
      : name === '.' || name === '..'
        ? 'is a path and no name'
        : undefined;
  if (wrong !== undefined) throw new CloudError('invalid-argument', `the name ${wrong}`, { outcome: 'not-done' });
}

function bucketOptionsOf(native: unknown): SwiftBucketOptions {
  if (native === undefined) return {};
  if (typeof native !== 'object' || native === null) throw new CloudError('invalid-argument', 'native: expected an object of options', { outcome: 'not-done' });
  for (const name of Object.keys(native)) {
    if (name === 'storagePolicy') continue;
    const meant = nearest(name, ['storagePolicy']) === undefined ? '; known: storagePolicy' : '; did you mean "storagePolicy"?';
    throw new CloudError('invalid-argument', `native.${name}: unknown option${meant}`, { outcome: 'not-done' });
  }
  const { storagePolicy } = native as SwiftBucketOptions;
  if (storagePolicy !== undefined && (typeof storagePolicy !== 'string' || storagePolicy === ''))
    throw new CloudError('invalid-argument', 'native.storagePolicy: expected the name of a policy', { outcome: 'not-done' });
  return { storagePolicy };
}
