import assert from 'node:assert/strict';
import { supports } from '@portolan/core';
import type { ConformanceCase } from '../case.ts';
import { expectError } from '../expect-error.ts';

const ABSENT = '00000000-0000-4000-8000-000000000000';

export const networkCases: readonly ConformanceCase[] = [
  {
    id: 'networks.list-and-get',
    title: 'networks can be listed and got; an unknown id is not-found',
    needs: ['compute.networks'],
    run: async ({ cloud }) => {
      const all = await cloud.compute.networks.list().toArray();
      for (const { id, name } of all.slice(0, 3)) assert.equal((await cloud.compute.networks.get(id)).name, name);
      await expectError(() => cloud.compute.networks.get(ABSENT), 'not-found');
    },
  },
  {
    id: 'networks.life',
    title: 'a network is made, with its range where it has one, and goes',
    needs: ['compute.networks.create', 'compute.networks.delete'],
    run: async ({ cloud, harness, name, cleanup }) => {
      const cidrs = supports(cloud.capabilities, 'compute.networks.ranges') ? [harness.networkCidr ?? '10.77.0.0/24'] : [];
      const { networks } = cloud.compute;
      const made = await networks.create({ name: name('net'), cidr: cidrs[0] });
      cleanup(() => networks.delete(made));
      assert.ok((await networks.list({ name: made.name }).toArray()).some(({ id }) => id === made.id));
      assert.deepEqual((await networks.get(made)).cidrs, cidrs);
      await networks.delete(made);
      await networks.delete(made);
      await expectError(() => networks.get(made), 'not-found');
    },
  },
];
