import {
  type Bucket,
  type BucketDriver,
  buildXml,
  bytesBody,
  type CallOptions,
  type CreateBucketRequest,
  isCloudError,
  type ListBucketsDriverOptions,
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
import { NAMESPACE } from '../objects/requests.ts';

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

// Wire

/** Source: ListBuckets. */
export interface BucketWire {
  readonly Name: string;
  readonly CreationDate?: string | undefined;
  readonly BucketRegion?: string | undefined;
}

const ARRAYS: ReadonlySet<string> = new Set(['Bucket']);

// Mapping

const readBucket = (node: XmlNode): BucketWire => ({
  Name: xmlRequired(node, 'Name'),
  CreationDate: xmlText(node, 'CreationDate'),
  BucketRegion: xmlText(node, 'BucketRegion'),
});

const toBucket = (wire: BucketWire): Bucket => ({ name: wire.Name, createdAt: dateOf(wire.CreationDate), locationId: wire.BucketRegion, raw: wire });

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
    const items = xmlChildren(xmlChild(body, 'Buckets') ?? {}, 'Bucket').map((node) => toBucket(readBucket(node)));
    const next = xmlText(body, 'ContinuationToken');
    return next === undefined || next === '' ? { items } : { items, next };
  }

  async get(name: string, options: CallOptions): Promise<Bucket> {
    const { headers } = await this.#client.empty(head(name), options);
    return toBucket({ Name: name, BucketRegion: headers['x-amz-bucket-region'] });
  }

  async create(request: CreateBucketRequest, options: CallOptions): Promise<Bucket> {
    const { name, locationId } = request;
    const { endpoint } = this.#client;
    // On Amazon a bucket is made through its own region's endpoint.
    const region = locationId ?? (endpoint.regional ? this.#region : undefined);
    if (endpoint.regional && region !== undefined && region !== this.#region) endpoint.moveTo(name, region);
    try {
      await this.#make(name, region === 'us-east-1' && endpoint.regional ? undefined : region, options);
    } catch (error) {
      if (!isCloudError(error, 'already-exists')) throw error;
      if (error.providerCode !== 'BucketAlreadyOwnedByYou' && !(await this.#isOurs(name, options))) throw error;
    }
    return toBucket({ Name: name, BucketRegion: region });
  }

  async delete(name: string, options: CallOptions): Promise<void> {
    try {
      await this.#client.empty(remove(name), options);
    } catch (error) {
      if (!isCloudError(error, 'not-found')) throw error;
    }
    this.#client.endpoint.forgetRegion(name);
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
