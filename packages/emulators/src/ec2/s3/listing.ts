import { canonicalId, ownerXml } from './acl.ts';
import type { S3Call } from './call.ts';
import { compareKeys, firstIndex } from './key-order.ts';
import { invalidArgument } from './s3-error.ts';
import { document, listTime, tag, urlEncoded, wrap } from './s3-xml.ts';
import type { Bucket, StoredObject } from './store.ts';

export interface Walk {
  readonly prefix: string;
  readonly delimiter: string;
  /** Everything up to and including this is skipped; a common prefix not greater than it too. */
  readonly after: string;
  readonly limit: number;
}

export interface Walked {
  readonly keys: readonly string[];
  readonly prefixes: readonly string[];
  /** Where the next page starts after; undefined at the end. */
  readonly next: string | undefined;
}

/** One page over keys in order, with those sharing a prefix up to the delimiter rolled up. */
export function walk(keys: readonly string[], options: Walk): Walked {
  const { prefix, delimiter, after, limit } = options;
  const found: string[] = [];
  const prefixes: string[] = [];
  let last = '';
  let index = Math.max(
    firstIndex(keys, (key) => compareKeys(key, prefix) >= 0),
    after === '' ? 0 : firstIndex(keys, (key) => compareKeys(key, after) > 0),
  );
  while (index < keys.length) {
    const key = keys[index]!;
    if (!key.startsWith(prefix)) break;
    const cut = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    const common = cut === -1 ? undefined : key.slice(0, cut + delimiter.length);
    const skipped = common !== undefined && after !== '' && compareKeys(common, after) <= 0;
    if (!skipped) {
      if (found.length + prefixes.length >= limit) return { keys: found, prefixes, next: limit === 0 ? undefined : last };
      if (common === undefined) found.push(key);
      else prefixes.push(common);
      last = common ?? key;
    }
    index = common === undefined ? index + 1 : firstIndex(keys, (candidate) => !candidate.startsWith(common), index + 1);
  }
  return { keys: found, prefixes, next: undefined };
}

export function pageSize(call: S3Call, name: string): number {
  const text = call.query.get(name);
  const cap = call.settings.pageLimit;
  if (text === undefined || text === '') return cap;
  if (!/^-?\d+$/.test(text)) throw invalidArgument(`Provided ${name} not an integer or within integer range`, name, text);
  const value = Number(text);
  if (value < 0 || value > 2_147_483_647) throw invalidArgument(`Argument ${name} must be an integer between 0 and 2147483647`, name, text);
  return Math.min(value, cap);
}

/** How keys are written: plain, or percent-encoded where asked for. Eucalyptus does not know the parameter. */
export function keyWriter(call: S3Call): { write: (text: string) => string; element: string } {
  const type = call.isEucalyptus ? undefined : call.query.get('encoding-type');
  if (type === undefined) return { write: (text) => text, element: '' };
  if (type !== 'url') throw invalidArgument('Invalid Encoding Method specified in Request', 'encoding-type', type);
  return { write: urlEncoded, element: tag('EncodingType', 'url') };
}

const optional = (name: string, value: string | undefined): string => (value === undefined || value === '' ? '' : tag(name, value));

function contents(object: StoredObject, write: (text: string) => string, owner: boolean): string {
  return wrap(
    'Contents',
    tag('Key', write(object.key)),
    tag('LastModified', listTime(object.modifiedAt)),
    tag('ETag', `"${object.etag}"`),
    object.checksum === undefined ? '' : tag('ChecksumAlgorithm', object.checksum.algorithm.toUpperCase()) + tag('ChecksumType', object.checksum.type),
    tag('Size', object.body.length),
    owner ? ownerXml(object.ownerId) : '',
    tag('StorageClass', object.storageClass),
  );
}

const commonPrefixes = (prefixes: readonly string[], write: (text: string) => string): string =>
  prefixes.map((prefix) => wrap('CommonPrefixes', tag('Prefix', write(prefix)))).join('');

