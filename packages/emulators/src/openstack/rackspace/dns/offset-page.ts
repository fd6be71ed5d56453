import { pageLimit } from '../../cloud.ts';
import type { JsonObject } from '../../values.ts';
import type { RackspaceCall } from '../rackspace-service.ts';
import { refuse } from './dns-faults.ts';

const MAX_LIMIT = 100;

/** 100 rows at most, from an offset that is a multiple of the limit; links to the pages before and behind. */
export function offsetPage<T>(
  call: RackspaceCall,
  rows: readonly T[],
  path: string,
): { readonly items: readonly T[]; readonly around: { readonly totalEntries: number; readonly links?: readonly JsonObject[] } } {
  const number = (name: string, standard: number): number => {
    const text = call.request.queryValue(name);
    if (text !== undefined && !/^\d+$/.test(text)) throw refuse(400, 'Bad Request', `${name} is no number.`);
    return text === undefined ? standard : Number(text);
  };
  const asked = number('limit', MAX_LIMIT);
  if (asked < 1 || asked > MAX_LIMIT) throw refuse(400, 'Bad Request', `The limit must be between 1 and ${MAX_LIMIT}.`);
  const limit = pageLimit(call.cloud, asked, MAX_LIMIT);
  const offset = number('offset', 0);
  if (offset % limit !== 0) throw refuse(400, 'Bad Request', 'The offset must be a multiple of the limit.');
  const kept = call.request.queryPairs().filter(([name]) => name !== 'limit' && name !== 'offset');
  const link = (rel: string, at: number): JsonObject => {
    const query = new URLSearchParams([['limit', String(limit)], ['offset', String(at)], ...kept]);
    return { content: '', href: `${call.base}/${path}?${query.toString()}`, rel };
  };
  const links = [
    ...(offset > 0 ? [link('previous', Math.max(0, offset - limit))] : []),
    ...(offset + limit < rows.length ? [link('next', offset + limit)] : []),
  ];
  return { items: rows.slice(offset, offset + limit), around: { totalEntries: rows.length, ...(links.length === 0 ? {} : { links }) } };
}
