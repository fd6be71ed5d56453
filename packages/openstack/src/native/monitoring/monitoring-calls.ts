import { type CallOptions, type List, type Page, unexpectedBody } from '@portolan/core/driver';
import type { NativeCall, ServiceCalls } from '../service-calls.ts';

export interface MonitoringListOptions extends CallOptions {
  /** At most 1000. */
  readonly pageSize?: number | undefined;
}

const MAX_PAGE = 1000;

interface PageWire<T> {
  readonly values?: readonly T[];
  readonly metadata?: { readonly next_marker?: string | null };
}

/** `{"values":[…],"metadata":{"next_marker":"enB"}}`: the marker is the first row of the next page. */
export function monitoringPages<T, R = T>(
  calls: ServiceCalls,
  call: Omit<NativeCall, 'method' | 'query'>,
  options: MonitoringListOptions,
  filter: Readonly<Record<string, string | undefined>> = {},
  map: (row: T) => R = (row) => row as unknown as R,
): List<R> {
  const limit = options.pageSize === undefined ? undefined : Math.min(options.pageSize, MAX_PAGE);
  return calls.pages<R>(call, options, async (marker): Promise<Page<R>> => {
    const { values, metadata } = await calls.json<PageWire<T>>({ ...call, method: 'GET', query: { ...filter, limit, marker } }, options);
    if (!Array.isArray(values)) throw unexpectedBody('it has no values');
    const next = metadata?.next_marker;
    const items = (values as readonly T[]).map(map);
    return typeof next === 'string' && next !== '' ? { items, next } : { items };
  });
}

/** A create answers without a body: the id is in a header, or ends the address of what was made. */
export async function createdId(calls: ServiceCalls, call: Omit<NativeCall, 'method'>, options: CallOptions): Promise<string> {
  const post: NativeCall = { ...call, method: 'POST' };
  const { headers } = await calls.empty(post, options);
  const located = headers['location']?.split('?')[0]?.replace(/\/+$/, '').split('/').at(-1);
  const id = headers['x-object-id'] ?? (located === undefined ? undefined : decodeURIComponent(located));
  if (id === undefined || id === '') throw unexpectedBody('it does not say what was made').inContext(calls.contextOf(post));
  return id;
}
