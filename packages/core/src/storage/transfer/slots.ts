import { sharedBuffer } from '../../digest/digest.ts';
import { onAbort } from '../../time/on-abort.ts';
import { assertConcurrency } from '../../waiting/map-concurrently.ts';

/** A place on the way, with a buffer of its own that is used again by whoever has the place next. */
export class Slot {
  #kept: Buffer | undefined;

  /** Exactly so many bytes; what they hold is of no account. */
  buffer(bytes: number): Buffer {
    if (this.#kept === undefined || this.#kept.byteLength < bytes) this.#kept = sharedBuffer(bytes);
    return this.#kept.subarray(0, bytes);
  }

  /** After a failure: somebody may still be reading from it. */
  forget(): void {
    this.#kept = undefined;
  }
}

/** So many things at once and no more. Places are given in the order they were asked for. */
export class Slots {
  readonly #free: Slot[];
  readonly #waiting = new Set<(slot: Slot) => void>();

  constructor(count: number) {
    assertConcurrency(count);
    this.#free = Array.from({ length: count }, () => new Slot());
  }

  async acquire(signal?: AbortSignal): Promise<Slot> {
    signal?.throwIfAborted();
    // The one used last: its buffer is there already.
    const free = this.#free.pop();
    if (free !== undefined) return free;
    return new Promise((resolve, reject) => {
      const take = (slot: Slot): void => {
        forget();
        resolve(slot);
      };
      const forget = onAbort(signal, () => {
        this.#waiting.delete(take);
        reject(signal?.reason as Error);
      });
      this.#waiting.add(take);
    });
  }

  release(slot: Slot): void {
    const next = this.#waiting.values().next();
    if (next.done === true) this.#free.push(slot);
    else {
      this.#waiting.delete(next.value);
      next.value(slot);
    }
  }

  /** Runs `work` with a place. */
  async with<T>(signal: AbortSignal | undefined, work: (slot: Slot) => Promise<T>): Promise<T> {
    const slot = await this.acquire(signal);
    try {
      return await work(slot);
    } catch (error) {
      slot.forget();
      throw error;
    } finally {
      this.release(slot);
    }
  }
}
