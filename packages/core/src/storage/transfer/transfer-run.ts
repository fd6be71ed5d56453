import type { Clock } from '../../time/clock.ts';
import { Deadline } from '../../transport/deadline.ts';
import { assertConcurrency } from '../../waiting/map-concurrently.ts';
import type { PartMemory, PartShare } from '../part-memory.ts';
import type { Moved } from './move-object.ts';
import { DEFAULT_CONCURRENCY, type TransferOptions, type TransferResult } from './options.ts';
import { Slots } from './slots.ts';
import { readToken } from './token.ts';

/** One call's time, places, and counts. */
export class TransferRun {
  readonly signal: AbortSignal;
  /** Aborted by the first failure, so that the rest ends. */
  readonly failure: AbortController = new AbortController();
  readonly slots: Slots;
  readonly concurrency: number;
  readonly options: TransferOptions;
  readonly #deadline: Deadline;
  readonly #share: PartShare;
  readonly #dropped = new Set<string>();
  #objects = 0;
  #bytes = 0;
  #passed = 0;
  #copied = 0;
  #unverified = 0;
  #skipped = 0;

  /** `memory`: of the connection that what is moved waits for. */
  constructor(options: TransferOptions, clock: Clock, memory: PartMemory) {
    const resumed = options.resume === undefined ? undefined : readToken(options.resume);
    this.options = options;
    this.concurrency = options.concurrency ?? DEFAULT_CONCURRENCY;
    // Before anything is held that has to be given back.
    assertConcurrency(this.concurrency);
    this.#share = memory.share();
    this.slots = new Slots(this.concurrency, this.#share);
    this.#deadline = new Deadline(options, undefined, clock);
    this.signal = this.#deadline.signal === undefined ? this.failure.signal : AbortSignal.any([this.#deadline.signal, this.failure.signal]);
    if (resumed === undefined) return;
    this.#objects = resumed.objects;
    this.#bytes = resumed.bytes;
    this.#passed = resumed.bytes;
    for (const name of resumed.dropped) this.#dropped.add(name);
  }

  /** Runs all of it. The time that is allowed ends it like the caller's signal does. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const reason: unknown = this.#deadline.signal?.aborted === true ? this.#deadline.signal.reason : error;
      throw reason;
    } finally {
      this.#deadline.release();
      this.#share.close();
    }
  }

  /** Tells how one object gets on. */
  progress(key: string, totalBytes: () => number | undefined): (bytes: number) => void {
    const { onProgress } = this.options;
    let transferredBytes = 0;
    return (bytes) => {
      transferredBytes += bytes;
      this.#passed += bytes;
      onProgress?.({ key, transferredBytes, totalBytes: totalBytes(), objects: this.#objects, bytes: this.#passed });
    };
  }

  moved({ sizeBytes, dropped, verified }: Moved): void {
    this.#objects += 1;
    this.#bytes += sizeBytes;
    if (!verified) this.#unverified += 1;
    for (const name of dropped) this.#dropped.add(name);
  }

  copied(key: string, sizeBytes: number): void {
    this.#copied += 1;
    this.progress(key, () => sizeBytes)(sizeBytes);
    this.moved({ sizeBytes, dropped: [], verified: true });
  }

  skipped(): void {
    this.#skipped += 1;
  }

  result(): TransferResult {
    return {
      objects: this.#objects,
      bytes: this.#bytes,
      dropped: [...this.#dropped].sort(),
      copied: this.#copied,
      unverified: this.#unverified,
      skipped: this.#skipped,
    };
  }
}
