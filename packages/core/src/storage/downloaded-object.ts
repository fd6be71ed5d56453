import { type Readable, Transform } from 'node:stream';
import { RunningDigest } from '../digest/digest.ts';
import { whenDone } from '../digest/when-done.ts';
import { CloudError, type ErrorContext } from '../errors/cloud-error.ts';
import { contextual } from '../errors/with-context.ts';
import { TargetRoom } from '../transport/body-room.ts';
import { type BodyWatch, ResponseBody } from '../transport/response-body.ts';
import type { ContentDigest, ObjectContent, ObjectInfo } from './storage-types.ts';

export interface DownloadContext {
  readonly verify: boolean;
  readonly context: ErrorContext;
  readonly signal: AbortSignal | undefined;
}

const MAX_BUFFERED_BYTES = 1024 * 1024 * 1024;

/** An object being read. Read `body` once, or call `bytes()` or `text()`; what is not wanted any more is ended by `cancel()`. */
export class DownloadedObject implements AsyncDisposable {
  readonly info: ObjectInfo;
  /** Bytes that come: of the range, when one was asked for. */
  readonly length: number;
  /** Fails with a `CloudError`, or the signal's reason. */
  readonly body: Readable;
  readonly #context: DownloadContext;

  constructor(content: ObjectContent, context: DownloadContext) {
    this.info = content.info;
    this.length = content.length;
    this.#context = context;
    this.body = guard(content, context);
  }

  /** All bytes, in memory. More than 1 GiB is refused: stream it. */
  async bytes(): Promise<Buffer> {
    if (this.length > MAX_BUFFERED_BYTES) {
      this.cancel();
      throw new CloudError('invalid-argument', `${this.length} bytes do not belong in memory`, { ...this.#context.context, remedy: 'read body as a stream' });
    }
    return allOf(this.body);
  }

  /** All bytes, read as UTF-8. */
  async text(): Promise<string> {
    return (await this.bytes()).toString('utf8');
  }

  /**
   * All bytes, written to where they are to be, at the beginning of `target`: a copy less than `bytes()`. `onBytes` is told of each few that came.
   * Too little room is `invalid-argument`, before any byte is written; a body that is cut off, or is not what was stored, fails, and what came of it stands there.
   */
  async into(target: Buffer, onBytes: (byteCount: number) => void = () => {}): Promise<void> {
    const { body, length } = this;
    if (target.byteLength < length) {
      this.cancel();
      const said = `target: got ${target.byteLength} bytes, expected ${length}, as many as come`;
      throw new CloudError('invalid-argument', said, { ...this.#context.context, outcome: 'not-done', remedy: 'give one of `length` bytes' });
    }
    let thrown: { readonly error: unknown } | undefined;
    const told = (byteCount: number): void => {
      try {
        onBytes(byteCount);
      } catch (error) {
        thrown = { error };
        throw error;
      }
    };
    const done = ended(body);
    if (!(body instanceof ResponseBody && body.fill(target, told))) pour(body, target, told);
    try {
      await done;
    } catch (error) {
      // What the caller's own code throws is the caller's, as it is.
      if (thrown !== undefined) throw (thrown as { readonly error: unknown }).error;
      throw contextual(error, this.#context.context, this.#context.signal);
    }
  }

  /** Ends the download; the connection is given up. */
  cancel(): void {
    this.body.on('error', () => undefined);
    this.body.destroy();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.body.readableEnded) this.cancel();
  }
}

async function allOf(body: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const done = ended(body);
  body.on('data', (chunk: Buffer) => chunks.push(chunk));
  await done;
  return chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
}

function pour(body: Readable, target: Buffer, onBytes: (byteCount: number) => void): void {
  const room = new TargetRoom(target);
  body.on('data', (chunk: Buffer) => {
    try {
      onBytes(room.placed(chunk).byteLength);
    } catch (error) {
      body.destroy(error as Error);
    }
  });
}

/** Listened to: that costs a small object half of what a loop over it does. */
function ended(body: Readable): Promise<void> {
  if (body.destroyed) return Promise.reject(body.errored ?? givenUp());
  return new Promise((resolve, reject) => {
    body.once('end', resolve);
    body.once('error', reject);
    // After every end; it counts where there was none.
    body.once('close', () => {
      if (!body.readableEnded) reject(givenUp());
    });
  });
}

const givenUp = (): CloudError => new CloudError('invalid-argument', 'the content was read or given up before', { outcome: 'not-done', remedy: 'get it anew' });

/** Counts and digests what passes; a short or changed body is an error, never an end. */
function guard(content: ObjectContent, given: DownloadContext): Readable {
  const watch = new ContentWatch(content, given);
  const { body } = content;
  return body instanceof ResponseBody && body.watch(watch) ? body : piped(body, watch);
}

class ContentWatch implements BodyWatch {
  readonly #content: ObjectContent;
  readonly #given: DownloadContext;
  readonly #expected: ContentDigest | undefined;
  readonly #digest: RunningDigest | undefined;
  #received = 0;

  constructor(content: ObjectContent, given: DownloadContext) {
    this.#content = content;
    this.#given = given;
    const { md5, digest } = content.info;
    if (given.verify) this.#expected = digest ?? (md5 === undefined ? undefined : { algorithm: 'md5', hex: md5 });
    if (this.#expected !== undefined) this.#digest = new RunningDigest(this.#expected.algorithm);
  }

  pass(chunk: Buffer): Promise<void> | undefined {
    this.#received += chunk.length;
    return this.#digest?.update(chunk);
  }

  end(): Promise<void> | undefined {
    const { length } = this.#content;
    const received = this.#received;
    if (received > length) throw new CloudError('protocol', `more came than was announced: ${received} instead of ${length} bytes`, this.#given.context);
    if (received < length) throw this.cutOff();
    return this.#digest === undefined ? undefined : this.#compare(this.#digest);
  }

  explain(error: Error): Error {
    return contextual(error, this.#given.context, this.#given.signal) as Error;
  }

  closed(): void {
    this.#digest?.forget();
  }

  cutOff(): CloudError {
    const said = `the body was cut off: ${this.#received} of ${this.#content.length} bytes came`;
    return new CloudError('unavailable', said, { ...this.#given.context, retry: 'maybe' });
  }

  async #compare(running: RunningDigest): Promise<void> {
    const digest = (await running.digest()).toString('hex');
    const { algorithm = '', hex = '' } = this.#expected ?? {};
    if (digest === hex) return;
    const said = `the content is not what was stored: its ${algorithm.toUpperCase()} is ${digest}, the cloud says ${hex}`;
    throw new CloudError('protocol', said, { ...this.#given.context, retry: 'maybe' });
  }
}

/** For bodies that are not the transport's own. */
function piped(body: Readable, watch: ContentWatch): Readable {
  const checked = new Transform({
    transform(chunk: Buffer, _encoding, done): void {
      whenDone(
        () => watch.pass(chunk),
        (error) => done(error, chunk),
      );
    },
    flush(done): void {
      whenDone(() => watch.end(), done);
    },
    destroy(error, done): void {
      watch.closed();
      done(error);
    },
  });
  body.on('error', (error) => checked.destroy(watch.explain(error)));
  // Closed in the middle, without a word: `pipe` would wait for ever.
  body.on('close', () => {
    if (body.readableEnded || checked.destroyed) return;
    checked.destroy(watch.cutOff());
  });
  checked.on('close', () => {
    if (!body.readableEnded) body.destroy();
  });
  body.pipe(checked);
  return checked;
}
