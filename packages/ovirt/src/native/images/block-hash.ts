import { createHash, type Hash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { isZero } from '../../storage/transfers/zero-runs.ts';

/** imageio's own: what its checksums are counted over unless it is told otherwise. */
export const BLOCK_BYTES: number = 4 * 1024 * 1024;
/** imageio's default is BLAKE2b with 32 bytes, which Node cannot make: its BLAKE2b has 64. */
export const ALGORITHM: string = 'sha256';

/**
 * The checksum of an image as imageio counts it: a digest over the digests of its blocks, the last of which may be short. So zeroes cost nothing.
 * Source: ovirt_imageio/_internal/blkhash.py.
 */
export class BlockHash {
  readonly #algorithm: string;
  readonly #blockBytes: number;
  readonly #whole: Hash;
  #block: Hash;
  #held = 0;
  #zeroDigest: Buffer | undefined;

  constructor(algorithm: string = ALGORITHM, blockBytes: number = BLOCK_BYTES) {
    this.#algorithm = algorithm;
    this.#blockBytes = blockBytes;
    this.#whole = createHash(algorithm);
    this.#block = createHash(algorithm);
  }

  update(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.byteLength; ) {
      const piece = bytes.subarray(at, at + this.#blockBytes - this.#held);
      at += piece.byteLength;
      if (piece.byteLength === this.#blockBytes && isZero(piece)) {
        this.#whole.update(this.#ofZeroes());
        continue;
      }
      this.#block.update(piece);
      this.#held += piece.byteLength;
      if (this.#held === this.#blockBytes) this.#close();
    }
  }

  /** As `update` with as many zeroes. */
  zero(length: number): void {
    let left = length;
    while (left > 0) {
      if (this.#held === 0 && left >= this.#blockBytes) {
        this.#whole.update(this.#ofZeroes());
        left -= this.#blockBytes;
        continue;
      }
      const some = Math.min(left, this.#blockBytes - this.#held);
      this.update(Buffer.alloc(some));
      left -= some;
    }
  }

  digest(encoding: 'hex' = 'hex'): string {
    if (this.#held > 0) this.#close();
    return this.#whole.digest(encoding);
  }

  #close(): void {
    this.#whole.update(this.#block.digest());
    this.#block = createHash(this.#algorithm);
    this.#held = 0;
  }

  #ofZeroes(): Buffer {
    this.#zeroDigest ??= createHash(this.#algorithm).update(Buffer.alloc(this.#blockBytes)).digest();
    return this.#zeroDigest;
  }
}

/** Of a whole file. */
export async function hashFile(file: FileHandle): Promise<string> {
  const hash = new BlockHash();
  const block = Buffer.alloc(BLOCK_BYTES);
  for (let at = 0; ; ) {
    const { bytesRead } = await file.read(block, 0, block.byteLength, at);
    if (bytesRead === 0) return hash.digest();
    hash.update(block.subarray(0, bytesRead));
    at += bytesRead;
  }
}
