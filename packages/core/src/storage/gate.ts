import { onAbort } from '../time/on-abort.ts';

/** Lets so many through at once, in the order they came. */
export class Gate {
  #free: number;
  readonly #waiting = new Set<() => void>();

  constructor(count: number) {
    this.#free = count;
  }

  /** Resolves with what lets the next one through. To be called once the work is over; again does nothing. */
  async enter(signal?: AbortSignal): Promise<() => void> {
    signal?.throwIfAborted();
    if (this.#free > 0) this.#free -= 1;
    else
      await new Promise<void>((resolve, reject) => {
        const go = (): void => {
          forget();
          resolve();
        };
        const forget = onAbort(signal, () => {
          this.#waiting.delete(go);
          reject(signal?.reason as Error);
        });
        this.#waiting.add(go);
      });
    let inside = true;
    return () => {
      if (!inside) return;
      inside = false;
      const next = this.#waiting.values().next();
      if (next.done === true) this.#free += 1;
      else {
        this.#waiting.delete(next.value);
        next.value();
      }
    };
  }
}
