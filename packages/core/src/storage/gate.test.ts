import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { rejection } from '../testing/rejection.ts';
import { Gate } from './gate.ts';

describe('Gate', () => {
  it('lets so many through at once, in their order, and no more for leaving twice', async () => {
    const gate = new Gate(2);
    const [first, second] = await Promise.all([gate.enter(), gate.enter()]);
    const order: number[] = [];
    const waiting = [3, 4].map((number) =>
      gate.enter().then((leave) => {
        order.push(number);
        return leave;
      }),
    );
    first();
    first();
    await waiting[0];
    expect(order).toEqual([3]);
    second();
    await Promise.all(waiting);
    expect(order).toEqual([3, 4]);
  });

  it('an abort gives up the place, and leaves no listener', async () => {
    const gate = new Gate(1);
    const leave = await gate.enter();
    const [left, calm] = [new AbortController(), new AbortController()];
    const reason = { why: 'left' };
    const gone = gate.enter(left.signal);
    const next = gate.enter(calm.signal);
    left.abort(reason);
    expect(await rejection(gone)).toBe(reason);
    leave();
    (await next)();
    expect(getEventListeners(calm.signal, 'abort').length).toBe(0);
    expect(await rejection(gate.enter(left.signal))).toBe(reason);
  });
});
