import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { copyInto } from '../digest/digest.ts';
import { whenDone } from '../digest/when-done.ts';
import { CloudError } from '../errors/cloud-error.ts';
import { readDirectly } from './reading.ts';

const BUFFER_BYTES = 128 * 1024;
/** What is shorter comes through the message: it is there before anything could be told. */
const WORTH_READING_DIRECTLY_BYTES = 128 * 1024;

/** Looks at a body as it arrives, before whoever reads it. What `pass` and `end` throw is the body's error. */
export interface BodyWatch {
  /** Whether `pass` may take its time. */
  readonly waits: boolean;
  /** With a promise: the piece is handed on, and the next one comes, when it resolves. */
  pass(chunk: Buffer): Promise<void> | undefined;
  /** After the last piece, before the end is told. */
  end(): Promise<void> | undefined;
  /** How the body's failure reads to whoever asked for it. */
  explain(error: Error): Error;
  /** Nothing more will come. */
  closed(): void;
}

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
  #watch: BodyWatch | undefined;
  /** A piece, or the end, is with the watch. */
  #passingOn = false;
  #filling: Filling | undefined;

  /** `explain` makes an error of ours of node's; without one, the body was cut off. */
  constructor(message: IncomingMessage, bodiless: boolean, explain: (error: Error | undefined, byteCount: number) => Error) {
    super({ highWaterMark: BUFFER_BYTES });
    this.#message = message;
    this.bodiless = bodiless;
    // Whoever reads it learns of the error; an answer nobody reads must not bring the process down when it is aborted.
    this.on('error', () => {});
    message.pause();
    message.on('data', (chunk: Buffer) => this.#take(chunk));
    message.once('end', () => {
      if (message.complete) this.#finish();
      else this.destroy(explain(undefined, this.byteCount));
    });
    message.once('error', (error) => this.destroy(explain(error, this.byteCount)));
    message.once('close', () => {
      if (!message.complete) this.destroy(explain(undefined, this.byteCount));
    });
    if (bodiless) this.#flow();
  }

  /** Has every piece looked at, without a second stream to carry it. False: it is too late, or somebody looks already. */
  watch(watch: BodyWatch): boolean {
    if (!this.#waiting || this.#watch !== undefined || this.destroyed) return false;
    this.#watch = watch;
    return true;
  }

  /**
   * Has all of it written to where it is to be, in memory that the threads that digest see too, say: read there by the socket itself where that can be had.
   * Undefined: somebody has begun to read it.
   */
  fill(target: Buffer, onBytes: (byteCount: number) => void): Promise<void> | undefined {
    if (!this.#waiting || this.byteCount > 0 || this.destroyed || this.bodiless) return undefined;
    this.#filling = new Filling(target, onBytes);
    const done = new Promise<void>((resolve, reject) => {
      this.once('end', resolve);
      this.once('error', reject);
      this.once('close', () => reject(new Error('the body was given up')));
    });
    this.#fillDirectly(this.#filling);
    this.resume();
    return done;
  }

  /** For how long it has been read from, in ms. 0 while the consumer is behind: a silence on the wire is not the server's fault then. */
  get flowingMs(): number {
    return this.#waiting ? 0 : performance.now() - this.#flowsSince;
  }

  override _read(): void {
    if (!this.#passingOn) this.#flow();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    if (!this.#message.complete || !this.#message.readableEnded) this.#message.destroy();
    const watch = this.#watch;
    watch?.closed();
    done(error === null || watch === undefined ? error : watch.explain(error));
  }

  #fillDirectly(filling: Filling): void {
    const { headers } = this.#message;
    if (this.#watch?.waits === true || headers['transfer-encoding'] !== undefined) return;
    // What the parser has handed out comes first; of the rest it has seen nothing.
    while (this.#message.readableLength > 0 && this.#message.read() !== null);
    const left = Math.min(Number(headers['content-length']), filling.target.byteLength) - this.byteCount;
    if (this.destroyed || !(left >= WORTH_READING_DIRECTLY_BYTES)) return;
    readDirectly(this.#message, left, { room: () => filling.room, take: (piece) => this.#take(piece) });
  }

  #take(chunk: Buffer): void {
    this.byteCount += chunk.byteLength;
    const watch = this.#watch;
    if (watch === undefined) this.#give(chunk);
    else
      this.#passing(
        () => watch.pass(chunk),
        () => this.#give(chunk),
      );
  }

  #finish(): void {
    const watch = this.#watch;
    if (watch === undefined) this.push(null);
    else
      this.#passing(
        () => watch.end(),
        () => this.push(null),
      );
  }

  /** Nothing comes before `look` is done. */
  #passing(look: () => Promise<void> | undefined, then: () => void): void {
    this.#passingOn = true;
    whenDone(look, (error) => {
      this.#passingOn = false;
      if (error !== null) this.destroy(error);
      else if (!this.destroyed) then();
    });
    if (this.#passingOn) this.#hold();
  }

  #give(chunk: Buffer): void {
    if (this.#filling !== undefined) this.#put(chunk, this.#filling);
    else if (this.push(chunk)) this.#flow();
    else this.#hold();
  }

  #put(chunk: Buffer, filling: Filling): void {
    try {
      filling.put(chunk);
      this.#flow();
    } catch (error) {
      this.destroy(error as Error);
    }
  }

  #hold(): void {
    this.#waiting = true;
    this.#message.pause();
  }

  #flow(): void {
    if (!this.#waiting) return;
    this.#waiting = false;
    this.#flowsSince = performance.now();
    this.#message.resume();
  }
}

/** A place for a body, and how far it has come. */
class Filling {
  readonly target: Buffer;
  readonly #onBytes: (byteCount: number) => void;
  #filled = 0;

  constructor(target: Buffer, onBytes: (byteCount: number) => void) {
    this.target = target;
    this.#onBytes = onBytes;
  }

  get room(): Buffer {
    return this.target.subarray(this.#filled);
  }

  /** Copied, unless it lies there already. */
  put(chunk: Buffer): void {
    const { target } = this;
    const filled = this.#filled + chunk.byteLength;
    if (filled > target.byteLength) throw new CloudError('protocol', 'more bytes came than were asked for');
    const lies = chunk.buffer === target.buffer && chunk.byteOffset === target.byteOffset + this.#filled;
    if (!lies) copyInto(target, this.#filled, chunk);
    this.#filled = filled;
    this.#onBytes(chunk.byteLength);
  }
}
