import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { copyInto } from '../digest/digest.ts';
import { onAbort } from '../time/on-abort.ts';
import type { RequestBody } from '../transport/transport.ts';
import { PartMemory, type PartShare, type Piece } from './part-memory.ts';

/** A source that always has more would keep the event loop from all else, from the sending of earlier parts too: after so many bytes it is let breathe. */
const BREATH_BYTES = 8 * 1024 * 1024;

/** Cuts a body into parts of one size; the last may be shorter. Reads no further than the part that is asked for. */
export class PartReader {
  readonly #partBytes: number;
  readonly #share: PartShare;
  readonly #iterator: AsyncIterator<Uint8Array> | undefined;
  /** Undefined: all of it is at hand. */
  readonly #stream: Readable | undefined;
  #rest: Uint8Array = new Uint8Array(0);
  #ended = false;
  #breathlessBytes = 0;

  /** `share`: what parts of streams are gathered in. */
  constructor(body: RequestBody, partBytes: number, share: PartShare = new PartMemory().share()) {
    this.#partBytes = partBytes;
    this.#share = share;
    const source = body.open();
    if (source instanceof Readable) {
      this.#stream = source;
      this.#iterator = (source as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
    } else {
      this.#rest = source;
      this.#ended = true;
    }
  }

  /** Whether the source has ended and every byte was given out. */
  get ended(): boolean {
    return this.#ended && this.#rest.byteLength === 0;
  }

  /** The next part; `undefined` after the last. An abort ends a read that waits for its source, or for memory. */
  async next(signal?: AbortSignal): Promise<Piece | undefined> {
    signal?.throwIfAborted();
    if (this.ended) return undefined;
    if (this.#stream === undefined) return this.#cut();
    const piece = await this.#share.take(this.#partBytes, signal);
    try {
      const filled = await this.#fill(piece.bytes, signal);
      if (filled === this.#partBytes) return piece;
      if (filled > 0) return { ...piece, bytes: piece.bytes.subarray(0, filled) };
    } catch (error) {
      piece.forget();
      throw error;
    }
    piece.release();
    return undefined;
  }

  destroy(): void {
    this.#stream?.on('error', () => undefined);
    this.#stream?.destroy();
  }

  /** Of bytes at hand: they need no other memory. */
  #cut(): Piece {
    const given = this.#rest.subarray(0, this.#partBytes);
    this.#rest = this.#rest.subarray(given.byteLength);
    const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
    return { bytes, release: () => undefined, forget: () => undefined };
  }

  async #fill(part: Buffer, signal: AbortSignal | undefined): Promise<number> {
    let filled = 0;
    while (filled < part.byteLength) {
      if (this.#rest.byteLength === 0) {
        if (this.#ended) break;
        await this.#read(signal);
        continue;
      }
      const take = Math.min(this.#rest.byteLength, part.byteLength - filled);
      copyInto(part, filled, this.#rest.subarray(0, take));
      filled += take;
      this.#rest = this.#rest.subarray(take);
      this.#breathlessBytes += take;
      if (this.#breathlessBytes >= BREATH_BYTES) {
        this.#breathlessBytes = 0;
        await setImmediate();
      }
    }
    // A full part may have been the last: look once, so that `ended` tells the truth.
    while (this.#rest.byteLength === 0 && !this.#ended) await this.#read(signal);
    return filled;
  }

  /** A source may be slow to notice that it was destroyed: an abort does not wait for it. */
  async #read(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    const next = this.#iterator?.next();
    const step = await (signal === undefined || next === undefined ? next : unlessAborted(next, signal));
    if (step === undefined || step.done === true) this.#ended = true;
    else this.#rest = typeof step.value === 'string' ? Buffer.from(step.value) : step.value;
  }
}

async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let forget = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    forget = onAbort(signal, () => reject(signal.reason as Error));
  });
  work.catch(() => undefined);
  try {
    return await Promise.race([work, aborted]);
  } finally {
    forget();
  }
}
