import { type CallOptions, encodeQuery, isCloudError, type List, type Page, unexpectedBody } from '@portolan/core/driver';
import { nextOfLinks, pageQuery } from '../../link-paging.ts';
import type { NativeCall, ServiceCalls } from '../service-calls.ts';
import { readAnswer } from './read-answer.ts';

type Query = Readonly<Record<string, string | number | boolean | undefined>>;

const PAGE = 100; // More is refused.

/**
 * Lists of the DNS service: 100 rows, a link to the next page by its `offset`, and `totalEntries`. A search that finds nothing is 404,
 * which is an empty list where `emptyOnNotFound` says so.
 */
export function offsetPages<T>(
  calls: ServiceCalls,
  call: NativeCall,
  member: string,
  query: Query,
  options: CallOptions & { readonly pageSize?: number | undefined },
  emptyOnNotFound: boolean = false,
): List<T> {
  const limit = Math.min(options.pageSize ?? PAGE, PAGE);
  return calls.pages<T>(call, options, async (cursor): Promise<Page<T>> => {
    let body: Readonly<Record<string, unknown>>;
    try {
      body = await readAnswer(calls, { ...call, query: cursor === undefined ? compact({ ...query, limit }) : pageQuery({}, cursor) }, options);
    } catch (error) {
      if (emptyOnNotFound && isCloudError(error, 'not-found')) return { items: [] };
      throw error;
    }
    const rows = body[member];
    if (rows !== undefined && !Array.isArray(rows)) throw unexpectedBody(`${member} is no list`);
    const items = (rows ?? []) as readonly T[];
    const next = nextOfLinks(body['links']) ?? nextOffset(body, items.length, query, limit, cursor);
    return next === undefined ? { items } : { items, next };
  });
}

const compact = (query: Query): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, typeof value === 'boolean' ? String(value) : value]])),
  );

/** Where there is no link, but not all entries were shown. */
function nextOffset(body: Readonly<Record<string, unknown>>, shown: number, query: Query, limit: number, cursor: string | undefined): string | undefined {
  const total = Number(body['totalEntries']);
  const offset = Number(new URLSearchParams(cursor ?? '').get('offset') ?? 0) + shown;
  if (!(total > offset) || shown === 0) return undefined;
  return encodeQuery(compact({ ...query, limit, offset }));
}
