import assert from 'node:assert/strict';
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
    id: 'compute.sweep-volumes',
    title: 'sweep removes the volumes of an owner',
    needs: ['compute.volumes.create', 'compute.volumes.delete', 'compute.volumes.owner'],
    run: async (context) => {
      const { compute } = context.cloud;
      const owner = context.name('owner');
      const make = async (options: { readonly owner?: string }): Promise<string> => {
        const made = await compute.volumes.create({ name: context.name('vol'), sizeMiB: 1024 }, options);
        context.cleanup(() => compute.volumes.delete(made));
        await compute.volumes.waitUntil(made, 'available', waiting(context));
        return made.id;
      };
      const mine = await make({ owner });
      const other = await make({});
      assert.equal((await compute.volumes.get(mine)).owner, owner);
      assert.equal((await compute.volumes.get(other)).owner, undefined);
      assert.deepEqual(
        (await compute.sweep({ owner, olderThanMs: 3_600_000 })).things.map(({ id, fate }) => [id, fate]),
        [[mine, 'kept']],
      );
      assert.deepEqual(
        (await compute.sweep({ owner })).things.map(({ id, fate }) => [id, fate]),
        [[mine, 'removed']],
      );
      await compute.volumes.waitUntil(mine, 'deleted', waiting(context));
      await compute.volumes.get(other);
    },
  },
  {
    id: 'addresses.idempotency-key',
    title: 'the same key allocates one address; sweep releases those of an owner',
    needs: ['compute.addresses.allocate', 'compute.addresses.release', 'compute.addresses.idempotencyKey', 'compute.addresses.owner'],
    run: async (context) => {
      const { compute } = context.cloud;
      const { addresses } = compute;
      const owner = context.name('owner');
      const idempotencyKey = context.name('once');
      const first = await addresses.allocate({ idempotencyKey, owner });
      context.cleanup(() => addresses.release(first));
      const second = await addresses.allocate({ idempotencyKey, owner });
      assert.equal(second.id, first.id);
      const other = await addresses.allocate();
      context.cleanup(() => addresses.release(other));
      assert.equal((await addresses.get(first)).owner, owner);
      assert.deepEqual(
        (await compute.sweep({ owner })).things.map(({ kind, id, fate }) => [kind, id, fate]),
        [['address', first.id, 'removed']],
      );
      await expectError(() => addresses.get(first), 'not-found');
      assert.equal((await addresses.get(other)).owner, undefined);
    },
  },
  {
    id: 'compute.sweep-arguments',
    title: 'sweep without an owner is refused before anything is sent',
    needs: ['compute.servers'],
    run: async ({ cloud, requests }) => {
      const before = requests();
      for (const options of [{}, { owner: '' }, { owner: 'a b' }, { owner: 'a', olderThanMs: Number.NaN }])
        await expectError(() => cloud.compute.sweep(options as never), 'invalid-argument');
      assert.equal(requests(), before);
    },
  },
];
