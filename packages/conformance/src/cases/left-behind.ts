import assert from 'node:assert/strict';
import { supports } from '@portolan/core';
import type { ConformanceCase } from '../case.ts';
import { expectError } from '../expect-error.ts';
import { shape, waiting } from '../work-server.ts';

const SERVER = ['compute.servers.create', 'compute.servers.delete', 'compute.images', 'compute.sizes'];

/** What a program leaves behind, by leaving a scope or by being killed. */
export const leftBehindCases: readonly ConformanceCase[] = [
  {
    id: 'servers.using',
    title: 'a server held by a scope runs in it, and is gone or going behind it',
    needs: SERVER,
    run: async (context) => {
      const { servers } = context.cloud.compute;
      let id = '';
      {
        await using server = await servers.using({ name: context.name('scope'), ...(await shape(context)) }, { wait: waiting(context) });
        id = server.id;
        assert.equal(server.state, 'running');
      }
      await servers.waitUntil(id, 'terminated', waiting(context));
    },
  },
  {
    id: 'compute.sweep-servers',
    title: 'sweep finds the servers of an owner, keeps the young when told so, removes the rest, and leaves those of others alone',
    needs: [...SERVER, 'compute.servers.tags'],
    run: async (context) => {
      const { compute } = context.cloud;
      const chosen = await shape(context);
      const owner = context.name('owner');
      const make = async (name: string, options: { readonly owner?: string }): Promise<string> => {
        const made = await compute.servers.create({ name: context.name(name), tags: { role: 'x' }, ...chosen }, options);
        context.cleanup(() => compute.servers.delete(made));
        await compute.servers.waitUntil(made, 'running', waiting(context));
        return made.id;
      };
      const mine = await make('mine', { owner });
      const other = await make('other', { owner: context.name('other') });
      const fates = async (options: { readonly dryRun?: boolean; readonly olderThanMs?: number }): Promise<unknown> =>
        (await compute.sweep({ owner, ...options })).things.map(({ kind, id, fate }) => [kind, id, fate]);
      assert.deepEqual(await fates({ dryRun: true }), [['server', mine, 'found']]);
      assert.deepEqual(await fates({ olderThanMs: 3_600_000 }), [['server', mine, 'kept']]);
      assert.deepEqual(await fates({}), [['server', mine, 'removed']]);
      await compute.servers.waitUntil(mine, 'terminated', waiting(context));
      assert.equal((await compute.servers.get(other)).tags['role'], 'x');
      assert.deepEqual(await fates({}), []);
    },
  },
  {
    id: 'compute.sweep-together',
    title: 'one sweep removes a server, and what it held: its volume with a snapshot of that, its firewall, its network',
    needs: [...SERVER, 'compute.servers.tags', 'compute.volumes.owner', 'compute.volumes.attach', 'compute.volumes.delete'],
    run: async (context) => {
      const { cloud, harness } = context;
      const { servers, volumes, snapshots, firewalls, networks } = cloud.compute;
      const can = (...paths: readonly string[]): boolean => paths.every((path) => supports(cloud.capabilities, `compute.${path}`));
      const owner = context.name('owner');
      const name = context.name('held');
      const made: string[] = [];
      const kept = async <T extends { readonly id: string }>(kind: string, making: Promise<T>, remove: (id: string) => Promise<void>): Promise<T> => {
        const one = await making;
        made.push(`${kind} ${one.id} removed`);
        context.cleanup(() => remove(one.id));
        return one;
      };
      const firewalled = can('firewalls.owner', 'firewalls.create', 'servers.firewalls');
      const networked = can('networks.owner', 'networks.create', 'networks.ranges', 'servers.networks');
      const cidr = harness.networkCidr ?? '10.77.0.0/24';
      const network = networked ? await kept('network', networks.create({ name, cidr }, { owner }), (id) => networks.delete(id)) : undefined;
      const firewall = firewalled ? await kept('firewall', firewalls.create({ name }, { owner }), (id) => firewalls.delete(id)) : undefined;
      const plugged = { ...(network === undefined ? {} : { networks: [network] }), ...(firewall === undefined ? {} : { firewalls: [firewall] }) };
      const volume = await kept('volume', volumes.create({ name, sizeMiB: 1024 }, { owner }), (id) => volumes.delete(id));
      await volumes.waitUntil(volume, 'available', waiting(context));
      const server = await kept('server', servers.create({ name, ...(await shape(context)), ...plugged }, { owner }), (id) => servers.delete(id));
      await servers.waitUntil(server, 'running', waiting(context));
      if (can('snapshots.owner', 'snapshots.ofVolumes', 'snapshots.delete')) {
        const snapshot = await kept('snapshot', snapshots.create({ volume }, { name, owner }), (id) => snapshots.delete(id));
        await snapshots.waitUntil(snapshot, 'available', waiting(context));
      }
      await volumes.attach(volume, server);
      await volumes.waitUntil(volume, 'in-use', waiting(context));
      const { things } = await cloud.sweep({ owner });
      assert.deepEqual(things.map(({ kind, id, fate, why }) => `${kind} ${id} ${fate}${why === undefined ? '' : `: ${why}`}`).sort(), made.sort());
    },
  },
  {
    id: 'compute.sweep-arguments',
    title: 'sweep without an owner is refused before anything is sent',
    needs: ['compute.servers'],
    run: async ({ cloud, requests }) => {
      const before = requests();
      for (const options of [{}, { owner: '' }, { owner: 'a b' }, { owner: 'a', olderThanMs: Number.NaN }])
        for (const call of [() => cloud.compute.sweep(options as never), () => cloud.sweep(options as never)]) await expectError(call, 'invalid-argument');
      assert.equal(requests(), before);
    },
  },
];
