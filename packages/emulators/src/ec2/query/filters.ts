import { Ec2Error, invalidValue } from './ec2-error.ts';
import type { Parameters } from './parameters.ts';

/** What a filter name means for one item: its values there. A filter matches when one wanted value matches one of these. */
export type FilterFields<T> = Readonly<Record<string, (item: T) => readonly (string | number | boolean | undefined)[]>>;

const MAX_VALUES = 200;

/** `*` any text, `?` one character, `\` takes the next literally. Case-sensitive. */
export function wildcard(pattern: string): RegExp {
  let source = '';
  for (let i = 0; i < pattern.length; i += 1) {
    const character = pattern[i]!;
    if (character === '*') source += '[\\s\\S]*';
    else if (character === '?') source += '[\\s\\S]';
    else {
      const literal = character === '\\' && i + 1 < pattern.length ? pattern[++i]! : character;
      source += literal.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
    }
  }
  return new RegExp(`^${source}$`);
}

/** Reads `Filter.n` and returns the test it makes: values of one filter or, filters and. */
export function readFilters<T>(parameters: Parameters, fields: FilterFields<T>, tags?: (item: T) => ReadonlyMap<string, string>): (item: T) => boolean {
  const tests = parameters.structures('Filter').map((filter) => {
    const name = filter.required('Name');
    const values = filter.list('Value');
    if (values.length > MAX_VALUES)
      throw new Ec2Error('FilterLimitExceeded', `The maximum number of filter values specified on a single call is ${MAX_VALUES}`);
    const patterns = values.map(wildcard);
    const matches = (candidates: readonly (string | number | boolean | undefined)[]): boolean =>
      candidates.some((candidate) => candidate !== undefined && patterns.some((pattern) => pattern.test(String(candidate))));
    if (tags !== undefined) {
      if (name.startsWith('tag:')) return (item: T): boolean => matches([tags(item).get(name.slice(4))]);
      if (name === 'tag-key') return (item: T): boolean => matches([...tags(item).keys()]);
      if (name === 'tag-value') return (item: T): boolean => matches([...tags(item).values()]);
    }
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (field === undefined) throw invalidValue(`The filter '${name}' is invalid`);
    return (item: T): boolean => matches(field(item));
  });
  return (item) => tests.every((test) => test(item));
}
