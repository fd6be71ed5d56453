import { createHash } from 'node:crypto';
import {
  type ByteRange,
  buildXml,
  bytesBody,
  CloudError,
  type ContentHeaders,
  encodePath,
  type ListObjectsDriverOptions,
  type PutObjectRequest,
  type ReadConditions,
  type RequestBody,
  type WriteConditions,
  type XmlElement,
  xml,
} from '@portolan/core/driver';
import type { S3Request } from '../../client.ts';
import { metadataHeaders } from './metadata.ts';
import type { S3UploadedPart } from './multipart.ts';

export const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';
const MAX_KEYS = 1000;

/** Where a page begins: after a key (version 1), or where the server's token says (version 2). */
export type ListCursor = { readonly marker: string } | { readonly token: string };

export function list(
  bucket: string,
  options: Pick<ListObjectsDriverOptions, 'prefix' | 'delimiter' | 'pageSize' | 'startAfter'>,
  cursor: ListCursor | undefined,
  version: 1 | 2,
  urlEncoded: boolean,
): S3Request {
  const { prefix, delimiter, pageSize, startAfter } = options;
  const common = {
    delimiter,
    'encoding-type': urlEncoded ? 'url' : undefined,
    'max-keys': Math.min(pageSize ?? MAX_KEYS, MAX_KEYS),
    prefix: prefix === '' ? undefined : prefix,
  };
  const from =
    version === 1 || (cursor !== undefined && 'marker' in cursor)
      ? { marker: cursor !== undefined && 'marker' in cursor ? cursor.marker : startAfter }
      : { 'list-type': 2, 'continuation-token': cursor?.token, 'start-after': cursor === undefined ? startAfter : undefined };
  return { operation: version === 1 ? 'ListObjects' : 'ListObjectsV2', method: 'GET', bucket, query: { ...common, ...from } };
}

const CHECKSUMMED = { 'x-amz-checksum-mode': 'ENABLED' } as const;

export const head = (bucket: string, key: string, conditions: ReadConditions, checksummed = false): S3Request => ({
  operation: 'HeadObject',
  method: 'HEAD',
  bucket,
  key,
  headers: { ...readHeaders(conditions), ...(checksummed ? CHECKSUMMED : {}) },
});

export const get = (bucket: string, key: string, conditions: ReadConditions, range: ByteRange | undefined, checksummed = false): S3Request => ({
  operation: 'GetObject',
  method: 'GET',
  bucket,
  key,
  // Exactly so written: Eucalyptus compares the names of these headers by case, and ignores `range`.
  headers: {
    ...readHeaders(conditions),
    ...(range === undefined ? {} : { Range: `bytes=${range.start}-${range.end ?? ''}` }),
    ...(checksummed ? CHECKSUMMED : {}),
  },
});

export function put(request: PutObjectRequest, body: RequestBody, payload: Readonly<Record<string, string>>, md5: Uint8Array | undefined): S3Request {
  return {
    operation: 'PutObject',
    method: 'PUT',
    bucket: request.bucket,
    key: request.key,
    headers: { ...objectHeaders(request, request.metadata), ...writeHeaders(request), ...md5Header(md5), ...payload },
    body,
    // What is large and comes once is held back until the server agrees to take it.
    expectContinue: !body.replayable && (body.length ?? 0) > 1024 * 1024,
  };
}

export const remove = (bucket: string, key: string): S3Request => ({ operation: 'DeleteObject', method: 'DELETE', bucket, key });

/** Quiet: only what failed is told. MD5: S3 insists on it here, and Swift on none of the newer checksums. */
export function removeMany(bucket: string, keys: readonly string[]): S3Request {
  const objects = keys.map((key) => xml('Object', {}, xml('Key', {}, key)));
  const bytes = Buffer.from(buildXml(xml('Delete', { xmlns: NAMESPACE }, xml('Quiet', {}, true), ...objects)));
  return {
    operation: 'DeleteObjects',
    method: 'POST',
    bucket,
    query: { delete: '' },
    headers: { 'Content-Type': 'application/xml', ...md5Header(createHash('md5').update(bytes).digest()) },
    body: bytesBody(bytes),
    idempotent: true,
  };
}

export interface CopyHeaders {
  /** `COPY` keeps all of the source's; `REPLACE` keeps nothing that is not said again. */
  readonly directive: 'COPY' | 'REPLACE';
  readonly headers: Readonly<Record<string, string>>;
}

export const copy = (
  from: { readonly bucket: string; readonly key: string; readonly ifMatch?: string | undefined },
  to: { readonly bucket: string; readonly key: string },
  how: CopyHeaders,
  conditions: WriteConditions,
): S3Request => ({
  operation: 'CopyObject',
  method: 'PUT',
  bucket: to.bucket,
  key: to.key,
  headers: { ...how.headers, ...writeHeaders(conditions), ...copySource(from), 'x-amz-metadata-directive': how.directive },
});

export const beginUpload = (bucket: string, key: string, headers: Readonly<Record<string, string>>): S3Request => ({
  operation: 'CreateMultipartUpload',
  method: 'POST',
  bucket,
  key,
  query: { uploads: '' },
  headers,
  // An upload that nobody knows of holds no bytes yet: a second one does no harm.
  idempotent: true,
});

