import { mapConcurrently } from '../waiting/map-concurrently.ts';

const AT_ONCE = 256;

/** Many objects under one call: the first failure ends the others, and is thrown when they are over. Nothing goes on behind the caller's back. */
export class Together {
  /** For every call of the work: the caller's, and the first failure's. */
  readonly signal: AbortSignal;
  readonly #failure = new AbortController();
  readonly #given: AbortSignal | undefined;

  constructor(given: AbortSignal | undefined) {
    this.#given = given;
    this.signal = given === undefined ? this.#failure.signal : AbortSignal.any([given, this.#failure.signal]);
  }

  /** `work` for each item, in batches: memory stays flat however many there are. */
  async each<T>(items: AsyncIterable<T>, concurrency: number, work: (item: T) => Promise<void>): Promise<void> {
    let batch: T[] = [];
    const flush = async (): Promise<void> => {
      await mapConcurrently(batch, concurrency, (item) => this.#one(item, work));
      batch = [];
    };
    for await (const item of items) {
      batch.push(item);
      if (batch.length >= AT_ONCE) await flush();
    }
    await flush();
  }

  async #one<T>(item: T, work: (item: T) => Promise<void>): Promise<void> {
    try {
      await work(item);
    } catch (error) {
      this.#given?.throwIfAborted();
      this.#failure.abort(error);
      throw error;
    }
  }
}
