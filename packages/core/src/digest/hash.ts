import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { DigestAlgorithm } from './digest-workers.ts';

/** A digest of bytes that come one after the other. */
export interface Hash {
  update(bytes: Uint8Array): void;
  /** Once. */
  digest(): Buffer;
}

export function hashOf(algorithm: DigestAlgorithm): Hash {
  if (algorithm === 'crc32') return new Crc32();
  const hash = createHash(algorithm);
  return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest() };
}

class Crc32 implements Hash {
  #sum = 0;

  update(bytes: Uint8Array): void {
    this.#sum = crc32(bytes, this.#sum);
  }

  digest(): Buffer {
    const digest = Buffer.alloc(4);
    digest.writeUInt32BE(this.#sum);
    return digest;
  }
}
