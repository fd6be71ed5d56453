import { createHash } from 'node:crypto';
import { Readable, Transform } from 'node:stream';
import { RunningDigest } from '../digest/digest.ts';
import { whenDone } from '../digest/when-done.ts';
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

/** Counts what is sent, for those who want to know. */
export function countBody(body: RequestBody, onProgress: ((progress: Progress) => void) | undefined): RequestBody {
  if (onProgress === undefined) return body;
  const { length: totalBytes, replayable } = body;
  const open = (): Uint8Array | Readable => {
    const source = body.open();
    if (!(source instanceof Readable)) {
      onProgress({ transferredBytes: source.byteLength, totalBytes });
      return source;
    }
    let transferredBytes = 0;
    return through(
      source,
      meter((chunk) => {
        transferredBytes += chunk.length;
        onProgress({ transferredBytes, totalBytes });
        return undefined;
      }),
    );
  };
  return { length: totalBytes, replayable, open };
}

/** Digests and counts what is sent, attempt by attempt. Bytes up to `knownUpTo` are digested beforehand, so that the server can check them as they come. */
export function watchBody(body: RequestBody, onProgress: ((progress: Progress) => void) | undefined, knownUpTo: number): WatchedBody {
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
    const hash = new RunningDigest('md5');
    digest = undefined;
    let transferredBytes = 0;
    const watch = meter(
      (chunk) => {
        transferredBytes += chunk.length;
        onProgress?.({ transferredBytes, totalBytes: total });
        return hash.update(chunk);
      },
      async () => {
        digest = (await hash.digest()).toString('hex');
      },
    );
    watch.on('close', () => hash.forget());
    return through(source, watch);
  };
  return { body: { length: total, replayable: body.replayable, open }, md5Before, md5: () => digest };
}

function through(source: Readable, watch: Transform): Transform {
  source.on('error', (error) => watch.destroy(error));
  watch.on('close', () => {
    if (!source.readableEnded) source.destroy();
  });
  return source.pipe(watch);
}

/** Looks at what passes, which may take its time. What the looking throws (a caller's `onProgress`, say) is the stream's error, not the program's end. */
export function meter(look: (chunk: Buffer) => Promise<void> | undefined, end: () => Promise<void> | undefined = () => undefined): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done): void {
      whenDone(
        () => look(chunk),
        (error) => done(error, chunk),
      );
    },
    flush(done): void {
      whenDone(end, done);
    },
  });
}
