import { finished, Readable } from 'node:stream';
import { copyInto } from '../digest/digest.ts';
import type { CloudError } from '../errors/cloud-error.ts';
import { onAbort } from '../time/on-abort.ts';
import type { RequestBody } from '../transport/transport.ts';
import { unreadable } from '../transport/upload-source.ts';
import { PartMemory, type PartShare, type Piece } from './part-memory.ts';

/** A source that always has more would keep the event loop from all else, from the sending of earlier parts too: after so many bytes it is let breathe. */
const BREATH_BYTES = 8 * 1024 * 1024;
const NOTHING: Uint8Array = new Uint8Array(0);

/** Cuts a body into parts of one size; the last may be shorter. Reads no further than the part that is asked for, and one chunk. */
export class PartReader {
  readonly #partBytes: number;
  readonly #share: PartShare;
  /** Undefined: all of it is at hand. It flows only while a part is filled: an iterator would join what waits in it into new memory first. */
  readonly #stream: Readable | undefined;
  /** What came and belongs to the next part. */
  #rest: Uint8Array = NOTHING;
  #ended = false;
  #failure: CloudError | undefined;
  #part: Buffer | undefined;
  #filled = 0;
  #breathlessBytes = 0;
  /** Of whoever waits for the stream to have filled the part, or to be over. */
  #wake: (() => void) | undefined;

  /** `share`: what parts of streams are gathered in. */
  constructor(body: RequestBody, partBytes: number, share: PartShare = new PartMemory().share()) {
    this.#partBytes = partBytes;
    this.#share = share;
    const source = body.open();
    if (source instanceof Readable) {
      this.#stream = source;
      source.pause();
      source.on('data', (chunk: Uint8Array | string) => this.#came(chunk));
      finished(source, { writable: false }, (error) => this.#over(error));
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
      const filled = await this.#fill(this.#stream, piece.bytes, signal);
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

  /** A full part may have been the last: it is looked once for more, so that `ended` tells the truth. */
  async #fill(stream: Readable, part: Buffer, signal: AbortSignal | undefined): Promise<number> {
    this.#part = part;
    this.#filled = 0;
    try {
      this.#rest = this.#put(this.#rest);
      if (this.#rest.byteLength === 0 && !this.#ended) await this.#flow(stream, signal);
      return this.#filled;
    } finally {
      this.#part = undefined;
    }
  }

  /** Until the part is full and there is more, or the stream is over. A source may be slow to notice that it was destroyed: an abort does not wait for it. */
  async #flow(stream: Readable, signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    if (this.#failure === undefined) {
      await new Promise<void>((resolve) => {
        const forget = onAbort(signal, resolve);
        this.#wake = () => {
          forget();
          resolve();
        };
        stream.resume();
      });
      this.#wake = undefined;
      stream.pause();
    }
    if (this.#rest.byteLength > 0 || this.#ended) return;
    signal?.throwIfAborted();
    throw this.#failure;
  }

  #came(chunk: Uint8Array | string): void {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    this.#rest = this.#put(bytes);
    this.#breathlessBytes += bytes.byteLength;
    if (this.#rest.byteLength > 0) this.#settle();
    else if (this.#breathlessBytes >= BREATH_BYTES) this.#breathe();
  }

  #settle(): void {
    this.#stream?.pause();
    this.#wake?.();
  }

  #breathe(): void {
    this.#breathlessBytes = 0;
    this.#stream?.pause();
    setImmediate(() => {
      if (this.#wake !== undefined) this.#stream?.resume();
    });
  }

  /** As much as fits into the part; returns what did not. */
  #put(bytes: Uint8Array): Uint8Array {
    if (this.#part === undefined) return bytes;
    const take = Math.min(bytes.byteLength, this.#part.byteLength - this.#filled);
    copyInto(this.#part, this.#filled, bytes.subarray(0, take));
    this.#filled += take;
    return take === bytes.byteLength ? NOTHING : bytes.subarray(take);
  }

  #over(error: unknown): void {
    if (error == null) this.#ended = true;
    else this.#failure = unreadable(error);
    this.#wake?.();
  }
}
