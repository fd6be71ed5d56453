import type { EmulatorRequest } from '../../kit/exchange.ts';
import { refuseWith } from './swift-call.ts';

export type MetadataOwner = 'Account' | 'Container' | 'Object';

const LIMITS = { name: 128, value: 256, count: 90, overall: 4096 } as const;

/** `x-object-meta-foo_bar` → `X-Object-Meta-Foo-Bar`: names are case-insensitive and go out title-cased; `_` becomes `-` on the way in. */
export const titleCase = (name: string): string =>
  name
    .replaceAll('_', '-')
    .split('-')
    .map((part) => part.slice(0, 1).toUpperCase() + part.slice(1).toLowerCase())
    .join('-');

/** As Swift reads flags. */
export const isTrue = (value: string): boolean => ['1', 'true', 'on', 'yes', 't', 'y'].includes(value.toLowerCase());

/** The metadata a request brings; `''` means remove. Throws when it breaks Swift's limits. */
export function metadataOf(request: EmulatorRequest, owner: MetadataOwner): Map<string, string> {
  const set = `x-${owner.toLowerCase()}-meta-`;
  const remove = `x-remove-${owner.toLowerCase()}-meta-`;
  const found = new Map<string, string>();
  let overall = 0;
  for (const [raw, value] of request.rawHeaders) {
    const name = raw.toLowerCase().replaceAll('_', '-');
    if (owner !== 'Object' && name.startsWith(remove)) {
      found.set(titleCase(set + name.slice(remove.length)), '');
      continue;
    }
    if (!name.startsWith(set)) continue;
    const key = name.slice(set.length);
    if (key === '') throw refuseWith(400, 'Metadata name cannot be empty', 'text/plain');
    if (key.length > LIMITS.name) throw refuseWith(400, `Metadata name too long: ${set}${titleCase(key)}`, 'text/plain');
    if (value.length > LIMITS.value) throw refuseWith(400, `Metadata value longer than ${LIMITS.value}: ${set}${titleCase(key)}`, 'text/plain');
    overall += key.length + value.length;
    found.set(titleCase(name), value);
  }
  if (found.size > LIMITS.count) throw refuseWith(400, `Too many metadata items; max ${LIMITS.count}`, 'text/plain');
  if (overall > LIMITS.overall) throw refuseWith(400, `Total metadata too large; max ${LIMITS.overall}`, 'text/plain');
  return found;
}

/** Accounts and containers merge: what is not named stays. */
export function mergeInto(target: Map<string, string>, changes: ReadonlyMap<string, string>): void {
  for (const [name, value] of changes) {
    if (value === '') target.delete(name);
    else target.set(name, value);
  }
}

/** Container headers that are not metadata but kept with it. */
const CONTAINER_HEADERS = ['x-container-read', 'x-container-write', 'x-container-sync-to', 'x-container-sync-key'];

export function containerSettings(request: EmulatorRequest): Map<string, string> {
  const found = new Map<string, string>();
  for (const name of CONTAINER_HEADERS) {
    const value = request.header(name);
    if (value !== undefined) found.set(titleCase(name), value);
    if (request.header(name.replace(/^x-/, 'x-remove-')) !== undefined) found.set(titleCase(name), '');
  }
  return found;
}

/** What an object keeps besides its metadata. A POST that does not resend them drops them. */
const OBJECT_HEADERS = ['content-encoding', 'content-disposition', 'cache-control', 'content-language', 'expires', 'x-robots-tag'];

export function objectSettings(request: EmulatorRequest): Map<string, string> {
  const found = new Map<string, string>();
  for (const name of OBJECT_HEADERS) {
    const value = request.header(name);
    if (value !== undefined && value !== '') found.set(titleCase(name), value);
  }
  const manifest = request.header('x-object-manifest');
  if (manifest !== undefined && manifest !== '') {
    if (!/^[^/]+\/.+/.test(manifest) || /[?&]/.test(manifest)) {
      throw refuseWith(400, 'X-Object-Manifest must be in the format container/prefix');
    }
    found.set('X-Object-Manifest', manifest);
  }
  return found;
}

/** `X-Delete-After` wins over `X-Delete-At`; a time that has passed is refused. */
export function deleteAtOf(request: EmulatorRequest, nowMs: number): number | undefined {
  const after = request.header('x-delete-after');
  const at = request.header('x-delete-at');
  if (after !== undefined && after !== '') {
    if (!/^-?\d+$/.test(after)) throw refuseWith(400, 'Non-integer X-Delete-After', 'text/plain');
    if (Number(after) <= 0) throw refuseWith(400, 'X-Delete-After in past', 'text/plain');
    return Math.floor(nowMs / 1000) + Number(after);
  }
  if (at === undefined || at === '') return undefined;
  if (!/^-?\d+$/.test(at)) throw refuseWith(400, 'Non-integer X-Delete-At', 'text/plain');
  if (Number(at) * 1000 < nowMs) throw refuseWith(400, 'X-Delete-At in past', 'text/plain');
  return Number(at);
}
