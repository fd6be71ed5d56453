import { type Answer, empty } from '../answer.ts';
import { HTML, refuseWith, type SwiftCall, statusPage, swiftTimestamp } from './swift-call.ts';
import { isTrue } from './swift-metadata.ts';
import { type Container, liveObject, type ObjectVersion, type StoredObject } from './swift-store.ts';

// Object versioning as Swift has had it since 2.24. Source: versioned_writes/object_versioning.py as it answers in 2.30.1.

const ENABLED = 'X-Versions-Enabled';
export const DELETED_TYPE = 'application/x-deleted;swift_versions_deleted=1';

export const keepsVersions = (container: Container): boolean => container.headers.get(ENABLED) === 'True';

/** What a container is asked for: switched on or off, in the service's own spelling. */
export function versionSettings(call: SwiftCall, container: Container | undefined): Map<string, string> {
  const asked = call.request.header('x-versions-enabled');
  if (asked === undefined) return new Map();
  if (container?.headers.has('X-Versions-Location') === true || container?.headers.has('X-History-Location') === true) {
    const text = 'Cannot enable object versioning on a container that is already using the legacy versioned writes feature.';
    throw refuseWith(400, text);
  }
  return new Map([[ENABLED, isTrue(asked) ? 'True' : 'False']]);
}

const entries = (container: Container, name: string): ObjectVersion[] => {
  const known = container.versions.get(name) ?? [];
  container.versions.set(name, known);
  return known;
};

/** Stores it, and as a version where the container keeps them. What the answer says of it. */
export function putVersion(container: Container, object: StoredObject): Record<string, string> {
  if (!keepsVersions(container)) {
    container.put(object);
    return {};
  }
  const there = container.objects.get(object.name);
  // What was there before versions were kept becomes one, named by its own time.
  if (there !== undefined && there.versionId === undefined) {
    entries(container, object.name).push({ id: swiftTimestamp(there.timestamp), timestamp: there.timestamp, object: there });
  }
  const id = swiftTimestamp(object.timestamp);
  object.versionId = id;
  entries(container, object.name).push({ id, timestamp: object.timestamp, object });
  container.put(object);
  return { 'X-Object-Version-Id': id };
}

const currentId = (container: Container, name: string): string => container.objects.get(name)?.versionId ?? 'null';

function wantedVersion(call: SwiftCall): string | undefined {
  const id = call.query.get('version-id');
  if (id === undefined || id === '') return undefined;
  if (id !== 'null' && !/^\d{10}\.\d{5}(_[0-9a-f]{16})?$/.test(id)) throw refuseWith(400, 'Invalid version parameter');
  return id;
}

