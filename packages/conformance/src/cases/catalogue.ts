import assert from 'node:assert/strict';
import type { ConformanceCase } from '../case.ts';
import { expectError } from '../expect-error.ts';

const ABSENT = '00000000-0000-4000-8000-000000000000';

/** Locations, images and sizes: what a program chooses from. */
export const catalogueCases: readonly ConformanceCase[] = [
  {
    id: 'locations.list-and-get',
    title: 'locations have ids of their own, one of them is current, and each can be got',
    needs: ['compute.locations'],
    run: async ({ cloud }) => {
      const all = await cloud.compute.locations.list().toArray();
      assert.ok(all.length > 0, 'there is no location');
      assert.equal(new Set(all.map(({ id }) => id)).size, all.length, 'ids repeat');
      assert.ok(
        all.some(({ current }) => current),
        'no location is current',
      );
      for (const { id } of all.slice(0, 3)) assert.equal((await cloud.compute.locations.get(id)).id, id);
      await expectError(() => cloud.compute.locations.get('nowhere-at-all'), 'not-found');
    },
  },
  {
    id: 'images.list-and-get',
    title: 'images can be listed and got; an unknown id is not-found',
    needs: ['compute.images'],
    run: async ({ cloud }) => {
      const all = await cloud.compute.images.list().toArray();
      const [first] = all;
      assert.ok(first !== undefined, 'there is no image');
      assert.equal(new Set(all.map(({ id }) => id)).size, all.length, 'ids repeat');
      const got = await cloud.compute.images.get(first.id);
      assert.deepEqual([got.id, got.name, got.state], [first.id, first.name, first.state]);
      await expectError(() => cloud.compute.images.get(ABSENT), 'not-found');
    },
  },
  {
    id: 'images.find',
    title: 'find returns the newest available image whose name matches; nothing that matches is not-found',
    needs: ['compute.images'],
    run: async ({ cloud, harness }) => {
      const found = await cloud.compute.images.find({ name: harness.image });
      assert.match(found.name, harness.image);
      assert.equal(found.state, 'available');
      const rivals = (await cloud.compute.images.list({ name: found.name }).toArray()).filter(({ state }) => state === 'available');
      assert.ok(rivals.length > 0, 'list by the very name does not show it');
      for (const rival of rivals) assert.ok((rival.createdAt?.getTime() ?? 0) <= (found.createdAt?.getTime() ?? 0), 'a newer one exists');
      const error = await expectError(() => cloud.compute.images.find({ name: 'no image is called so' }), 'not-found');
      assert.equal(error.operation, 'images.find');
    },
  },
  {
    id: 'sizes.list-and-get',
    title: 'sizes tell their memory and can be got; an unknown id is not-found',
    needs: ['compute.sizes'],
    run: async ({ cloud }) => {
      const all = await cloud.compute.sizes.list().toArray();
      const [first] = all;
      assert.ok(first !== undefined, 'there is no size');
      for (const { memoryMiB, name } of all) assert.ok(Number.isFinite(memoryMiB) && memoryMiB > 0, `${name} has ${memoryMiB} MiB`);
      const got = await cloud.compute.sizes.get(first);
      assert.deepEqual([got.id, got.memoryMiB, got.cpus, got.diskMiB], [first.id, first.memoryMiB, first.cpus, first.diskMiB]);
      await expectError(() => cloud.compute.sizes.get(ABSENT), 'not-found');
    },
  },
  {
    id: 'sizes.smallest',
    title: 'smallest returns the least that fits; what nothing fits is not-found, with reasons',
    needs: ['compute.sizes'],
    run: async ({ cloud }) => {
      const all = await cloud.compute.sizes.list().toArray();
      const wanted = { memoryMiB: 2048, cpus: 1 };
      const found = await cloud.compute.sizes.smallest(wanted);
      assert.ok(found.memoryMiB >= 2048);
      for (const size of all) {
        if (size.memoryMiB >= 2048 && (size.cpus ?? 1) >= 1) assert.ok(size.memoryMiB >= found.memoryMiB, `${size.name} is smaller`);
      }
      const error = await expectError(() => cloud.compute.sizes.smallest({ memoryMiB: 1e12 }), 'not-found');
      assert.match(error.message, /MiB of memory/);
    },
  },
];
