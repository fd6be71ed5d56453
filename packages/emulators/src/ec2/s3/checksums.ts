import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

export type ChecksumAlgorithm = 'crc32' | 'crc32c' | 'crc64nvme' | 'sha1' | 'sha256';

export const CHECKSUM_ALGORITHMS: readonly ChecksumAlgorithm[] = ['crc32', 'crc32c', 'crc64nvme', 'sha1', 'sha256'];

export const isChecksumAlgorithm = (name: string): name is ChecksumAlgorithm => (CHECKSUM_ALGORITHMS as readonly string[]).includes(name);

/** A running checksum; `digest` is big-endian. */
export interface RunningChecksum {
  update(chunk: Buffer): void;
  digest(): Buffer;
}

const big32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
};

function reflectedTable32(polynomial: number): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, index) => {
    let value = index;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ polynomial : value >>> 1;
    return value >>> 0;
  });
}

let castagnoli: Uint32Array | undefined;
let nvme: { high: Uint32Array; low: Uint32Array } | undefined;

// CRC-64/NVME: reflected polynomial 0x9A6C9329AC4BC9B5, all ones in, all ones out. Kept as two 32-bit halves.
function nvmeTable(): { high: Uint32Array; low: Uint32Array } {
  const high = new Uint32Array(256);
  const low = new Uint32Array(256);
  for (let index = 0; index < 256; index += 1) {
    let h = 0;
    let l = index;
    for (let bit = 0; bit < 8; bit += 1) {
      const out = l & 1;
      l = ((l >>> 1) | (h << 31)) >>> 0;
      h >>>= 1;
      if (out) {
        h = (h ^ 0x9a6c9329) >>> 0;
        l = (l ^ 0xac4bc9b5) >>> 0;
      }
    }
    high[index] = h;
    low[index] = l;
  }
  return { high, low };
}

function crc32c(): RunningChecksum {
  castagnoli ??= reflectedTable32(0x82f63b78);
  const table = castagnoli;
  let crc = 0xffffffff;
  return {
    update: (chunk) => {
      for (let i = 0; i < chunk.length; i += 1) crc = (crc >>> 8) ^ table[(crc ^ chunk[i]!) & 255]!;
    },
    digest: () => big32(crc ^ 0xffffffff),
  };
}

function crc64nvme(): RunningChecksum {
  nvme ??= nvmeTable();
  const { high, low } = nvme;
  let h = 0xffffffff;
  let l = 0xffffffff;
  return {
    update: (chunk) => {
      for (let i = 0; i < chunk.length; i += 1) {
        const index = (l ^ chunk[i]!) & 255;
        l = (((l >>> 8) | (h << 24)) ^ low[index]!) >>> 0;
        h = ((h >>> 8) ^ high[index]!) >>> 0;
      }
    },
    digest: () => Buffer.concat([big32(h ^ 0xffffffff), big32(l ^ 0xffffffff)]),
  };
}

export function runningChecksum(algorithm: ChecksumAlgorithm): RunningChecksum {
  if (algorithm === 'crc32c') return crc32c();
  if (algorithm === 'crc64nvme') return crc64nvme();
  if (algorithm === 'crc32') {
    let crc = 0;
    return {
      update: (chunk) => {
        crc = crc32(chunk, crc);
      },
      digest: () => big32(crc),
    };
  }
  const hash = createHash(algorithm);
  return { update: (chunk) => void hash.update(chunk), digest: () => hash.digest() };
}

export function checksumOf(algorithm: ChecksumAlgorithm, chunks: readonly Buffer[]): Buffer {
  const running = runningChecksum(algorithm);
  for (const chunk of chunks) running.update(chunk);
  return running.digest();
}
