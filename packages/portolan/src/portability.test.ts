import { comparePortability, portabilityTable } from '@portolan/core';
import { describe, expect, it } from 'vitest';
import { connect } from './connect.ts';
import { portability } from './portability.ts';
import { BUILT_IN } from './providers.ts';

describe('portability', () => {
  it('compares every built-in provider with every other, by id, and with itself loses nothing', async () => {
    for (const { id: from } of BUILT_IN) {
      for (const { id: to } of BUILT_IN) {
        const report = await portability(from, to);
        expect(report.rows.length, `${from} ${to}`).toBeGreaterThan(40);
        if (from === to) expect(report.rows.filter(({ verdict }) => verdict !== 'same')).toEqual([]);
        expect(portabilityTable(report)).toContain(from);
      }
    }
  });

  it('knows what is true of some of them', async () => {
    const of = async (from: string, to: string, path: string): Promise<string | undefined> =>
      (await portability(from, to)).rows.find((row) => row.path === path)?.verdict;
    expect(await of('openstack', 'smartdc', 'compute.volumes.attach')).toBe('lost');
    expect(await of('aws', 'ovirt', 'storage.buckets.create')).toBe('less');
    expect(await of('smartdc', 'openstack', 'compute.volumes.attach')).toBe('gained');
    expect((await portability('aws', 'eucalyptus', { operations: ['servers.create', 'objects.multipart'] })).portable).toBe(true);
  });

  it('refuses a provider that is none', async () => {
    await expect(portability('aws', 'azzure')).rejects.toMatchObject({ code: 'invalid-argument' });
  });

  it('reads both accounts when it is given connections, and changes nothing', async () => {
    await using from = await connect({ provider: 'memory', store: 'portability-from', transitionMs: 0 }, { env: {} });
    await using to = await connect({ provider: 'memory', store: 'portability-to', transitionMs: 0 }, { env: {} });
    const image = await from.compute.images.find({ name: /ubuntu/ });
    const size = await from.compute.sizes.smallest({ memoryMiB: 1 });
    await from.compute.servers.create({ name: 'web', image, size });
    await from.storage.buckets.create('kept');
    await from.storage.objects.put('kept', 'a//b', 'x');
    const report = await portability(from, to);
    expect(report).toMatchObject({ from: 'memory', to: 'memory', portable: true });
    expect(report.findings.map(({ verdict, what }) => `${verdict} ${what}`)).toEqual([
      `same size ${size.name}`,
      `same image ${image.name}`,
      'same bucket kept',
    ]);
    expect(await to.compute.servers.list().toArray()).toEqual([]);

    const paths = {
      provider: to.provider,
      compute: to.compute,
      storage: to.storage,
      capabilities: { ...to.capabilities, storage: { ...to.capabilities.storage, objects: { ...to.capabilities.storage?.objects, keys: 'path' } } },
    };
    const other = await portability(from, paths as never);
    expect(other.portable).toBe(false);
    expect(other.findings.at(-1)).toMatchObject({ verdict: 'lost', what: 'bucket kept', note: expect.stringContaining('"a//b"') });
    expect(comparePortability({ name: 'a', capabilities: from.capabilities }, { name: 'b', capabilities: to.capabilities }).findings).toEqual([]);
  });
});
