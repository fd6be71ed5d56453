import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';

const BUFFER_BYTES = 128 * 1024;

/**
 * The body of an answer as the transport hands it out: what node gives, plus three promises. Cut off early, it fails instead of ending.
 * Its error is one of ours. Destroyed early, it takes the connection with it rather than leaving it half read in the pool.
 */
export class ResponseBody extends Readable {
  /** Bytes seen so far. */
  byteCount = 0;
  #waiting = true;
  #flowsSince = 0;
  /** Nothing will come: the answer to HEAD, 204, 304, a length of 0. Nobody need read it. */
  readonly bodiless: boolean;
  readonly #message: IncomingMessage;

  /** `explain` makes an error of ours of node's; without one, the body was cut off. */
  constructor(message: IncomingMessage, bodiless: boolean, explain: (error: Error | undefined, byteCount: number) => Error) {
    super({ highWaterMark: BUFFER_BYTES });
    this.#message = message;
    this.bodiless = bodiless;
    // Whoever reads it learns of the error; an answer nobody reads must not bring the process down when it is aborted.
    this.on('error', () => {});
    message.pause();
    message.on('data', (chunk: Buffer) => {
      this.byteCount += chunk.byteLength;
      if (!this.push(chunk)) {
        this.#waiting = true;
        message.pause();
      }
    });
    message.once('end', () => {
      if (message.complete) this.push(null);
      else this.destroy(explain(undefined, this.byteCount));
    });
    message.once('error', (error) => this.destroy(explain(error, this.byteCount)));
    message.once('close', () => {
      if (!message.complete) this.destroy(explain(undefined, this.byteCount));
    });
    if (bodiless) this.#flow();
  }

  /** For how long it has been read from, in ms. 0 while the consumer is behind: a silence on the wire is not the server's fault then. */
  get flowingMs(): number {
    return this.#waiting ? 0 : performance.now() - this.#flowsSince;
  }

  override _read(): void {
    this.#flow();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    if (!this.#message.complete || !this.#message.readableEnded) this.#message.destroy();
    done(error);
  }

  #flow(): void {
    if (this.#waiting) {
      this.#waiting = false;
      this.#flowsSince = performance.now();
    }
    this.#message.resume();
  }
}
