import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { rejection } from '../testing/rejection.ts';
import { PartMemory, type PartShare, type Piece } from './part-memory.ts';

const MIB = 1024 * 1024;

/** What has been given of what was asked for. */
function asking(share: PartShare, mib: number, signal?: AbortSignal): { readonly piece: Promise<Piece>; readonly given: () => boolean } {
  let given = false;
  const piece = share.take(mib * MIB, signal);
  piece.then(
    () => {
      given = true;
    },
    () => undefined,
  );
  return { piece, given: () => given };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('PartMemory', () => {
  it('gives one call all there is, and no more', async () => {
    const share = new PartMemory(3 * MIB).share();
    const asked = Array.from({ length: 4 }, () => asking(share, 1));
    await settled();
    expect(asked.map(({ given }) => given())).toEqual([true, true, true, false]);
    (await asked[0]?.piece)?.release();
    await settled();
    expect(asked[3]?.given()).toBe(true);
  });

  it('gives every call one piece, however little there is: none waits for another', async () => {
    const memory = new PartMemory(1);
    const calls = Array.from({ length: 5 }, () => memory.share());
    const first = calls.map((share) => asking(share, 1));
    const second = calls.map((share) => asking(share, 1));
    await settled();
    expect(first.every(({ given }) => given())).toBe(true);
    expect(second.some(({ given }) => given())).toBe(false);
    (await first[2]?.piece)?.release();
    await settled();
    expect(second.map(({ given }) => given())).toEqual([false, false, true, false, false]);
  });

  it('gives what becomes free to the call that has least', async () => {
    const memory = new PartMemory(4 * MIB);
    const [large, small] = [memory.share(), memory.share()];
    const had = await Promise.all([large.take(MIB), large.take(MIB), large.take(MIB), small.take(MIB)]);
    const [more, other] = [asking(large, 1), asking(small, 1)];
    had[0]?.release();
    await settled();
    expect([more.given(), other.given()]).toEqual([false, true]);
  });

  it('lets nobody past who needs much', async () => {
    const memory = new PartMemory(4 * MIB);
    const [a, b, c] = [memory.share(), memory.share(), memory.share()];
    const had = await Promise.all([a.take(1.5 * MIB), b.take(1.5 * MIB), c.take(MIB)]);
    const much = asking(c, 3);
    const little = asking(a, 0.5);
    had[2]?.release();
    await settled();
    // It has none now, and gets its own at once.
    expect(much.given()).toBe(true);
    expect(little.given()).toBe(false);
    had[1]?.release();
    (await much.piece).release();
    await settled();
    expect(little.given()).toBe(true);
  });

  it('uses memory again that was given back, and none that was forgotten', async () => {
    const share = new PartMemory(4 * MIB).share();
    const first = await share.take(2 * MIB);
    const { buffer } = first.bytes;
    first.release();
    const again = await share.take(1.5 * MIB);
    expect([again.bytes.buffer, again.bytes.byteLength]).toEqual([buffer, 1.5 * MIB]);
    again.forget();
    // Twice is as good as once.
    again.release();
    expect((await share.take(2 * MIB)).bytes.buffer).not.toBe(buffer);
  });

  it('uses memory again where every call has but its one piece, beyond the limit', async () => {
    const memory = new PartMemory(1);
    const calls = [memory.share(), memory.share()];
    const buffers = new Set<ArrayBufferLike>();
    for (let turn = 0; turn < 10; turn += 1) {
      const pieces = await Promise.all(calls.map((share) => share.take(MIB)));
      for (const piece of pieces) {
        buffers.add(piece.bytes.buffer);
        piece.release();
      }
    }
    expect(buffers.size).toBe(2);
  });

  it('keeps no more than it may hold in all', async () => {
    const memory = new PartMemory(4 * MIB);
    const share = memory.share();
    const small = await Promise.all([1, 1, 1, 1].map((mib) => share.take(mib * MIB)));
    for (const piece of small) piece.release();
    const large = await share.take(4 * MIB);
    const next = asking(share, 1);
    await settled();
    expect(next.given()).toBe(false);
    large.release();
    expect(small.map(({ bytes }) => bytes.buffer)).not.toContain((await next.piece).bytes.buffer);
  });

  it('an abort gives up the place, lets the next one go on, and leaves no listener', async () => {
    const memory = new PartMemory(2 * MIB);
    const [a, b] = [memory.share(), memory.share()];
    await Promise.all([a.take(MIB), b.take(0.5 * MIB)]);
    const controller = new AbortController();
    const left = b.take(MIB, controller.signal);
    const calm = new AbortController();
    const behind = asking(a, 0.5, calm.signal);
    const reason = { why: 'left' };
    controller.abort(reason);
    expect(await rejection(left)).toBe(reason);
    await settled();
    expect(behind.given()).toBe(true);
    expect(getEventListeners(calm.signal, 'abort').length).toBe(0);
    expect(await rejection(a.take(1, controller.signal))).toBe(reason);
  });
});
