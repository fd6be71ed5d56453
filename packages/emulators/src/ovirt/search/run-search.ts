import { type Condition, parseSearch, type Search, SearchError } from './parse-search.ts';

/** A searchable field. `of` answers one value or, for related objects, many: one match is enough. */
export type Field<T> =
  | { readonly kind: 'text'; readonly of: (item: T) => string | readonly string[] }
  /** Values in the engine's internal spelling: `imagelocked`, not `image_locked`. Others are a syntax error. */
  | { readonly kind: 'enum'; readonly of: (item: T) => string | readonly string[]; readonly values: readonly string[] }
  | { readonly kind: 'number'; readonly of: (item: T) => number | undefined }
  | { readonly kind: 'date'; readonly of: (item: T) => number | undefined };

export interface Searchable<T> {
  /** `vms`, `vm`: prefixes by which a field of the list's own objects may be named. */
  readonly own: readonly string[];
  readonly fields: Readonly<Record<string, Field<T>>>;
  /** Field of the order when the search names none. */
  readonly defaultSort: string;
  readonly defaultDescending?: boolean;
}

export interface SearchOptions {
  readonly search: string | undefined;
  readonly max: number | undefined;
  readonly caseSensitive: boolean;
}

/** Filters, sorts and cuts one page. Without `max` the page is unlimited, so that page 2 is empty. */
export function runSearch<T>(items: Iterable<T>, searchable: Searchable<T>, options: SearchOptions): T[] {
  const search: Search = parseSearch(options.search ?? '');
  const tests = search.anyOf.map((all) => all.map((condition) => compile(condition, searchable, options.caseSensitive)));
  const found = [...items].filter((item) => tests.length === 0 || tests.some((all) => all.every((test) => test(item))));
  const sortField = fieldOf(search.sort?.field ?? searchable.defaultSort, searchable);
  const descending = search.sort?.descending ?? searchable.defaultDescending ?? false;
  const keyed = found.map((item) => ({ item, key: sortKey(sortField, item) }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0) * (descending ? -1 : 1));
  const sorted = keyed.map((one) => one.item);
  if (options.max === undefined) return search.page === 1 ? sorted : [];
  return sorted.slice((search.page - 1) * options.max, search.page * options.max);
}

function fieldOf<T>(name: string, searchable: Searchable<T>): Field<T> {
  const dot = name.indexOf('.');
  const bare = dot !== -1 && searchable.own.includes(name.slice(0, dot)) ? name.slice(dot + 1) : name;
  const field = Object.hasOwn(searchable.fields, bare) ? searchable.fields[bare] : undefined;
  if (field === undefined) throw new SearchError(`no field ${name}`);
  return field;
}

function sortKey<T>(field: Field<T>, item: T): string | number {
  const value = field.of(item);
  if (typeof value === 'object') return value[0]?.toLowerCase() ?? '';
  return typeof value === 'string' ? value.toLowerCase() : (value ?? Number.NEGATIVE_INFINITY);
}

function compile<T>(condition: Condition, searchable: Searchable<T>, caseSensitive: boolean): (item: T) => boolean {
  if (condition.field === undefined) {
    const matches = wildcard(`*${condition.value}*`, caseSensitive);
    const texts = Object.values(searchable.fields).flatMap((field) => (field.kind === 'text' ? [field.of] : []));
    return (item) => texts.some((of) => many(of(item)).some(matches));
  }
  const field = fieldOf(condition.field, searchable);
  const negated = condition.operator === '!=';
  if (field.kind === 'number' || field.kind === 'date') {
    const wanted = field.kind === 'date' ? Date.parse(condition.value) : Number(condition.value);
    if (Number.isNaN(wanted)) throw new SearchError(`bad value ${condition.value}`);
    return (item) => {
      const value = field.of(item);
      return value !== undefined && compare(value, condition.operator, wanted);
    };
  }
  if (condition.operator !== '=' && !negated) throw new SearchError(`operator ${condition.operator} is not for ${condition.field}`);
  if (field.kind === 'enum') {
    const wanted = condition.value.toLowerCase();
    const { of } = field;
    if (!field.values.includes(wanted)) throw new SearchError(`bad value ${condition.value}`);
    return (item) => many(of(item)).includes(wanted) !== negated;
  }
  const matches = wildcard(condition.value, caseSensitive);
  const { of } = field;
  return (item) => many(of(item)).some(matches) !== negated;
}

const many = (value: string | readonly string[]): readonly string[] => (typeof value === 'string' ? [value] : value);

function wildcard(pattern: string, caseSensitive: boolean): (text: string) => boolean {
  const source = pattern
    .split('*')
    .map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('[\\s\\S]*');
  const expression = new RegExp(`^${source}$`, caseSensitive ? 'u' : 'iu');
  return (text) => expression.test(text);
}

function compare(value: number, operator: Condition['operator'], wanted: number): boolean {
  switch (operator) {
    case '=':
      return value === wanted;
    case '!=':
      return value !== wanted;
    case '<':
      return value < wanted;
    case '>':
      return value > wanted;
    case '<=':
      return value <= wanted;
    case '>=':
      return value >= wanted;
  }
}