export const putPart = (
  bucket: string,
  key: string,
  uploadId: string,
  number: number,
  body: RequestBody,
  headers: Readonly<Record<string, string>>,
): S3Request => ({
  operation: 'UploadPart',
  method: 'PUT',
  bucket,
  key,
  query: { partNumber: number, uploadId },
  headers: { 'Content-Type': 'application/octet-stream', ...headers },
  body,
});

export const copyPart = (
  from: { readonly bucket: string; readonly key: string; readonly ifMatch?: string | undefined },
  to: { readonly bucket: string; readonly key: string },
  uploadId: string,
  number: number,
  range: Required<ByteRange>,
): S3Request => ({
  operation: 'UploadPartCopy',
  method: 'PUT',
  bucket: to.bucket,
  key: to.key,
  query: { partNumber: number, uploadId },
  headers: { ...copySource(from), 'x-amz-copy-source-range': `bytes=${range.start}-${range.end}` },
});

export function completeUpload(bucket: string, key: string, uploadId: string, parts: readonly S3UploadedPart[], conditions: WriteConditions): S3Request {
  const list = [...parts]
    .sort((a, b) => a.number - b.number)
    .map((part) => xml('Part', {}, xml('PartNumber', {}, part.number), xml('ETag', {}, `"${part.etag}"`), ...checksumElement(part)));
  return {
    operation: 'CompleteMultipartUpload',
    method: 'POST',
    bucket,
    key,
    query: { uploadId },
    headers: { 'Content-Type': 'application/xml', ...writeHeaders(conditions) },
    body: bytesBody(Buffer.from(buildXml(xml('CompleteMultipartUpload', { xmlns: NAMESPACE }, ...list)))),
    // Asked twice, servers answer the same, or that there is no such upload: then the object tells.
    idempotent: true,
  };
}

/** `<ChecksumCRC32C>`, as the schema has it after the ETag. */
const checksumElement = ({ checksum }: S3UploadedPart): XmlElement[] =>
  checksum === undefined ? [] : [xml(`Checksum${checksum.algorithm.toUpperCase()}`, {}, checksum.value)];

export const abortUpload = (bucket: string, key: string, uploadId: string): S3Request => ({
  operation: 'AbortMultipartUpload',
  method: 'DELETE',
  bucket,
  key,
  query: { uploadId },
});

export const listParts = (bucket: string, key: string, uploadId: string, after: string | undefined): S3Request => ({
  operation: 'ListParts',
  method: 'GET',
  bucket,
  key,
  query: { 'part-number-marker': after, uploadId },
});

export const md5Header = (md5: Uint8Array | undefined): Record<string, string> =>
  md5 === undefined ? {} : { 'Content-MD5': Buffer.from(md5).toString('base64') };

/** Content headers and metadata of an object to be written. Names as Eucalyptus wants them, which compares them by case. */
export function objectHeaders(headers: ContentHeaders, metadata: Readonly<Record<string, string>>): Record<string, string> {
  const known = {
    'Content-Type': headers.contentType,
    'Cache-Control': headers.cacheControl,
    'Content-Disposition': headers.contentDisposition,
    'Content-Encoding': headers.contentEncoding,
    'Content-Language': headers.contentLanguage,
  };
  const result: Record<string, string> = {};
  for (const [name, value] of Object.entries(known)) {
    if (value === undefined) continue;
    // Signers read such characters as UTF-8 and HTTP sends them as ISO 8859-1: the signature would not match.
    if (!/^[\t\x20-\x7e]*$/.test(value)) {
      throw new CloudError('invalid-argument', `${name} holds characters outside ASCII`, {
        outcome: 'not-done',
        remedy: name === 'Content-Disposition' ? "write the file's name as filename*=UTF-8''… (RFC 5987)" : undefined,
      });
    }
    result[name] = value;
  }
  return { ...result, ...metadataHeaders(metadata) };
}

function readHeaders(conditions: ReadConditions): Record<string, string> {
  const { ifMatch, ifNoneMatch, ifModifiedSince, ifUnmodifiedSince } = conditions;
  return {
    ...(ifMatch === undefined ? {} : { 'If-Match': quoted(ifMatch) }),
    ...(ifNoneMatch === undefined ? {} : { 'If-None-Match': quoted(ifNoneMatch) }),
    ...(ifModifiedSince === undefined ? {} : { 'If-Modified-Since': ifModifiedSince.toUTCString() }),
    ...(ifUnmodifiedSince === undefined ? {} : { 'If-Unmodified-Since': ifUnmodifiedSince.toUTCString() }),
  };
}

/** Without the quotes: Amazon takes both, radosgw 16 compares the value as it stands with an ETag that has none. */
function writeHeaders(conditions: WriteConditions): Record<string, string> {
  const { ifMatch, ifNoneMatch } = conditions;
  return {
    ...(ifMatch === undefined ? {} : { 'If-Match': ifMatch.replace(/^"(.*)"$/, '$1') }),
    ...(ifNoneMatch === undefined ? {} : { 'If-None-Match': ifNoneMatch }),
  };
}

/** The key is encoded as in an address; the value is signed as it is sent. */
const copySource = (from: { readonly bucket: string; readonly key: string; readonly ifMatch?: string | undefined }): Record<string, string> => ({
  'x-amz-copy-source': `/${from.bucket}/${encodePath(from.key)}`,
  ...(from.ifMatch === undefined ? {} : { 'x-amz-copy-source-if-match': quoted(from.ifMatch) }),
});

const quoted = (etag: string): string => (etag === '*' || /^(?:W\/)?"/.test(etag) ? etag : `"${etag}"`);
