import { createHash, createHmac } from 'node:crypto';
import { Readable } from 'node:stream';
import type { RequestBody } from '@portolan/core/driver';
import { type ChecksumAlgorithm, checksumHeader, checksumLength, runningChecksum } from '../checksums/checksum.ts';

/** The literal `x-amz-content-sha256` of a body whose chunks are signed one by one. */
export const SIGNED_CHUNKS = 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD';
/** The same, with a checksum after the last chunk, which is signed too. */
export const SIGNED_CHUNKS_TRAILER = 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER';
/** Chunks without signatures, and a checksum after them: only where TLS covers both. */
export const UNSIGNED_CHUNKS_TRAILER = 'STREAMING-UNSIGNED-PAYLOAD-TRAILER';
/** Amazon wants at least 8 KiB in all but the last. */
const CHUNK_BYTES = 64 * 1024;
const EMPTY_SHA256 = createHash('sha256').digest('hex');
const SIGNATURE = ';chunk-signature=';
const TRAILER_SIGNATURE = 'x-amz-trailer-signature:';
const LINE_END = 2;

export interface ChunkSeed {
  /** The signature in the request's own Authorization. */
  readonly signature: string;
  readonly signingKey: Buffer;
  /** `20130524T000000Z` */
  readonly time: string;
  /** `20130524/us-east-1/s3/aws4_request` */
  readonly scope: string;
}

/** How a body is framed. */
export interface Framing {
  /** What signs the chunks; absent: nothing does. */
  readonly seed?: ChunkSeed | undefined;
  /** What is told after the last chunk. */
  readonly checksum?: ChecksumAlgorithm | undefined;
  readonly chunkBytes?: number | undefined;
}

/** aws4 signs requests, not chunks: the key is derived here. */
export function signingKey(secretAccessKey: string, date: string, region: string, service: string): Buffer {
  return [date, region, service, 'aws4_request'].reduce((key, part) => createHmac('sha256', key).update(part).digest(), Buffer.from(`AWS4${secretAccessKey}`));
}

/** Bytes on the wire of `length` bytes in such frames. */
export function chunkedLength(length: number, { seed, checksum, chunkBytes = CHUNK_BYTES }: Framing): number {
  const signature = seed === undefined ? 0 : SIGNATURE.length + 64;
  const head = (size: number): number => size.toString(16).length + signature + LINE_END;
  const framed = (size: number): number => head(size) + size + LINE_END;
  const rest = length % chunkBytes;
  const chunks = Math.floor(length / chunkBytes) * framed(chunkBytes) + (rest === 0 ? 0 : framed(rest));
  return chunks + head(0) + (checksum === undefined ? 0 : trailerLength(checksum, seed !== undefined)) + LINE_END;
}

function trailerLength(checksum: ChecksumAlgorithm, signed: boolean): number {
  const value = checksumHeader(checksum).length + 1 + checksumLength(checksum) + LINE_END;
  return signed ? value + TRAILER_SIGNATURE.length + 64 + LINE_END : value;
}

/** The same bytes, framed. The source is not opened before somebody reads: an upload refused at its headers leaves it whole. */
export function awsChunked(body: RequestBody, framing: Framing): RequestBody {
  return {
    length: chunkedLength(body.length ?? 0, framing),
    replayable: body.replayable,
    open: () => Readable.from(frames(body, framing), { objectMode: false }),
  };
}

async function* frames(body: RequestBody, { seed, checksum, chunkBytes = CHUNK_BYTES }: Framing): AsyncGenerator<Buffer, void, undefined> {
  const signer = seed === undefined ? undefined : chainOf(seed);
  const sum = checksum === undefined ? undefined : runningChecksum(checksum);
  const headOf = (data: Buffer): string => `${data.byteLength.toString(16)}${signer === undefined ? '' : SIGNATURE + signer.chunk(data)}\r\n`;
  for await (const chunk of chunksOf(body, chunkBytes)) {
    sum?.update(chunk);
    yield Buffer.concat([Buffer.from(headOf(chunk)), chunk, Buffer.from('\r\n')]);
  }
  const end = headOf(Buffer.alloc(0));
  if (checksum === undefined || sum === undefined) return yield Buffer.from(`${end}\r\n`);
  const trailer = `${checksumHeader(checksum)}:${sum.base64()}`;
  const signature = signer === undefined ? '' : `${TRAILER_SIGNATURE}${signer.trailer(`${trailer}\n`)}\r\n`;
  yield Buffer.from(`${end}${trailer}\r\n${signature}\r\n`);
}

/** Each signature covers the one before it, the first that of the request. */
function chainOf({ signature, signingKey: key, time, scope }: ChunkSeed): { chunk(data: Buffer): string; trailer(lines: string): string } {
  let previous = signature;
  const sign = (...parts: readonly string[]): string => {
    previous = createHmac('sha256', key).update(parts.join('\n')).digest('hex');
    return previous;
  };
  const hash = (data: Buffer | string): string => createHash('sha256').update(data).digest('hex');
  return {
    chunk: (data) => sign('AWS4-HMAC-SHA256-PAYLOAD', time, scope, previous, EMPTY_SHA256, hash(data)),
    trailer: (lines) => sign('AWS4-HMAC-SHA256-TRAILER', time, scope, previous, hash(lines)),
  };
}

/** The bytes of a body in pieces of one size, the last one shorter. */
async function* chunksOf(body: RequestBody, chunkBytes: number): AsyncGenerator<Buffer, void, undefined> {
  const source = body.open();
  if (source instanceof Uint8Array) {
    const bytes = Buffer.from(source.buffer, source.byteOffset, source.byteLength);
    for (let start = 0; start < bytes.byteLength; start += chunkBytes) yield bytes.subarray(start, start + chunkBytes);
    return;
  }
  let waiting: Buffer[] = [];
  let size = 0;
  for await (const piece of source as AsyncIterable<Buffer | string>) {
    let rest = typeof piece === 'string' ? Buffer.from(piece) : piece;
    while (size + rest.byteLength >= chunkBytes) {
      const take = chunkBytes - size;
      yield Buffer.concat([...waiting, rest.subarray(0, take)]);
      rest = rest.subarray(take);
      waiting = [];
      size = 0;
    }
    if (rest.byteLength > 0) {
      waiting.push(rest);
      size += rest.byteLength;
    }
  }
  if (size > 0) yield Buffer.concat(waiting);
}
