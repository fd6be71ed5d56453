import { describe, expect, it } from 'vitest';
import { CloudError } from '../errors/cloud-error.ts';
import { Secret } from '../secret.ts';
import { rejection } from '../testing/rejection.ts';
import { FakeClock } from '../transport/testing/fake-connection.ts';
import { MemoryTokenStore } from './memory-token-store.ts';
import { SharedTokens } from './shared-tokens.ts';
import { TokenCache } from './token-cache.ts';
import type { TokenStore } from './token-store.ts';

const HOUR = 3_600_000;
// The limit on a store's answer must not pass by itself.
const quiet = (): FakeClock => new FakeClock(() => false);

interface Part {
  readonly clock?: FakeClock;
  readonly store?: TokenStore;
  readonly secret?: string;
  readonly user?: string;
}

const shared = ({ clock = quiet(), store = new MemoryTokenStore(() => clock.now()), secret = 'pa55', user = 'ada' }: Part): SharedTokens<string> =>
  new SharedTokens<string>({
    store,
    identity: ['https://id.test', user],
    secret: new Secret(secret),
    clock,
    encode: (value) => ({ token: value }),
    decode: (encoded) => (encoded as { token?: string }).token,
  });

/** A process of its own, as far as the cache is concerned. */
function processOf(part: Required<Pick<Part, 'clock' | 'store'>> & Part, name: string): { readonly cache: TokenCache<string>; readonly fetched: () => number } {
  let count = 0;
  const fetch = async () => {
    count += 1;
    return { value: `${name}-${count}`, expiresAt: new Date(part.clock.now() + HOUR) };
  };
  return { cache: new TokenCache({ clock: part.clock, fetch, shared: shared(part) }), fetched: () => count };
}

const recording = (): TokenStore & { readonly kept: Map<string, { value: string; ttlMs: number }> } => {
  const kept = new Map<string, { value: string; ttlMs: number }>();
  return {
    kept,
    get: async (key) => kept.get(key)?.value,
    set: async (key, value, ttlMs) => void kept.set(key, { value, ttlMs }),
    delete: async (key) => kept.delete(key),
  };
};

describe('SharedTokens', () => {
  it('gives back what another put, with its end', async () => {
    const clock = quiet();
    const store = recording();
    const expiresAt = new Date(clock.now() + HOUR);
    await shared({ clock, store }).put({ value: 'tok', expiresAt });
    expect(await shared({ clock, store }).get()).toEqual({ value: 'tok', expiresAt });
  });

  it('shows the store neither token nor password nor user, and no two entries alike', async () => {
    const store = recording();
    const one = shared({ store });
    await one.put({ value: 'tok-12345678' });
    const [first] = [...store.kept];
    expect(first?.[0]).toMatch(/^portolan-[0-9a-f]{64}$/);
    expect(Buffer.from(first?.[1].value ?? '', 'base64url').toString('latin1') + first?.[0]).not.toMatch(/tok-|pa55|ada/);
    await one.put({ value: 'tok-12345678' });
    expect([...store.kept.values()][0]?.value).not.toBe(first?.[1].value);
  });

  it('opens with the secret alone that it was sealed with, and finds nothing of another user', async () => {
    const store = recording();
    await shared({ store }).put({ value: 'tok' });
    expect(await shared({ store, secret: 'guess' }).get()).toBeUndefined();
    expect(await shared({ store, user: 'bob' }).get()).toBeUndefined();
  });

  it.each(['', 'x', 'A'.repeat(200), 7, null, { value: 'tok' }])('takes %s for nothing', async (value) => {
    const store: TokenStore = { get: () => value, set: () => undefined, delete: () => undefined };
    expect(await shared({ store }).get()).toBeUndefined();
  });

  it('takes an entry for nothing in which one bit was changed', async () => {
    const store = recording();
    await shared({ store }).put({ value: 'tok' });
    for (const [key, { value, ttlMs }] of store.kept) {
      const bytes = Buffer.from(value, 'base64url');
      bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
      store.kept.set(key, { value: bytes.toString('base64url'), ttlMs });
    }
    expect(await shared({ store }).get()).toBeUndefined();
  });

  it('keeps an entry no longer than its token, nor for ever, and none that has ended', async () => {
    const clock = quiet();
    const store = recording();
    const one = shared({ clock, store });
    const ttlOf = async (expiresAt: Date | undefined): Promise<number | undefined> => {
      store.kept.clear();
      await one.put({ value: 'tok', expiresAt });
      return [...store.kept.values()][0]?.ttlMs;
    };
    expect(await ttlOf(new Date(clock.now() + 5_000))).toBe(5_000);
    expect(await ttlOf(undefined)).toBe(7 * 24 * HOUR);
    expect(await ttlOf(new Date('9999-12-31T23:59:59.999Z'))).toBe(7 * 24 * HOUR);
    expect(await ttlOf(new Date(clock.now() - 1))).toBeUndefined();
  });

  it('does without a store that fails, and without one that hangs', async () => {
    const broken: TokenStore = { get: () => Promise.reject(new Error('down')), set: () => Promise.reject(new Error('down')), delete: () => undefined };
    const clock = quiet();
    const failing = shared({ clock, store: broken });
    expect(await failing.get()).toBeUndefined();
    await failing.put({ value: 'tok' });
    const throwing = shared({
      clock,
      store: {
        ...broken,
        get: () => {
          throw new Error('at once');
        },
      },
    });
    expect(await throwing.get()).toBeUndefined();
    const hanging = shared({ clock, store: { ...broken, get: () => new Promise(() => {}) } }).get();
    clock.advance(2_001);
    expect(await hanging).toBeUndefined();
  });

  it('lets the caller leave a store that hangs', async () => {
    const store: TokenStore = { get: () => new Promise(() => {}), set: () => undefined, delete: () => undefined };
    const controller = new AbortController();
    const waiting = rejection(shared({ store }).get(controller.signal));
    const why = new Error('left');
    controller.abort(why);
    expect(await waiting).toBe(why);
  });

  it('passes on that a store is set up wrongly', async () => {
    const refused = new CloudError('invalid-argument', 'mode 0644');
    const store: TokenStore = { get: () => Promise.reject(refused), set: () => undefined, delete: () => undefined };
    expect(await rejection(shared({ store }).get())).toBe(refused);
  });
});

