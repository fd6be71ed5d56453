import assert from 'node:assert/strict';
import { isCloudError, type ShardPlan, type ShardResult } from '@portolan/core';
import type { ConformanceCase } from '../case.ts';
import { MULTIPART, putPartObject, sha256Of } from '../part-object.ts';

/** Through a queue. */
const sent = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** Transfers shared out among workers. */
export const shardCases: readonly ConformanceCase[] = [
  {
    id: 'shards.any-order',
    title: 'shards cover everything once, in any order and run twice, and the large object appears when they are finished',
    needs: [...MULTIPART, 'storage.objects.resumeMultipart'],
    when: (cloud) => cloud.capabilities.storage?.objects?.keys !== 'name',
    run: async ({ cloud, bucket, name, open }) => {
      const { objects } = cloud.storage;
      const where = await bucket();
      const [from, to] = [`${name('from')}/`, `${name('to')}/`];
      for (const key of ['a', 'b', 'c', 'z']) await objects.put(where, from + key, key);
      const large = await putPartObject(cloud, where, `${from}large`);
      const cut = { maxObjects: 2, maxBytes: large.partSizeBytes, partSizeBytes: large.partSizeBytes, serverCopy: false };
      const plan: ShardPlan = sent(await cloud.storage.planShards({ bucket: where, key: from }, { bucket: where, key: to }, cut));
      assert.deepEqual(
        plan.shards.map(({ parts, objects: count }) => (parts === undefined ? count : `${parts.first}-${parts.last}`)),
        [2, 1, '1-1', '2-2', '3-3', 1],
      );
      const worker = await open();
      const results: ShardResult[] = [];
      for (const shard of [...plan.shards].reverse()) results.push(sent(await worker.storage.runShard(sent(shard), {}, { serverCopy: false })));
      const [, , first] = plan.shards;
      assert.ok(first !== undefined);
      await worker.storage.runShard(sent(first));
      await assert.rejects(worker.storage.finishShards(plan, results.slice(1)), (error) => isCloudError(error, 'conflict'));
      assert.equal(await objects.exists(where, `${to}large`), false);
      const total = await worker.storage.finishShards(plan, results);
      assert.deepEqual([total.objects, total.bytes, total.unverified], [5, large.sizeBytes + 4, 0]);
      assert.equal(await sha256Of(cloud, where, `${to}large`), large.sha256);
      assert.deepEqual({ ...(await objects.head(where, `${to}large`)).metadata }, large.metadata);
      for (const key of ['a', 'b', 'c', 'z']) assert.equal(await (await objects.get(where, to + key)).text(), key);
    },
  },
  {
    id: 'shards.abandon',
    title: 'a plan that is given up leaves nothing',
    needs: [...MULTIPART, 'storage.objects.resumeMultipart'],
    when: (cloud) => cloud.capabilities.storage?.objects?.keys !== 'name',
    run: async ({ cloud, bucket, name }) => {
      const where = await bucket();
      const [from, to] = [`${name('from')}/`, `${name('to')}/`];
      const { partSizeBytes } = await putPartObject(cloud, where, `${from}large`);
      const cut = { maxBytes: partSizeBytes, partSizeBytes, serverCopy: false };
      const plan = await cloud.storage.planShards({ bucket: where, key: from }, { bucket: where, key: to }, cut);
      const [first] = plan.shards;
      assert.ok(first !== undefined);
      await cloud.storage.runShard(first);
      await cloud.storage.abandonShards(plan);
      await cloud.storage.abandonShards(plan);
      assert.equal(await cloud.storage.objects.exists(where, `${to}large`), false);
      assert.equal((await cloud.storage.objects.list(where, { prefix: to }).toArray()).length, 0);
    },
  },
];
