import assert from 'node:assert/strict';
import type { Volume } from '@portolan/core';
import type { CaseContext, ConformanceCase } from '../case.ts';
import { expectError } from '../expect-error.ts';
import { runningServer, waiting } from '../work-server.ts';

const ABSENT = '00000000-0000-4000-8000-000000000000';
const LIFE = ['compute.volumes.create', 'compute.volumes.delete'];

async function workVolume(context: CaseContext): Promise<Volume> {
  const { volumes } = context.cloud.compute;
  const made = await volumes.create({ name: context.name('vol'), sizeMiB: 1024 });
  context.cleanup(() => volumes.delete(made));
  return volumes.waitUntil(made, 'available', waiting(context));
}

export const volumeCases: readonly ConformanceCase[] = [
  {
    id: 'volumes.life',
    title: 'a volume becomes available, is got and listed, and goes; deleting what is absent succeeds',
    needs: LIFE,
    run: async (context) => {
      const { volumes } = context.cloud.compute;
      const volume = await workVolume(context);
      assert.ok(volume.sizeMiB >= 1024);
      assert.deepEqual(volume.attachments, []);
      assert.equal((await volumes.get(volume)).name, volume.name);
      assert.deepEqual(
        (await volumes.list({ name: volume.name }).toArray()).map(({ id }) => id),
        [volume.id],
      );
      await volumes.delete(volume);
      await volumes.waitUntil(volume, 'deleted', waiting(context));
      await volumes.delete(volume);
      await volumes.delete(ABSENT);
      await expectError(() => volumes.get(ABSENT), 'not-found');
    },
  },
  {
    id: 'volumes.idempotency-key',
    title: 'the same key makes one volume',
    needs: [...LIFE, 'compute.volumes.idempotencyKey'],
    run: async (context) => {
      const { volumes } = context.cloud.compute;
      const idempotencyKey = context.name('once');
      const spec = { name: context.name('vol'), sizeMiB: 1024 };
      const first = await volumes.create(spec, { idempotencyKey });
      context.cleanup(() => volumes.delete(first));
      const second = await volumes.create(spec, { idempotencyKey });
      assert.equal(second.id, first.id);
      assert.equal((await volumes.list({ name: spec.name }).toArray()).length, 1);
      await volumes.waitUntil(first, 'available', waiting(context));
    },
  },
  {
    id: 'volumes.extend',
    title: 'an extended volume is bigger',
    needs: [...LIFE, 'compute.volumes.extend'],
    run: async (context) => {
      const { volumes } = context.cloud.compute;
      const volume = await workVolume(context);
      await volumes.extend(volume, volume.sizeMiB + 1024);
      for (let left = 100; (await volumes.get(volume)).sizeMiB < volume.sizeMiB + 1024; left -= 1) {
        assert.ok(left > 0, 'it did not grow');
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      await volumes.waitUntil(volume, 'available', waiting(context));
    },
  },
  {
    id: 'volumes.attach',
    title: 'an attached volume is in use, cannot be deleted, and is available again when detached; to attach it twice is success',
    needs: [...LIFE, 'compute.volumes.attach', 'compute.volumes.detach', 'compute.servers.create'],
    run: async (context) => {
      const { volumes } = context.cloud.compute;
      const server = await runningServer(context);
      const volume = await workVolume(context);
      await volumes.attach(volume, server);
      // Again, while it is on its way: a program that was killed, and runs again, cannot know.
      await volumes.attach(volume, server);
      const used = await volumes.waitUntil(volume, 'in-use', waiting(context));
      assert.deepEqual(
        used.attachments.map(({ serverId }) => serverId),
        [server.id],
      );
      await expectError(() => volumes.delete(volume), 'conflict');
      await volumes.detach(volume);
      await volumes.waitUntil(volume, 'available', waiting(context));
      await volumes.detach(volume);
    },
  },
  {
    id: 'volumes.outlive-servers',
    title: 'a volume is there, and free, when the server that it was attached to is gone',
    needs: [...LIFE, 'compute.volumes.attach', 'compute.servers.create', 'compute.servers.delete'],
    run: async (context) => {
      const { servers, volumes } = context.cloud.compute;
      const server = await runningServer(context);
      const volume = await workVolume(context);
      await volumes.attach(volume, server);
      await volumes.waitUntil(volume, 'in-use', waiting(context));
      await servers.delete(server);
      await servers.waitUntil(server, 'terminated', waiting(context));
      assert.deepEqual((await volumes.waitUntil(volume, 'available', waiting(context))).attachments, []);
    },
  },
];
