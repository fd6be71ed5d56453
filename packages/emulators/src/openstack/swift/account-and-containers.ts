import { type Answer, empty } from '../answer.ts';
import type { JsonObject } from '../values.ts';
import { findAccount, findContainer, HTML, httpDate, listingDate, refuse, refuseWith, type SwiftCall, statusPage, swiftTimestamp } from './swift-call.ts';
import { listNames, renderListing } from './swift-listing.ts';
import { containerSettings, mergeInto, metadataOf } from './swift-metadata.ts';
import { Container, type StoredObject } from './swift-store.ts';

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
      mergeInto(call.region.objects.accountForWrite(call.accountName, call.now).headers, changes);
      return empty(204, { 'Content-Type': HTML });
    }
    case 'OPTIONS':
      return empty(200, { 'Content-Type': HTML, Allow: 'POST, HEAD, PUT, DELETE, OPTIONS, GET' });
    // Only a reseller may make or unmake accounts.
    case 'PUT':
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
    'X-Storage-Policy': POLICY,
  };
}

const objectRow = (object: StoredObject): JsonObject => ({
  bytes: object.slo?.size ?? object.size,
  hash: object.etag,
  name: object.name,
  content_type: object.contentType,
  last_modified: listingDate(object.timestamp),
  slo_etag: object.slo === undefined ? undefined : `"${object.slo.etag}"`,
});

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
      const row = (key: string): JsonObject => {
        const object = container.objects.get(key);
        return object === undefined ? {} : objectRow(object);
      };
      const entries = listNames(call, container.keys.sorted());
      return renderListing(call, entries, { root: 'container', rootName: name, element: 'object', row }, containerHeaders(call, container));
    }
    case 'POST': {
      const container = findContainer(call, name);
      mergeInto(container.headers, metadataOf(call.request, 'Container'));
      mergeInto(container.headers, containerSettings(call.request));
      container.updatedAt = call.now;
      return empty(204, { 'Content-Type': HTML });
    }
    case 'DELETE': {
      const container = findContainer(call, name);
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
  if (policy !== undefined && ![POLICY, 'silver'].includes(policy.toLowerCase())) throw refuseWith(400, `Invalid X-Storage-Policy '${policy}'`, 'text/plain');
  const metadata = metadataOf(call.request, 'Container');
  const settings = containerSettings(call.request);
  const account = call.region.objects.accountForWrite(call.accountName, call.now);
  const known = account.containers.get(name);
  if (known !== undefined && policy !== undefined && policy.toLowerCase() !== POLICY) throw refuse(409);
  const container = known ?? new Container(name, call.region.objects.tick(call.now));
  if (known === undefined) account.add(container);
  mergeInto(container.headers, metadata);
  mergeInto(container.headers, settings);
  return known === undefined ? empty(201, { 'Content-Type': HTML }) : { status: 202, headers: { 'Content-Type': HTML }, body: statusPage(202) };
}
