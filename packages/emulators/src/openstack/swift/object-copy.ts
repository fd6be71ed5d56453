import { createHash } from 'node:crypto';
import { type Answer, empty, Refusal } from '../answer.ts';
import { parseRanges, sliceChunks } from './byte-ranges.ts';
import { conditionAnswer, failedCondition, readableOf, unsatisfiable } from './object-read.ts';
import { findVersion } from './object-versions.ts';
import { checkPut, checkQuota, setOnly, store } from './object-write.ts';
import { findContainer, HTML, httpDate, refuse, refuseWith, type SwiftCall } from './swift-call.ts';
import { deleteAtOf, metadataOf, objectSettings } from './swift-metadata.ts';
import type { StoredObject } from './swift-store.ts';
import { follow } from './symlinks.ts';

/** `container/object`, URL-encoded, with or without a slash before it. */
function splitName(header: string, value: string): { readonly container: string; readonly object: string } {
  let decoded: string;
  try {
    decoded = decodeURIComponent(value).replace(/^\//, '');
  } catch {
    decoded = '';
  }
  const slash = decoded.indexOf('/');
  if (slash < 1 || slash === decoded.length - 1) throw refuseWith(412, `${header} header must be of the form <container name>/<object name>`);
  return { container: decoded.slice(0, slash), object: decoded.slice(slash + 1) };
}

/** `PUT /c2/o2` with `X-Copy-From`. */
export function copyFrom(call: SwiftCall, container: string, name: string): Answer {
  const source = splitName('X-Copy-From', call.request.header('x-copy-from') ?? '');
  const length = call.request.header('content-length');
  if (length !== undefined && length !== '0') throw refuseWith(400, 'Copy requests require a zero byte body', 'text/plain');
  otherAccount(call, 'x-copy-from-account');
  return copy(call, source, { container, object: name });
}

/** `COPY /c/o` with `Destination`. */
export function copyTo(call: SwiftCall, container: string, name: string): Answer {
  const destination = call.request.header('destination');
  if (destination === undefined) throw refuseWith(412, 'Destination header required');
  otherAccount(call, 'destination-account');
  return copy(call, { container, object: name }, splitName('Destination', destination));
}

/** Another account needs rights there, which nobody here has. */
function otherAccount(call: SwiftCall, header: string): void {
  const account = call.request.header(header);
  if (account !== undefined && account !== call.accountName) throw refuse(403);
}

interface Name {
  readonly container: string;
  readonly object: string;
}

function copy(call: SwiftCall, from: Name, to: Name): Answer {
  const found = findVersion(call, findContainer(call, from.container), from.object);
  const source = found.object === undefined ? undefined : follow(call, found.object).object;
  if (source === undefined) throw refuse(404, found.headers);
  const target = checkPut(call, to.container, to.object);
  const readable = readableOf(call, source);
  const failed = failedCondition(call, readable);
  if (failed !== undefined) throw new Refusal(conditionAnswer(failed, readable));
  const ranges = call.request.method === 'PUT' ? parseRanges(call.request.header('range'), readable.size) : undefined;
  const [range] = ranges ?? [];
  if (ranges !== undefined && range === undefined) throw new Refusal(unsatisfiable(readable));
  // A manifest read as it stands is copied as a manifest; read through, it becomes one plain object.
  const keepManifest = source.slo !== undefined && call.query.get('multipart-manifest') === 'get';
  if (!keepManifest && readable.size > call.cloud.maxObjectBytes) throw refuse(413);
  const whole = keepManifest ? source.chunks : readable.chunks();
  const chunks = range === undefined ? whole : [...sliceChunks(whole, range)];
  checkQuota(call, target, keepManifest ? 0 : readable.size);
  const fresh = ['true', '1', 'yes', 'on'].includes((call.request.header('x-fresh-metadata') ?? '').toLowerCase());
  const own = fresh ? [] : [...source.headers].filter(([name]) => name !== 'X-Object-Manifest' || call.query.get('multipart-manifest') === 'get');
  const changes = metadataOf(call.request, 'Object');
  const headers = new Map([...own, ...objectSettings(call.request), ...setOnly(changes)]);
  for (const [name, value] of changes) if (value === '') headers.delete(name);
  const timestamp = call.region.objects.tick(call.now);
  const etag = keepManifest ? source.etag : md5Of(chunks);
  const object: StoredObject = {
    name: to.object,
    chunks,
    size: chunks.reduce((total, chunk) => total + chunk.length, 0),
    etag,
    contentType: call.request.header('content-type') ?? source.contentType,
    headers,
    timestamp,
    deleteAt: deleteAtOf(call.request, call.now) ?? (fresh ? undefined : source.deleteAt),
    slo: keepManifest ? source.slo : undefined,
    symlink: call.query.get('symlink') === 'get' ? source.symlink : undefined,
  };
  const version = store(call, target.name, object);
  const sourceVersion = call.query.get('version-id');
  return empty(201, {
    'Content-Type': HTML,
    Etag: object.slo === undefined ? etag : `"${object.slo.etag}"`,
    'Last-Modified': httpDate(timestamp),
    'X-Copied-From-Account': call.accountName,
    'X-Copied-From': [from.container, ...from.object.split('/')].map(encodeURIComponent).join('/'),
    'X-Copied-From-Last-Modified': httpDate(source.timestamp),
    ...(sourceVersion === undefined ? {} : { 'X-Copied-From-Version-Id': sourceVersion }),
    ...version,
    ...Object.fromEntries([...headers].filter(([name]) => name.startsWith('X-Object-Meta-'))),
  });
}

function md5Of(chunks: readonly Buffer[]): string {
  const digest = createHash('md5');
  for (const chunk of chunks) digest.update(chunk);
  return digest.digest('hex');
}
