import { type Answer, empty, json } from '../answer.ts';
import type { JsonObject } from '../values.ts';
import { cleanAccessList } from './access-words.ts';
import { archiveSettings } from './archived-versions.ts';
import { compareBytes } from './key-index.ts';
import { DELETED_TYPE, keepsVersions, versionSettings, versionsOf } from './object-versions.ts';
import { findAccount, findContainer, HTML, httpDate, listingDate, refuse, refuseWith, type SwiftCall, statusPage, swiftTimestamp } from './swift-call.ts';
import { listingFormat, listingLimit, listNames, renderListing } from './swift-listing.ts';
import { containerSettings, mergeInto, metadataOf } from './swift-metadata.ts';
import { Container, type StoredObject } from './swift-store.ts';
import { linkPath } from './symlinks.ts';

const POLICIES = ['gold', 'silver'];
const POLICY = 'gold';

function accountHeaders(call: SwiftCall): Record<string, string> {
  const account = findAccount(call);
  if (account === undefined) {
    // Never written: Swift answers as if it were there, with a birth date of now.
    const stamp = swiftTimestamp(call.now);
    return { 'X-Account-Container-Count': '0', 'X-Account-Object-Count': '0', 'X-Account-Bytes-Used': '0', 'X-Timestamp': stamp, 'X-Put-Timestamp': stamp };
  }
  const containers = [...account.containers.values()];
  const objects = String(containers.reduce((total, container) => total + container.objects.size, 0));
  const bytes = String(containers.reduce((total, container) => total + container.bytes, 0));
  // Temp URL keys are for the owner's eyes.
  const metadata = [...account.headers].filter(([name]) => call.owner || !/Temp-Url-Key/.test(name));
  return {
    'X-Account-Container-Count': String(containers.length),
    'X-Account-Object-Count': objects,
    'X-Account-Bytes-Used': bytes,
    'X-Timestamp': swiftTimestamp(account.createdAt),
    'X-Account-Storage-Policy-Gold-Container-Count': String(containers.length),
    'X-Account-Storage-Policy-Gold-Object-Count': objects,
    'X-Account-Storage-Policy-Gold-Bytes-Used': bytes,
    ...Object.fromEntries(metadata),
    'Accept-Ranges': 'bytes',
  };
}

export function accountOperation(call: SwiftCall): Answer {
  switch (call.request.method) {
    case 'HEAD': {
      const status = findAccount(call) === undefined ? 200 : 204;
      return { status, headers: { 'Content-Type': 'text/plain; charset=utf-8', ...accountHeaders(call), Vary: 'Accept' } };
    }
    case 'GET': {
      const account = findAccount(call);
      const row = (name: string): JsonObject => {
        const container = account?.containers.get(name);
        return { name, count: container?.objects.size ?? 0, bytes: container?.bytes ?? 0, last_modified: listingDate(container?.createdAt ?? 0) };
      };
      const entries = listNames(call, account?.keys.sorted() ?? []);
      return renderListing(call, entries, { root: 'account', rootName: call.accountName, element: 'container', row }, accountHeaders(call));
    }
    case 'POST': {
      const changes = metadataOf(call.request, 'Account');
      // A quota is the reseller's to set.
      if (changes.has('X-Account-Meta-Quota-Bytes')) throw refuse(403);
      mergeInto(call.region.objects.accountForWrite(call.accountName, call.now).headers, changes);
      return empty(204, { 'Content-Type': HTML });
    }
    case 'OPTIONS':
      return empty(200, { 'Content-Type': HTML, Allow: 'POST, HEAD, PUT, DELETE, OPTIONS, GET' });
    case 'PUT': {
      const known = findAccount(call) !== undefined;
      mergeInto(call.region.objects.accountForWrite(call.accountName, call.now).headers, metadataOf(call.request, 'Account'));
      return known ? { status: 202, headers: { 'Content-Type': HTML }, body: statusPage(202) } : empty(201, { 'Content-Type': HTML });
    }
    // Only a reseller may unmake accounts.
    case 'DELETE':
      throw refuse(403);
    default:
      throw refuse(405, { Allow: 'POST, HEAD, PUT, DELETE, OPTIONS, GET' });
  }
}

function containerHeaders(call: SwiftCall, container: Container): Record<string, string> {
  const visible = [...container.headers].filter(([name]) => call.owner || !/Temp-Url-Key|^X-Container-(Read|Write)$/.test(name));
  return {
    'X-Container-Object-Count': String(container.objects.size),
    'X-Container-Bytes-Used': String(container.bytes),
    'X-Timestamp': swiftTimestamp(container.createdAt),
    ...Object.fromEntries(visible),
    'Last-Modified': httpDate(container.updatedAt),
    'Accept-Ranges': 'bytes',
    'X-Storage-Policy': container.policy,
  };
}

const objectRow = (call: SwiftCall, container: Container, object: StoredObject): JsonObject => ({
  bytes: object.slo?.size ?? object.size,
  hash: object.etag,
  name: object.name,
  content_type: object.contentType,
  last_modified: listingDate(object.timestamp),
  slo_etag: object.slo === undefined ? undefined : `"${object.slo.etag}"`,
  ...linkMembers(call, container, object),
});

/** Of a link, and of an object that is a version: where it points. */
function linkMembers(call: SwiftCall, container: Container, { name, symlink, versionId }: StoredObject): JsonObject {
  if (versionId !== undefined) {
    const path = [container.name, ...name.split('/')].map(encodeURIComponent).join('/');
    return { symlink_path: `/v1/${call.accountName}/${path}?version-id=${versionId}`, version_symlink: true };
  }
  if (symlink === undefined) return {};
  return { symlink_path: linkPath(call, symlink.path), symlink_bytes: symlink.bytes, symlink_etag: symlink.etag };
}

