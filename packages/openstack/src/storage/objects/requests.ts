// Source: object-store api-ref; swift/proxy and swift/common/middleware/{slo,copy,bulk,tempurl}.py of 2.30.

import {
  bytesBody,
  type ContentHeaders,
  type CopyObjectRequest,
  type GetObjectDriverOptions,
  jsonBody,
  type ListObjectsDriverOptions,
  type PutObjectRequest,
  type ReadConditions,
  type RequestBody,
  utf8ToHeader,
} from '@portolan/core/driver';
import type { ServiceRequest } from '../../client.ts';
import { metadataToHeaders } from './metadata-headers.ts';
import { containerPath, objectPath } from './paths.ts';
import type { SegmentPutWire } from './wire.ts';

const MAX_LISTING = 10_000; // Swift answers 412 to more.

/** Bodies are sent and read as they are stored. */
const AS_STORED = { 'Accept-Encoding': 'identity', Accept: '*/*' } as const;

export function list(bucket: string, options: ListObjectsDriverOptions, cursor?: string): ServiceRequest {
  const { prefix, delimiter, startAfter, pageSize } = options;
  return {
    service: 'object-store',
    method: 'GET',
    path: containerPath(bucket),
    query: {
      format: 'json',
      limit: pageSize === undefined ? undefined : Math.min(pageSize, MAX_LISTING),
      prefix: prefix === '' ? undefined : prefix,
      delimiter,
      marker: cursor ?? startAfter,
    },
    operation: 'ListObjects',
  };
}

export const head = (bucket: string, key: string, conditions: ReadConditions = {}): ServiceRequest => ({
  service: 'object-store',
  method: 'HEAD',
  path: objectPath(bucket, key),
  headers: { ...AS_STORED, ...conditionHeaders(conditions) },
  operation: 'HeadObject',
});

export function get(bucket: string, key: string, options: GetObjectDriverOptions): ServiceRequest {
  const { range } = options;
  return {
    service: 'object-store',
    method: 'GET',
    path: objectPath(bucket, key),
    headers: { ...AS_STORED, ...conditionHeaders(options), ...(range === undefined ? {} : { Range: `bytes=${range.start}-${range.end ?? ''}` }) },
    operation: 'GetObject',
  };
}

const SMALL_BODY = 1024 * 1024;

export function put(request: PutObjectRequest): ServiceRequest {
  const { md5, body } = request;
  return {
    service: 'object-store',
    method: 'PUT',
    path: objectPath(request.bucket, request.key),
    headers: {
      ...AS_STORED,
      ...writeHeaders(request),
      // Without quotes. What arrives with another MD5 is refused with 422.
      ...(md5 === undefined ? {} : { ETag: Buffer.from(md5).toString('hex') }),
    },
    body,
    // A refusal (the bucket is not there, the condition does not hold) should not cost a whole upload, nor a stream that cannot be read again.
    expectContinue: !body.replayable || body.length === undefined || body.length > SMALL_BODY,
    operation: 'PutObject',
  };
}

export const putSegment = (bucket: string, key: string, body: RequestBody, md5: Uint8Array | undefined): ServiceRequest => ({
  service: 'object-store',
  method: 'PUT',
  path: objectPath(bucket, key),
  headers: { ...AS_STORED, 'Content-Type': 'application/octet-stream', ...(md5 === undefined ? {} : { ETag: Buffer.from(md5).toString('hex') }) },
  body,
  operation: 'PutSegment',
});

/** `heartbeat`: Swift looks at every segment before it answers, and sends blanks meanwhile; the true status is in the body then. */
export const putManifest = (request: Omit<PutObjectRequest, 'body' | 'md5'>, segments: readonly SegmentPutWire[]): ServiceRequest => ({
  service: 'object-store',
  method: 'PUT',
  path: objectPath(request.bucket, request.key),
  query: { 'multipart-manifest': 'put', heartbeat: 'on' },
  headers: { ...writeHeaders(request), Accept: 'application/json' },
  body: jsonBody(segments),
  operation: 'PutManifest',
});

export const getManifest = (bucket: string, key: string): ServiceRequest => ({
  service: 'object-store',
  method: 'GET',
  path: objectPath(bucket, key),
  query: { 'multipart-manifest': 'get' },
  operation: 'GetManifest',
});

