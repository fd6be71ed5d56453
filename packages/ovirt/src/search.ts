import { CloudError } from '@portolan/core/driver';

/**
 * `field="value"` of the engine's query language. Quotes cannot be escaped in it, and `'` and `;` anywhere make a search invalid:
 * undefined for a value that has no way to be said; then one asks for all and chooses.
 */
export function equals(field: string, value: string): string | undefined {
  return value === '' || /["';*\\]/.test(value) || !/^[\p{L}\p{N} ._-]*$/u.test(value) ? undefined : `${field}="${value}"`;
}

/** `and` binds first; there are no parentheses. */
export const all = (...conditions: readonly (string | undefined)[]): string | undefined => {
  const given = conditions.filter((one) => one !== undefined);
  return given.length === 0 ? undefined : given.join(' and ');
};

/**
 * One page. The engine knows pages of a search alone, and only with `max`; the direction must stand before `page`. Ordered by id, which is
 * unique and never changes, so that pages fit together.
 */
export function page(condition: string | undefined, number: number, size: number): { readonly search: string; readonly max: number } {
  return { search: `${condition === undefined ? '' : `${condition} `}sortby id asc page ${number}`, max: size };
}

/** A cursor is the number of the next page. */
export function pageNumber(cursor: string | undefined): number {
  if (cursor === undefined) return 1;
  const number = Number(cursor);
  if (!Number.isSafeInteger(number) || number < 1)
    throw new CloudError('invalid-argument', `${JSON.stringify(cursor)} is no cursor of this list`, { outcome: 'not-done' });
  return number;
}
