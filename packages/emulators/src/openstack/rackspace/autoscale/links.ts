import { type Answer, json } from '../../answer.ts';
import { pageLimit } from '../../cloud.ts';
import type { JsonObject } from '../../values.ts';
import type { RackspaceCall } from '../rackspace-service.ts';
import { invalid } from './autoscale-faults.ts';

/** Addresses end with a slash. */
export const linked = (call: RackspaceCall, id: string, path: string): JsonObject => ({ id, links: [{ rel: 'self', href: `${call.base}/${path}/` }] });

const MAX_LIMIT = 100;

export function page<T extends { readonly id: string }>(
  call: RackspaceCall,
  member: string,
  rows: readonly T[],
  path: string,
  show: (row: T) => JsonObject,
): Answer {
  const text = call.request.queryValue('limit');
  if (text !== undefined && !/^\d+$/.test(text)) throw invalid('Invalid query: limit must be a number');
  const limit = pageLimit(call.cloud, Math.max(1, Math.min(Number(text ?? MAX_LIMIT), MAX_LIMIT)), MAX_LIMIT);
  const marker = call.request.queryValue('marker') ?? '';
  const sorted = [...rows].sort((a, b) => (a.id < b.id ? -1 : 1)).filter(({ id }) => id > marker);
  const items = sorted.slice(0, limit);
  const last = items.at(-1);
  const links = sorted.length > limit && last !== undefined ? [{ rel: 'next', href: `${call.base}/${path}/?limit=${limit}&marker=${last.id}` }] : [];
  return json(200, { [member]: items.map(show), [`${member}_links`]: links });
}
