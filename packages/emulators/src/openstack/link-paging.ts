import type { Cloud } from './cloud.ts';
import { pageLimit } from './cloud.ts';

export interface Page<T> {
  readonly items: readonly T[];
  /** The `<collection>_links` member; absent on the last page. */
  readonly links: readonly { readonly rel: string; readonly href: string }[] | undefined;
}

export interface PageQuery {
  readonly limit: number | undefined;
  readonly marker: string | undefined;
  /** All query pairs as sent; the next link repeats them. */
  readonly pairs: readonly (readonly [string, string])[];
}

/**
 * Cuts the page after `marker` (exclusive). A full page always has a next link, even when nothing follows: Nova and Cinder compare
 * the number of rows with the limit and look no further (seen on Zed with `limit=1` and one row).
 * Undefined: the marker is not in the collection.
 */
export function linkPage<T extends { readonly id: string }>(
  all: readonly T[],
  query: PageQuery,
  cloud: Cloud,
  maximum: number,
  collectionUrl: string,
  idOf: (item: T) => string = (item) => item.id,
): Page<T> | undefined {
  let start = 0;
  if (query.marker !== undefined && query.marker !== '') {
    const index = all.findIndex((item) => idOf(item) === query.marker);
    if (index === -1) return undefined;
    start = index + 1;
  }
  const limit = pageLimit(cloud, query.limit === 0 ? undefined : query.limit, maximum);
  const items = all.slice(start, start + limit);
  const last = items.at(-1);
  if (last === undefined || items.length < limit) return { items, links: undefined };
  const kept = query.pairs.filter(([name]) => name !== 'marker');
  const next = [...kept, ['marker', idOf(last)] as const].map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
  return { items, links: [{ rel: 'next', href: `${collectionUrl}?${next}` }] };
}
