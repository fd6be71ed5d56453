import assert from 'node:assert/strict';
import type { Image } from '@portolan/core';
import type { CaseContext, ConformanceCase } from '../case.ts';
import { expectError } from '../expect-error.ts';
import { runningServer, waiting } from '../work-server.ts';

const CREATE = ['compute.servers.create', 'compute.servers.delete', 'compute.images', 'compute.sizes'];

async function availableImage(context: CaseContext, id: string): Promise<Image> {
  const { timeoutMs, intervalMs = 1_000 } = waiting(context);
  for (const started = Date.now(); ; ) {
    const image = await context.cloud.compute.images.get(id);
    if (image.state === 'available') return image;
    assert.ok(image.state === 'pending' && Date.now() - started < timeoutMs, `the image is ${image.state} (${image.nativeState})`);
    await new Promise((resolve) => setTimeout(resolve, intervalMs));
  }
}

/** Where servers are put, what they are plugged into, and what is made of them. */
export const serverPlacementCases: readonly ConformanceCase[] = [
  {
    id: 'servers.location',
    title: 'a server can be put into a zone of the region',
    needs: [...CREATE, 'compute.servers.location', 'compute.locations'],
    run: async (context) => {
      const zone = (await context.cloud.compute.locations.list().toArray()).find(({ kind, current }) => kind === 'zone' && current);
      assert.ok(zone !== undefined, 'location is declared for servers, but there is no zone');
      const server = await runningServer(context, { location: zone });
      if (server.locationId !== undefined) assert.equal(server.locationId, zone.id);
    },
  },
  {
    id: 'servers.networks',
    title: 'a server can be plugged into a network of the account; an unknown one is refused, and no server is left',
    needs: [...CREATE, 'compute.servers.networks', 'compute.networks'],
    run: async (context) => {
      const { cloud, harness, name } = context;
      const networks = await cloud.compute.networks.list().toArray();
      const network = networks.find((one) => harness.network?.test(one.name) ?? true);
      assert.ok(network !== undefined, 'there is no network');
      const server = await runningServer(context, { networks: [network] });
      assert.ok(server.publicAddresses.length + server.privateAddresses.length > 0, 'it has no address');
      const wanted = name('nowhere');
      await expectError(() => runningServer(context, { name: wanted, networks: ['00000000-0000-4000-8000-000000000000'] }), 'not-found', 'invalid-argument');
      assert.deepEqual(await cloud.compute.servers.list({ name: wanted }).toArray(), []);
    },
  },
  {
    id: 'servers.firewalls',
    title: 'a server can be put behind a firewall, which then cannot be deleted',
    needs: [...CREATE, 'compute.servers.firewalls', 'compute.firewalls.create', 'compute.firewalls.delete'],
    run: async (context) => {
      const { cloud, name, cleanup } = context;
      const firewall = await cloud.compute.firewalls.create({ name: name('fw'), description: 'portolan conformance' });
      cleanup(async () => {
        // The server of this case goes first, but clouds let go of its firewall some moments later.
        for (let left = 100; ; left -= 1) {
          try {
            await cloud.compute.firewalls.delete(firewall);
            return;
          } catch (error) {
            if (left <= 0) throw error;
            await new Promise((resolve) => setTimeout(resolve, 200));
          }
        }
      });
      await runningServer(context, { firewalls: [firewall] });
      await expectError(() => cloud.compute.firewalls.delete(firewall), 'conflict');
    },
  },
  {
    id: 'images.create-from-server',
    title: 'an image made of a server becomes available, makes servers, and goes; deleting it again succeeds',
    needs: [...CREATE, 'compute.images.createFromServer', 'compute.images.delete', 'compute.servers.stop'],
    run: async (context) => {
      const { cloud, name, cleanup } = context;
      const { images, servers, sizes } = cloud.compute;
      const server = await runningServer(context);
      // Some clouds take images of stopped servers only: that works on all.
      await servers.stop(server);
      await servers.waitUntil(server, 'stopped', waiting(context));
      const wanted = name('image');
      const made = await images.createFromServer(server, { name: wanted });
      cleanup(() => images.delete(made));
      assert.equal(made.name, wanted);
      const image = await availableImage(context, made.id);
      assert.ok(
        (await images.list({ name: wanted }).toArray()).some(({ id }) => id === made.id),
        'the list does not show it',
      );
      const copy = await servers.create({ name: name('copy'), image, size: await sizes.smallest({ ...context.harness.size, image }) });
      cleanup(() => servers.delete(copy));
      await servers.waitUntil(copy, 'running', waiting(context));
      await servers.delete(copy);
      await servers.waitUntil(copy, 'terminated', waiting(context));
      await images.delete(image);
      await images.delete(image);
      for (let left = 100; ; left -= 1) {
        const state = await images.get(image).then(
          (found) => found.nativeState,
          () => undefined,
        );
        if (state === undefined) break;
        assert.ok(left > 0, `the image is still there: ${state}`);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
  },
];