export function listObjects(call: S3Call, bucket: Bucket): string {
  // Eucalyptus takes `list-type=2` for nothing and answers a version 1 body.
  if (call.query.get('list-type') === '2' && !call.isEucalyptus) return listObjectsV2(call, bucket);
  const { write, element } = keyWriter(call);
  const prefix = call.query.get('prefix') ?? '';
  const delimiter = call.query.get('delimiter') ?? '';
  const marker = call.query.get('marker') ?? '';
  const limit = pageSize(call, 'max-keys');
  const page = walk(bucket.keys.all(), { prefix, delimiter, after: marker, limit });
  // AWS tells the next marker only where a delimiter was given.
  const next = page.next !== undefined && (delimiter !== '' || call.isEucalyptus) ? tag('NextMarker', write(page.next)) : '';
  return document(
    'ListBucketResult',
    tag('Name', bucket.name),
    tag('Prefix', write(prefix)),
    tag('Marker', write(marker)),
    next,
    tag('MaxKeys', limit),
    delimiter === '' ? '' : tag('Delimiter', write(delimiter)),
    element,
    tag('IsTruncated', page.next !== undefined),
    ...page.keys.map((key) => contents(bucket.object(key), write, true)),
    commonPrefixes(page.prefixes, write),
  );
}

const tokenOf = (position: string): string => Buffer.from(`1${position}`, 'utf8').toString('base64');

function positionOf(token: string): string {
  const text = Buffer.from(token, 'base64').toString('utf8');
  if (!text.startsWith('1') || tokenOf(text.slice(1)) !== token)
    throw invalidArgument('The continuation token provided is incorrect', 'continuation-token', token);
  return text.slice(1);
}

function listObjectsV2(call: S3Call, bucket: Bucket): string {
  const { write, element } = keyWriter(call);
  const prefix = call.query.get('prefix') ?? '';
  const delimiter = call.query.get('delimiter') ?? '';
  const token = call.query.get('continuation-token');
  const startAfter = call.query.get('start-after') ?? '';
  if (token === '') throw invalidArgument('The continuation token provided is incorrect', 'continuation-token', '');
  const limit = pageSize(call, 'max-keys');
  const after = token === undefined ? startAfter : positionOf(token);
  const page = walk(bucket.keys.all(), { prefix, delimiter, after, limit });
  const owner = call.query.get('fetch-owner') === 'true';
  return document(
    'ListBucketResult',
    tag('Name', bucket.name),
    tag('Prefix', write(prefix)),
    optional('ContinuationToken', token),
    page.next === undefined ? '' : tag('NextContinuationToken', tokenOf(page.next)),
    startAfter === '' ? '' : tag('StartAfter', write(startAfter)),
    tag('KeyCount', page.keys.length + page.prefixes.length),
    tag('MaxKeys', limit),
    delimiter === '' ? '' : tag('Delimiter', write(delimiter)),
    element,
    tag('IsTruncated', page.next !== undefined),
    ...page.keys.map((key) => contents(bucket.object(key), write, owner)),
    commonPrefixes(page.prefixes, write),
  );
}

export function listBuckets(call: S3Call): string {
  const own = [...call.settings.store.buckets.values()].filter((bucket) => bucket.ownerId === call.callerId).sort((a, b) => compareKeys(a.name, b.name));
  const ownerId = call.callerId ?? canonicalId('');
  const prefix = call.query.get('prefix') ?? '';
  const token = call.query.get('continuation-token');
  const limit = call.query.has('max-buckets') ? Math.min(Number(call.query.get('max-buckets')), call.settings.pageLimit) : Number.POSITIVE_INFINITY;
  const after = token === undefined ? '' : positionOf(token);
  const rest = own.filter((bucket) => bucket.name.startsWith(prefix) && bucket.name > after);
  const page = rest.slice(0, limit === Number.POSITIVE_INFINITY ? rest.length : limit);
  const last = page.at(-1);
  return document(
    'ListAllMyBucketsResult',
    ownerXml(ownerId),
    wrap(
      'Buckets',
      ...page.map((bucket) =>
        wrap('Bucket', tag('Name', bucket.name), tag('CreationDate', listTime(bucket.createdAt)), call.isEucalyptus ? '' : tag('BucketRegion', bucket.region)),
      ),
    ),
    rest.length > page.length && last !== undefined ? tag('ContinuationToken', tokenOf(last.name)) : '',
    prefix === '' ? '' : tag('Prefix', prefix),
  );
}