/** `?versions`: a row for each, and for each mark of a deletion. */
function listVersions(call: SwiftCall, container: Container): Answer {
  if (listingFormat(call) !== 'json') throw refuseWith(400, 'Unsupported format. Only JSON is supported.', 'text/plain');
  const limit = listingLimit(call);
  const marker = call.query.get('marker') ?? '';
  const after = call.query.get('version_marker') ?? '';
  const end = call.query.get('end_marker') ?? '';
  const prefix = call.query.get('prefix') ?? '';
  const names = [...new Set([...container.objects.keys(), ...container.versions.keys()])].filter((name) => name.startsWith(prefix)).sort(compareBytes);
  const rows = names
    .filter((name) => (after === '' ? compareBytes(name, marker) > 0 || marker === '' : compareBytes(name, marker) >= 0))
    .filter((name) => end === '' || compareBytes(name, end) < 0)
    .flatMap((name) => versionsOf(container, name).filter(({ id }) => after === '' || name !== marker || id < after || (after === 'null' && id !== 'null')))
    .slice(0, limit);
  const body = rows.map(({ name, id, object, timestamp, latest }) => ({
    ...(object === undefined
      ? { bytes: 0, hash: 'd41d8cd98f00b204e9800998ecf8427e', name, content_type: DELETED_TYPE, last_modified: listingDate(timestamp) }
      : { ...objectRow(call, container, { ...object, versionId: undefined }), symlink_path: undefined }),
    is_latest: latest,
    version_id: id,
  }));
  return json(200, body, { ...containerHeaders(call, container), 'Content-Type': 'application/json; charset=utf-8' });
}

/** What a container keeps besides its metadata, checked. */
function settingsOf(call: SwiftCall, container: Container | undefined): Map<string, string> {
  const settings = containerSettings(call.request);
  for (const name of ['X-Container-Read', 'X-Container-Write']) {
    const value = settings.get(name);
    if (value !== undefined) settings.set(name, cleanAccessList(name, value));
  }
  return new Map([...settings, ...archiveSettings(call, container), ...versionSettings(call, container)]);
}

function checkQuotas(metadata: ReadonlyMap<string, string>): void {
  for (const [name, what] of [
    ['X-Container-Meta-Quota-Bytes', 'bytes'],
    ['X-Container-Meta-Quota-Count', 'count'],
  ] as const) {
    const value = metadata.get(name) ?? '';
    if (value !== '' && !/^\d+$/.test(value)) throw refuseWith(400, `Invalid ${what} quota.`);
  }
}

export function containerOperation(call: SwiftCall, name: string): Answer {
  switch (call.request.method) {
    case 'PUT':
      return createContainer(call, name);
    case 'HEAD': {
      const container = findContainer(call, name);
      return { status: 204, headers: { 'Content-Type': 'text/plain; charset=utf-8', ...containerHeaders(call, container), Vary: 'Accept' } };
    }
    case 'GET': {
      const container = findContainer(call, name);
      if (call.query.has('versions')) return listVersions(call, container);
      const row = (key: string): JsonObject => {
        const object = container.objects.get(key);
        return object === undefined ? {} : objectRow(call, container, object);
      };
      const entries = listNames(call, container.keys.sorted());
      return renderListing(call, entries, { root: 'container', rootName: name, element: 'object', row }, containerHeaders(call, container));
    }
    case 'POST': {
      const container = findContainer(call, name);
      const metadata = metadataOf(call.request, 'Container');
      checkQuotas(metadata);
      mergeInto(container.headers, new Map([...metadata, ...settingsOf(call, container)]));
      container.knowsVersions ||= keepsVersions(container);
      container.updatedAt = call.now;
      return empty(204, { 'Content-Type': HTML });
    }
    case 'DELETE': {
      const container = findContainer(call, name);
      if (container.versions.size > 0) throw refuseWith(409, 'Delete all versions before deleting container.');
      if (container.objects.size > 0) throw refuse(409);
      findAccount(call)?.delete(name);
      return empty(204, { 'Content-Type': HTML });
    }
    case 'OPTIONS':
      return empty(200, { 'Content-Type': HTML, Allow: 'POST, HEAD, PUT, DELETE, OPTIONS, GET' });
    default:
      throw refuse(405, { Allow: 'POST, HEAD, PUT, DELETE, OPTIONS, GET' });
  }
}

function createContainer(call: SwiftCall, name: string): Answer {
  const bytes = Buffer.byteLength(name);
  if (bytes > 256) throw refuseWith(400, `Container name length of ${bytes} longer than 256`);
  const policy = call.request.header('x-storage-policy');
  if (policy !== undefined && !POLICIES.includes(policy.toLowerCase())) throw refuseWith(400, `Invalid X-Storage-Policy '${policy}'`, 'text/plain');
  const metadata = metadataOf(call.request, 'Container');
  const settings = settingsOf(call, findAccount(call)?.containers.get(name));
  checkQuotas(metadata);
  const account = call.region.objects.accountForWrite(call.accountName, call.now);
  const known = account.containers.get(name);
  if (known !== undefined && policy !== undefined && policy.toLowerCase() !== known.policy) throw refuse(409);
  const container = known ?? new Container(name, call.region.objects.tick(call.now), policy?.toLowerCase() ?? POLICY);
  if (known === undefined) account.add(container);
  mergeInto(container.headers, metadata);
  mergeInto(container.headers, settings);
  container.knowsVersions ||= keepsVersions(container);
  return known === undefined ? empty(201, { 'Content-Type': HTML }) : { status: 202, headers: { 'Content-Type': HTML }, body: statusPage(202) };
}
