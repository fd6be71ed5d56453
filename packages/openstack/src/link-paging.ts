import { encodeQuery, type QueryInput } from '@portolan/core/driver';

/** A link of a collection's answer: `servers_links: [{rel: "next", href}]`. */
export interface LinkWire {
  readonly rel?: string;
  readonly href?: string;
}

/**
 * The cursor behind a `next` link: its query alone, written anew. Links name hosts, ports and schemes behind proxies
 * (`http://127.0.0.1:8774/v2.1/servers/detail?limit=2&marker=…` from a cloud at `https://cloud.example.com`): they are never followed as they stand.
 * A short page is not the end, a missing link is; many collections ignore `marker` and never have one.
 */
export function nextOfLinks(links: unknown): string | undefined {
  if (!Array.isArray(links)) return undefined;
  const next = (links as readonly (LinkWire | null)[]).find((link) => link?.rel === 'next');
  return typeof next?.href === 'string' ? cursorOf(next.href) : undefined;
}

/** The cursor of a link or path such as Glance's `/v2/images?marker=…`. */
export function cursorOf(href: string): string | undefined {
  const start = href.indexOf('?');
  if (start === -1) return undefined;
  const query = encodeQuery([...new URLSearchParams(href.slice(start + 1))]);
  return query === '' ? undefined : query;
}

/** The query of a page: the cursor's, when there is one, which repeats the filters of the first. */
export function pageQuery(first: Readonly<Record<string, string | number | undefined>>, cursor: string | undefined): QueryInput {
  return cursor === undefined ? first : [...new URLSearchParams(cursor)];
}
