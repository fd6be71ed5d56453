import { createHash } from 'node:crypto';

/** Numbers from 0 to 1 that look random and are the same for the same seed, on every machine. */
export class SeededRandom {
  readonly seed: number;
  #drawn = 0;

  constructor(seed: number) {
    this.seed = seed;
  }

  next(): number {
    this.#drawn += 1;
    return createHash('sha256').update(`${this.seed}:${this.#drawn}`).digest().readUIntBE(0, 6) / 2 ** 48;
  }

  /** A whole number from `min` to `max`, both included. */
  between(min: number, max: number): number {
    return min + Math.floor(this.next() * (max - min + 1));
  }
}
