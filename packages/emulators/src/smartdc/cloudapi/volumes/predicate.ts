import { invalidArgument } from '../api-error.ts';

/** krill's JSON predicates, as far as VOLAPI lets them through: `{"and": [{"eq": ["name", "x"]}, {"ne": ["state", "failed"]}]}`. */
export type Predicate =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Predicate[] }
  | { readonly kind: 'eq' | 'ne' | 'le' | 'lt' | 'ge' | 'gt'; readonly field: string; readonly value: string | number };

const FIELDS: Readonly<Record<string, 'string' | 'number'>> = { id: 'string', name: 'string', size: 'number', state: 'string', type: 'string' };
const COMPARISONS = ['eq', 'ne', 'le', 'lt', 'ge', 'gt'] as const;

export function readPredicate(text: string): Predicate {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw invalidArgument(`Error: could not parse JSON predicate: ${(error as Error).message}`);
  }
  return read(value);
}

function read(value: unknown): Predicate {
  const [entry, ...more] = Object.entries(Object(value) as Record<string, unknown>);
  if (entry === undefined || more.length > 0 || !Array.isArray(entry[1])) throw invalidArgument(`Error: invalid predicate: ${JSON.stringify(value)}`);
  const [kind, parts] = entry as [string, unknown[]];
  if (kind === 'and' || kind === 'or') return { kind, parts: parts.map(read) };
  const comparison = COMPARISONS.find((name) => name === kind);
  const [field, wanted] = parts;
  if (comparison === undefined || typeof field !== 'string' || FIELDS[field] === undefined || typeof wanted !== FIELDS[field]) {
    throw invalidArgument(`Error: invalid predicate: ${JSON.stringify(value)}`);
  }
  return { kind: comparison, field, value: wanted as string | number };
}

export function matches(predicate: Predicate, fields: Readonly<Record<string, string | number>>): boolean {
  if ('parts' in predicate) {
    const test = (part: Predicate): boolean => matches(part, fields);
    return predicate.kind === 'and' ? predicate.parts.every(test) : predicate.parts.some(test);
  }
  const left = fields[predicate.field] ?? '';
  const { value } = predicate;
  switch (predicate.kind) {
    case 'eq':
      return left === value;
    case 'ne':
      return left !== value;
    case 'le':
      return left <= value;
    case 'lt':
      return left < value;
    case 'ge':
      return left >= value;
    case 'gt':
      return left > value;
  }
}
