import { createHash, type Hash } from 'node:crypto';
import { Readable } from 'node:stream';
import { crc32 as crc32Of } from 'node:zlib';

const MIB = 1024 * 1024;
/** No usual part size divides it, so that a part in the wrong place has the wrong digest. */
const CYCLE_BYTES = 17 * MIB;
const CHUNK_BYTES = 64 * 1024;

/** What every stream of the benchmark holds: a fixed cycle of bytes that do not compress, without any cost to make. */
const cycle: Buffer = (() => {
  const words = new Int32Array(CYCLE_BYTES / 4);
  let state = 0x1e3779b9;
  // 32 bits with a sign: others are objects to V8, and so much garbage before the first round moves the limits of its collector.
  for (let index = 0; index < words.length; index += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    words[index] = state ^ (state >>> 15);
  }
  return Buffer.from(words.buffer);
})();

/** Bytes from `from` up to `to`, in chunks that are views of the cycle. */
export function* chunks(from: number, to: number, chunkBytes: number = CHUNK_BYTES): Generator<Buffer> {
  let at = from;
  while (at < to) {
    const start = at % CYCLE_BYTES;
    const size = Math.min(chunkBytes, to - at, CYCLE_BYTES - start);
    yield cycle.subarray(start, start + size);
    at += size;
  }
}

export function bytes(from: number, to: number): Buffer {
  return Buffer.concat([...chunks(from, to)]);
}

export function stream(from: number, to: number): Readable {
  const source = chunks(from, to);
  return new Readable({
    highWaterMark: 4 * CHUNK_BYTES,
    read() {
      const { value, done } = source.next();
      this.push(done === true ? null : value);
    },
  });
}

/** Whether these bytes are those of the content from there on: compared, which costs a tenth of a digest. */
export function holds(from: number, given: Buffer): boolean {
  let at = 0;
  for (const chunk of chunks(from, from + given.length, given.length)) {
    if (chunk.compare(given, at, at + chunk.length) !== 0) return false;
    at += chunk.length;
  }
  return true;
}

export function crc32(from: number, to: number): Buffer {
  let sum = 0;
  for (const chunk of chunks(from, to, MIB)) sum = crc32Of(chunk, sum);
  const digest = Buffer.alloc(4);
  digest.writeUInt32BE(sum);
  return digest;
}

export const md5 = (from: number, to: number): Buffer => digested('md5', from, to);

export const sha256 = (from: number, to: number): Buffer => digested('sha256', from, to);

function digested(algorithm: string, from: number, to: number): Buffer {
  const hash: Hash = createHash(algorithm);
  for (const chunk of chunks(from, to, MIB)) hash.update(chunk);
  return hash.digest();
}
