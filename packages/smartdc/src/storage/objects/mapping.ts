import { type ObjectInfo, type ObjectSummary, utf8FromHeader } from '@portolan/core/driver';
import type { EntryWire } from './wire.ts';

type Headers = Readonly<Record<string, string>>;

export function toSummary(key: string, wire: EntryWire): ObjectSummary {
  const modified = Date.parse(wire.mtime ?? '');
  const md5 = md5Hex(wire.contentMD5);
  return {
    kind: 'object',
    key,
    sizeBytes: typeof wire.size === 'number' ? wire.size : 0,
    ...(wire.etag === undefined ? {} : { etag: wire.etag }),
    ...(Number.isNaN(modified) ? {} : { lastModified: new Date(modified) }),
    ...(wire.contentType === undefined ? {} : { contentType: wire.contentType }),
    ...(md5 === undefined ? {} : { md5 }),
    raw: wire,
  };
}

/** `totalBytes`: of the whole object, which the answer to a range tells elsewhere. */
export function toInfo(bucket: string, key: string, headers: Headers, totalBytes: number): ObjectInfo {
  const modified = Date.parse(headers['last-modified'] ?? '');
  const md5 = md5Hex(headers['content-md5']);
  const etag = etagOf(headers);
  const { 'content-type': contentType, 'cache-control': cacheControl, 'content-disposition': contentDisposition } = headers;
  return {
    kind: 'object',
    bucket,
    key,
    sizeBytes: totalBytes,
    ...(etag === undefined ? {} : { etag }),
    ...(Number.isNaN(modified) ? {} : { lastModified: new Date(modified) }),
    ...(contentType === undefined ? {} : { contentType }),
    ...(cacheControl === undefined ? {} : { cacheControl: utf8FromHeader(cacheControl) }),
    ...(contentDisposition === undefined ? {} : { contentDisposition: utf8FromHeader(contentDisposition) }),
    ...(md5 === undefined ? {} : { md5 }),
    metadata: metadataOf(headers),
    raw: { ...headers },
  };
}

export function metadataOf(headers: Headers): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => name.startsWith('m-') && name.length > 2)
      .map(([name, value]) => [name.slice(2), utf8FromHeader(value)]),
  );
}

/** Stored headers that this library does not know the use of, and that a change of metadata would lose. */
export function foreignHeaders(headers: Headers): Readonly<Record<string, string>> {
  const kept = /^(access-control-(allow-(headers|methods|origin)|expose-headers|max-age)|surrogate-key|role-tag)$/;
  return Object.fromEntries(Object.entries(headers).filter(([name]) => kept.test(name)));
}

/** A bare uuid; quotes would be a proxy's. */
export const etagOf = (headers: Headers): string | undefined => headers['etag']?.replace(/^(W\/)?"(.*)"$/, '$2');

/** Base64 of 16 bytes; anything else is not believed. */
export function md5Hex(base64: string | undefined): string | undefined {
  if (base64 === undefined) return undefined;
  const bytes = Buffer.from(base64, 'base64');
  return bytes.byteLength === 16 ? bytes.toString('hex') : undefined;
}
