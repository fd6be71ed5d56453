import { asJson, type CallOptions, type List, unexpectedBody } from '@portolan/core/driver';
import type { NativeCall, ServiceCalls } from '../service-calls.ts';

export interface SwiftListOptions extends CallOptions {
  readonly prefix?: string | undefined;
  /** `/`: names are folded into folders behind the next one. */
  readonly delimiter?: string | undefined;
  /** Begin behind this name. */
  readonly startAfter?: string | undefined;
  /** End before this name. */
  readonly endBefore?: string | undefined;
  /** Backwards. */
  readonly reverse?: boolean | undefined;
  /** At most what the cloud allows, 10 000. */
  readonly pageSize?: number | undefined;
}

const MAX_LISTING = 10_000; // Swift answers 412 to more.

type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * A listing in pages: Swift has no links, the last row's name is the marker of the next page, and an empty page ends it. Sorted by the
 * bytes of names in UTF-8.
 */
export function listing<T extends { readonly name?: string; readonly subdir?: string }>(
  calls: ServiceCalls,
  call: NativeCall,
  options: SwiftListOptions,
  more: Query = {},
  /** What besides the marker says where a page ended. */
  markers: (last: T) => Query = () => ({}),
): List<T> {
  return mappedListing<T, T>(calls, call, options, (row) => row, more, markers);
}

/** A listing of something that each row has, or has not. */
export function mappedListing<T extends { readonly name?: string; readonly subdir?: string }, R>(
  calls: ServiceCalls,
  call: NativeCall,
  options: SwiftListOptions,
  map: (row: T) => R | undefined,
  more: Query = {},
  markers: (last: T) => Query = () => ({}),
): List<R> {
  const { prefix, delimiter, startAfter, endBefore, reverse, pageSize } = options;
  const first: Query = {
    format: 'json',
    limit: pageSize === undefined ? undefined : Math.min(pageSize, MAX_LISTING),
    prefix,
    delimiter,
    marker: startAfter,
    end_marker: endBefore,
    reverse: reverse === true ? true : undefined,
    ...more,
  };
  return calls.pages<R>(call, options, async (cursor) => {
    const query = cursor === undefined ? first : { ...first, ...(JSON.parse(cursor) as Query) };
    const { body, status, headers } = await calls.read({ ...call, query }, options, asJson<readonly T[] | undefined>({ allowEmpty: true }));
    const rows: readonly T[] = body ?? []; // 204: nothing.
    if (!Array.isArray(rows)) throw unexpectedBody('it is no listing', { status, contentType: headers['content-type'] });
    const last = rows.at(-1);
    const items = rows.flatMap((row) => {
      const item = map(row);
      return item === undefined ? [] : [item];
    });
    return last === undefined ? { items } : { items, next: JSON.stringify({ marker: last.subdir ?? last.name, ...markers(last) }) };
  });
}
