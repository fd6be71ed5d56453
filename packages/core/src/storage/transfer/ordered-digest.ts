import { createHash } from 'node:crypto';
import { type DigestAlgorithm, RunningDigest } from '../../digest/digest.ts';
import { onAbort } from '../../time/on-abort.ts';
import type { ContentDigest } from '../storage-types.ts';

/** The digest of a whole whose parts come in any order: each part is digested when all before it were. */
export class OrderedDigest {
  readonly #algorithm: DigestAlgorithm;
  readonly #hash: RunningDigest;
  readonly #waiting = new Map<number, () => void>();
  #next = 1;

  constructor(algorithm: DigestAlgorithm) {
    this.#algorithm = algorithm;
    this.#hash = new RunningDigest(algorithm);
  }

  /** Resolves when the bytes are not needed any more. Every part before it must come too, or the signal must end. */
  async add(number: number, bytes: Uint8Array, signal: AbortSignal): Promise<void> {
    if (number !== this.#next) {
      signal.throwIfAborted();
      await new Promise<void>((resolve, reject) => {
        const forget = onAbort(signal, () => reject(signal.reason as Error));
        this.#waiting.set(number, () => {
          forget();
          resolve();
        });
      });
    }
    await this.#hash.update(bytes);
    this.#next = number + 1;
    const wake = this.#waiting.get(this.#next);
    this.#waiting.delete(this.#next);
    wake?.();
  }

  async digest(): Promise<ContentDigest> {
    return { algorithm: this.#algorithm, hex: (await this.#hash.digest()).toString('hex') };
  }
}

const md5 = (bytes: Buffer): string => createHash('md5').update(bytes).digest('hex');

/**
 * Whether an etag is what a cloud makes of these parts' MD5s: S3 of the digests' bytes, with the number of parts after it; Swift of their hex.
 * A match proves that the content is the same; none proves nothing, for the cloud may have had other parts.
 */
export function madeOf(etag: string, parts: readonly string[]): boolean {
  if (parts.length === 0) return false;
  const ofBytes = (): string => `${md5(Buffer.from(parts.join(''), 'hex'))}-${parts.length}`;
  return etag.includes('-') ? etag.toLowerCase() === ofBytes() : etag.toLowerCase() === md5(Buffer.from(parts.join('')));
}

/** `…-7`: so many parts S3 made it of. */
export function partsIn(etag: string | undefined): number | undefined {
  const count = /^[0-9a-f]{32}-([1-9]\d{0,4})$/i.exec(etag ?? '')?.[1];
  return count === undefined ? undefined : Number(count);
}
