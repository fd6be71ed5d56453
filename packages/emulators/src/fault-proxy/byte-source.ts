import type { Socket } from 'node:net';

/** Reads a socket piece by piece, at the reader's pace. Never fails: a connection that broke is one that ended. */
export class ByteSource {
  readonly #socket: Socket;
  #rest: Buffer[] = [];

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('error', () => undefined);
  }

  /** What comes next, without taking it: so many bytes, or fewer when no more come. */
  async peek(bytes: number): Promise<Buffer> {
    const gathered: Buffer[] = [];
    let length = 0;
    while (length < bytes) {
      const piece = await this.next();
      if (piece === undefined) break;
      gathered.push(piece);
      length += piece.length;
    }
    if (length > 0) this.#rest.unshift(Buffer.concat(gathered));
    return Buffer.concat(gathered).subarray(0, bytes);
  }

  async next(): Promise<Buffer | undefined> {
    const kept = this.#rest.shift();
    if (kept !== undefined) return kept;
    for (;;) {
      const piece = this.#socket.read() as Buffer | null;
      if (piece !== null) return piece;
      if (this.#socket.readableEnded || this.#socket.destroyed) return undefined;
      await this.#stirred();
    }
  }

  /** Everything up to and with the delimiter; undefined when it never comes, or only after more than `limit` bytes. */
  async through(delimiter: string, limit: number): Promise<Buffer | undefined> {
    let gathered: Buffer = Buffer.alloc(0);
    for (;;) {
      const piece = await this.next();
      if (piece === undefined) return undefined;
      const from = Math.max(0, gathered.length - delimiter.length + 1);
      gathered = gathered.length === 0 ? piece : Buffer.concat([gathered, piece]);
      const at = gathered.indexOf(delimiter, from, 'latin1');
      if (at !== -1) {
        const end = at + delimiter.length;
        if (end < gathered.length) this.#rest.unshift(gathered.subarray(end));
        return gathered.subarray(0, end);
      }
      if (gathered.length > limit) return undefined;
    }
  }

  /** The next so many bytes, as they come. Returns whether they all came. */
  async *take(bytes: number): AsyncGenerator<Buffer, boolean> {
    let left = bytes;
    while (left > 0) {
      const piece = await this.next();
      if (piece === undefined) return false;
      if (piece.length > left) this.#rest.unshift(piece.subarray(left));
      const wanted = piece.subarray(0, left);
      left -= wanted.length;
      yield wanted;
    }
    return true;
  }

  #stirred(): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        for (const name of ['readable', 'end', 'close'] as const) this.#socket.off(name, done);
        resolve();
      };
      for (const name of ['readable', 'end', 'close'] as const) this.#socket.on(name, done);
    });
  }
}
