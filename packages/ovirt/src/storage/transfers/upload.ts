import { createHash } from 'node:crypto';
import { type CallOptions, CloudError, type RequestBody } from '@portolan/core/driver';
import type { ImageioClient, ImageioFeatures, ImageUrl } from '../../imageio-client.ts';
import type { Patience } from '../../patience.ts';
import { type ImageRun, runsOf } from './zero-runs.ts';

/** How an image is sent. */
export interface SendOptions {
  /** Bytes that arrived before: they are read again, for the digest, and not sent. Default 0. */
  readonly from?: number | undefined;
  /**
   * Runs of zeroes. `send` them like others (the default); `punch`: the daemon is told of them, and they are sent where it cannot do that;
   * `skip` them: the disk is new, and known to read as zeroes.
   */
  readonly zeroes?: 'send' | 'punch' | 'skip' | undefined;
  /** Default: MD5. */
  readonly hash?: ImageHash | undefined;
  /** At most so many connections. Default 4; the daemon may allow fewer. */
  readonly connections?: number | undefined;
  /** Hears how many bytes have been dealt with. */
  readonly onSent?: ((bytes: number) => void) | undefined;
  /** Hears now and then that everything before an offset is on the storage. */
  readonly onSafe?: ((offset: number) => void | Promise<void>) | undefined;
  /** Bytes between two of those. Default 256 MiB. */
  readonly safeEveryBytes?: number | undefined;
  readonly chunkBytes?: number | undefined;
}

export interface ImageHash {
  update(bytes: Uint8Array): unknown;
  digest(encoding: 'hex'): string;
}

export interface SendImage extends SendOptions {
  readonly imageio: Pick<ImageioClient, 'write' | 'flush'> & Partial<Pick<ImageioClient, 'zero'>>;
  readonly url: ImageUrl;
  readonly features: ImageioFeatures;
  readonly body: RequestBody;
  readonly length: number;
  readonly patience: Patience;
}

/** Sent in pieces of this, each of which can be sent again: a source is read once, and a cut costs one piece. */
const CHUNK_BYTES = 8 * 1024 * 1024;
const MOST_WRITERS = 4;
const SAFE_EVERY_BYTES = 256 * 1024 * 1024;

/** Resolves with the digest (hex) of the content, by default its MD5. Memory is about one piece for each writer and one more. */
export async function sendImage(plan: SendImage): Promise<string> {
  const { imageio, url, features, body, length, patience } = plan;
  const own = new AbortController();
  const signal = patience.signal === undefined ? own.signal : AbortSignal.any([patience.signal, own.signal]);
  const writers = Math.min(features.maxWriters, plan.connections ?? MOST_WRITERS);
  const flush = features.flush ? false : undefined;
  const hash = plan.hash ?? createHash('md5');
  const from = plan.from ?? 0;
  const zero = imageio.zero === undefined || !features.zero ? undefined : imageio.zero.bind(imageio);
  const zeroes = plan.zeroes === 'punch' && zero === undefined ? 'send' : (plan.zeroes ?? 'send');
  const running = new Set<Promise<void>>();
  let failure: { readonly error: unknown } | undefined;
  const run = async (length: number, work: (options: CallOptions) => Promise<void>): Promise<void> => {
    const one = work({ ...patience.options, signal })
      .then(() => plan.onSent?.(length))
      .catch((error: unknown) => {
        failure ??= { error };
        own.abort(error);
      })
      .finally(() => running.delete(one));
    running.add(one);
    if (running.size >= writers) await Promise.race(running);
  };
  let empty: ImageRun | undefined;
  const settleEmpty = async (): Promise<void> => {
    if (empty === undefined) return;
    const { start, length: size } = empty;
    empty = undefined;
    await run(size, async (options) => (zeroes === 'skip' ? undefined : zero?.(url, start, size, options)));
  };
  const put = async (start: number, chunk: Uint8Array): Promise<void> => {
    for (const one of zeroes === 'send' ? [{ start: 0, length: chunk.byteLength, zero: false }] : runsOf(chunk)) {
      if (one.zero) {
        // Zeroes of one piece and the next are told of in one request.
        empty = { start: empty?.start ?? start + one.start, length: (empty?.length ?? 0) + one.length, zero: true };
        continue;
      }
      await settleEmpty();
      await run(one.length, (options) => imageio.write(url, start + one.start, chunk.subarray(one.start, one.start + one.length), flush, options));
      if (failure !== undefined) return;
    }
  };
  let offset = 0;
  let safe = from;
  try {
    for await (const chunk of chunksOf(body, plan.chunkBytes ?? CHUNK_BYTES, signal)) {
      if (offset + chunk.byteLength > length) throw wrongLength(`has more than the ${length} bytes that were announced`);
      hash.update(chunk);
      if (offset + chunk.byteLength <= from) plan.onSent?.(chunk.byteLength);
      else await put(offset, chunk);
      offset += chunk.byteLength;
      if (failure !== undefined) break;
      if (plan.onSafe === undefined || offset - safe < (plan.safeEveryBytes ?? SAFE_EVERY_BYTES)) continue;
      await settleEmpty();
      await Promise.all(running);
      if (failure !== undefined) break;
      if (features.flush) await imageio.flush(url, { ...patience.options, signal });
      safe = offset;
      await plan.onSafe(safe);
    }
    if (failure === undefined) await settleEmpty();
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
