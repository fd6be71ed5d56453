import { CloudError } from '@portolan/core/driver';

export interface SearchOptions {
  /** Keeps what this matches in any of `searchFields`, here and not on the server. A text is a regular expression whose case does not matter. */
  readonly search?: string | RegExp | undefined;
  /** Default: the fields people search this kind of thing by. */
  readonly searchFields?: readonly string[] | undefined;
}

/** py-smartdc's `search_dicts`: whether any of the fields matches. Undefined: nothing is searched for. */
export function searched({ search, searchFields }: SearchOptions, defaultFields: readonly string[]): ((item: object) => boolean) | undefined {
  if (search === undefined) return undefined;
  const pattern = patternOf(search);
  const fields = searchFields ?? defaultFields;
  return (item) =>
    fields.some((field) => {
      const value = (item as Readonly<Record<string, unknown>>)[field];
      return value !== undefined && value !== null && pattern.test(typeof value === 'string' ? value : JSON.stringify(value));
    });
}

function patternOf(search: string | RegExp): RegExp {
  // Both flags make a pattern remember where it matched last.
  if (search instanceof RegExp) return new RegExp(search.source, search.flags.replace(/[gy]/g, ''));
  try {
    return new RegExp(search, 'i');
  } catch (error) {
    throw new CloudError('invalid-argument', `search: ${JSON.stringify(search)} is no regular expression`, { outcome: 'not-done', cause: error });
  }
}
