import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';

export const MIB: number = 1024 * 1024;
const BLOCK_BYTES = 64 * 1024;
const BLOCKS_A_MIB = MIB / BLOCK_BYTES;

/** A MiB that does not compress; every MiB of the content is it, but for the stamp it begins with. */
const pattern: Buffer = (() => {
  const bytes = Buffer.allocUnsafe(MIB);
  let state = 0x2545f491;
  for (let offset = 0; offset < MIB; offset += 4) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes.writeUInt32LE((state ^ (state >>> 13)) >>> 0, offset);
  }
  return bytes;
})();

/** The content is known by its place alone, however long it is: its first bytes say which MiB it is, so that no part can stand for another. */
function block(index: number): Buffer {
  const within = (index % BLOCKS_A_MIB) * BLOCK_BYTES;
  if (within !== 0) return pattern.subarray(within, within + BLOCK_BYTES);
  const stamped = Buffer.from(pattern.subarray(0, BLOCK_BYTES));
  stamped.writeBigUInt64BE(BigInt(index / BLOCKS_A_MIB), 0);
  return stamped;
}

function* blocks(from: number, to: number): Generator<Buffer> {
  for (let at = from; at < to; ) {
    const index = Math.floor(at / BLOCK_BYTES);
    const start = at - index * BLOCK_BYTES;
    const piece = block(index).subarray(start, Math.min(BLOCK_BYTES, start + to - at));
    yield piece;
    at += piece.byteLength;
  }
}

/** Bytes `from` up to `to`. */
export function stream(from: number, to: number): Readable {
  const source = blocks(from, to);
  return new Readable({
    highWaterMark: 4 * BLOCK_BYTES,
    read() {
      const { value, done } = source.next();
      this.push(done === true ? null : value);
    },
  });
}

export function bytes(from: number, to: number): Buffer {
  return Buffer.concat([...blocks(from, to)]);
}

/** Whether these are the bytes of the content from there on. */
export function holds(from: number, given: Buffer): boolean {
  let at = 0;
  for (const piece of blocks(from, from + given.byteLength)) {
    if (piece.compare(given, at, at + piece.byteLength) !== 0) return false;
    at += piece.byteLength;
  }
  return true;
}

/** Lower-case hex. */
export function md5(from: number, to: number): string {
  const hash = createHash('md5');
  for (const piece of blocks(from, to)) hash.update(piece);
  return hash.digest('hex');
}

/** The place of a small object in the content, and its length. */
export const smallRange = (index: number): { readonly from: number; readonly to: number } => ({
  from: index * MIB,
  to: index * MIB + 200 + ((index * 7919) % 3_000),
});

/** In the order of their bytes. */
export const smallKey = (index: number): string => `logs/${String(index).padStart(7, '0')}.json`;

export const smallIndex = (key: string): number => Number(/(\d{7})\.json$/.exec(key)?.[1] ?? Number.NaN);
