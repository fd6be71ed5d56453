import { type Answer, empty } from '../answer.ts';
import { DELETED_TYPE, keepsVersions } from './object-versions.ts';
import { findAccount, HTML, refuse, refuseWith, type SwiftCall, swiftTimestamp } from './swift-call.ts';
import { type Container, liveObject, type StoredObject } from './swift-store.ts';

// Versions in a container of their own, as Swift had them first. Source: versioned_writes/legacy.py as it answers in 2.30.1.

const STACK = 'X-Versions-Location';
const HISTORY = 'X-History-Location';

/** What a container is asked for; one of the two ends the other. */
export function archiveSettings(call: SwiftCall, container: Container | undefined): Map<string, string> {
  const found = new Map<string, string>();
  const asked = [STACK, HISTORY].filter((name) => (call.request.header(name) ?? '') !== '');
  if (asked.length === 2) throw refuseWith(400, `Only one of ${STACK.toLowerCase()} or ${HISTORY.toLowerCase()} may be specified`, 'text/plain');
  for (const name of [STACK, HISTORY]) {
    const value = call.request.header(name);
    const removed = call.request.header(name.replace(/^X-/, 'X-Remove-')) !== undefined;
    if (value === undefined && !removed) continue;
    const place = decodeURIComponent(value ?? '').replace(/^\/|\/$/g, '');
    if (place.includes('/')) throw refuseWith(412, 'Container name cannot contain slashes');
    if (place !== '' && container !== undefined && keepsVersions(container)) throw refuseWith(400, `Cannot set ${name} while object versioning is enabled.`);
    found.set(name, place);
    if (place !== '') found.set(name === STACK ? HISTORY : STACK, '');
  }
  return found;
}

/** `<length of the name in hex><name>/`: what the versions of an object begin with. */
const prefixOf = (name: string): string => `${Buffer.byteLength(name).toString(16).padStart(3, '0')}${name}/`;

/** Where the versions go; undefined: nowhere. */
function archiveOf(call: SwiftCall, container: Container): Container | undefined {
  const place = container.headers.get(STACK) ?? container.headers.get(HISTORY);
  if (place === undefined) return undefined;
  const archive = findAccount(call)?.containers.get(place);
  // The object stays as it is when its old version has nowhere to go.
  if (archive === undefined) throw refuse(412);
  return archive;
}

/** Before it is replaced: what is there goes into the archive. */
export function archiveCurrent(call: SwiftCall, container: Container, name: string): void {
  const there = liveObject(container, name, call.now);
  if (there === undefined) return;
  archiveOf(call, container)?.put({ ...there, name: prefixOf(name) + swiftTimestamp(there.timestamp) });
}

function newestOf(archive: Container, name: string, now: number): StoredObject | undefined {
  const prefix = prefixOf(name);
  const found = archive.keys.sorted().filter((key) => key.startsWith(prefix));
  return found
    .toReversed()
    .map((key) => liveObject(archive, key, now))
    .find((object) => object !== undefined);
}

/** `DELETE` where versions are archived: of a stack it brings the last one back, of a history it leaves a mark. Undefined: they are not. */
export function removeArchived(call: SwiftCall, container: Container, name: string): Answer | undefined {
  const stack = container.headers.has(STACK);
  if (!stack && !container.headers.has(HISTORY)) return undefined;
  const archive = archiveOf(call, container);
  const there = liveObject(container, name, call.now);
  if (archive === undefined) return undefined;
  if (stack) {
    const last = newestOf(archive, name, call.now);
    if (last === undefined) return undefined;
    archive.delete(last.name);
    container.put({ ...last, name, timestamp: call.region.objects.tick(call.now) });
    return empty(204, { 'Content-Type': HTML });
  }
  archiveCurrent(call, container, name);
  const timestamp = call.region.objects.tick(call.now);
  archive.put({
    name: prefixOf(name) + swiftTimestamp(timestamp),
    chunks: [],
    size: 0,
    etag: 'd41d8cd98f00b204e9800998ecf8427e',
    contentType: DELETED_TYPE,
    headers: new Map(),
    timestamp,
    deleteAt: undefined,
    slo: undefined,
  });
  if (there === undefined) return undefined;
  container.delete(name);
  return empty(204, { 'Content-Type': HTML });
}
