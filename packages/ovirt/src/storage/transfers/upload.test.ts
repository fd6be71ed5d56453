import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { type BodySource, bodyOf, type CallOptions } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import { Patience } from '../../patience.ts';
import { FakeClock } from '../../testing/fake-engine.ts';
import { sendImage } from './upload.ts';

const URL = { origin: 'https://host1:54322', target: '/images/1' };
const MODERN = { flush: true, zero: true, extents: true, checksum: true, maxWriters: 8, maxReaders: 8 };

/** Keeps what is written where, and how many write at once. */
function daemon(onWrite: (offset: number, options: CallOptions) => Promise<void> = async () => undefined): {
  readonly imageio: Parameters<typeof sendImage>[0]['imageio'];
  readonly image: Buffer;
  readonly writes: { readonly offset: number; readonly length: number; readonly flush: boolean | undefined }[];
  readonly state: { now: number; most: number; flushes: number };
} {
  const image = Buffer.alloc(100);
  const writes: { offset: number; length: number; flush: boolean | undefined }[] = [];
  const state = { now: 0, most: 0, flushes: 0 };
  return {
    image,
    writes,
    state,
    imageio: {
      write: async (_url, offset, bytes, flush, options) => {
        state.now += 1;
        state.most = Math.max(state.most, state.now);
        try {
          writes.push({ offset, length: bytes.byteLength, flush });
          await new Promise((resolve) => setImmediate(resolve));
          await onWrite(offset, options);
          Buffer.from(bytes).copy(image, offset);
        } finally {
          state.now -= 1;
        }
      },
      flush: async () => {
        state.flushes += 1;
      },
    },
  };
}

const send = (
  to: ReturnType<typeof daemon>,
  source: BodySource,
  length: number,
  more: { readonly features?: typeof MODERN; readonly signal?: AbortSignal } = {},
): Promise<string> =>
  sendImage({
    imageio: to.imageio,
    url: URL,
    features: more.features ?? MODERN,
    body: bodyOf(source, { length }),
    length,
    patience: new Patience(new FakeClock(), more.signal === undefined ? {} : { signal: more.signal }, 60_000),
    chunkBytes: 10,
  });
const text = 'abcdefghijklmnopqrstuvwxyz0123456789-';
const md5 = createHash('md5').update(text).digest('hex');
const pieces = (...sizes: readonly number[]): Readable => {
  let at = 0;
  const cut = (size: number): Buffer => {
    at += size;
    return Buffer.from(text.slice(at - size, at));
  };
  return Readable.from(sizes.map(cut));
};

describe('sendImage', () => {
  it.each<[string, () => BodySource]>([
    ['bytes', () => Buffer.from(text)],
    ['a stream of small pieces', () => pieces(...Array.from({ length: 37 }, () => 1))],
    ['a stream of uneven pieces', () => pieces(3, 0, 24, 9, 1)],
    ['a stream of one piece', () => pieces(37)],
    ['a function', () => () => pieces(20, 17)],
  ])('cuts %s into pieces, writes each at its offset, and flushes once at the end', async (_, source) => {
    const to = daemon();
    expect(await send(to, source(), text.length)).toBe(md5);
    expect(to.image.subarray(0, text.length).toString()).toBe(text);
    expect(to.writes).toEqual([0, 10, 20, 30].map((offset) => ({ offset, length: offset === 30 ? 7 : 10, flush: false })));
    expect(to.state.flushes).toBe(1);
  });

  it('writes with as many connections as the daemon takes, four at most', async () => {
    for (const [maxWriters, most] of [
      [8, 4],
      [2, 2],
      [1, 1],
    ] as const) {
      const to = daemon();
      await send(to, Buffer.alloc(100), 100, { features: { ...MODERN, maxWriters } });
      expect(to.state.most).toBe(most);
    }
  });

  it('says nothing of flushing to a daemon that knows nothing of it', async () => {
    const to = daemon();
    await send(to, Buffer.from(text), text.length, { features: { ...MODERN, flush: false, zero: false, maxWriters: 1 } });
    expect(to.writes[0]?.flush).toBeUndefined();
    expect(to.state.flushes).toBe(0);
  });

  it.each([
    [36, /more than the 36 bytes/],
    [38, /ended after 37 of 38 bytes/],
  ])('refuses a stream of 37 bytes that was to have %i', async (length, said) => {
    await expect(send(daemon(), pieces(20, 17), length)).rejects.toMatchObject({ code: 'invalid-argument', message: expect.stringMatching(said) });
  });

  it('stops at the first failure, calls off what is under way, and closes the source', async () => {
    const failure = new Error('disk full');
    const aborted: number[] = [];
    const to = daemon(async (offset, { signal }) => {
      if (offset === 10) throw failure;
      await new Promise<void>((_, reject) => {
        const stop = (): void => {
          aborted.push(offset);
          reject(new Error('called off'));
        };
        if (signal?.aborted === true) stop();
        else signal?.addEventListener('abort', stop);
      });
    });
    // A source that would never end.
    const source = new Readable({ read: () => undefined });
    source.push(Buffer.from(text));
    await expect(send(to, source, 1_000)).rejects.toBe(failure);
    expect(aborted).toContain(0);
    expect(source.destroyed).toBe(true);
  });

  it('hands on why the source failed', async () => {
    const reason = new Error('the file is gone');
    const source = Readable.from(
      (async function* () {
        yield Buffer.from(text);
        throw reason;
      })(),
    );
    await expect(send(daemon(), source, 1_000)).rejects.toBe(reason);
  });

  it('ends with the caller’s reason, also while the source is silent', async () => {
    const reason = new Error('never mind');
    const abort = new AbortController();
    const source = new Readable({ read: () => undefined });
    source.push(Buffer.from('abc'));
    setTimeout(() => abort.abort(reason), 10);
    await expect(send(daemon(), source, 1_000, { signal: abort.signal })).rejects.toBe(reason);
    expect(source.destroyed).toBe(true);
  });
});
