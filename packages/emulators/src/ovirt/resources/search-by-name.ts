import type { Searchable } from '../search/run-search.ts';

/** What every searchable collection of named objects understands. */
export const searchByName = <T extends { readonly name: string; readonly description?: string }>(own: readonly string[]): Searchable<T> => ({
  own,
  defaultSort: 'name',
  fields: {
    name: { kind: 'text', of: (item) => item.name },
    description: { kind: 'text', of: (item) => item.description ?? '' },
    comment: { kind: 'text', of: () => '' },
  },
});
