import { lookup } from 'mrmime';

/** The type a key's ending suggests, for uploads that state none. */
export function contentTypeOf(key: string): string {
  // The table inherits: `constructor` and `x.__proto__` have "types" that are no text.
  const known: unknown = lookup(key);
  return typeof known === 'string' ? known : 'application/octet-stream';
}
