import { createHash } from 'node:crypto';
import {
  type Bucket,
  type BucketDriver,
  buildXml,
  bytesBody,
  type CallOptions,
  CloudError,
  type CreateBucketRequest,
  isCloudError,
  type ListBucketsDriverOptions,
  mapConcurrently,
  type Page,
  type XmlNode,
  xml,
  xmlChild,
  xmlChildren,
  xmlRequired,
  xmlText,
} from '@portolan/core/driver';
import type { S3Client, S3Request } from '../../client.ts';
import { dateOf } from '../objects/mapping.ts';
import { md5Header, NAMESPACE } from '../objects/requests.ts';

// Requests

const list = (token: string | undefined): S3Request => ({ operation: 'ListBuckets', method: 'GET', query: { 'continuation-token': token } });
const head = (bucket: string): S3Request => ({ operation: 'HeadBucket', method: 'HEAD', bucket });
const remove = (bucket: string): S3Request => ({ operation: 'DeleteBucket', method: 'DELETE', bucket });

/** Without a location where it is the endpoint's own: us-east-1 refuses to be named, and so do servers that have no regions. */
function create(bucket: string, location: string | undefined): S3Request {
  const request: S3Request = { operation: 'CreateBucket', method: 'PUT', bucket };
  if (location === undefined) return request;
  const text = buildXml(xml('CreateBucketConfiguration', { xmlns: NAMESPACE }, xml('LocationConstraint', {}, location)));
  return { ...request, headers: { 'Content-Type': 'application/xml' }, body: bytesBody(Buffer.from(text)) };
}

const tagging = { tagging: '' };
const getTags = (bucket: string): S3Request => ({ operation: 'GetBucketTagging', method: 'GET', bucket, query: tagging });

/** S3 insists on the digest here. */
function putTags(bucket: string, tags: Readonly<Record<string, string>>): S3Request {
  const set = Object.entries(tags).map(([key, value]) => xml('Tag', {}, xml('Key', {}, key), xml('Value', {}, value)));
  const bytes = Buffer.from(buildXml(xml('Tagging', { xmlns: NAMESPACE }, xml('TagSet', {}, ...set))));
  const headers = { 'Content-Type': 'application/xml', ...md5Header(createHash('md5').update(bytes).digest()) };
  return { operation: 'PutBucketTagging', method: 'PUT', bucket, query: tagging, headers, body: bytesBody(bytes) };
}

// Wire

/** Source: ListBuckets. */
export interface BucketWire {
  readonly Name: string;
  readonly CreationDate?: string | undefined;
  readonly BucketRegion?: string | undefined;
}

const ARRAYS: ReadonlySet<string> = new Set(['Bucket']);
const TAGS: ReadonlySet<string> = new Set(['Tag']);
const LISTED = {
  is: (text: string): boolean => text.includes('<ListBucketResult'),
  error: (): CloudError => new CloudError('unsupported', 'the store takes no notice of `?tagging`: it lists the bucket'),
};

// Mapping

const readBucket = (node: XmlNode): BucketWire => ({
  Name: xmlRequired(node, 'Name'),
  CreationDate: xmlText(node, 'CreationDate'),
  BucketRegion: xmlText(node, 'BucketRegion'),
});

const toBucket = (wire: BucketWire): Bucket => ({ name: wire.Name, createdAt: dateOf(wire.CreationDate), locationId: wire.BucketRegion, raw: wire });

/** As of everything on this cloud: an ordinary tag, that other tools see too. */
const OWNER_TAG = 'portolan-owner';
const AT_ONCE = 8;
const CLEANUP_MS = 30_000;

// Glue

export class S3Buckets implements BucketDriver {
  readonly #client: S3Client;
  readonly #region: string;

  constructor(client: S3Client, region: string) {
    this.#client = client;
    this.#region = region;
  }

