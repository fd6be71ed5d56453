import type { Parameters } from '../query/parameters.ts';
import { ServiceError } from './service-error.ts';

export interface ServicePageRules {
  /** Parameter that carries the token: `NextToken` or `Marker`. */
  readonly token: string;
  /** Parameter that asks for a size. */
  readonly size: string;
  readonly standard: number;
  readonly largest: number;
}

const tokenOf = (key: string): string => Buffer.from(key, 'utf8').toString('base64url');

/** A page of items in the order of their keys; it continues behind a key, so that what goes meanwhile shifts nothing. */
export function servicePage<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  parameters: Parameters,
  rules: ServicePageRules,
  limit: number,
): { readonly items: readonly T[]; readonly next: string | undefined } {
  const asked = parameters.integer(rules.size);
  if (asked !== undefined && (asked < 1 || asked > rules.largest))
    throw new ServiceError(
      'ValidationError',
      `1 validation error detected: Value '${asked}' at '${rules.size}' failed to satisfy constraint: Member must be between 1 and ${rules.largest}`,
    );
  const token = parameters.text(rules.token);
  const after = token === undefined || token === '' ? undefined : Buffer.from(token, 'base64url').toString('utf8');
  if (after !== undefined && tokenOf(after) !== token) throw new ServiceError('InvalidNextToken', `The token '${token}' is invalid.`);
  const ordered = [...items].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const rest = after === undefined ? ordered : ordered.filter((item) => keyOf(item) > after);
  const page = rest.slice(0, Math.min(asked ?? rules.standard, limit));
  const last = page.at(-1);
  return { items: page, next: rest.length > page.length && last !== undefined ? tokenOf(keyOf(last)) : undefined };
}
