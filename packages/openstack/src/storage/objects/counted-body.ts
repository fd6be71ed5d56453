import { type Readable, Transform } from 'node:stream';
import type { RequestBody } from '@portolan/core/driver';

/** The body, telling how many bytes it had once it is read: for streams whose length nobody knew. */
export function counted(body: RequestBody, tell: (bytes: number) => void): RequestBody {
  return {
    length: body.length,
    replayable: body.replayable,
    open: () => {
      const source = body.open();
      if (source instanceof Uint8Array) {
        tell(source.byteLength);
        return source;
      }
      return count(source, tell);
    },
  };
}

function count(source: Readable, tell: (bytes: number) => void): Readable {
  let bytes = 0;
  const passing = new Transform({
    transform(chunk: Buffer, _encoding, done): void {
      bytes += chunk.byteLength;
      done(null, chunk);
    },
    flush(done): void {
      tell(bytes);
      done();
    },
  });
  source.once('error', (error) => passing.destroy(error));
  passing.once('close', () => source.destroy());
  return source.pipe(passing);
}
