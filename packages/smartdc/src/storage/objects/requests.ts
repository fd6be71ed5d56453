import { Readable } from 'node:stream';
import {
  assertHeader,
  CloudError,
  type ContentHeaders,
  type GetObjectDriverOptions,
  type PutObjectRequest,
  type ReadConditions,
  utf8ToHeader,
  type WriteConditions,
} from '@portolan/core/driver';
import type { MantaRequest } from '../../client.ts';
import { knownOptions } from '../../native-options.ts';
import { objectPath } from '../paths.ts';

/** `objects.put({ native })` on this provider. */
export interface SmartdcPutOptions {
  /** Copies kept, 1 to 9; Manta's default is 2. */
  readonly durabilityLevel?: number | undefined;
}

/** All values of one object's `m-*` headers together; Manta drops what is beyond without a word. */
const MAX_METADATA_BYTES = 4 * 1024;
/** Bodies from here on wait for the server's consent. */
const EXPECT_FROM_BYTES = 1024 * 1024;

export const head = (bucket: string, key: string, conditions: ReadConditions): MantaRequest => ({
  operation: 'HeadObject',
  method: 'HEAD',
  path: objectPath(bucket, key),
  headers: readConditions(conditions),
});

export const get = (bucket: string, key: string, options: GetObjectDriverOptions): MantaRequest => ({
  operation: 'GetObject',
  method: 'GET',
  path: objectPath(bucket, key),
  headers: {
    ...readConditions(options),
    ...(options.range === undefined ? {} : { Range: `bytes=${options.range.start}-${options.range.end ?? ''}` }),
  },
});

export function put(request: PutObjectRequest): MantaRequest {
  const { body, md5 } = request;
  return {
    operation: 'PutObject',
    method: 'PUT',
    path: objectPath(request.bucket, request.key),
    headers: {
      ...contentHeaders(request),
      ...metadataHeaders(request.metadata),
      ...writeConditions(request),
      ...nativeHeaders(request.native),
      ...(md5 === undefined ? {} : { 'Content-MD5': Buffer.from(md5).toString('base64') }),
    },
    body,
    // Manta says no to a missing directory before the body is sent: then a stream that can be read once is still whole.
    expectContinue: !body.replayable || body.length === undefined || body.length >= EXPECT_FROM_BYTES,
  };
}

export const remove = (bucket: string, key: string): MantaRequest => ({ operation: 'DeleteObject', method: 'DELETE', path: objectPath(bucket, key) });

/** Replaces all metadata. `ifMatch`: of the content the metadata belong to. A Content-Length, be it 0, is refused: so an empty chunked body is sent. */
export const putMetadata = (
  bucket: string,
  key: string,
  headers: ContentHeaders,
  metadata: Readonly<Record<string, string>>,
  ifMatch: string | undefined,
  kept: Readonly<Record<string, string>>,
): MantaRequest => ({
  operation: 'PutMetadata',
  method: 'PUT',
  path: objectPath(bucket, key),
  query: { metadata: true },
  headers: { ...kept, ...contentHeaders(headers), ...metadataHeaders(metadata), ...writeConditions({ ifMatch }) },
  body: { length: undefined, replayable: true, open: () => Readable.from([], { objectMode: false }) },
});

/**
 * Etags are bare on this wire: quotes come off only around word characters, which a uuid is not. `*` matches whether or not there is an object, so that
 * `If-None-Match: *` refuses every write; what does not exist has an empty etag: `If-Match: ""` is create and never overwrite.
 * Source: restify 6.4 lib/plugins/conditionalRequest.js, which muskie uses; lib/obj.js.
 */
export function writeConditions({ ifMatch, ifNoneMatch }: WriteConditions): Readonly<Record<string, string>> {
  if (ifMatch !== undefined && ifNoneMatch !== undefined)
    throw new CloudError('precondition-failed', 'an object cannot both be there with an etag and not be there', { outcome: 'not-done' });
  if (ifNoneMatch !== undefined) return { 'If-Match': '""' };
  return ifMatch === undefined ? {} : { 'If-Match': ifMatch };
}

function readConditions({ ifMatch, ifNoneMatch, ifModifiedSince, ifUnmodifiedSince }: ReadConditions): Readonly<Record<string, string>> {
  return {
    ...(ifMatch === undefined ? {} : { 'If-Match': ifMatch }),
    ...(ifNoneMatch === undefined ? {} : { 'If-None-Match': ifNoneMatch }),
    ...(ifModifiedSince === undefined ? {} : { 'If-Modified-Since': ifModifiedSince.toUTCString() }),
    ...(ifUnmodifiedSince === undefined ? {} : { 'If-Unmodified-Since': ifUnmodifiedSince.toUTCString() }),
  };
}

/** Manta keeps no Content-Encoding, Content-Language and Expires. */
export function contentHeaders(headers: ContentHeaders): Readonly<Record<string, string>> {
  const { contentType, cacheControl, contentDisposition } = headers;
  // These make directories and links instead of objects.
  if (contentType !== undefined && /;\s*type="?(directory|link)"?\s*(;|$)/i.test(contentType))
    throw invalid(`contentType: ${JSON.stringify(contentType)} has a meaning of its own on Manta`);
  return {
    ...(contentType === undefined ? {} : { 'Content-Type': contentType }),
    ...(cacheControl === undefined ? {} : { 'Cache-Control': utf8ToHeader(cacheControl) }),
    ...(contentDisposition === undefined ? {} : { 'Content-Disposition': utf8ToHeader(contentDisposition) }),
  };
}

/** Text beyond ASCII travels as its UTF-8 bytes, and comes back so. */
export function metadataHeaders(metadata: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  let bytes = 0;
  for (const [name, value] of Object.entries(metadata)) {
    const encoded = utf8ToHeader(value);
    assertHeader(`m-${name}`, encoded);
    bytes += encoded.length;
    headers[`m-${name}`] = encoded;
  }
  if (bytes >= MAX_METADATA_BYTES) throw invalid(`metadata: the values have ${bytes} bytes together, Manta keeps less than ${MAX_METADATA_BYTES}`);
  return headers;
}

export function nativeHeaders(native: unknown): Readonly<Record<string, string>> {
  const { durabilityLevel } = knownOptions<SmartdcPutOptions>(native, ['durabilityLevel']);
  if (durabilityLevel === undefined) return {};
  if (!Number.isInteger(durabilityLevel) || durabilityLevel < 1 || durabilityLevel > 9)
    throw invalid('native.durabilityLevel: expected a whole number from 1 to 9');
  return { 'Durability-Level': String(durabilityLevel) };
}

const invalid = (said: string): CloudError => new CloudError('invalid-argument', said, { outcome: 'not-done' });
