import type { Harness } from '@portolan/conformance';
import { type FaultProxy, type ProxyEffect, type ProxyMatch, startFaultProxy } from '@portolan/emulators';
import type { Cloud } from 'portolan';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openstackRealHarness } from '../harness/openstack-real.ts';

// What an emulator was asked a thousand times, asked of the real Nova and Cinder a few times.

const EFFECTS: readonly ProxyEffect[] = [
  { kind: 'cut-request', bytes: 0 },
  { kind: 'cut-request', bytes: 120 },
  { kind: 'cut-request', bytes: 1_000_000 },
  { kind: 'cut-response', bytes: 0 },
  { kind: 'cut-response', bytes: 100, by: 'close' },
  { kind: 'cut-response', bytes: 500 },
  { kind: 'truncate', bytes: 20, framing: 'length' },
  { kind: 'truncate', bytes: 20, framing: 'close' },
  { kind: 'answer', status: 500, after: true },
  { kind: 'answer', status: 503, after: true, headers: { 'Retry-After': '0' } },
  { kind: 'duplicate', answer: 'first' },
  { kind: 'duplicate', answer: 'last' },
];

describe('the real OpenStack makes once what costs money', () => {
  let harness: Harness;
  let proxy: FaultProxy;
  let direct: Cloud;
  let cloud: Cloud;
  const run = `pt-once-${Date.now().toString(36)}`;
  beforeAll(async () => {
    harness = await openstackRealHarness();
    proxy = await startFaultProxy();
    direct = await harness.open({});
    cloud = await harness.open({ fields: { proxy: proxy.url } });
  });
  afterAll(async () => {
    await cloud.close();
    await direct.close();
    await proxy.close();
  });

  const spoil = (match: ProxyMatch, effect: ProxyEffect): void => proxy.use({ faults: [{ match, times: 1, effect }] });
  const settled = async (count: () => Promise<number>): Promise<number> => {
    for (let left = 60; ; left -= 1) {
      const now = await count();
      if (now === 1 || left === 0) return now;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  };

  it.each(EFFECTS.map((effect, index) => [JSON.stringify(effect), effect, index] as const))('a volume, with %s', async (_what, effect, index) => {
    const name = `${run}-v${index}`;
    spoil({ method: 'POST', target: '/volumes$' }, effect);
    try {
      const made = await cloud.compute.volumes.create({ name, sizeMiB: 1024 }, { idempotencyKey: name });
      expect(proxy.exchanges.some(({ effect: hit }) => hit !== undefined)).toBe(true);
      expect(await settled(async () => (await direct.compute.volumes.list({ name }).toArray()).filter(({ state }) => state !== 'deleting').length)).toBe(1);
      expect((await direct.compute.volumes.get(made)).name).toBe(name);
    } finally {
      proxy.use({ faults: [] });
      for (const volume of await direct.compute.volumes.list({ name }).toArray()) {
        if (volume.state === 'pending') await direct.compute.volumes.waitUntil(volume, 'available');
        await direct.compute.volumes.delete(volume);
      }
    }
  });

  it.each([[{ kind: 'cut-response', bytes: 0 }], [{ kind: 'answer', status: 500, after: true }], [{ kind: 'duplicate', answer: 'last' }]] as const)(
    'a server, with %j',
    async (effect) => {
      const name = `${run}-s-${effect.kind}`;
      const image = await direct.compute.images.find({ name: harness.image });
      const size = await direct.compute.sizes.smallest({ ...harness.size, image });
      spoil({ method: 'POST', target: '/servers$' }, effect);
      try {
        const made = await cloud.compute.servers.create({ name, image, size }, { idempotencyKey: name });
        const living = async (): Promise<number> =>
          (await direct.compute.servers.list({ name }).toArray()).filter(({ state }) => state !== 'stopping' && state !== 'terminated').length;
        expect(await settled(living)).toBe(1);
        expect((await direct.compute.servers.get(made)).name).toBe(name);
      } finally {
        proxy.use({ faults: [] });
        await direct.compute.servers.deleteMany(await direct.compute.servers.list({ name }).toArray());
      }
    },
  );
});
