import { getEventListeners } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { systemClock } from './clock.ts';
import { onAbort } from './on-abort.ts';

describe('systemClock', () => {
  it('sleeps about as long as asked', async () => {
    const began = systemClock.now();
    await systemClock.sleep(30);
    expect(systemClock.now() - began).toBeGreaterThanOrEqual(25);
  });

  it('wakes with the reason of the signal, at once, and leaves no listener', async () => {
    const controller = new AbortController();
    const why = new Error('left');
    const sleeping = systemClock.sleep(60_000, controller.signal);
    controller.abort(why);
    await expect(sleeping).rejects.toBe(why);
    await expect(systemClock.sleep(60_000, controller.signal)).rejects.toBe(why);
    const calm = new AbortController();
    await systemClock.sleep(1, calm.signal);
    expect(getEventListeners(calm.signal, 'abort').length).toBe(0);
  });

  it('sleeps longer than a timer can hold', async () => {
    vi.useFakeTimers();
    try {
      let awake = false;
      void systemClock.sleep(2 ** 31 + 1000).then(() => {
        awake = true;
      });
      await vi.advanceTimersByTimeAsync(2 ** 31 - 1);
      expect(awake).toBe(false);
      await vi.advanceTimersByTimeAsync(1001);
      expect(awake).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('onAbort', () => {
  it('takes a hundred listeners on one signal without a warning', async () => {
    const warnings: Error[] = [];
    const heard = (warning: Error): void => void warnings.push(warning);
    process.on('warning', heard);
    const { signal } = new AbortController();
    const forget = Array.from({ length: 100 }, () => onAbort(signal, () => {}));
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', heard);
    expect(warnings).toEqual([]);
    for (const one of forget) one();
    expect(getEventListeners(signal, 'abort').length).toBe(0);
  });

  it('does nothing without a signal', () => {
    expect(() => onAbort(undefined, () => {})()).not.toThrow();
  });
});
