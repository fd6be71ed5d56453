import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { MemoryTokenStore, processTokens } from './memory-token-store.ts';
import { readTokenStore, type TokenStore } from './token-store.ts';

const context = (env: Readonly<Record<string, string>> = {}) => ({ source: 'portolan.yaml, profile "x"', directory: '/work', home: '/home/me', env });
describe('tokenStore of a profile', () => {
  it('names the stores that are here', async () => {
    expect(readTokenStore(undefined, context())).toBeUndefined();
    expect(readTokenStore('memory', context())).toBe(processTokens);
    const home = await mkdtemp(join(tmpdir(), 'portolan-store-'));
    const where = { ...context({ XDG_CACHE_HOME: '' }), home, directory: join(home, 'project') };
    const folders = { file: '.cache/portolan/tokens', 'file:~/mine': 'mine', 'file:here': 'project/here', [`file:${home}/there`]: 'there' };
    try {
      for (const [text, folder] of Object.entries(folders)) {
        await readTokenStore(text, where)?.set('k', text, 60_000);
        expect(await readdir(join(home, folder))).toEqual(['k.token']);
      }
      await readTokenStore('file', { ...where, env: { XDG_CACHE_HOME: join(home, 'xdg') } })?.set('k', 'v', 60_000);
      expect(await readdir(join(home, 'xdg/portolan/tokens'))).toEqual(['k.token']);
    } finally {
      await rm(home, { recursive: true });
    }
  });

  it('takes any object with get, set and delete, and hides what is behind it', async () => {
    const kept = new Map<string, unknown>();
    const keyv = {
      password: 'of-the-database',
      get: async (key: string) => kept.get(key),
      set: async (key: string, value: unknown) => kept.set(key, value).has(key),
      delete: async (key: string) => kept.delete(key),
    };
    const store = readTokenStore(keyv, context());
    await store?.set('k', 'v', 1000);
    expect(await store?.get('k')).toBe('v');
    expect(inspect(store, { depth: 9 })).not.toContain('of-the-database');
    expect(Object.values(store as object)).toEqual([]);
    expect(readTokenStore(new Map(), context())).toBeDefined();
  });

  it('takes Keyv itself, by its types too', async () => {
    /** The methods that count, declared as Keyv 5 declares them. */
    class Keyv<Value> {
      readonly #kept = new Map<string, Value>();
      get<V = Value>(key: string): Promise<V | undefined>;
      get<V = Value>(keys: string[]): Promise<(V | undefined)[]>;
      async get(key: string | string[]): Promise<unknown> {
        return Array.isArray(key) ? key.map((one) => this.#kept.get(one)) : this.#kept.get(key);
      }
      async set<V = Value>(key: string, value: V, ttl?: number): Promise<boolean> {
        this.#kept.set(key, value as unknown as Value);
        return ttl === undefined || ttl > 0;
      }
      async delete(key: string | string[]): Promise<boolean> {
        return [key]
          .flat()
          .map((one) => this.#kept.delete(one))
          .includes(true);
      }
    }
    const keyv: TokenStore = new Keyv<string>();
    const store = readTokenStore(keyv, context());
    await store?.set('k', 'v', 1000);
    expect(await store?.get('k')).toBe('v');
    await store?.delete('k');
    expect(await store?.get('k')).toBeUndefined();
  });

  it.each(['redis', 'file:', 7, {}, { get: () => 1 }, []])('refuses %s and says what there is', (value) => {
    expect(() => readTokenStore(value, context())).toThrow(/portolan\.yaml, profile "x": field "tokenStore".*expected memory, file, file:FOLDER/);
  });
});

describe('MemoryTokenStore', () => {
  it('forgets what has ended', () => {
    let now = 1_000;
    const store = new MemoryTokenStore(() => now);
    store.set('a', 'x', 500);
    store.set('b', 'y', 5_000);
    now += 499;
    expect([store.get('a'), store.get('b')]).toEqual(['x', 'y']);
    now += 1;
    expect([store.get('a'), store.get('b')]).toEqual([undefined, 'y']);
    store.delete('b');
    expect(store.get('b')).toBeUndefined();
  });
});
