import { onAbort } from '../../time/on-abort.ts';
import { assertConcurrency } from '../../waiting/map-concurrently.ts';
import type { PartShare, Piece } from '../part-memory.ts';

/** A place on the way, and the memory that whoever has the place asks for. */
export class Slot {
  readonly #share: PartShare;
  #piece: Piece | undefined;

  constructor(share: PartShare) {
    this.#share = share;
  }

  /** Exactly so many bytes; what they hold is of no account. Those it had before are given back first. */
  async buffer(bytes: number, signal?: AbortSignal): Promise<Buffer> {
    signal?.throwIfAborted();
    if (this.#piece === undefined || this.#piece.bytes.byteLength < bytes) {
      this.empty();
      this.#piece = await this.#share.take(bytes, signal);
    }
    return this.#piece.bytes.subarray(0, bytes);
  }

  /** The same without waiting: whether there was room. If not, it has none now. */
  holds(bytes: number): boolean {
    if (this.#piece === undefined || this.#piece.bytes.byteLength < bytes) {
      this.empty();
      this.#piece = this.#share.takeNow(bytes);
    }
    return this.#piece !== undefined;
  }

  /** Gives its memory back. */
  empty(): void {
    this.#piece?.release();
    this.#piece = undefined;
  }

  /** After a failure: somebody may still be reading from it. */
  forget(): void {
    this.#piece?.forget();
    this.#piece = undefined;
  }
}

/** So many things at once and no more. Places are given in the order they were asked for. */
export class Slots {
  readonly #free: Slot[];
  readonly #waiting = new Set<(slot: Slot) => void>();

  constructor(count: number, share: PartShare) {
    assertConcurrency(count);
    this.#free = Array.from({ length: count }, () => new Slot(share));
  }

  async acquire(signal?: AbortSignal): Promise<Slot> {
    signal?.throwIfAborted();
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
    slot.empty();
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
