import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { rejection } from '../../testing/rejection.ts';
import { PartMemory } from '../part-memory.ts';
import { forEachOf } from './each.ts';
import { OrderedDigest } from './ordered-digest.ts';
import { Slots } from './slots.ts';

const MIB = 1024 * 1024;
const slotsOf = (count: number): Slots => new Slots(count, new PartMemory().share());

describe('Slots', () => {
  it('gives places in the order they were asked for, and their buffers on', async () => {
    const slots = slotsOf(1);
    const first = await slots.acquire();
    const kept = await first.buffer(2 * MIB);
    const order: string[] = [];
    const waiting = ['a', 'b'].map((name) =>
      slots.with(undefined, async (slot) => {
        order.push(name);
        expect((await slot.buffer(MIB)).buffer).toBe(kept.buffer);
      }),
    );
    expect(order).toEqual([]);
    slots.release(first);
    await Promise.all(waiting);
    expect(order).toEqual(['a', 'b']);
  });

  it('keeps no buffer of a work that failed: somebody may still read it', async () => {
    const slots = slotsOf(1);
    let failed: Buffer | undefined;
    const work = slots.with(undefined, async (slot) => {
      failed = await slot.buffer(MIB);
      throw new Error('no');
    });
    await rejection(work);
    await slots.with(undefined, async (slot) => expect((await slot.buffer(MIB)).buffer).not.toBe(failed?.buffer));
  });

  it('an abort gives up the place in the queue, and leaves no listener', async () => {
    const slots = slotsOf(1);
    const held = await slots.acquire();
    const controller = new AbortController();
    const reason = { why: 'left' };
    const waiting = slots.acquire(controller.signal);
    controller.abort(reason);
    expect(await rejection(waiting)).toBe(reason);
    slots.release(held);
    expect(await slots.acquire()).toBe(held);
    const calm = new AbortController();
    const next = slots.acquire(calm.signal);
    slots.release(held);
    await next;
    expect(getEventListeners(calm.signal, 'abort').length).toBe(0);
  });
});

describe('forEachOf', () => {
  it('asks for an item when there is room for it, and fills room at once', async () => {
    let asked = 0;
    let done = 0;
    let ahead = 0;
    async function* items(): AsyncGenerator<number> {
      for (; asked < 20; asked += 1) {
        ahead = Math.max(ahead, asked - done);
        yield asked;
      }
    }
    let now = 0;
    let most = 0;
    await forEachOf(items(), 4, new AbortController(), async (item) => {
      now += 1;
      most = Math.max(most, now);
      // One slow item keeps nobody else waiting.
      for (let turn = 0; turn < (item === 0 ? 30 : 2); turn += 1) await new Promise((resolve) => setImmediate(resolve));
      now -= 1;
      done += 1;
    });
    expect([most, done]).toEqual([4, 20]);
    expect(ahead).toBeLessThanOrEqual(4);
  });
});

describe('OrderedDigest', () => {
  it('is that of the whole, in whatever order the parts come', async () => {
    const digest = new OrderedDigest('md5');
    const { signal } = new AbortController();
    const late = [3, 2].map((number) => digest.add(number, Buffer.from(String(number)), signal));
    await digest.add(1, Buffer.from('1'), signal);
    await Promise.all(late);
    expect(await digest.digest()).toEqual({ algorithm: 'md5', hex: '202cb962ac59075b964b07152d234b70' });
    expect(getEventListeners(signal, 'abort').length).toBe(0);
  });
});
