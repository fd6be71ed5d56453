import { CloudError } from '../errors/cloud-error.ts';

/** What a query or a form may be made of. `undefined` leaves the name out; an array repeats it. */
export type QueryValue = string | number | boolean | bigint | undefined | readonly (string | number | boolean | bigint)[];
/** Pairs keep their order; a record is written in the order of its keys. */
export type QueryInput = Readonly<Record<string, QueryValue>> | Iterable<readonly [string, QueryValue]>;

// encodeURIComponent leaves these five alone; RFC 3986 reserves them, and every signature scheme here encodes them.
const LEFT_BY_ENCODE_URI_COMPONENT = /[!'()*]/g;

function strict(text: string): string {
  try {
    return encodeURIComponent(text).replace(LEFT_BY_ENCODE_URI_COMPONENT, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
  } catch {
    throw new CloudError('invalid-argument', `${JSON.stringify(text)} holds half of a surrogate pair and has no UTF-8 form`, { outcome: 'not-done' });
  }
}

/**
 * One path segment: all but RFC 3986's unreserved characters is encoded, slashes too.
 * `.` and `..` stay as they are: they have no other spelling (`%2E` means the same), and the transport sends them unfolded.
 */
export function encodePathSegment(segment: string): string {
  return strict(segment);
}

/** A path of any depth: like `encodePathSegment`, keeping each slash where it stands. */
export function encodePath(path: string): string {
  return path.split('/').map(strict).join('/');
}

/** `a=1&b=x%20y`, without the question mark; `''` when nothing is to be said. A blank is `%20`, never `+`. */
export function encodeQuery(query: QueryInput): string {
  const pairs = Symbol.iterator in query ? (query as Iterable<readonly [string, QueryValue]>) : Object.entries(query);
  const parts: string[] = [];
  for (const [name, value] of pairs) {
    if (value === undefined) continue;
    const encoded = strict(name);
    if (Array.isArray(value)) for (const one of value) parts.push(`${encoded}=${strict(String(one))}`);
    else parts.push(`${encoded}=${strict(String(value))}`);
  }
  return parts.join('&');
}

/** `path?query`, or the path alone when the query is empty. The path is encoded already. */
export function withQuery(path: string, query: QueryInput): string {
  const text = encodeQuery(query);
  return text === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${text}`;
}

/**
 * The text of an `application/x-www-form-urlencoded` body. Blanks are `%20` here too: every reader of forms takes it, and SigV2 signs it so.
 */
export function encodeForm(fields: QueryInput): string {
  return encodeQuery(fields);
}

const HEADER_NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
// Visible ASCII, blank, tab and the upper half of ISO 8859-1: what RFC 9110 lets stand in a field value.
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Refuses what would be cut or changed on the wire after it was signed. The value itself is not in the message: it may be a secret. */
export function assertHeader(name: string, value: string): void {
  if (!HEADER_NAME.test(name)) throw new CloudError('invalid-argument', `${JSON.stringify(name)} is no name of a header`, { outcome: 'not-done' });
  if (!HEADER_VALUE.test(value)) {
    const culprit = Array.from(value).find((char) => !HEADER_VALUE.test(char)) ?? '';
    const shown = `U+${(culprit.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
    throw new CloudError('invalid-argument', `the header ${name} cannot carry the character ${shown}`, { outcome: 'not-done' });
  }
  if (value !== value.trim()) {
    throw new CloudError('invalid-argument', `the header ${name} begins or ends with a blank, which the wire does not keep`, { outcome: 'not-done' });
  }
}

/** Text for a header read as UTF-8 by the other side (Swift's metadata): its bytes, one character each. */
export function utf8ToHeader(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** The text of a header whose bytes are UTF-8. Bytes that are not come back as they were. */
export function utf8FromHeader(value: string): string {
  const bytes = Buffer.from(value, 'latin1');
  const text = bytes.toString('utf8');
  return text.includes('\ufffd') && !Buffer.from(text, 'utf8').equals(bytes) ? value : text;
}