  async listPage(options: ListBucketsDriverOptions, cursor?: string): Promise<Page<Bucket>> {
    const { body } = await this.#client.xml(list(cursor), { root: 'ListAllMyBucketsResult', arrays: ARRAYS }, options);
    const buckets = xmlChildren(xmlChild(body, 'Buckets') ?? {}, 'Bucket').map((node) => toBucket(readBucket(node)));
    const { owner } = options;
    // Lists tell no tags.
    const owners = owner === undefined ? [] : await mapConcurrently(buckets, AT_ONCE, ({ name }) => this.#ownerOf(name, options));
    const items =
      owner === undefined ? buckets : buckets.map((bucket, index) => ({ ...bucket, owner: owners[index] })).filter((bucket) => bucket.owner === owner);
    const next = xmlText(body, 'ContinuationToken');
    return next === undefined || next === '' ? { items } : { items, next };
  }

  async get(name: string, options: CallOptions): Promise<Bucket> {
    const { headers } = await this.#client.empty(head(name), options);
    return toBucket({ Name: name, BucketRegion: headers['x-amz-bucket-region'] });
  }

  async create(request: CreateBucketRequest, options: CallOptions): Promise<Bucket> {
    const { name, locationId, owner } = request;
    if (owner !== undefined && (await this.#isThere(name, options))) {
      if ((await this.#ownerOf(name, options)) === owner) return { ...(await this.get(name, options)), owner };
      throw notOfThisOwner();
    }
    const { endpoint } = this.#client;
    // On Amazon a bucket is made through its own region's endpoint.
    const region = locationId ?? (endpoint.regional ? this.#region : undefined);
    if (endpoint.regional && region !== undefined && region !== this.#region) endpoint.moveTo(name, region);
    let there = false;
    try {
      await this.#make(name, region === 'us-east-1' && endpoint.regional ? undefined : region, options);
    } catch (error) {
      if (!isCloudError(error, 'already-exists')) throw error;
      if (error.providerCode !== 'BucketAlreadyOwnedByYou' && !(await this.#isOurs(name, options))) throw error;
      there = true;
    }
    if (owner !== undefined) await this.#mark(name, owner, there, options);
    return { ...toBucket({ Name: name, BucketRegion: region }), owner };
  }

  async delete(name: string, options: CallOptions): Promise<void> {
    try {
      await this.#client.empty(remove(name), options);
    } catch (error) {
      if (!isCloudError(error, 'not-found')) throw error;
    }
    this.#client.endpoint.forgetRegion(name);
  }

  /**
   * Tags come only once it is there: what cannot be marked is taken back. `there`: it was not when it was looked for, and was when it was made: by an attempt
   * whose answer was lost, or by somebody else in between.
   */
  async #mark(name: string, owner: string, there: boolean, options: CallOptions): Promise<void> {
    try {
      // Stores that take no notice of `?tagging` would make the bucket once more, and keep nothing: that shows when it is read. Amazon is none of them.
      const before = there || !this.#client.endpoint.regional ? await this.#ownerOf(name, options) : undefined;
      if (before === owner) return;
      if (before !== undefined) throw notOfThisOwner();
      await this.#client.empty(putTags(name, { [OWNER_TAG]: owner }), options);
    } catch (error) {
      if (there) throw withoutTags(error);
      try {
        await this.delete(name, { signal: AbortSignal.timeout(CLEANUP_MS) });
        if (isCloudError(error)) error.outcome = 'not-done';
      } catch {
        if (isCloudError(error)) {
          error.outcome = 'done';
          error.leftover ??= { kind: 'bucket', id: name };
        }
      }
      throw withoutTags(error);
    }
  }

  /** One without tags, gone meanwhile, or that this account may not look into bears none. */
  async #ownerOf(name: string, options: CallOptions): Promise<string | undefined> {
    try {
      const { body } = await this.#client.xml(getTags(name), { root: 'Tagging', arrays: TAGS, unless: LISTED }, options);
      const tag = xmlChildren(xmlChild(body, 'TagSet') ?? {}, 'Tag').find((one) => xmlText(one, 'Key') === OWNER_TAG);
      return tag === undefined ? undefined : xmlText(tag, 'Value');
    } catch (error) {
      if (isCloudError(error, 'not-found') || isCloudError(error, 'permission-denied')) return undefined;
      throw withoutTags(error);
    }
  }

  async #isThere(name: string, options: CallOptions): Promise<boolean> {
    try {
      await this.#client.empty(head(name), options);
      return true;
    } catch (error) {
      if (isCloudError(error, 'not-found')) return false;
      // Another's: the create will say so.
      if (isCloudError(error, 'permission-denied')) return false;
      throw error;
    }
  }

  /** An endpoint of Amazon's that does not look like one (a private one, say) insists on its region once it has been asked without. */
  async #make(name: string, location: string | undefined, options: CallOptions): Promise<void> {
    try {
      await this.#client.empty(create(name, location), options);
    } catch (error) {
      const insists = isCloudError(error) && error.providerCode === 'IllegalLocationConstraintException' && location === undefined;
      if (!insists) throw error;
      await this.#client.empty(create(name, this.#client.endpoint.regionOf(name) ?? this.#region), options);
    }
  }

  /** Old servers say the same of our own bucket and of another's. */
  async #isOurs(name: string, options: CallOptions): Promise<boolean> {
    for (let cursor: string | undefined, first = true; first || cursor !== undefined; first = false) {
      const page: Page<Bucket> = await this.listPage(options, cursor);
      if (page.items.some((bucket) => bucket.name === name)) return true;
      cursor = page.next;
    }
    return false;
  }
}

const notOfThisOwner = (): CloudError => new CloudError('already-exists', 'the bucket is there, and does not bear this owner', { outcome: 'not-done' });

/** Some stores have buckets without tags, and say so (Swift's door: 501). */
function withoutTags(error: unknown): unknown {
  if (!isCloudError(error, 'unsupported')) return error;
  const { status, providerCode, requestId, outcome, leftover } = error;
  const remedy = 'say so in the profile: lacks: [storage.buckets.owner]';
  const details = { status, providerCode, requestId, outcome, leftover, remedy, cause: error };
  return new CloudError('unsupported', 'this store keeps no tags of buckets, and owners stand there', details);
}
