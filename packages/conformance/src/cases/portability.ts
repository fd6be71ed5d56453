import assert from 'node:assert/strict';
import { comparePortability, livePortability } from '@portolan/core';
import type { ConformanceCase } from '../case.ts';
import { runningServer } from '../work-server.ts';

/** What a program would lose on another cloud, as far as one cloud can show it: on itself nothing is lost. */
export const portabilityCases: readonly ConformanceCase[] = [
  {
    id: 'portability.declared',
    title: 'nothing that is declared is lost on the same cloud',
    needs: [],
    run: async ({ cloud }) => {
      const side = { name: 'here', capabilities: cloud.capabilities };
      const report = comparePortability(side, side);
      assert.ok(report.portable);
      assert.deepEqual([...new Set(report.rows.map(({ verdict }) => verdict))], ['same']);
    },
  },
  {
    id: 'portability.live-compute',
    title: 'a look at both accounts finds a place for the size and the image of a server that runs',
    needs: ['compute.servers.create', 'compute.servers.delete', 'compute.images', 'compute.sizes'],
    run: async (context) => {
      const { cloud } = context;
      const server = await runningServer(context);
      const findings = await livePortability(cloud, await context.open());
      const size = server.sizeId === undefined ? undefined : (await cloud.compute.sizes.get(server.sizeId)).name;
      const image = server.imageId === undefined ? undefined : (await cloud.compute.images.get(server.imageId)).name;
      for (const what of [size === undefined ? [] : [`size ${size}`], image === undefined ? [] : [`image ${image}`]].flat()) {
        const finding = findings.find((one) => one.what === what);
        assert.equal(finding?.verdict, 'same', `${what}: ${finding?.note ?? 'nothing is said of it'}`);
      }
      assert.equal((await cloud.compute.servers.get(server)).state, 'running');
    },
  },
  {
    id: 'portability.live-storage',
    title: 'a look at both accounts finds a place for the keys of a bucket, and changes nothing',
    needs: ['storage.buckets', 'storage.objects.put', 'storage.objects.get'],
    run: async (context) => {
      const { cloud } = context;
      const bucket = await context.bucket();
      const key = context.name('key');
      context.cleanup(() => cloud.storage.objects.delete(bucket, key));
      await cloud.storage.objects.put(bucket, key, 'content');
      const findings = await livePortability(cloud, await context.open(), { sample: 5, buckets: [bucket] });
      const found = findings.find(({ what }) => what === `bucket ${bucket}`);
      assert.equal(found?.verdict, 'same', found?.note ?? 'nothing is said of the bucket');
      assert.equal(await (await cloud.storage.objects.get(bucket, key)).text(), 'content');
    },
  },
];
