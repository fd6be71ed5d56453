import { type EnginePage, pageSearch } from './sdk/runtime/pages.ts';

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
 * One page, or everything. The engine knows pages of a search alone, and only with `max`; the direction must stand before `page`. Ordered by id, which is
 * unique and never changes, so that pages fit together.
 */
export function paged(condition: string | undefined, page: EnginePage | undefined): { readonly search?: string | undefined; readonly max?: number } {
  if (page === undefined) return { search: condition };
  return { search: pageSearch(condition ?? '', 'id asc', page.number), max: page.max };
}