describe('TokenCache with a store', () => {
  it('signs in once for all processes', async () => {
    const part = { clock: quiet(), store: recording() };
    const one = processOf(part, 'one');
    const two = processOf(part, 'two');
    expect(await one.cache.get()).toBe('one-1');
    expect(await Promise.all([two.cache.get(), two.cache.get()])).toEqual(['one-1', 'one-1']);
    expect([one.fetched(), two.fetched()]).toEqual([1, 0]);
  });

  it('replaces what was refused, and others take the new one', async () => {
    const part = { clock: quiet(), store: recording() };
    const [one, two] = [processOf(part, 'one'), processOf(part, 'two')];
    await one.cache.get();
    await two.cache.get();
    two.cache.invalidate('one-1');
    expect(await two.cache.get()).toBe('two-1');
    expect(await processOf(part, 'three').cache.get()).toBe('two-1');
    expect(await one.cache.get()).toBe('one-1');
  });

  it('leaves nothing refused for others when it cannot sign in again, and goes on trying', async () => {
    const clock = quiet();
    const store = recording();
    let works = true;
    const fetch = async () => {
      if (!works) throw new Error('wrong password');
      return { value: 'tok', expiresAt: new Date(clock.now() + HOUR) };
    };
    const cache = new TokenCache({ clock, fetch, shared: shared({ clock, store }) });
    await cache.get();
    works = false;
    cache.invalidate('tok');
    await rejection(cache.get());
    expect(store.kept.size).toBe(0);
    await shared({ clock, store }).put({ value: 'of-another', expiresAt: new Date(clock.now() + HOUR) });
    expect(await rejection(cache.get())).toMatchObject({ message: 'wrong password' });
  });

  it('renews from the store what another process renewed first', async () => {
    const part = { clock: quiet(), store: recording() };
    const [one, two] = [processOf(part, 'one'), processOf(part, 'two')];
    await one.cache.get();
    await two.cache.get();
    part.clock.advance(HOUR - 50_000);
    // The one in the store is about to end: it is no replacement for itself.
    expect(await one.cache.get()).toBe('one-1');
    await expect.poll(() => one.cache.get()).toBe('one-2');
    await expect.poll(() => two.cache.get()).toBe('one-2');
    expect([one.fetched(), two.fetched()]).toEqual([2, 0]);
  });

  it('does not take from the store what is about to end', async () => {
    const part = { clock: quiet(), store: recording() };
    await processOf(part, 'one').cache.get();
    part.clock.advance(HOUR - 59_000);
    expect(await processOf(part, 'two').cache.get()).toBe('two-1');
  });
});