export interface Found {
  readonly object: StoredObject | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

/** What a reader asks for: the object as it is, or one of its versions. */
export function findVersion(call: SwiftCall, container: Container, name: string): Found {
  const id = wantedVersion(call);
  const current = liveObject(container, name, call.now);
  if (id === undefined) {
    if (current?.versionId === undefined) return { object: current, headers: container.knowsVersions ? { 'X-Object-Version-Id': 'null' } : {} };
    const path = [container.name, ...name.split('/')].map(encodeURIComponent).join('/');
    return {
      object: current,
      headers: { 'X-Object-Version-Id': current.versionId, 'Content-Location': `/v1/${call.accountName}/${path}?version-id=${current.versionId}` },
    };
  }
  if (id === 'null')
    return current?.versionId === undefined ? { object: current, headers: { 'X-Object-Version-Id': 'null' } } : { object: undefined, headers: {} };
  const found = container.versions.get(name)?.find((version) => version.id === id);
  return found === undefined ? { object: undefined, headers: {} } : { object: found.object, headers: { 'X-Object-Version-Id': id } };
}

const notFound = (headers: Readonly<Record<string, string>>): Answer => ({ status: 404, headers: { 'Content-Type': HTML, ...headers }, body: statusPage(404) });

/** `DELETE` of a version by its id, or of the object: where versions are kept, a mark is left in its place. */
export function removeVersion(call: SwiftCall, container: Container, name: string): Answer {
  const id = wantedVersion(call);
  if (id === undefined) return removeCurrent(call, container, name);
  if (id === 'null') {
    if (container.objects.get(name)?.versionId !== undefined || !container.objects.has(name)) return notFound({ 'X-Object-Version-Id': 'null' });
    container.delete(name);
    return empty(204, { 'Content-Type': HTML, 'X-Object-Version-Id': 'null' });
  }
  const list = entries(container, name);
  if (container.objects.get(name)?.versionId === id) container.delete(name);
  const at = list.findIndex((version) => version.id === id);
  if (at !== -1) list.splice(at, 1);
  if (list.length === 0) container.versions.delete(name);
  const headers = { 'X-Object-Version-Id': id, 'X-Object-Current-Version-Id': currentId(container, name) };
  return at === -1 ? notFound(headers) : empty(204, { 'Content-Type': HTML, ...headers });
}

function removeCurrent(call: SwiftCall, container: Container, name: string): Answer {
  const gone = liveObject(container, name, call.now) === undefined;
  if (!keepsVersions(container)) {
    // An expired object's row goes with the DELETE, which still answers 404.
    container.delete(name);
    return gone ? notFound({}) : empty(204, { 'Content-Type': HTML });
  }
  const there = container.objects.get(name);
  if (there !== undefined && there.versionId === undefined) {
    entries(container, name).push({ id: swiftTimestamp(there.timestamp), timestamp: there.timestamp, object: there });
  }
  const timestamp = call.region.objects.tick(call.now);
  const id = swiftTimestamp(timestamp);
  entries(container, name).push({ id, timestamp, object: undefined });
  container.delete(name);
  return gone ? notFound({ 'X-Object-Version-Id': id }) : empty(204, { 'Content-Type': HTML, 'X-Object-Version-Id': id });
}

/** `PUT ?version-id=`: that version is the object again. Undefined: no version is asked for. */
export function restoreVersion(call: SwiftCall, container: Container, name: string): Answer | undefined {
  const id = wantedVersion(call);
  if (id === undefined) return undefined;
  const length = call.request.header('content-length');
  if (length !== undefined && length !== '0') throw refuseWith(400, 'PUT version-id requests require a zero byte body', 'text/plain');
  const object = container.versions.get(name)?.find((version) => version.id === id)?.object;
  if (object === undefined) return notFound({});
  container.put(object);
  return empty(201, {
    'Content-Type': HTML,
    Etag: object.etag,
    'Last-Modified': new Date(Math.ceil(object.timestamp / 1000) * 1000).toUTCString(),
    'X-Object-Version-Id': id,
  });
}

export function refusePostToVersion(call: SwiftCall): void {
  if (wantedVersion(call) !== undefined) throw refuseWith(400, 'POST to a specific version is not allowed');
}

export interface VersionRow {
  readonly name: string;
  readonly id: string;
  readonly object: StoredObject | undefined;
  readonly timestamp: number;
  readonly latest: boolean;
}

/** All versions of an object, newest first, the one that is now among them. */
export function versionsOf(container: Container, name: string): VersionRow[] {
  const current = container.objects.get(name);
  const kept = container.versions.get(name) ?? [];
  const newest = kept.at(-1);
  const isLatest = (version: ObjectVersion): boolean =>
    current === undefined ? version === newest && version.object === undefined : current.versionId === version.id;
  const rows = kept.map((version) => ({ name, id: version.id, object: version.object, timestamp: version.timestamp, latest: isLatest(version) })).reverse();
  if (current === undefined || current.versionId !== undefined) return rows;
  return [{ name, id: 'null', object: current, timestamp: current.timestamp, latest: true }, ...rows];
}
