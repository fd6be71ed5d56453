import { crc32 as crc32OfNode } from 'node:zlib';

/** Castagnoli's polynomial, its bits reversed: CRC-32C. */
const CASTAGNOLI = 0x82f63b78;
const SLICES = 8;

let tables: readonly Uint32Array[] | undefined;

/** `tables[n][byte]`: what a byte does to the remainder once `n` more have followed it. Eight bytes are then taken in one step. */
function tablesOf(polynomial: number): readonly Uint32Array[] {
  const made = Array.from({ length: SLICES }, () => new Uint32Array(256));
  const [first = new Uint32Array(256)] = made;
  for (let byte = 0; byte < 256; byte += 1) {
    let remainder = byte;
    for (let bit = 0; bit < 8; bit += 1) remainder = (remainder & 1) === 0 ? remainder >>> 1 : (remainder >>> 1) ^ polynomial;
    first[byte] = remainder;
  }
  for (let slice = 1; slice < SLICES; slice += 1) {
    const [before, table] = [made[slice - 1] as Uint32Array, made[slice] as Uint32Array];
    for (let byte = 0; byte < 256; byte += 1) table[byte] = ((before[byte] as number) >>> 8) ^ (first[(before[byte] as number) & 255] as number);
  }
  return made;
}

/** CRC-32 as zip has it, going on from the CRC of what came before. */
export const crc32 = (bytes: Uint8Array, before: number): number => crc32OfNode(bytes, before);

/** CRC-32C, going on from the CRC of what came before. */
export function crc32c(bytes: Uint8Array, before: number): number {
  tables ??= tablesOf(CASTAGNOLI);
  const [t0, t1, t2, t3, t4, t5, t6, t7] = tables as readonly [
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
  ];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const aligned = bytes.byteLength - (bytes.byteLength % SLICES);
  let remainder = ~before >>> 0;
  let at = 0;
  // Indexes are bytes: every look-up is inside its table.
  for (; at < aligned; at += SLICES) {
    const a = remainder ^ view.getUint32(at, true);
    const b = view.getUint32(at + 4, true);
    remainder =
      (t7[a & 255] as number) ^
      (t6[(a >>> 8) & 255] as number) ^
      (t5[(a >>> 16) & 255] as number) ^
      (t4[a >>> 24] as number) ^
      (t3[b & 255] as number) ^
      (t2[(b >>> 8) & 255] as number) ^
      (t1[(b >>> 16) & 255] as number) ^
      (t0[b >>> 24] as number);
  }
  for (; at < bytes.byteLength; at += 1) remainder = (remainder >>> 8) ^ (t0[(remainder ^ (bytes[at] as number)) & 255] as number);
  return ~remainder >>> 0;
}
