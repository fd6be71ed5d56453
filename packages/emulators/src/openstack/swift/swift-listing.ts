import { escapeXml } from '../../kit/xml.ts';
import type { Answer } from '../answer.ts';
import { pythonJson } from '../python-json.ts';
import type { JsonObject } from '../values.ts';
import { compareBytes, lowerBound } from './key-index.ts';
import { refuse, refuseWith, type SwiftCall } from './swift-call.ts';

const MAX_LISTING = 10_000;

/** A name, or a common prefix up to the delimiter. */
export type ListingEntry = { readonly name: string } | { readonly subdir: string };

/**
 * One page: names after `marker` and before `end_marker`, with `prefix`, rolled up at `delimiter`.
 * A marker may be a subdir that the page before ended with: what it stands for is passed over.
 */
export function listNames(call: SwiftCall, keys: readonly string[]): ListingEntry[] {
  const limit = listingLimit(call);
  const path = call.query.get('path');
  const delimiter = path === undefined ? (call.query.get('delimiter') ?? '') : '/';
  const prefix = path === undefined ? (call.query.get('prefix') ?? '') : path === '' ? '' : `${path.replace(/\/$/, '')}/`;
  const reverse = ['1', 'true', 'on', 'yes', 't', 'y'].includes((call.query.get('reverse') ?? '').toLowerCase());
  const marker = call.query.get('marker') ?? '';
  const endMarker = call.query.get('end_marker') ?? '';
  const low = reverse ? endMarker : marker;
  const high = reverse ? marker : endMarker;
  const from = Math.max(lowerBound(keys, prefix, false), low === '' ? 0 : lowerBound(keys, low, true));
  const to = high === '' ? keys.length : lowerBound(keys, high, false);
  const entries: ListingEntry[] = [];
  let lastSubdir: string | undefined;
  for (let step = 0; step < to - from && entries.length < limit; step += 1) {
    const key = keys[reverse ? to - 1 - step : from + step] ?? '';
    if (!key.startsWith(prefix)) {
      if (reverse && compareBytes(key, prefix) > 0) continue;
      break;
    }
    const cut = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    // `path=` shows marks of folders that are directly in it, and nothing of what is in them.
    if (cut === -1 || (path !== undefined && key !== prefix && cut + delimiter.length === key.length)) {
      entries.push({ name: key });
      continue;
    }
    const subdir = key.slice(0, cut + delimiter.length);
    // `path=` lists only what is directly in it, and no subdirs.
    if (path !== undefined) continue;
    if (subdir === lastSubdir) continue;
    lastSubdir = subdir;
    // Only the subdir itself is passed over: after the marker `p/q` the rest of `p/` shows up as `p/` again.
    if (subdir === marker) continue;
    entries.push({ subdir });
  }
  return entries;
}

export function listingLimit(call: SwiftCall): number {
  const text = call.query.get('limit');
  const most = call.cloud.maxPageSize ?? MAX_LISTING;
  // What is no number is ignored; what is too big is refused, not cut.
  if (text === undefined || !/^\d+$/.test(text)) return most;
  if (Number(text) > MAX_LISTING) throw refuseWith(412, `Maximum limit is ${MAX_LISTING}`);
  return Math.min(Number(text), most);
}

export type Format = 'json' | 'xml' | 'text';

export function listingFormat(call: SwiftCall): Format {
  const asked = call.query.get('format');
  if (asked === 'json' || asked === 'xml') return asked;
  if (asked !== undefined) return 'text';
  const accept = call.request.header('accept') ?? '';
  if (/application\/json/i.test(accept)) return 'json';
  if (/(application|text)\/xml/i.test(accept)) return 'xml';
  if (accept === '' || /text\/(plain|\*)|\*\/\*|application\/\*/i.test(accept)) return 'text';
  throw refuse(406);
}

export interface ListingRows {
  /** Root element of the XML form: `account` or `container`. */
  readonly root: string;
  readonly rootName: string;
  /** Element of a row: `container` or `object`. */
  readonly element: string;
  readonly row: (name: string) => JsonObject;
}

/** The page in the form asked for; text with no rows is 204. */
export function renderListing(call: SwiftCall, entries: readonly ListingEntry[], rows: ListingRows, headers: Readonly<Record<string, string>>): Answer {
  const format = listingFormat(call);
  // Only when the form came from `Accept` does the answer vary by it.
  const vary = call.query.get('format') === undefined ? { Vary: 'Accept' } : {};
  if (format === 'json') {
    const body = pythonJson(entries.map((entry) => ('subdir' in entry ? { subdir: entry.subdir } : rows.row(entry.name))));
    return { status: 200, headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers, ...vary }, body };
  }
  if (format === 'xml') {
    const lines = entries.map((entry) => {
      if ('subdir' in entry) return `<subdir name="${escapeXml(entry.subdir)}"><name>${escapeXml(entry.subdir)}</name></subdir>`;
      const row = rows.row(entry.name);
      const order = rows.element === 'object' ? ['name', 'hash', 'bytes', 'content_type', 'last_modified'] : ['name', 'count', 'bytes', 'last_modified'];
      return `<${rows.element}>${order.map((member) => `<${member}>${escapeXml(String(row[member]))}</${member}>`).join('')}</${rows.element}>`;
    });
    // An account's rows stand on lines of their own, a container's do not.
    const inner = rows.element === 'container' ? `\n${lines.map((line) => `${line}\n`).join('')}` : lines.join('');
    const root = `<${rows.root} name="${escapeXml(rows.rootName)}"`;
    const body = `<?xml version="1.0" encoding="UTF-8"?>\n${lines.length === 0 ? `${root} />` : `${root}>${inner}</${rows.root}>`}`;
    return { status: 200, headers: { 'Content-Type': 'application/xml; charset=utf-8', ...headers, ...vary }, body };
  }
  const plain = { 'Content-Type': 'text/plain; charset=utf-8', ...headers, ...vary };
  if (entries.length === 0) return { status: 204, headers: plain };
  return { status: 200, headers: plain, body: `${entries.map((entry) => ('subdir' in entry ? entry.subdir : entry.name)).join('\n')}\n` };
}
