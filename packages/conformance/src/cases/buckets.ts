import assert from 'node:assert/strict';
import type { ConformanceCase } from '../case.ts';
import { expectError } from '../expect-error.ts';

export const bucketCases: readonly ConformanceCase[] = [
  {
    id: 'buckets.life',
    title: 'a bucket is made, got, listed, and goes; making and deleting it twice succeeds',
    needs: ['storage.buckets.create', 'storage.buckets.delete'],
    when: (cloud) => cloud.capabilities.storage?.buckets?.create === 'make',
    run: async ({ cloud, name, cleanup }) => {
      const { buckets } = cloud.storage;
      const wanted = name('bucket');
      assert.equal(await buckets.exists(wanted), false);
      const made = await buckets.create(wanted);
      cleanup(() => buckets.delete(wanted));
      assert.equal(made.name, wanted);
      assert.equal((await buckets.create(wanted)).name, wanted);
      assert.equal(await buckets.exists(wanted), true);
      assert.equal((await buckets.get(made)).name, wanted);
      assert.equal((await buckets.list().toArray()).filter((bucket) => bucket.name === wanted).length, 1);
      await buckets.delete(made);
      await buckets.delete(made);
      assert.equal(await buckets.exists(wanted), false);
      await expectError(() => buckets.get(wanted), 'not-found');
    },
  },
  {
    id: 'buckets.adopt',
    title: 'create finds the bucket that is there; one that is not is not-found, with what to do',
    needs: ['storage.buckets.create'],
    when: (cloud) => cloud.capabilities.storage?.buckets?.create === 'adopt',
    run: async ({ cloud, harness }) => {
      const { buckets } = cloud.storage;
      assert.ok(harness.bucket !== undefined, 'the harness names no bucket');
      assert.equal((await buckets.create(harness.bucket)).name, harness.bucket);
      assert.equal((await buckets.get(harness.bucket)).name, harness.bucket);
      assert.ok((await buckets.list().toArray()).some(({ name }) => name === harness.bucket));
      const error = await expectError(() => buckets.create('no-such-bucket'), 'not-found');
      assert.ok(error.remedy !== undefined, 'no remedy');
    },
  },
  {
    id: 'buckets.not-empty',
    title: 'a bucket with content is a conflict; withContent empties it first',
    needs: ['storage.buckets.create', 'storage.buckets.delete', 'storage.objects.put'],
    when: (cloud) => cloud.capabilities.storage?.buckets?.create === 'make',
    run: async ({ cloud, name, cleanup }) => {
      const { buckets, objects } = cloud.storage;
      const wanted = name('bucket');
      await buckets.create(wanted);
      cleanup(() => buckets.delete(wanted, { withContent: true }));
      await objects.put(wanted, 'a', 'x');
      await objects.put(wanted, 'b', 'x');
      await expectError(() => buckets.delete(wanted), 'conflict');
      assert.equal(await objects.exists(wanted, 'a'), true);
      await buckets.delete(wanted, { withContent: true });
      assert.equal(await buckets.exists(wanted), false);
      await buckets.delete(wanted, { withContent: true });
    },
  },
  {
    id: 'buckets.using',
    title: 'a bucket made for a scope is gone with what is in it when the scope is left; one that is there is not taken',
    needs: ['storage.buckets.create', 'storage.buckets.delete', 'storage.objects.put'],
    when: (cloud) => cloud.capabilities.storage?.buckets?.create === 'make',
    run: async ({ cloud, name, cleanup }) => {
      const { buckets, objects } = cloud.storage;
      const wanted = name('scope');
      cleanup(() => buckets.delete(wanted, { withContent: true }));
      const reason = new Error('enough');
      const scope = async (): Promise<void> => {
        await using bucket = await buckets.using(wanted);
        assert.equal(bucket.name, wanted);
        await objects.put(bucket, 'a', 'x');
        await expectError(() => buckets.using(wanted), 'already-exists');
        assert.equal(await objects.exists(bucket, 'a'), true);
        throw reason;
      };
      await assert.rejects(scope, (error) => error === reason);
      assert.equal(await buckets.exists(wanted), false);
    },
  },
  {
    id: 'buckets.arguments',
    title: 'an empty name is refused before anything is sent',
    needs: ['storage.buckets'],
    run: async ({ cloud, requests }) => {
      const before = requests();
      await expectError(() => cloud.storage.buckets.get(''), 'invalid-argument');
      await expectError(() => cloud.storage.objects.head('', 'k'), 'invalid-argument');
      await expectError(() => cloud.storage.objects.head('b', ''), 'invalid-argument');
      await expectError(() => cloud.storage.objects.head('b', '\ud800'), 'invalid-argument');
      assert.equal(requests(), before);
    },
  },
];
