import { describe, expect, it } from 'vitest';
import { CloudError, isCloudError } from '../errors/cloud-error.ts';
import { exchangeOf } from '../errors/response-error.ts';
import { FakeClock } from '../transport/testing/fake-connection.ts';
import { rejectionOf } from '../transport/testing/local-server.ts';
import { type FreshToken, TokenCache } from './token-cache.ts';

interface Desk {
  readonly cache: TokenCache<string>;
  readonly clock: FakeClock;
  readonly signals: AbortSignal[];
  /** Ends the oldest fetch under way. */
  readonly give: (value: string, livesMs?: number) => Promise<void>;
  readonly refuse: (error: Error) => Promise<void>;
}

function desk(marginMs?: number): Desk {
  const clock = new FakeClock();
  const signals: AbortSignal[] = [];
  const pending: { resolve: (token: FreshToken<string>) => void; reject: (error: Error) => void }[] = [];
  const fetch = (signal: AbortSignal): Promise<FreshToken<string>> => {
    signals.push(signal);
    return new Promise((resolve, reject) => {
      pending.push({ resolve, reject });
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    });
  };
  const cache = new TokenCache<string>({ fetch, clock, marginMs });
  const settled = async (): Promise<void> => {
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  };
  return {
    cache,
    clock,
    signals,
    give: async (value, livesMs) => {
      await settled();
      pending.shift()?.resolve({ value, expiresAt: livesMs === undefined ? undefined : new Date(clock.now() + livesMs) });
      await settled();
    },
    refuse: async (error) => {
      await settled();
      pending.shift()?.reject(error);
      await settled();
    },
  };
}

const HOUR = 3_600_000;

