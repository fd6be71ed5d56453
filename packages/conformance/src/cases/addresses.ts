import assert from 'node:assert/strict';
import type { ConformanceCase } from '../case.ts';
import { expectError } from '../expect-error.ts';
import { runningServer } from '../work-server.ts';

export const addressCases: readonly ConformanceCase[] = [
  {
    id: 'addresses.life',
    title: 'an address is allocated, listed, moved to a server and away, and released; releasing it again succeeds',
    needs: [
      'compute.addresses.allocate',
      'compute.addresses.associate',
      'compute.addresses.disassociate',
      'compute.addresses.release',
      'compute.servers.create',
    ],
    run: async (context) => {
      const { addresses } = context.cloud.compute;
      const address = await addresses.allocate();
      context.cleanup(() => addresses.release(address));
      assert.match(address.address, /^[0-9a-f.:]+$/);
      assert.equal(address.serverId, undefined);
      assert.ok((await addresses.list().toArray()).some(({ id }) => id === address.id));
      const server = await runningServer(context);
      await addresses.associate(address, server);
      assert.equal((await addresses.get(address)).serverId, server.id);
      await addresses.disassociate(address);
      await addresses.disassociate(address);
      assert.equal((await addresses.get(address)).serverId, undefined);
      await addresses.release(address);
      await addresses.release(address);
      await expectError(() => addresses.get(address), 'not-found');
    },
  },
];
