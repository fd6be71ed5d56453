import assert from 'node:assert/strict';
import type { CaseContext, ConformanceCase } from '../case.ts';
import { expectError } from '../expect-error.ts';
import { runningServer, waiting } from '../work-server.ts';

const ABSENT = '00000000-0000-4000-8000-000000000000';

async function available(context: CaseContext, id: string): Promise<void> {
  for (let left = 300; ; left -= 1) {
    const { state } = await context.cloud.compute.snapshots.get(id);
    if (state === 'available') return;
    assert.ok(left > 0 && state === 'pending', `the snapshot is ${state}`);
    await new Promise((resolve) => setTimeout(resolve, context.harness.intervalMs ?? 1_000));
  }
}

export const snapshotCases: readonly ConformanceCase[] = [
  {
    id: 'snapshots.of-volume',
    title: 'a snapshot of a volume is listed with its source, and goes',
    needs: ['compute.snapshots.ofVolumes', 'compute.snapshots.delete', 'compute.volumes.create'],
    run: async (context) => {
      const { volumes, snapshots } = context.cloud.compute;
      const volume = await volumes.create({ name: context.name('vol'), sizeMiB: 1024 });
      context.cleanup(() => volumes.delete(volume));
      await volumes.waitUntil(volume, 'available', waiting(context));
      const made = await snapshots.create({ volume }, { name: context.name('snap') });
      context.cleanup(async () => {
        await snapshots.delete(made);
        for (let left = 300; left > 0; left -= 1) {
          if ((await snapshots.list({ of: { volume } }).toArray()).length === 0) return;
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
      });
      assert.deepEqual([made.of, made.sourceId], ['volume', volume.id]);
      await available(context, made.id);
      assert.deepEqual(
        (await snapshots.list({ of: { volume } }).toArray()).map(({ id }) => id),
        [made.id],
      );
      await snapshots.delete(ABSENT);
      await expectError(() => snapshots.get(ABSENT), 'not-found');
    },
  },
  {
    id: 'snapshots.of-server',
    title: 'a snapshot of a server is listed with its source, can be restored where declared, and goes',
    needs: ['compute.snapshots.ofServers', 'compute.snapshots.delete', 'compute.servers.create'],
    run: async (context) => {
      const { compute, capabilities } = context.cloud;
      const server = await runningServer(context);
      const made = await compute.snapshots.create({ server }, { name: context.name('snap') });
      context.cleanup(() => compute.snapshots.delete(made));
      assert.deepEqual([made.of, made.sourceId], ['server', server.id]);
      await available(context, made.id);
      assert.deepEqual(
        (await compute.snapshots.list({ of: { server } }).toArray()).map(({ id }) => id),
        [made.id],
      );
      if (capabilities.compute?.snapshots?.restore !== true) return;
      await compute.snapshots.restore(made);
      await compute.servers.waitUntil(server, 'running', waiting(context));
    },
  },
];
