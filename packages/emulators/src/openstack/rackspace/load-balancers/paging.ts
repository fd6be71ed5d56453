import { pageLimit } from '../../cloud.ts';
import type { JsonObject } from '../../values.ts';
import type { RackspaceCall } from '../rackspace-service.ts';

const MAX_LIMIT = 100;

interface Row {
  readonly id?: number;
}

/**
 * A page begins with the row that `marker` names, or behind `offset` rows. The link to the next one is there when more follow
 * and the collection has links at all: that of the load balancers has none.
 */
export function pageOf<T extends Row>(call: RackspaceCall, rows: readonly T[], path: string): { readonly items: readonly T[]; readonly links: JsonObject[] } {
  const asked = Number(call.request.queryValue('limit') ?? MAX_LIMIT);
  const limit = pageLimit(call.cloud, asked > 0 ? asked : undefined, MAX_LIMIT);
  const marker = call.request.queryValue('marker');
  const offset = Number(call.request.queryValue('offset') ?? 0);
  const found = marker === undefined ? 0 : rows.findIndex((row) => String(row.id) === marker);
  const start = (found === -1 ? rows.length : found) + offset;
  const items = rows.slice(start, start + limit);
  const kept = call.request.queryPairs().filter(([name]) => !['limit', 'marker', 'offset'].includes(name));
  const next = new URLSearchParams([...kept, ['limit', String(limit)], ['offset', String(start + limit)]]);
  const links = start + limit < rows.length ? [{ href: `${call.base}/${path}?${next.toString()}`, rel: 'next' }] : [];
  return { items, links };
}
