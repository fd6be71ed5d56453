import { type ContentHeaders, type ObjectInfo, type ObjectPrefix, type ObjectSummary, unexpectedBody, utf8FromHeader } from '@portolan/core/driver';
import { parseTimestamp } from '../../timestamps.ts';
import { metadataFromHeaders } from './metadata-headers.ts';
import type { ObjectRowWire } from './wire.ts';

type Headers = Readonly<Record<string, string>>;

export function toRow(row: ObjectRowWire): ObjectSummary | ObjectPrefix {
  if (typeof row.subdir === 'string') return { kind: 'prefix', prefix: row.subdir };
  if (typeof row.name !== 'string') throw unexpectedBody('a row of the listing has no name');
  return {
    kind: 'object',
    key: row.name,
    sizeBytes: row.bytes ?? 0,
    // No md5: the hash of a large object is its manifest's, and old Swifts do not tell which objects are large.
    etag: unquoted(row.slo_etag ?? row.hash),
    lastModified: parseTimestamp(row.last_modified),
    contentType: row.content_type,
    raw: row,
  };
}

/** Where the next page begins. A short page is no proof of the end: an empty one is. */
export function nextMarker(rows: readonly ObjectRowWire[]): string | undefined {
  const last = rows.at(-1);
  return last?.subdir ?? last?.name;
}

export function toInfo(bucket: string, key: string, headers: Headers): ObjectInfo {
  const etag = unquoted(headers['etag']);
  const modified = Date.parse(headers['last-modified'] ?? '');
  return {
    kind: 'object',
    bucket,
    key,
    sizeBytes: totalBytes(headers),
    etag,
    md5: isLarge(headers) || etag === undefined || !/^[0-9a-f]{32}$/.test(etag) ? undefined : etag,
    lastModified: Number.isNaN(modified) ? undefined : new Date(modified),
    ...contentOf(headers),
    metadata: metadataFromHeaders(headers),
    raw: headers,
  };
}

export function contentOf(headers: Headers): ContentHeaders {
  const text = (name: string): string | undefined => {
    const value = headers[name];
    return value === undefined || value === '' ? undefined : utf8FromHeader(value);
  };
  return {
    contentType: text('content-type'),
    cacheControl: text('cache-control'),
    contentDisposition: text('content-disposition'),
    contentEncoding: text('content-encoding'),
    contentLanguage: text('content-language'),
  };
}

/** Static and dynamic large objects: their ETag is no digest of the content. */
export const isLarge = (headers: Headers): boolean => isStaticLarge(headers) || headers['x-object-manifest'] !== undefined;

export const isStaticLarge = (headers: Headers): boolean => /^true$/i.test(headers['x-static-large-object'] ?? '');

/** Of the whole object, also in the answer to a range: `Content-Range: bytes 0-9/1234`. */
function totalBytes(headers: Headers): number {
  const total = /\/(\d+)$/.exec(headers['content-range'] ?? '')?.[1];
  return Number(total ?? headers['content-length'] ?? 0);
}

/** Plain objects have bare etags, large ones quoted, and a cluster may be told to quote all. */
export const unquoted = (etag: string | undefined): string | undefined =>
  etag === undefined || etag === '' ? undefined : etag.replace(/^(?:W\/)?"(.*)"$/, '$1');
