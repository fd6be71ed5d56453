import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { whenDone } from '../digest/when-done.ts';
import { type BodyRoom, PiecesRoom, TargetRoom } from './body-room.ts';
import { type DirectReading, readDirectly } from './reading.ts';

const BUFFER_BYTES = 128 * 1024;
/** Of which so much is still to come: what is shorter is there before a socket could be told anything. */
const WORTH_READING_DIRECTLY_BYTES = 128 * 1024;

/** Looks at a body as it arrives, before whoever reads it. What `pass` and `end` throw is the body's error. */
export interface BodyWatch {
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
 *
 * What is long comes past node's message, from the socket itself (`reading.ts`), and the message only tells of its end.
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
  /** What came while nothing should: over TLS, what was decrypted together is handed out together. */
  #late: Buffer[] = [];
  #ended = false;
  readonly #atEnd: () => void;
  #filling: { readonly room: BodyRoom; readonly onBytes: (byteCount: number) => void } | undefined;
  /** Undefined: it cannot be, or was tried. */
  #directBytes: number | undefined;
  #direct: DirectReading | undefined;

  /** `explain` makes an error of ours of node's; without one, the body was cut off. */
  constructor(message: IncomingMessage, bodiless: boolean, explain: (error: Error | undefined, byteCount: number) => Error) {
    super({ highWaterMark: BUFFER_BYTES });
    this.#message = message;
    this.bodiless = bodiless;
    if (!bodiless && message.headers['transfer-encoding'] === undefined) this.#directBytes = Number(message.headers['content-length']);
    // Whoever reads it learns of the error; an answer nobody reads must not bring the process down when it is aborted.
    this.on('error', () => {});
    this.#atEnd = () => {
      if (message.complete) this.#finish();
      else this.destroy(explain(undefined, this.byteCount));
    };
    message.pause();
    message.on('data', (chunk: Buffer) => {
      this.#place(chunk);
      this.#begin();
    });
    message.once('end', () => {
      this.#ended = true;
      if (!this.#passingOn && this.#late.length === 0) this.#atEnd();
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
   * Has all of it written to where it is to be, memory that the threads that digest see too, say; then it ends. `onBytes` is told of each few; what it throws
   * is the body's error. False: somebody has begun to read it, or nothing will come.
   */
  fill(target: Buffer, onBytes: (byteCount: number) => void): boolean {
    if (!this.#waiting || this.byteCount > 0 || this.destroyed || this.bodiless) return false;
    this.#filling = { room: new TargetRoom(target), onBytes };
    this.resume();
    return true;
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
    this.#late = [];
    const watch = this.#watch;
    watch?.closed();
    done(error === null || watch === undefined ? error : watch.explain(error));
  }

  /** As soon as all that came was taken: what comes next has been seen by nobody. */
  #begin(): void {
    if (this.#directBytes === undefined || this.#waiting || this.#message.readableLength > 0 || this.destroyed) return;
    const left = this.#directBytes - this.byteCount;
    this.#directBytes = undefined;
    if (!(left >= WORTH_READING_DIRECTLY_BYTES)) return;
    const room = this.#filling?.room ?? new PiecesRoom(left);
    // Too long for its place: that shows when it comes.
    if (this.#filling !== undefined && room.room.byteLength < left) return;
    this.#direct = readDirectly(this.#message, left, { room: () => room.room, take: (piece) => this.#place(piece, room) });
  }

  /** Where there is a place for it, a piece is there before it is looked at. */
  #place(piece: Buffer, room: BodyRoom | undefined = this.#filling?.room): void {
    let placed = piece;
    try {
      placed = room?.placed(piece) ?? piece;
    } catch (error) {
      this.destroy(error as Error);
      return;
    }
    if (this.#waiting) this.#late.push(placed);
    else this.#take(placed);
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
    if (this.#filling === undefined ? this.push(chunk) : this.#told(chunk.byteLength, this.#filling.onBytes)) this.#flow();
    else this.#hold();
  }

  #told(byteCount: number, onBytes: (byteCount: number) => void): boolean {
    try {
      onBytes(byteCount);
      return true;
    } catch (error) {
      this.destroy(error as Error);
      return false;
    }
  }

  #hold(): void {
    this.#waiting = true;
    this.#message.pause();
    this.#direct?.pause();
  }

  #flow(): void {
    if (!this.#waiting) return;
    this.#waiting = false;
    this.#flowsSince = performance.now();
    for (let late = this.#late.shift(); late !== undefined; late = this.#late.shift()) {
      this.#take(late);
      if (this.#waiting) return;
    }
    if (this.#ended) {
      this.#atEnd();
      return;
    }
    this.#begin();
    this.#message.resume();
    this.#direct?.resume();
  }
}
