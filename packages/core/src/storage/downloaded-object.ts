import { type Readable, Transform } from 'node:stream';
import { RunningDigest } from '../digest/digest.ts';
import { whenDone } from '../digest/when-done.ts';
import { CloudError, type ErrorContext } from '../errors/cloud-error.ts';
import { contextual } from '../errors/with-context.ts';
import type { ObjectContent, ObjectInfo } from './storage-types.ts';

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
    const chunks: Buffer[] = [];
    for await (const chunk of this.body as AsyncIterable<Buffer>) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  /** All bytes, read as UTF-8. */
  async text(): Promise<string> {
    return (await this.bytes()).toString('utf8');
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

/** Counts and digests what passes; a short or changed body is an error, never an end. */
function guard(content: ObjectContent, { verify, context, signal }: DownloadContext): Readable {
  const expected = verify ? content.info.md5 : undefined;
  const hash = expected === undefined ? undefined : new RunningDigest('md5');
  const compared = async (): Promise<void> => {
    const digest = (await hash?.digest())?.toString('hex');
    if (digest === expected) return;
    throw new CloudError('protocol', `the content is not what was stored: its MD5 is ${digest}, the cloud says ${expected}`, { ...context, retry: 'maybe' });
  };
  let received = 0;
  const checked = new Transform({
    transform(chunk: Buffer, _encoding, done): void {
      received += chunk.length;
      whenDone(
        () => hash?.update(chunk),
        (error) => done(error, chunk),
      );
    },
    flush(done): void {
      if (received > content.length) {
        done(new CloudError('protocol', `more came than was announced: ${received} instead of ${content.length} bytes`, context));
        return;
      }
      if (received < content.length) {
        done(new CloudError('unavailable', `the body was cut off: ${received} of ${content.length} bytes came`, { ...context, retry: 'maybe' }));
        return;
      }
      whenDone(compared, done);
    },
    destroy(error, done): void {
      hash?.forget();
      done(error);
    },
  });
  content.body.on('error', (error) => checked.destroy(contextual(error, context, signal) as Error));
  // Closed in the middle, without a word: `pipe` would wait for ever.
  content.body.on('close', () => {
    if (content.body.readableEnded || checked.destroyed) return;
    checked.destroy(new CloudError('unavailable', `the body was cut off: ${received} of ${content.length} bytes came`, { ...context, retry: 'maybe' }));
  });
  checked.on('close', () => {
    if (!content.body.readableEnded) content.body.destroy();
  });
  content.body.pipe(checked);
  return checked;
}
