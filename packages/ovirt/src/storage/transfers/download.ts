import { type Readable, Transform } from 'node:stream';

/**
 * The bytes of a download, which ends its transfer however it ends itself: read whole, it ends after the engine has been told; failed or given up,
 * the engine is told behind its back.
 */
export function endingTransfer(source: Readable, endTransfer: () => Promise<void>): Readable {
  let told: Promise<void> | undefined;
  const tell = (): Promise<void> => {
    told ??= endTransfer();
    return told;
  };
  const end = async (done: () => void): Promise<void> => {
    await tell();
    done();
  };
  const body = new Transform({
    transform: (chunk: Buffer, _encoding, done) => done(null, chunk),
    flush: (done) => void end(done),
    destroy: (error, done) => {
      source.destroy();
      void tell();
      done(error);
    },
  });
  // Whoever reads it learns of the error; one nobody reads must not bring the process down.
  body.on('error', () => undefined);
  source.once('error', (error) => body.destroy(error));
  source.pipe(body);
  return body;
}
