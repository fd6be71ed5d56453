/** The polynomial of NVM Express (0xad93d23594c93659), its bits reversed, in two halves: numbers hold 53 bits, and BigInt is slow. */
const HIGH = 0x9a6c9329;
const LOW = 0xac4bc9b5;
const SLICES = 8;

interface Tables {
  readonly high: readonly Uint32Array[];
  readonly low: readonly Uint32Array[];
}

let tables: Tables | undefined;

/** As in `crc32.ts`, each entry in two halves. */
function makeTables(): Tables {
  const high = Array.from({ length: SLICES }, () => new Uint32Array(256));
  const low = Array.from({ length: SLICES }, () => new Uint32Array(256));
  const [firstHigh, firstLow] = [high[0] as Uint32Array, low[0] as Uint32Array];
  for (let byte = 0; byte < 256; byte += 1) {
    let [h, l] = [0, byte];
    for (let bit = 0; bit < 8; bit += 1) {
      const odd = (l & 1) === 1;
      l = ((l >>> 1) | (h << 31)) >>> 0;
      h >>>= 1;
      if (odd) [h, l] = [(h ^ HIGH) >>> 0, (l ^ LOW) >>> 0];
    }
    firstHigh[byte] = h;
    firstLow[byte] = l;
  }
  for (let slice = 1; slice < SLICES; slice += 1) {
    for (let byte = 0; byte < 256; byte += 1) {
      const h = high[slice - 1]?.[byte] as number;
      const l = low[slice - 1]?.[byte] as number;
      (high[slice] as Uint32Array)[byte] = (h >>> 8) ^ (firstHigh[l & 255] as number);
      (low[slice] as Uint32Array)[byte] = ((l >>> 8) | (h << 24)) ^ (firstLow[l & 255] as number);
    }
  }
  return { high, low };
}

/** A CRC in two halves. */
export interface Crc64 {
  readonly high: number;
  readonly low: number;
}

export const NOTHING: Crc64 = { high: 0, low: 0 };

/** CRC-64/NVME, going on from the CRC of what came before. */
export function crc64nvme(bytes: Uint8Array, before: Crc64): Crc64 {
  tables ??= makeTables();
  const { high, low } = tables;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const aligned = bytes.byteLength - (bytes.byteLength % SLICES);
  let h = ~before.high >>> 0;
  let l = ~before.low >>> 0;
  let at = 0;
  for (; at < aligned; at += SLICES) {
    const a = l ^ view.getUint32(at, true);
    const b = h ^ view.getUint32(at + 4, true);
    h = 0;
    l = 0;
    for (let slice = 0; slice < 4; slice += 1) {
      const [first, second] = [(a >>> (8 * slice)) & 255, (b >>> (8 * slice)) & 255];
      h ^= ((high[7 - slice] as Uint32Array)[first] as number) ^ ((high[3 - slice] as Uint32Array)[second] as number);
      l ^= ((low[7 - slice] as Uint32Array)[first] as number) ^ ((low[3 - slice] as Uint32Array)[second] as number);
    }
  }
  for (; at < bytes.byteLength; at += 1) {
    const index = (l ^ (bytes[at] as number)) & 255;
    l = ((l >>> 8) | (h << 24)) ^ ((low[0] as Uint32Array)[index] as number);
    h = (h >>> 8) ^ ((high[0] as Uint32Array)[index] as number);
  }
  return { high: ~h >>> 0, low: ~l >>> 0 };
}
