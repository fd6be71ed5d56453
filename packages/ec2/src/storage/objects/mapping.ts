import {
  type ContentDigest,
  type ObjectInfo,
  type ObjectPrefix,
  type ObjectSummary,
  unexpectedBody,
  type XmlNode,
  xmlRequired,
  xmlText,
} from '@portolan/core/driver';
import { checksumHeader } from '../../checksums/checksum.ts';
import { decodedKey, lastName, markerOf } from './marker.ts';
import { metadataOf } from './metadata.ts';
import type { ListWire, ObjectHeadersWire, ObjectWire } from './wire.ts';

/** Without its quotes. */
export const etagOf = (text: string | undefined): string | undefined => {
  // As nearly all are: a quoted one, and nothing around it.
  if (text !== undefined && text.length > 2 && text.startsWith('"') && text.endsWith('"')) return text.slice(1, -1);
  const bare = text
    ?.trim()
    .replace(/^W\//, '')
    .replace(/^"(.*)"$/, '$1');
  return bare === undefined || bare === '' ? undefined : bare;
};

/** The MD5 that an ETag is, if it is one: not of uploads in parts (`…-3`), not where a key encrypts the object. */
export function md5Of(etag: string | undefined, headers: ObjectHeadersWire): string | undefined {
  if (etag === undefined || !/^[0-9a-f]{32}$/i.test(etag)) return undefined;
  const kms = headers['x-amz-server-side-encryption']?.startsWith('aws:kms') === true;
  return kms || headers['x-amz-server-side-encryption-customer-algorithm'] !== undefined ? undefined : etag.toLowerCase();
}

/** Where the rows of a listing stand: objects, and the rows that folders are folded to. */
export const LIST_ROWS: readonly string[] = ['Contents', 'CommonPrefixes'];

/** One row as it arrives: an object, or the text of a prefix. Whether its text is encoded may be said behind it. */
export function readRow(node: XmlNode, path: string): ObjectWire | string {
  if (path === 'CommonPrefixes') return xmlRequired(node, 'Prefix');
  return {
    Key: xmlRequired(node, 'Key'),
    LastModified: xmlText(node, 'LastModified'),
    ETag: xmlText(node, 'ETag'),
    Size: xmlText(node, 'Size'),
    StorageClass: xmlText(node, 'StorageClass'),
  };
}

/** A page: its rows, and what stands around them. */
export function readList(root: XmlNode, rows: readonly (ObjectWire | string)[]): ListWire {
  const encoded = xmlText(root, 'EncodingType') === 'url';
  const decode = encoded ? decodeUrl : (text: string): string => text;
  const contents: ObjectWire[] = [];
  const prefixes: string[] = [];
  for (const row of rows) {
    if (typeof row === 'string') prefixes.push(decode(row));
    else contents.push(encoded ? { ...row, Key: decodeUrl(row.Key) } : row);
  }
  const last = lastName([contents.at(-1)?.Key, prefixes.at(-1)]);
  const nextMarker = xmlText(root, 'NextMarker') || undefined;
  return {
    contents,
    prefixes,
    truncated: xmlText(root, 'IsTruncated')?.trim() === 'true',
    nextContinuationToken: xmlText(root, 'NextContinuationToken') || undefined,
    nextMarker: nextMarker === undefined || !encoded ? nextMarker : markerOf(nextMarker, last),
    hasKeyCount: xmlText(root, 'KeyCount') !== undefined,
  };
}

function decodeUrl(text: string): string {
  // Most keys need none of it.
  if (!text.includes('%') && !text.includes('+')) return text;
  const key = decodedKey(text);
  if (key === undefined) throw unexpectedBody(`a key is not percent-encoded UTF-8: ${JSON.stringify(text.slice(0, 80))}`);
  return key;
}

export function toSummary(wire: ObjectWire): ObjectSummary {
  return {
    kind: 'object',
    key: wire.Key,
    sizeBytes: wholeNumber(wire.Size) ?? 0,
    // Whether it is an MD5 a list does not tell: it may be encrypted.
    etag: etagOf(wire.ETag),
    lastModified: dateOf(wire.LastModified),
    raw: wire,
  };
}

/** Keys and folded rows in one order, that of their UTF-8 bytes. S3 sends them apart, each in that order. */
export function merged(wire: ListWire): (ObjectSummary | ObjectPrefix)[] {
  const objects = wire.contents.map(toSummary);
  if (wire.prefixes.length === 0) return objects;
  const rows: (ObjectSummary | ObjectPrefix)[] = [...objects, ...wire.prefixes.map((prefix): ObjectPrefix => ({ kind: 'prefix', prefix }))];
  const keyed = rows.map((row) => ({ row, bytes: Buffer.from(row.kind === 'object' ? row.key : row.prefix) }));
  return keyed.sort((a, b) => Buffer.compare(a.bytes, b.bytes)).map(({ row }) => row);
}

export function toInfo(bucket: string, key: string, headers: ObjectHeadersWire, sizeBytes: number): ObjectInfo {
  const etag = etagOf(headers['etag']);
  const digest = digestTold(headers);
  // Servers that know no signed chunks store their frame's name; it says nothing of the object.
  const encoding = headers['content-encoding']
    ?.split(',')
    .map((token) => token.trim())
    .filter((token) => token !== '' && token !== 'aws-chunked')
    .join(', ');
  return {
    kind: 'object',
    bucket,
    key,
    sizeBytes,
    etag,
    md5: md5Of(etag, headers),
    ...(digest === undefined ? {} : { digest }),
    lastModified: dateOf(headers['last-modified']),
    contentType: headers['content-type'],
    cacheControl: headers['cache-control'],
    contentDisposition: headers['content-disposition'],
    contentEncoding: encoding === '' ? undefined : encoding,
    contentLanguage: headers['content-language'],
    metadata: metadataOf(headers),
    raw: headers,
  };
}

/** What the whole object sums up to, in a checksum that the core knows too. Answers tell it when they are asked for it. */
function digestTold(headers: ObjectHeadersWire): ContentDigest | undefined {
  if (headers['x-amz-checksum-type'] === 'COMPOSITE') return undefined;
  for (const algorithm of ['crc32', 'sha256', 'sha1'] as const) {
    const told = headers[checksumHeader(algorithm)] ?? '';
    if (/^[A-Za-z0-9+/]+=*$/.test(told)) return { algorithm, hex: Buffer.from(told, 'base64').toString('hex') };
  }
  return undefined;
}

/** Bytes of the whole object: `Content-Range: bytes 0-4/11`, else the length of the answer. */
export function sizeOf(headers: ObjectHeadersWire): number | undefined {
  const total = /^bytes\s+\d+-\d+\/(\d+)$/i.exec(headers['content-range'] ?? '')?.[1];
  return wholeNumber(total ?? headers['content-length']);
}

export function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text.trim()) ? Number(text) : undefined;
}

export function dateOf(text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