describe('TokenCache', () => {
  it('fetches once for any number of callers, and then no more', async () => {
    const { cache, signals, give } = desk();
    const all = Promise.all(Array.from({ length: 64 }, () => cache.get()));
    await give('a', HOUR);
    expect(new Set(await all)).toEqual(new Set(['a']));
    expect(await cache.get()).toBe('a');
    expect(signals.length).toBe(1);
  });

  it('renews near the end, once, while everybody goes on with the old token', async () => {
    const { cache, clock, signals, give } = desk(60_000);
    const first = cache.get();
    await give('a', HOUR);
    await first;
    clock.advance(HOUR - 60_001);
    expect(await cache.get()).toBe('a');
    expect(signals.length).toBe(1);
    clock.advance(2);
    expect(await Promise.all(Array.from({ length: 64 }, () => cache.get()))).toEqual(Array(64).fill('a'));
    await give('b', HOUR);
    expect(await cache.get()).toBe('b');
    expect(signals.length).toBe(2);
  });

  it('lets nobody have a token that would end on the way', async () => {
    const { cache, clock, give } = desk(60_000);
    const first = cache.get();
    await give('a', HOUR);
    await first;
    clock.advance(HOUR - 14_000);
    const waiting = Promise.all([cache.get(), cache.get()]);
    await give('b', HOUR);
    expect(await waiting).toEqual(['b', 'b']);
  });

  it('keeps its margin in proportion to short lives', async () => {
    const { cache, clock, signals, give } = desk(300_000);
    const first = cache.get();
    await give('a', 10_000);
    await first;
    clock.advance(7_000);
    await cache.get();
    expect(signals.length).toBe(1);
    clock.advance(1_500);
    await cache.get();
    await Promise.resolve();
    expect(signals.length).toBe(2);
  });

  it('goes on with the old token when a renewal in the background fails, and does not hammer', async () => {
    const { cache, clock, signals, give, refuse } = desk(60_000);
    const first = cache.get();
    await give('a', HOUR);
    await first;
    clock.advance(HOUR - 50_000);
    expect(await cache.get()).toBe('a');
    await refuse(new Error('down'));
    expect(await cache.get()).toBe('a');
    expect(signals.length).toBe(2);
    clock.advance(5_001);
    expect(await cache.get()).toBe('a');
    await Promise.resolve();
    expect(signals.length).toBe(3);
    await give('b', HOUR);
    expect(await cache.get()).toBe('b');
  });

  it('tells a failure to all who wait and does not keep it', async () => {
    const { cache, give, refuse } = desk();
    const down = new Error('down');
    const both = [rejectionOf(cache.get()), rejectionOf(cache.get())];
    await refuse(down);
    expect(await Promise.all(both)).toEqual([down, down]);
    const next = cache.get();
    await give('a', HOUR);
    expect(await next).toBe('a');
  });

  it('gives everyone who waited an error of his own', async () => {
    const { cache, refuse } = desk();
    const both = [cache.get(), cache.get({ signal: new AbortController().signal })].map((waiting) => rejectionOf(waiting));
    const refused = new CloudError('unauthenticated', 'wrong password', { status: 401, cause: new Error('x') });
    Object.defineProperty(refused, 'request', { value: { method: 'POST' }, enumerable: false });
    await refuse(refused);
    const [first, second] = (await Promise.all(both)) as [CloudError, CloudError];
    first.inContext({ operation: 'servers.get', target: 'a' });
    expect(first.message).toBe('servers.get "a": 401 (wrong password)');
    expect(second).toMatchObject({ code: 'unauthenticated', status: 401, message: '401 (wrong password)', operation: undefined, cause: refused.cause });
    expect([exchangeOf(second).request, Object.keys(second).includes('request')]).toEqual([{ method: 'POST' }, false]);
    expect([isCloudError(second), second.stack?.includes('token-cache.test')]).toEqual([true, true]);
  });

  it('survives a fetch that throws at once', async () => {
    let turn = 0;
    const fetch = (): Promise<FreshToken<string>> => {
      turn += 1;
      if (turn === 1) throw new Error('at once');
      return Promise.resolve({ value: 'a' });
    };
    const cache = new TokenCache<string>({ fetch, clock: new FakeClock() });
    expect(await rejectionOf(cache.get())).toMatchObject({ message: 'at once' });
    expect(await cache.get()).toBe('a');
  });

  it('lets one caller leave without taking the token from the others', async () => {
    const { cache, signals, give } = desk();
    const controller = new AbortController();
    const leaving = rejectionOf(cache.get({ signal: controller.signal }));
    const staying = cache.get({ signal: new AbortController().signal });
    const why = new Error('left');
    controller.abort(why);
    expect(await leaving).toBe(why);
    expect(signals[0]?.aborted).toBe(false);
    await give('a', HOUR);
    expect(await staying).toBe('a');
    expect(signals.length).toBe(1);
  });

  it('calls the fetch off when the last caller has left, and whoever comes next starts anew', async () => {
    const { cache, signals, give } = desk();
    const controllers = [new AbortController(), new AbortController()];
    const leaving = controllers.map((controller) => rejectionOf(cache.get({ signal: controller.signal })));
    controllers[0]?.abort();
    await Promise.resolve();
    expect(signals[0]?.aborted).toBe(false);
    controllers[1]?.abort();
    expect(signals[0]?.aborted).toBe(true);
    await Promise.all(leaving);
    const next = cache.get();
    await give('late', HOUR);
    await give('a', HOUR);
    expect([await next, signals.length]).toEqual(['a', 2]);
  });

  it('does not call off a fetch for which a caller without a signal waits', async () => {
    const { cache, signals, give } = desk();
    const controller = new AbortController();
    const staying = cache.get();
    const leaving = rejectionOf(cache.get({ signal: controller.signal }));
    controller.abort();
    await leaving;
    expect(signals[0]?.aborted).toBe(false);
    await give('a', HOUR);
    expect(await staying).toBe('a');
  });

  it('turns away a caller that has left already, fetching nothing', async () => {
    const { cache, signals } = desk();
    const why = new Error('left');
    expect(await rejectionOf(cache.get({ signal: AbortSignal.abort(why) }))).toBe(why);
    expect(signals.length).toBe(0);
  });

  it('drops a rejected token, but not a newer one', async () => {
    const { cache, signals, give } = desk();
    const first = cache.get();
    await give('a', HOUR);
    await first;
    cache.invalidate('older');
    expect(await cache.get()).toBe('a');
    cache.invalidate('a');
    expect(cache.peek()).toBeUndefined();
    const second = cache.get();
    await give('b', HOUR);
    expect(await second).toBe('b');
    cache.invalidate('a');
    expect([await cache.get(), signals.length]).toEqual(['b', 2]);
  });

  it.each([undefined, new Date(8.64e15), new Date(Number.NaN)])('keeps a token that ends at %s', async (expiresAt) => {
    let count = 0;
    const clock = new FakeClock();
    const cache = new TokenCache<string>({ clock, fetch: async () => ({ value: `t${++count}`, expiresAt }) });
    await cache.get();
    clock.advance(50 * 365 * 24 * HOUR);
    expect(await cache.get()).toBe('t1');
  });

  it('hands out a token that has ended when it comes, and asks anew the next time', async () => {
    const { cache, signals, give } = desk();
    const first = cache.get();
    await give('a', -1000);
    expect(await first).toBe('a');
    const second = cache.get();
    await give('b', HOUR);
    expect([await second, signals.length]).toEqual(['b', 2]);
  });
});
