import { createHash, type Hash } from 'node:crypto';
import { Readable, Transform } from 'node:stream';
import type { RequestBody } from '../transport/transport.ts';

export interface Progress {
  readonly transferredBytes: number;
  /** When it is known. */
  readonly totalBytes?: number | undefined;
}

export interface WatchedBody {
  readonly body: RequestBody;
  /** The digest of bytes that were at hand before sending. */
  readonly md5Before: Uint8Array | undefined;
  /** The digest of what was sent last, once it was sent whole. */
  md5(): string | undefined;
}

/** Digests and counts what is sent, attempt by attempt. Bytes up to `knownUpTo` are digested beforehand, so that the server can check them as they come. */
export function watchBody(body: RequestBody, onProgress: ((progress: Progress) => void) | undefined, knownUpTo: number): WatchedBody {
  let hash: Hash | undefined;
  let digest: string | undefined;
  let md5Before: Uint8Array | undefined;
  const total = body.length;
  if (body.replayable && total !== undefined && total <= knownUpTo) {
    const peek = body.open();
    if (peek instanceof Readable) peek.destroy();
    else md5Before = createHash('md5').update(peek).digest();
  }
  if (md5Before !== undefined) digest = Buffer.from(md5Before).toString('hex');
  const open = (): Uint8Array | Readable => {
    const source = body.open();
    if (!(source instanceof Readable)) {
      if (md5Before === undefined) digest = createHash('md5').update(source).digest('hex');
      onProgress?.({ transferredBytes: source.byteLength, totalBytes: total });
      return source;
    }
    hash = createHash('md5');
    digest = undefined;
    let transferredBytes = 0;
    const current = hash;
    const watch = meter(
      (chunk) => {
        transferredBytes += chunk.length;
        current.update(chunk);
        onProgress?.({ transferredBytes, totalBytes: total });
      },
      () => {
        digest = current.digest('hex');
      },
    );
    source.on('error', (error) => watch.destroy(error));
    watch.on('close', () => {
      if (!source.readableEnded) source.destroy();
    });
    return source.pipe(watch);
  };
  return { body: { length: total, replayable: body.replayable, open }, md5Before, md5: () => digest };
}

/** Looks at what passes. What the looking throws (a caller's `onProgress`, say) is the stream's error, not the program's end. */
export function meter(look: (chunk: Buffer) => void, end: () => void = () => undefined): Transform {
  const tried = (work: () => void): Error | null => {
    try {
      work();
      return null;
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  };
  return new Transform({
    transform(chunk: Buffer, _encoding, done): void {
      done(
        tried(() => look(chunk)),
        chunk,
      );
    },
    flush(done): void {
      done(tried(end));
    },
  });
}
