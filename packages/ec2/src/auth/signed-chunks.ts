import { createHash, createHmac } from 'node:crypto';
import { Readable } from 'node:stream';
import type { RequestBody } from '@portolan/core/driver';

/** The literal `x-amz-content-sha256` of a body whose chunks are signed one by one. */
export const SIGNED_CHUNKS = 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD';
/** Amazon wants at least 8 KiB in all but the last. */
const CHUNK_BYTES = 64 * 1024;
const EMPTY_SHA256 = createHash('sha256').digest('hex');
const SIGNATURE_OVERHEAD = ';chunk-signature='.length + 64 + 4;

export interface ChunkSeed {
  /** The signature in the request's own Authorization. */
  readonly signature: string;
  readonly signingKey: Buffer;
  /** `20130524T000000Z` */
  readonly time: string;
  /** `20130524/us-east-1/s3/aws4_request` */
  readonly scope: string;
}

/** aws4 signs requests, not chunks: the key is derived here. */
export function signingKey(secretAccessKey: string, date: string, region: string, service: string): Buffer {
  return [date, region, service, 'aws4_request'].reduce((key, part) => createHmac('sha256', key).update(part).digest(), Buffer.from(`AWS4${secretAccessKey}`));
}

/** Bytes on the wire of `length` bytes in signed chunks. */
export function chunkedLength(length: number, chunkBytes: number = CHUNK_BYTES): number {
  const framed = (size: number): number => size.toString(16).length + SIGNATURE_OVERHEAD + size;
  const rest = length % chunkBytes;
  return Math.floor(length / chunkBytes) * framed(chunkBytes) + (rest === 0 ? 0 : framed(rest)) + framed(0);
}

/** The same bytes, framed and signed. The source is not opened before somebody reads: an upload refused at its headers leaves it whole. */
export function signedChunks(body: RequestBody, seed: ChunkSeed, chunkBytes: number = CHUNK_BYTES): RequestBody {
  return {
    length: chunkedLength(body.length ?? 0, chunkBytes),
    replayable: body.replayable,
    open: () => Readable.from(frames(body, seed, chunkBytes), { objectMode: false }),
  };
}

async function* frames(body: RequestBody, seed: ChunkSeed, chunkBytes: number): AsyncGenerator<Buffer, void, undefined> {
  let previous = seed.signature;
  const frame = (data: Buffer): Buffer => {
    const text = ['AWS4-HMAC-SHA256-PAYLOAD', seed.time, seed.scope, previous, EMPTY_SHA256, createHash('sha256').update(data).digest('hex')].join('\n');
    previous = createHmac('sha256', seed.signingKey).update(text).digest('hex');
    return Buffer.concat([Buffer.from(`${data.byteLength.toString(16)};chunk-signature=${previous}\r\n`), data, Buffer.from('\r\n')]);
  };
  for await (const chunk of chunksOf(body, chunkBytes)) yield frame(chunk);
  yield frame(Buffer.alloc(0));
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
