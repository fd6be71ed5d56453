import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { type CallOptions, CloudError, type RequestBody } from '@portolan/core/driver';

export interface ReadBody {
  readonly chunks: readonly Buffer[];
  readonly sizeBytes: number;
  /** Lower-case hex. */
  readonly md5: string;
}

/** All of a body, or nothing: what fails half-way is thrown away. */
export async function readBody(body: RequestBody, options: CallOptions): Promise<ReadBody> {
  options.signal?.throwIfAborted();
  const source = body.open();
  const stream = source instanceof Readable ? source : Readable.from([source], { objectMode: false });
  const stop = (): void => {
    stream.destroy(options.signal?.reason as Error);
  };
  options.signal?.addEventListener('abort', stop, { once: true });
  const hash = createHash('md5');
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array | string>) {
      // A copy: the caller may use its buffer again.
      const bytes = Buffer.from(chunk as Uint8Array);
      hash.update(bytes);
      chunks.push(bytes);
      sizeBytes += bytes.length;
    }
  } finally {
    options.signal?.removeEventListener('abort', stop);
  }
  options.signal?.throwIfAborted();
  if (body.length !== undefined && body.length !== sizeBytes) {
    throw new CloudError('invalid-argument', `the stream ended after ${sizeBytes} bytes, ${body.length} were announced`, { outcome: 'not-done' });
  }
  return { chunks, sizeBytes, md5: hash.digest('hex') };
}
