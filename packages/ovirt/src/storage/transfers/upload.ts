import { createHash } from 'node:crypto';
import { CloudError, type RequestBody } from '@portolan/core/driver';
import type { ImageioClient, ImageioFeatures, ImageUrl } from '../../imageio-client.ts';
import type { Patience } from '../../patience.ts';

export interface SendImage {
  readonly imageio: Pick<ImageioClient, 'write' | 'flush'>;
  readonly url: ImageUrl;
  readonly features: ImageioFeatures;
  readonly body: RequestBody;
  readonly length: number;
  readonly patience: Patience;
  readonly chunkBytes?: number | undefined;
}

/** Sent in pieces of this, each of which can be sent again: a source is read once, and a cut costs one piece. */
const CHUNK_BYTES = 8 * 1024 * 1024;
const MOST_WRITERS = 4;

/** Resolves with the MD5 (hex) of what was sent. Memory is about one piece for each writer and one more. */
export async function sendImage(plan: SendImage): Promise<string> {
  const { imageio, url, features, body, length, patience } = plan;
  const own = new AbortController();
  const signal = patience.signal === undefined ? own.signal : AbortSignal.any([patience.signal, own.signal]);
  const writers = Math.min(features.maxWriters, MOST_WRITERS);
  const flush = features.flush ? false : undefined;
  const hash = createHash('md5');
  const running = new Set<Promise<void>>();
  let failure: { readonly error: unknown } | undefined;
  const write = (offset: number, bytes: Uint8Array): void => {
    const one = imageio
      .write(url, offset, bytes, flush, { ...patience.options, signal })
      .catch((error: unknown) => {
        failure ??= { error };
        own.abort(error);
      })
      .finally(() => running.delete(one));
    running.add(one);
  };
  let offset = 0;
  try {
    for await (const chunk of chunksOf(body, plan.chunkBytes ?? CHUNK_BYTES, signal)) {
      if (offset + chunk.byteLength > length) throw wrongLength(`has more than the ${length} bytes that were announced`);
      hash.update(chunk);
      write(offset, chunk);
      offset += chunk.byteLength;
      if (running.size >= writers) await Promise.race(running);
      if (failure !== undefined) break;
    }
    if (failure === undefined && offset < length) throw wrongLength(`ended after ${offset} of ${length} bytes`);
    await Promise.all(running);
  } catch (error) {
    const first = failure ?? { error };
    own.abort(error);
    await Promise.all(running);
    patience.signal?.throwIfAborted();
    throw first.error;
  }
  patience.signal?.throwIfAborted();
  if (failure !== undefined) throw failure.error;
  if (features.flush) await imageio.flush(url, patience.options);
  return hash.digest('hex');
}

/** Pieces of equal size, the last one shorter. A source that is waited for is given up with the signal. */
async function* chunksOf(body: RequestBody, size: number, signal: AbortSignal): AsyncGenerator<Uint8Array, void, undefined> {
  const source = body.open();
  if (source instanceof Uint8Array) {
    for (let at = 0; at < source.byteLength; at += size) yield source.subarray(at, at + size);
    return;
  }
  const giveUp = (): void => void source.destroy(signal.reason instanceof Error ? signal.reason : new Error('given up', { cause: signal.reason }));
  if (signal.aborted) giveUp();
  else signal.addEventListener('abort', giveUp, { once: true });
  try {
    let pieces: Uint8Array[] = [];
    let held = 0;
    for await (const piece of source as AsyncIterable<Uint8Array | string>) {
      let rest = typeof piece === 'string' ? Buffer.from(piece) : piece;
      while (held + rest.byteLength >= size) {
        const cut = size - held;
        yield joined([...pieces, rest.subarray(0, cut)]);
        rest = rest.subarray(cut);
        pieces = [];
        held = 0;
      }
      if (rest.byteLength > 0) {
        pieces.push(rest);
        held += rest.byteLength;
      }
    }
    if (held > 0) yield joined(pieces);
  } finally {
    signal.removeEventListener('abort', giveUp);
    source.on('error', () => undefined).destroy();
  }
}

const joined = (pieces: readonly Uint8Array[]): Uint8Array => (pieces.length === 1 ? (pieces[0] as Uint8Array) : Buffer.concat(pieces));

const wrongLength = (said: string): CloudError => new CloudError('invalid-argument', `the content ${said}`, { outcome: 'not-done' });
