/** A run of an image that is all zeroes, or not. */
export interface ImageRun {
  readonly start: number;
  readonly length: number;
  readonly zero: boolean;
}

/** A cluster of qcow2, and what file systems and storage can leave out without losing time over it. */
const GRAIN_BYTES = 64 * 1024;
const ZEROES = Buffer.alloc(GRAIN_BYTES);

/** Cuts bytes into runs of zeroes and runs of other things, looking at grains of 64 KiB. */
export function runsOf(bytes: Uint8Array, grainBytes: number = GRAIN_BYTES): readonly ImageRun[] {
  const runs: ImageRun[] = [];
  for (let start = 0; start < bytes.byteLength; start += grainBytes) {
    const grain = bytes.subarray(start, start + grainBytes);
    const zero = isZero(grain);
    const last = runs.at(-1);
    if (last?.zero === zero) runs[runs.length - 1] = { ...last, length: last.length + grain.byteLength };
    else runs.push({ start, length: grain.byteLength, zero });
  }
  return runs;
}

export function isZero(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.byteLength; at += ZEROES.byteLength) {
    const piece = bytes.subarray(at, at + ZEROES.byteLength);
    if (ZEROES.compare(piece, 0, piece.byteLength, 0, piece.byteLength) !== 0) return false;
  }
  return true;
}
