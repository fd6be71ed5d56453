import { Readable } from 'node:stream';
import { sharedBuffer } from '../digest/digest.ts';
import type { RequestBody } from '../transport/transport.ts';

/** Cuts a body into parts of one size; the last may be shorter. Reads no further than the part that is asked for. */
export class PartReader {
  readonly #partBytes: number;
  readonly #iterator: AsyncIterator<Uint8Array>;
  readonly #stream: Readable;
  #rest: Uint8Array = new Uint8Array(0);
  #ended = false;

  constructor(body: RequestBody, partBytes: number) {
    this.#partBytes = partBytes;
    const source = body.open();
    this.#stream = source instanceof Readable ? source : Readable.from([source], { objectMode: false });
    this.#iterator = (this.#stream as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
  }

  /** Whether the source has ended and every byte was given out. */
  get ended(): boolean {
    return this.#ended && this.#rest.byteLength === 0;
  }

  /** The next part, a buffer of its own; `undefined` after the last. An abort ends a read that waits for its source. */
  async next(signal?: AbortSignal): Promise<Buffer | undefined> {
    const part = sharedBuffer(this.#partBytes);
    let filled = 0;
    while (filled < this.#partBytes) {
      if (this.#rest.byteLength === 0) {
        if (this.#ended) break;
        await this.#read(signal);
        continue;
      }
      const take = Math.min(this.#rest.byteLength, this.#partBytes - filled);
      part.set(this.#rest.subarray(0, take), filled);
      filled += take;
      this.#rest = this.#rest.subarray(take);
    }
    if (filled === this.#partBytes) {
      await this.#peek(signal);
      return part;
    }
    // A copy, so that a short last part does not hold a whole part's memory.
    return filled === 0 ? undefined : Buffer.from(part.subarray(0, filled));
  }

  destroy(): void {
    this.#stream.on('error', () => undefined);
    this.#stream.destroy();
  }

  /** A full part may have been the last: look once, so that `ended` tells the truth. */
  async #peek(signal: AbortSignal | undefined): Promise<void> {
    while (this.#rest.byteLength === 0 && !this.#ended) await this.#read(signal);
  }

  /** A source may be slow to notice that it was destroyed: an abort does not wait for it. */
  async #read(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    const next = this.#iterator.next();
    const step = await (signal === undefined ? next : unlessAborted(next, signal));
    if (step.done === true) this.#ended = true;
    else this.#rest = typeof step.value === 'string' ? Buffer.from(step.value) : step.value;
  }
}

async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let stop: () => void = () => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
  });
  work.catch(() => undefined);
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
