import type { Answer } from '../answer.ts';
import { Refusal } from '../answer.ts';
import { findAccount, refuseWith, type SwiftCall } from './swift-call.ts';
import { liveObject, type StoredObject, type SymlinkTarget } from './swift-store.ts';

// Source: symlink.py as it answers in 2.30.1.

const MAX_LINKS = 2;

interface Place {
  readonly container: string;
  readonly object: string;
}

function placeOf(path: string): Place {
  let decoded = '';
  try {
    decoded = decodeURIComponent(path).replace(/^\//, '');
  } catch {
    // Told below.
  }
  const slash = decoded.indexOf('/');
  if (slash < 1 || slash === decoded.length - 1) throw refuseWith(412, 'X-Symlink-Target header must be of the form <container name>/<object name>');
  return { container: decoded.slice(0, slash), object: decoded.slice(slash + 1) };
}

/** `/v1/AUTH_…/container/object`, encoded. */
export const linkPath = (call: SwiftCall, path: string): string => {
  const { container, object } = placeOf(path);
  return `/v1/${call.accountName}/${[container, ...object.split('/')].map(encodeURIComponent).join('/')}`;
};

const located = (call: SwiftCall, path: string): Record<string, string> => ({ 'Content-Location': linkPath(call, path) });

const conflict = (text: string, headers: Record<string, string>): Refusal =>
  new Refusal({ status: 409, headers: { 'Content-Type': 'text/plain', ...headers }, body: text });

const mismatch = (call: SwiftCall, path: string, found: string, wanted: string): Refusal =>
  conflict(`Object Etag '${found}' does not match X-Symlink-Target-Etag header '${wanted}'`, located(call, path));

const etagOf = (object: StoredObject): string => object.slo?.etag ?? object.etag;

const target = (call: SwiftCall, path: string): StoredObject | undefined => {
  const { container, object } = placeOf(path);
  return liveObject(findAccount(call)?.containers.get(container), object, call.now);
};

/** What a `PUT` wants to make; undefined: no link. */
export function symlinkOf(call: SwiftCall, container: string, name: string): SymlinkTarget | undefined {
  const path = call.request.header('x-symlink-target');
  if (path === undefined) return undefined;
  const length = call.request.header('content-length');
  if (length !== undefined && length !== '0') throw refuseWith(400, 'Symlink requests require a zero byte body', 'text/plain');
  const place = placeOf(path);
  if (place.container === container && place.object === name) throw refuseWith(400, 'Symlink cannot target itself', 'text/plain');
  const etag = call.request.header('x-symlink-target-etag')?.replaceAll('"', '');
  if (etag === undefined || etag === '') return { path, contentType: 'application/symlink' };
  const found = target(call, path);
  if (found === undefined) throw conflict('X-Symlink-Target does not exist', located(call, path));
  if (etagOf(found) !== etag) throw mismatch(call, path, etagOf(found), etag);
  return { path, etag, bytes: found.slo?.size ?? found.size, contentType: found.contentType };
}

export const symlinkHeaders = ({ path, etag, bytes }: SymlinkTarget): Record<string, string> => ({
  'X-Symlink-Target': path,
  ...(etag === undefined ? {} : { 'X-Symlink-Target-Etag': etag, 'X-Symlink-Target-Bytes': String(bytes) }),
});

/** What the caller sees of an object: that which a link points to, unless the link itself is asked for. */
export function follow(call: SwiftCall, object: StoredObject): { readonly object: StoredObject | undefined; readonly headers: Record<string, string> } {
  if (call.query.get('symlink') === 'get') return { object, headers: object.symlink === undefined ? {} : symlinkHeaders(object.symlink) };
  let seen: StoredObject | undefined = object;
  let headers: Record<string, string> = {};
  for (let links = 0; seen?.symlink !== undefined; links += 1) {
    if (links === MAX_LINKS) throw conflict(`Too many levels of symbolic links, maximum allowed is ${MAX_LINKS}`, {});
    const { path, etag }: SymlinkTarget = seen.symlink;
    headers = located(call, path);
    seen = target(call, path);
    if (seen !== undefined && etag !== undefined && etagOf(seen) !== etag) throw mismatch(call, path, etagOf(seen), etag);
  }
  return { object: seen, headers };
}

/** A POST is done to the link, and says where it should have gone. */
export const postedToLink = (call: SwiftCall, { path }: SymlinkTarget): Answer => ({
  status: 307,
  headers: { 'Content-Type': 'text/html; charset=UTF-8', Location: linkPath(call, path) },
  body: 'The requested POST was applied to a symlink. POST directly to the target to apply requested metadata.',
});
