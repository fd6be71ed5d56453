import { CloudError, encodePathSegment } from '@portolan/core/driver';

/** An id, or the thing that has it. Rackspace's services send ids as numbers and as text, of the same kind of thing. */
export type IdRef = string | number | { readonly id: string | number };

/** A name, or the thing that has it. */
export type NameRef = string | { readonly name: string };

export const idOf = (ref: IdRef, what: string): string => given(typeof ref === 'object' ? ref?.id : ref, what);

export const nameOf = (ref: NameRef, what: string): string => given(typeof ref === 'object' ? ref?.name : ref, what);

/** A part of a path: neither empty, which would make it the path of the whole collection, nor one that a path folds away. */
export function given(value: string | number | undefined, what: string): string {
  const text = typeof value === 'number' && Number.isFinite(value) ? String(value) : value;
  if (typeof text === 'string' && text !== '' && text !== '.' && text !== '..') return text;
  throw new CloudError('invalid-argument', `${what}: got ${JSON.stringify(value)}, expected an id or name`, { outcome: 'not-done' });
}

/** One segment of a path, encoded. */
export const idPath = (ref: IdRef, what: string): string => `/${encodePathSegment(idOf(ref, what))}`;

export const namePath = (ref: NameRef, what: string): string => `/${encodePathSegment(nameOf(ref, what))}`;
