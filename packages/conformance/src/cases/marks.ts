import assert from 'node:assert/strict';
import { supports } from '@portolan/core';
import type { ConformanceCase } from '../case.ts';
import { expectError } from '../expect-error.ts';
import { opensshPublicKey } from '../openssh-public-key.ts';
import { waiting } from '../work-server.ts';
import { DESCRIPTION, MARKED_IMAGE, MARKED_THINGS, type MarkedThing, slugOf, withArticle } from './marked-things.ts';

const HOUR_MS = 3_600_000;

const ownerCase = (thing: MarkedThing): ConformanceCase => ({
  id: `${slugOf(thing)}.owner`,
  title: `${withArticle(thing)} tells its owner; the sweep keeps the young when told so, removes the owner’s, and leaves those of others alone`,
  needs: [...thing.needs, `${thing.path}.owner`],
  run: async (context) => {
    const { cloud } = context;
    const group = thing.group(cloud.compute);
    const { make } = await thing.prepare(context);
    const listed = async (): Promise<readonly string[]> => idsOf(group.list({ owner }));
    const ownerOf = async (id: string): Promise<string | undefined> => (await group.get(id)).owner;
    const owner = context.name('owner');
    const stranger = context.name('other');
    const wanted = context.name('mine');
    const mine = await make(wanted, { owner }, 0);
    const other = await make(context.name('theirs'), { owner: stranger }, 1);
    const bare = await make(context.name('bare'), {}, 2);
    assert.deepEqual(await Promise.all([mine, other, bare].map(ownerOf)), [owner, stranger, undefined]);
    assert.deepEqual(await listed(), [mine]);
    // What the user wrote is told without the marks that stand beside it.
    const { name, description = DESCRIPTION } = await group.get(mine);
    assert.deepEqual([thing.kind === 'address' ? wanted : name, description], [wanted, DESCRIPTION]);
    const fates = async (options: { readonly dryRun?: boolean; readonly olderThanMs?: number }): Promise<unknown> => {
      const { things, unmarked, unseen } = await cloud.sweep({ owner, ...options });
      assert.ok(!unmarked.includes(slugOf(thing)));
      assert.deepEqual(unseen, []);
      return things.map(({ kind, id, fate }) => [kind, id, fate]);
    };
    assert.deepEqual(await fates({ dryRun: true }), [[thing.kind, mine, 'found']]);
    assert.deepEqual(await fates({ olderThanMs: HOUR_MS }), [[thing.kind, mine, 'kept']]);
    assert.deepEqual(await fates({}), [[thing.kind, mine, 'removed']]);
    await untilNone(context.harness.intervalMs, listed);
    assert.deepEqual(await fates({}), []);
    assert.deepEqual([await ownerOf(other), await ownerOf(bare)], [stranger, undefined]);
  },
});

const keyCase = (thing: MarkedThing): ConformanceCase => ({
  id: `${slugOf(thing)}.marked-once`,
  title: `the same key makes one ${thing.kind}, another key another`,
  needs: [...thing.needs, `${thing.path}.idempotencyKey`],
  run: async (context) => {
    const { make } = await thing.prepare(context);
    const idempotencyKey = context.name('key');
    const name = context.name('once');
    const first = await make(name, { idempotencyKey }, 0);
    assert.equal(await make(name, { idempotencyKey }, 0), first);
    const other = await make(context.name('more'), { idempotencyKey: context.name('key') }, 1);
    assert.notEqual(other, first);
  },
});

const onceCase = (thing: MarkedThing): ConformanceCase => ({
  id: `${slugOf(thing)}.named-once`,
  title: `with once the name of ${withArticle(thing)} is its key: a second one is not made, and its plan names the first`,
  needs: thing.needs,
  run: async (context) => {
    const { make, plan } = await thing.prepare(context);
    const name = context.name('once');
    const first = await make(name, { once: true }, 0);
    assert.equal(await make(name, { once: true }, 0), first);
    if (!supports(context.cloud.capabilities, `${thing.path}.plan`)) return;
    const planned = await plan?.(name, { once: true }, 0);
    assert.deepEqual([planned?.existing?.id, planned?.requests], [first, []]);
    assert.equal((await plan?.(context.name('more'), { once: true }, 1))?.existing, undefined);
  },
});

const manyCase = (thing: MarkedThing): ConformanceCase => ({
  id: `${slugOf(thing)}.delete-many`,
  title: `many of ${slugOf(thing)} are deleted together, twice too; none fails`,
  needs: thing.needs,
  run: async (context) => {
    const group = thing.group(context.cloud.compute);
    const { make } = await thing.prepare(context);
    const made = [await make(context.name('one'), {}, 0), await make(context.name('two'), {}, 1)];
    assert.deepEqual(await group.deleteMany([...made, made[0] as string]), { deleted: 2, failed: [] });
    await untilNone(context.harness.intervalMs, async () => {
      const looks = await Promise.all(
        made.map((id) =>
          group.get(id).then(
            () => [id],
            () => [],
          ),
        ),
      );
      return looks.flat();
    });
    assert.deepEqual(await group.deleteMany(made), { deleted: 2, failed: [] });
    assert.deepEqual(await group.deleteMany([]), { deleted: 0, failed: [] });
    await expectError(() => group.deleteMany(['']), 'invalid-argument');
  },
});

