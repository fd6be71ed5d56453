import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { type ParseJsonOptions, parseJson } from '../codec/json.ts';
import { CloudError } from '../errors/cloud-error.ts';
import { unexpectedBody } from '../errors/unexpected-body.ts';
import { ResponseBody } from './response-body.ts';
import type { HttpResponse } from './transport.ts';

export interface ReadOptions {
  /** The most bytes of a body that is held in memory. Default 64 MiB. */
  readonly maxBytes?: number | undefined;
}

export interface JsonReadOptions extends ReadOptions, ParseJsonOptions {
  /** An empty body is `undefined` instead of a failure: `json<Thing | undefined>`. `no-content`: with status 204 alone, since an empty 200 may have lost its body. */
  readonly allowEmpty?: boolean | 'no-content' | undefined;
}

/** An answer whose body was read. */
export interface Answer<T> {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: T;
}

/** Reads a body to its end. */
export type BodyReader<T> = (response: HttpResponse) => Promise<T>;

const MAX_BYTES = 64 * 1024 * 1024;
/** What is read of an unwanted body so that its connection can be kept. More is cheaper thrown away with the connection. */
const MAX_DRAIN_BYTES = 64 * 1024;

/** The bytes as they came, never unpacked: an object stored as gzip is its gzip. */
export function asBytes(options: ReadOptions = {}): BodyReader<Buffer> {
  return (response) => collect(response.body, options.maxBytes ?? MAX_BYTES, response);
}

/** A document of the API as text. Unlike `asBytes` it unpacks, whether the driver sent `Accept-Encoding` or the server packs unasked. */
export function asText(options: ReadOptions = {}): BodyReader<string> {
  return async (response) => (await collect(unpacked(response), options.maxBytes ?? MAX_BYTES, response)).toString('utf8');
}

/** JSON, whatever its content type says: servers mislabel it. What it is made of is the driver's to know; `T` is not checked. */
export function asJson<T>(options: JsonReadOptions = {}): BodyReader<T> {
  const read = asText(options);
  return async (response) => {
    const text = await read(response);
    const mayBeEmpty = options.allowEmpty === true || (options.allowEmpty === 'no-content' && response.status === 204);
    if (mayBeEmpty && text.trim() === '') return undefined as T;
    return parseJson(text, { ...options, status: response.status, contentType: response.headers['content-type'] }) as T;
  };
}

/** Nothing is expected; what comes is read away. */
export function asEmpty(): BodyReader<undefined> {
  return async (response) => {
    await drain(response.body);
    return undefined;
  };
}

/** The beginning of the body of a failure. */
export interface BodyHead {
  readonly bytes: Buffer;
  /** It broke off: what stood behind may have said more. */
  readonly cut: boolean;
}

/** At most the first `maxBytes`; the rest is read away if there is little of it. A body that breaks off is as long as it was: it belongs to a failure anyway. */
export async function readHead(body: Readable, maxBytes: number): Promise<BodyHead> {
  const chunks: Buffer[] = [];
  let kept = 0;
  let seen = 0;
  let cut = false;
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      if (kept < maxBytes) {
        const piece = chunk.subarray(0, maxBytes - kept);
        chunks.push(piece);
        kept += piece.byteLength;
      }
      seen += chunk.byteLength;
      if (seen > maxBytes + MAX_DRAIN_BYTES) break; // Leaving the loop destroys the stream.
    }
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    cut = true;
  }
  return { bytes: Buffer.concat(chunks), cut };
}

/** Frees the connection of a body nobody wants: reads it away if it is small, else destroys it. */
export async function drain(body: Readable): Promise<void> {
  if (body instanceof ResponseBody && body.bodiless) return;
  let seen = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    seen += chunk.byteLength;
    if (seen > MAX_DRAIN_BYTES) break;
  }
}

function collect(body: Readable, maxBytes: number, response: HttpResponse): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    body.on('data', (chunk: Buffer) => {
      size += chunk.byteLength;
      if (size > maxBytes) {
        body.destroy();
        if (body !== response.body) response.body.destroy();
        reject(
          new CloudError('protocol', `the answer holds more than the ${maxBytes} bytes that are read into memory`, {
            status: response.status,
            outcome: 'unknown',
          }),
        );
      } else chunks.push(chunk);
    });
    body.once('end', () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)));
    body.once('error', (error) => {
      const packedBadly = body !== response.body && response.body.errored === null;
      reject(
        packedBadly
          ? unexpectedBody(`it cannot be unpacked: ${error.message}`, { status: response.status, contentType: response.headers['content-type'] })
          : error,
      );
    });
    body.once('close', () => {
      // Comes after every end; an error is made only for a body that had none.
      if (body.readableEnded) return;
      reject(new CloudError('protocol', 'the answer was closed before its end', { status: response.status, retry: 'maybe', outcome: 'unknown' }));
    });
  });
}

/** The body without its content coding, for documents. */
export function unpacked(response: HttpResponse): Readable {
  const coding = (response.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  const unpacker =
    coding === 'gzip' || coding === 'x-gzip' ? createGunzip() : coding === 'deflate' ? createInflate() : coding === 'br' ? createBrotliDecompress() : undefined;
  if (unpacker === undefined) {
    if (coding === 'identity' || coding === '') return response.body;
    response.body.destroy();
    throw unexpectedBody(`it is packed as ${coding}`, { status: response.status, contentType: response.headers['content-type'] });
  }
  response.body.once('error', (error) => unpacker.destroy(error));
  unpacker.once('close', () => response.body.destroy());
  return response.body.pipe(unpacker);
}
