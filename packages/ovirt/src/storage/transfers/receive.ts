import type { ImageExtent, ImageioClient, ImageUrl } from '../../imageio-client.ts';
import type { Patience } from '../../patience.ts';
import { runsOf } from './zero-runs.ts';

export interface ReceiveImage {
  readonly imageio: Pick<ImageioClient, 'readBytes'>;
  readonly url: ImageUrl;
  readonly extents: readonly ImageExtent[];
  readonly connections: number;
  readonly patience: Patience;
  /** What is not zero, at its place. Called from several connections at once, in no order. */
  readonly write: (offset: number, bytes: Uint8Array) => Promise<void>;
  /** Bytes that are there already. Default 0. */
  readonly from?: number | undefined;
  readonly onReceived?: ((bytes: number) => void) | undefined;
  /** Hears now and then that everything before an offset was written. */
  readonly onSafe?: ((offset: number) => void | Promise<void>) | undefined;
  readonly safeEveryBytes?: number | undefined;
  readonly chunkBytes?: number | undefined;
}

const CHUNK_BYTES = 8 * 1024 * 1024;
const SAFE_EVERY_BYTES = 256 * 1024 * 1024;

/** Asks for the data of an image and leaves out its zeroes. Resolves with the bytes that were asked for. Memory is about one piece for each connection. */
export async function receiveImage(plan: ReceiveImage): Promise<number> {
  const { imageio, url, patience } = plan;
  const own = new AbortController();
  const signal = patience.signal === undefined ? own.signal : AbortSignal.any([patience.signal, own.signal]);
  const running = new Set<Promise<void>>();
  let failure: { readonly error: unknown } | undefined;
  let read = 0;
  let safe = plan.from ?? 0;
  const receive = async (start: number, length: number): Promise<void> => {
    const bytes = await imageio.readBytes(url, start, start + length - 1, { ...patience.options, signal });
    read += length;
    for (const run of runsOf(bytes)) if (!run.zero) await plan.write(start + run.start, bytes.subarray(run.start, run.start + run.length));
    plan.onReceived?.(length);
  };
  for (const { start, length, zero } of piecesOf(plan.extents, plan.chunkBytes ?? CHUNK_BYTES, plan.from ?? 0)) {
    if (zero) plan.onReceived?.(length);
    else {
      const one = receive(start, length)
        .catch((error: unknown) => {
          failure ??= { error };
          own.abort(error);
        })
        .finally(() => running.delete(one));
      running.add(one);
    }
    if (running.size >= plan.connections) await Promise.race(running);
    if (failure !== undefined || patience.signal?.aborted === true) break;
    const reached = start + length;
    if (plan.onSafe === undefined || reached - safe < (plan.safeEveryBytes ?? SAFE_EVERY_BYTES)) continue;
    await Promise.all(running);
    if (failure !== undefined) break;
    safe = reached;
    await plan.onSafe(safe);
  }
  await Promise.all(running);
  patience.signal?.throwIfAborted();
  if (failure !== undefined) throw failure.error;
  return read;
}

/** Zeroes whole, data in pieces, nothing of what is there already. */
export function* piecesOf(extents: readonly ImageExtent[], chunkBytes: number, from: number): Generator<Pick<ImageExtent, 'start' | 'length' | 'zero'>> {
  for (const extent of extents) {
    const end = extent.start + extent.length;
    for (let start = Math.max(extent.start, from); start < end; ) {
      const length = extent.zero ? end - start : Math.min(chunkBytes, end - start);
      yield { start, length, zero: extent.zero };
      start += length;
    }
  }
}