async function idsOf(items: AsyncIterable<{ readonly id: string }>): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const { id } of items) ids.push(id);
  return ids;
}

/** Clouds show for a while what is going. */
async function untilNone(intervalMs: number | undefined, list: () => Promise<readonly string[]>): Promise<void> {
  for (let left = 100; ; left -= 1) {
    const there = await list();
    if (there.length === 0) return;
    assert.ok(left > 0, `still there: ${there.join(', ')}`);
    await new Promise((resolve) => setTimeout(resolve, intervalMs ?? 1_000));
  }
}

/** What is marked is found again, by its key and by its owner. */
export const markCases: readonly ConformanceCase[] = [
  ...MARKED_THINGS.flatMap((thing) => [ownerCase(thing), ...(thing.kind === 'key pair' ? [] : [keyCase(thing)]), manyCase(thing)]),
  ...MARKED_THINGS.filter(({ kind }) => kind === 'image' || kind === 'snapshot').map(onceCase),
  {
    id: 'images.owner-not-inherited',
    title: 'an image of a server that was made of a marked image bears none of its marks',
    needs: [...MARKED_IMAGE.needs, 'compute.images.owner', 'compute.sizes'],
    run: async (context) => {
      const { images, servers, sizes } = context.cloud.compute;
      const owner = context.name('owner');
      const { make } = await MARKED_IMAGE.prepare(context);
      const marked = await images.get(await make(context.name('marked'), { owner }, 0));
      const server = await servers.create({ name: context.name('srv'), image: marked, size: await sizes.smallest({ ...context.harness.size, image: marked }) });
      context.cleanup(() => servers.delete(server));
      await servers.waitUntil(server, 'running', waiting(context));
      await servers.stop(server);
      await servers.waitUntil(server, 'stopped', waiting(context));
      const child = await images.createFromServer(server, { name: context.name('child') });
      context.cleanup(() => images.delete(child));
      const { owner: inherited } = await images.waitUntil(child, 'available', waiting(context));
      assert.equal(inherited, undefined);
      assert.deepEqual(
        (await images.list({ owner }).toArray()).map(({ id }) => id),
        [marked.id],
      );
    },
  },
  {
    id: 'keyPairs.owner-differs',
    title: 'a key that is there already is returned to its owner, and already-exists to another',
    needs: ['compute.keyPairs.import', 'compute.keyPairs.delete', 'compute.keyPairs.owner'],
    run: async ({ cloud, name, cleanup }) => {
      const { keyPairs } = cloud.compute;
      const [owner, stranger] = [name('owner'), name('other')];
      const key = { name: name('key'), publicKey: opensshPublicKey() };
      const made = await keyPairs.import({ ...key, owner });
      cleanup(() => keyPairs.delete(made));
      assert.equal((await keyPairs.import({ ...key, owner })).id, made.id);
      assert.equal((await keyPairs.import(key)).id, made.id);
      await expectError(() => keyPairs.import({ ...key, owner: stranger }), 'already-exists');
      assert.equal((await keyPairs.get(made)).owner, owner);
    },
  },
  {
    id: 'buckets.owner',
    title: 'a bucket is made once for its owner and never taken over; the sweep keeps one that is not empty unless told otherwise, and those of others',
    needs: ['storage.buckets.owner', 'storage.buckets.create', 'storage.buckets.delete', 'storage.objects.put'],
    run: async (context) => {
      const { cloud, name, cleanup } = context;
      const { buckets, objects } = cloud.storage;
      const [owner, stranger] = [name('owner'), name('other')];
      const make = async (wanted: string, given: string | undefined): Promise<string> => {
        await buckets.create(wanted, { owner: given });
        cleanup(() => buckets.delete(wanted, { withContent: true }));
        return wanted;
      };
      const mine = await make(name('mine'), owner);
      const theirs = await make(name('theirs'), stranger);
      const bare = await make(name('bare'), undefined);
      assert.equal((await buckets.create(mine, { owner })).name, mine);
      for (const [wanted, given] of [
        [mine, stranger],
        [theirs, owner],
        [bare, owner],
      ] as const)
        await expectError(() => buckets.create(wanted, { owner: given }), 'already-exists');
      assert.equal((await buckets.create(mine)).name, mine);
      const listed = async (of: string): Promise<unknown> => (await buckets.list({ owner: of }).toArray()).map((bucket) => [bucket.name, bucket.owner]);
      assert.deepEqual(await listed(owner), [[mine, owner]]);
      assert.deepEqual(await listed(stranger), [[theirs, stranger]]);
      await objects.put(mine, 'a.txt', 'hello');
      const fates = async (options: { readonly dryRun?: boolean; readonly emptyBuckets?: boolean }): Promise<unknown> =>
        (await cloud.sweep({ owner, ...options })).things.map(({ kind, id, fate, why }) => [kind, id, fate, why]);
      assert.deepEqual(await fates({}), [['bucket', mine, 'kept', 'it is not empty']]);
      assert.deepEqual(await fates({ dryRun: true, emptyBuckets: true }), [['bucket', mine, 'found', undefined]]);
      assert.deepEqual(await fates({ emptyBuckets: true }), [['bucket', mine, 'removed', undefined]]);
      assert.equal(await buckets.exists(mine), false);
      assert.deepEqual(await Promise.all([theirs, bare].map((one) => buckets.exists(one))), [true, true]);
    },
  },
];
