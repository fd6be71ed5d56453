import { ownerXml } from './acl.ts';
import type { S3Call } from './call.ts';
import { compareKeys } from './key-order.ts';
import { keyWriter, pageSize } from './listing.ts';
import { invalidArgument } from './s3-error.ts';
import { document, listTime, tag, wrap } from './s3-xml.ts';
import { type Bucket, isMarker, type Version, versionIdOf } from './store.ts';

interface VersionQuery {
  readonly prefix: string;
  readonly delimiter: string;
  readonly keyMarker: string;
  readonly versionMarker: string;
  readonly limit: number;
}

interface VersionPage {
  readonly versions: readonly { readonly version: Version; readonly latest: boolean }[];
  readonly prefixes: readonly string[];
  readonly next: { readonly key: string; readonly versionId: string } | undefined;
}

/** Versions of this key behind the marker: all, or those after the marked one. */
function behindMarker(bucket: Bucket, key: string, query: VersionQuery): readonly Version[] {
  const versions = bucket.versions(key);
  if (key !== query.keyMarker) return versions;
  if (query.versionMarker === '') return [];
  const place = versions.findIndex((version) => versionIdOf(version) === query.versionMarker);
  return place === -1 ? [] : versions.slice(place + 1);
}

function pageOf(bucket: Bucket, query: VersionQuery): VersionPage {
  const { prefix, delimiter, keyMarker, limit } = query;
  const versions: { version: Version; latest: boolean }[] = [];
  const prefixes: string[] = [];
  let last: VersionPage['next'];
  for (const key of bucket.allKeys()) {
    if (!key.startsWith(prefix) || (keyMarker !== '' && compareKeys(key, keyMarker) < 0)) continue;
    const cut = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    if (cut !== -1) {
      const common = key.slice(0, cut + delimiter.length);
      if (prefixes.at(-1) === common || (keyMarker !== '' && compareKeys(common, keyMarker) <= 0)) continue;
      if (versions.length + prefixes.length >= limit) return { versions, prefixes, next: last };
      prefixes.push(common);
      last = { key: common, versionId: '' };
      continue;
    }
    const [newest] = bucket.versions(key);
    for (const version of behindMarker(bucket, key, query)) {
      if (versions.length + prefixes.length >= limit) return { versions, prefixes, next: last };
      versions.push({ version, latest: version === newest });
      last = { key, versionId: versionIdOf(version) };
    }
  }
  return { versions, prefixes, next: undefined };
}

function rowOf(version: Version, latest: boolean, write: (text: string) => string): string {
  const shared = [
    tag('Key', write(version.key)),
    tag('VersionId', versionIdOf(version)),
    tag('IsLatest', latest),
    tag('LastModified', listTime(version.modifiedAt)),
  ];
  if (isMarker(version)) return wrap('DeleteMarker', ...shared, ownerXml(version.ownerId));
  const { checksum } = version;
  return wrap(
    'Version',
    ...shared,
    tag('ETag', `"${version.etag}"`),
    checksum === undefined ? '' : tag('ChecksumAlgorithm', checksum.algorithm.toUpperCase()) + tag('ChecksumType', checksum.type),
    tag('Size', version.body.length),
    ownerXml(version.ownerId),
    tag('StorageClass', version.storageClass),
  );
}

/** Versions and delete markers, of each key the newest first, as they come: the two kinds are not sorted apart. */
export function listVersions(call: S3Call, bucket: Bucket): string {
  const { write, element } = keyWriter(call);
  const query: VersionQuery = {
    prefix: call.query.get('prefix') ?? '',
    delimiter: call.query.get('delimiter') ?? '',
    keyMarker: call.query.get('key-marker') ?? '',
    versionMarker: call.query.get('version-id-marker') ?? '',
    limit: pageSize(call, 'max-keys'),
  };
  if (query.versionMarker !== '' && query.keyMarker === '')
    throw invalidArgument('A version-id marker cannot be specified without a key marker.', 'version-id-marker', query.versionMarker);
  const page = pageOf(bucket, query);
  return document(
    'ListVersionsResult',
    tag('Name', bucket.name),
    tag('Prefix', write(query.prefix)),
    tag('KeyMarker', write(query.keyMarker)),
    tag('VersionIdMarker', query.versionMarker),
    page.next === undefined
      ? ''
      : tag('NextKeyMarker', write(page.next.key)) + (page.next.versionId === '' ? '' : tag('NextVersionIdMarker', page.next.versionId)),
    tag('MaxKeys', query.limit),
    query.delimiter === '' ? '' : tag('Delimiter', write(query.delimiter)),
    element,
    tag('IsTruncated', page.next !== undefined),
    ...page.versions.map(({ version, latest }) => rowOf(version, latest, write)),
    ...page.prefixes.map((common) => wrap('CommonPrefixes', tag('Prefix', write(common)))),
  );
}
