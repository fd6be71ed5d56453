import { startEmulator } from '@portolan/emulators';
import fc from 'fast-check';
import { type Bucket, type Cloud, CloudError, connect } from 'portolan';
import { describe, expect, it } from 'vitest';
import { anyText, runs } from './bounded.ts';

interface Store {
  readonly cloud: Cloud;
  close(): Promise<void>;
}

async function emulated(provider: 'aws' | 'eucalyptus' | 'openstack' | 'rackspace' | 'smartdc'): Promise<Store> {
  const emulator = await startEmulator(provider);
  const cloud = await connect(emulator.profile as never, { env: {}, home: '/nowhere' });
  return {
    cloud,
    close: async () => {
      await cloud.close();
      await emulator.close();
    },
  };
}

const STORES: Readonly<Record<string, () => Promise<Store>>> = {
  memory: async () => {
    const cloud = await connect({ provider: 'memory' });
    return { cloud, close: () => cloud.close() };
  },
  aws: () => emulated('aws'),
  eucalyptus: () => emulated('eucalyptus'),
  openstack: () => emulated('openstack'),
  rackspace: () => emulated('rackspace'),
  smartdc: () => emulated('smartdc'),
};

const keys = fc
  .oneof(
    anyText,
    fc.array(anyText, { minLength: 2, maxLength: 4 }).map((parts) => parts.join('/')),
    fc.webPath(),
  )
  .filter((text) => text !== '' && text.isWellFormed());

describe.each(Object.keys(STORES))('an object of any key on %s', (name) => {
  it('is stored and found under that very key, or refused before it is', async () => {
    const store = await STORES[name]?.();
    if (store === undefined) throw new Error(name);
    const { objects, buckets } = store.cloud.storage;
    let stored = 0;
    const one = async (bucket: Bucket, key: string, bytes: Uint8Array): Promise<void> => {
      try {
        await objects.put(bucket, key, Buffer.from(bytes));
      } catch (error) {
        if (!(error instanceof CloudError)) throw error;
        expect(error.code, `${JSON.stringify(key)}: ${error.message}`).toBe('invalid-argument');
        return;
      }
      stored += 1;
      const got = await objects.get(bucket, key);
      expect(Buffer.from(await got.bytes())).toEqual(Buffer.from(bytes));
      expect(await objects.list(bucket).toArray()).toMatchObject([{ key, sizeBytes: bytes.length }]);
      expect(await objects.deleteMany(bucket, [key])).toMatchObject({ deleted: 1, failed: [] });
      expect(await objects.exists(bucket, key)).toBe(false);
      expect(await objects.list(bucket).toArray()).toEqual([]);
    };
    try {
      const bucket = await buckets.create('fuzz');
      await fc.assert(
        fc.asyncProperty(keys, fc.uint8Array({ maxLength: 300 }), async (key, bytes) => {
          try {
            await one(bucket, key, bytes);
          } catch (error) {
            // The next, smaller example begins with an empty bucket too.
            await objects.delete(bucket, key).catch(() => undefined);
            throw error;
          }
        }),
        runs(name === 'memory' ? 200 : 40),
      );
    } finally {
      await store.close();
    }
    expect(stored).toBeGreaterThan(5);
  });
});
