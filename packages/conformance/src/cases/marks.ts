import assert from 'node:assert/strict';
import type { ConformanceCase } from '../case.ts';
import { expectError } from '../expect-error.ts';
import { opensshPublicKey } from '../openssh-public-key.ts';
import { MARKED_THINGS, type MarkedThing } from './marked-things.ts';

const HOUR_MS = 3_600_000;
const slug = ({ path }: MarkedThing): string => path.slice(path.indexOf('.') + 1);

const article = ({ kind }: MarkedThing): string => `${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}`;

const ownerCase = (thing: MarkedThing): ConformanceCase => ({
  id: `${slug(thing)}.owner`,
  title: `${article(thing)} tells its owner; the sweep keeps the young when told so, removes the owner’s, and leaves those of others alone`,
  needs: [...thing.needs, `${thing.path}.owner`],
  run: async (context) => {
    const { cloud } = context;
    const make = await thing.prepare(context);
    const owner = context.name('owner');
    const stranger = context.name('other');
    const mine = await make(context.name('mine'), { owner }, 0);
    const other = await make(context.name('theirs'), { owner: stranger }, 1);
    const bare = await make(context.name('bare'), {}, 2);
    assert.deepEqual(await Promise.all([mine, other, bare].map((id) => thing.ownerOf(context, id))), [owner, stranger, undefined]);
    assert.deepEqual(await thing.listOf(context, owner), [mine]);
    const fates = async (options: { readonly dryRun?: boolean; readonly olderThanMs?: number }): Promise<unknown> => {
      const { things, unmarked, unseen } = await cloud.sweep({ owner, ...options });
      assert.ok(!unmarked.includes(slug(thing)));
      assert.deepEqual(unseen, []);
      return things.map(({ kind, id, fate }) => [kind, id, fate]);
    };
    assert.deepEqual(await fates({ dryRun: true }), [[thing.kind, mine, 'found']]);
    assert.deepEqual(await fates({ olderThanMs: HOUR_MS }), [[thing.kind, mine, 'kept']]);
    assert.deepEqual(await fates({}), [[thing.kind, mine, 'removed']]);
    await untilNone(context.harness.intervalMs, () => thing.listOf(context, owner));
    assert.deepEqual(await fates({}), []);
    assert.deepEqual([await thing.ownerOf(context, other), await thing.ownerOf(context, bare)], [stranger, undefined]);
  },
});

const keyCase = (thing: MarkedThing): ConformanceCase => ({
  id: `${slug(thing)}.marked-once`,
  title: `the same key makes one ${thing.kind}, another key another`,
  needs: [...thing.needs, `${thing.path}.idempotencyKey`],
  run: async (context) => {
    const make = await thing.prepare(context);
    const idempotencyKey = context.name('key');
    const name = context.name('once');
    const first = await make(name, { idempotencyKey }, 0);
    assert.equal(await make(name, { idempotencyKey }, 0), first);
    const other = await make(context.name('more'), { idempotencyKey: context.name('key') }, 1);
    assert.notEqual(other, first);
  },
});

const manyCase = (thing: MarkedThing): ConformanceCase => ({
  id: `${slug(thing)}.delete-many`,
  title: `many of ${slug(thing)} are deleted together, twice too; none fails`,
  needs: thing.needs,
  run: async (context) => {
    const make = await thing.prepare(context);
    const made = [await make(context.name('one'), {}, 0), await make(context.name('two'), {}, 1)];
    assert.deepEqual(await thing.removeMany(context, [...made, made[0] as string]), { deleted: 2, failed: [] });
    await untilNone(context.harness.intervalMs, async () => {
      const looks = await Promise.all(
        made.map((id) =>
          thing.ownerOf(context, id).then(
            () => [id],
            () => [],
          ),
        ),
      );
      return looks.flat();
    });
    assert.deepEqual(await thing.removeMany(context, made), { deleted: 2, failed: [] });
    assert.deepEqual(await thing.removeMany(context, []), { deleted: 0, failed: [] });
    await expectError(() => thing.removeMany(context, ['']), 'invalid-argument');
  },
});

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
