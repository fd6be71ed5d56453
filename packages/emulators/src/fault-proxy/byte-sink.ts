import type { Socket } from 'node:net';
import type { EndBy } from './proxy-plan.ts';

/** Writes to a socket, counts, waits while it is full, and can stop after an exact number of bytes. */
export class ByteSink {
  written = 0;
  readonly #socket: Socket;
  readonly #limit: number;
  readonly #pace: { readonly bytes: () => number; readonly everyMs: () => number } | undefined;

  constructor(socket: Socket, limit: number = Number.POSITIVE_INFINITY, pace?: { readonly bytes: () => number; readonly everyMs: () => number }) {
    this.#socket = socket;
    this.#limit = limit;
    this.#pace = pace;
  }

  get full(): boolean {
    return this.written >= this.#limit;
  }

  /** False: nothing more gets through, because the limit is reached or the other side is gone. */
  async write(bytes: Buffer): Promise<boolean> {
    let rest = bytes.subarray(0, Math.max(0, this.#limit - this.written));
    while (rest.length > 0) {
      if (!this.#open()) return false;
      const size = this.#pace === undefined ? rest.length : Math.max(1, this.#pace.bytes());
      const piece = rest.subarray(0, size);
      rest = rest.subarray(size);
      this.written += piece.length;
      if (!this.#socket.write(piece)) await this.#drained();
      if (this.#pace !== undefined) await pause(this.#pace.everyMs(), this.#socket);
    }
    return this.#open() && !this.full;
  }

  /** Ends the connection once what was written is out. */
  async end(by: EndBy): Promise<void> {
    if (this.#socket.destroyed) return;
    await new Promise<void>((resolve) => {
      this.#socket.once('close', () => resolve());
      this.#socket.write(Buffer.alloc(0), () => resolve());
    });
    if (by === 'close') {
      this.#socket.end();
      await pause(20, this.#socket);
      this.#socket.destroy();
      return;
    }
    // A reset overtakes what the other side has not read yet: give it the time of a loopback.
    await pause(5, this.#socket);
    this.#socket.resetAndDestroy();
  }

  #open(): boolean {
    return !this.#socket.destroyed && this.#socket.writable;
  }

  #drained(): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        this.#socket.off('drain', done);
        this.#socket.off('close', done);
        resolve();
      };
      this.#socket.on('drain', done);
      this.#socket.on('close', done);
      if (this.#socket.destroyed) done();
    });
  }
}

/** Waits, at most until the connection is gone. */
export function pause(ms: number, socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    if (socket.destroyed) {
      resolve();
      return;
    }
    const done = (): void => {
      clearTimeout(timer);
      socket.off('close', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    socket.on('close', done);
  });
}