export const remove = (bucket: string, key: string): ServiceRequest => ({
  service: 'object-store',
  method: 'DELETE',
  path: objectPath(bucket, key),
  accept: [404],
  operation: 'DeleteObject',
});

/** The object and its segments. Answers 200 with a report. */
export const removeWithSegments = (bucket: string, key: string): ServiceRequest => ({
  service: 'object-store',
  method: 'DELETE',
  path: objectPath(bucket, key),
  query: { 'multipart-manifest': 'delete' },
  operation: 'DeleteLargeObject',
});

/** Names are encoded one a line. Answers 200 with a report. */
export const removeMany = (bucket: string, keys: readonly string[]): ServiceRequest => ({
  service: 'object-store',
  method: 'POST',
  path: '',
  query: { 'bulk-delete': 'true' },
  headers: { 'Content-Type': 'text/plain' },
  body: textBody(keys.map((key) => `${objectPath(bucket, key).slice(1)}\n`).join('')),
  idempotent: true,
  operation: 'BulkDelete',
});

/** `headers` are complete: with `X-Fresh-Metadata` nothing of the source's is carried over. If-Match is about the source. */
export const copy = (
  request: CopyObjectRequest,
  content: { readonly headers: ContentHeaders; readonly metadata: Readonly<Record<string, string>> },
): ServiceRequest => ({
  service: 'object-store',
  method: 'PUT',
  path: objectPath(request.to.bucket, request.to.key),
  headers: {
    ...AS_STORED,
    'X-Copy-From': objectPath(request.from.bucket, request.from.key),
    'X-Fresh-Metadata': 'true',
    ...contentHeaders(content.headers),
    ...metadataToHeaders(content.metadata),
    ...(request.from.ifMatch === undefined ? {} : { 'If-Match': quoted(request.from.ifMatch) }),
  },
  body: emptyBody,
  operation: 'CopyObject',
});

/** All of it: POST replaces the whole set of metadata, and drops the content headers that it does not repeat. */
export const post = (bucket: string, key: string, headers: Readonly<Record<string, string>>): ServiceRequest => ({
  service: 'object-store',
  method: 'POST',
  path: objectPath(bucket, key),
  headers: { ...AS_STORED, ...headers },
  idempotent: true,
  operation: 'PostObject',
});

function writeHeaders(request: Omit<PutObjectRequest, 'body' | 'md5'>): Record<string, string> {
  return {
    ...contentHeaders(request),
    ...metadataToHeaders(request.metadata),
    ...(request.ifNoneMatch === undefined ? {} : { 'If-None-Match': '*' }),
  };
}

export function contentHeaders(from: ContentHeaders): Record<string, string> {
  const headers: Record<string, string> = {};
  if (from.contentType !== undefined) headers['Content-Type'] = utf8ToHeader(from.contentType);
  if (from.cacheControl !== undefined) headers['Cache-Control'] = utf8ToHeader(from.cacheControl);
  if (from.contentDisposition !== undefined) headers['Content-Disposition'] = utf8ToHeader(from.contentDisposition);
  if (from.contentEncoding !== undefined) headers['Content-Encoding'] = utf8ToHeader(from.contentEncoding);
  if (from.contentLanguage !== undefined) headers['Content-Language'] = utf8ToHeader(from.contentLanguage);
  return headers;
}

export function conditionHeaders(conditions: ReadConditions): Record<string, string> {
  const { ifMatch, ifNoneMatch, ifModifiedSince, ifUnmodifiedSince } = conditions;
  return {
    ...(ifMatch === undefined ? {} : { 'If-Match': quoted(ifMatch) }),
    ...(ifNoneMatch === undefined ? {} : { 'If-None-Match': quoted(ifNoneMatch) }),
    ...(ifModifiedSince === undefined ? {} : { 'If-Modified-Since': ifModifiedSince.toUTCString() }),
    ...(ifUnmodifiedSince === undefined ? {} : { 'If-Unmodified-Since': ifUnmodifiedSince.toUTCString() }),
  };
}

const quoted = (etag: string): string => (etag === '*' || etag.startsWith('"') ? etag : `"${etag}"`);

export const emptyBody: RequestBody = bytesBody(new Uint8Array(0));

const textBody = (text: string): RequestBody => bytesBody(Buffer.from(text, 'utf8'));
