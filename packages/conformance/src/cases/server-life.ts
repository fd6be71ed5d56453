import assert from 'node:assert/strict';
import type { ConformanceCase } from '../case.ts';
import { expectError } from '../expect-error.ts';
import { runningServer, waiting, workServer } from '../work-server.ts';

const CREATE = ['compute.servers.create', 'compute.servers.delete', 'compute.images', 'compute.sizes'];

/** What servers go through. */
export const serverLifeCases: readonly ConformanceCase[] = [
  {
    id: 'servers.stop-and-start',
    title: 'stop and start lead to stopped and running; doing either twice is success',
    needs: [...CREATE, 'compute.servers.stop', 'compute.servers.start'],
    run: async (context) => {
      const { servers } = context.cloud.compute;
      const server = await runningServer(context);
      await servers.start(server);
      await servers.stop(server);
      const stopped = await servers.waitUntil(server, 'stopped', waiting(context));
      assert.equal(stopped.state, 'stopped');
      await servers.stop(server);
      await servers.start(server);
      assert.equal((await servers.waitUntil(server, 'running', waiting(context))).state, 'running');
    },
  },
  {
    id: 'servers.reboot',
    title: 'a rebooted server is running again',
    needs: [...CREATE, 'compute.servers.reboot'],
    run: async (context) => {
      const { servers } = context.cloud.compute;
      const server = await runningServer(context);
      await servers.reboot(server);
      assert.equal((await servers.waitUntil(server, 'running', waiting(context))).state, 'running');
    },
  },
  {
    id: 'servers.rename',
    title: 'a renamed server has the new name',
    needs: [...CREATE, 'compute.servers.rename'],
    run: async (context) => {
      const { servers } = context.cloud.compute;
      const server = await runningServer(context);
      const renamed = context.name('renamed');
      await servers.rename(server, renamed);
      for (let left = 40; (await servers.get(server)).name !== renamed; left -= 1) {
        assert.ok(left > 0, 'the name did not change');
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
  },
  {
    id: 'servers.resize',
    title: 'a resized server has the other size and runs as before',
    needs: [...CREATE, 'compute.servers.resize'],
    run: async (context) => {
      const { compute } = context.cloud;
      const server = await runningServer(context);
      const image = await compute.images.find({ name: context.harness.image });
      const { memoryMiB, cpus, diskMiB } = await compute.sizes.smallest({ ...context.harness.size, image });
      const bigger = await compute.sizes.smallest({ memoryMiB: memoryMiB + 1, cpus, diskMiB });
      await compute.servers.resize(server, bigger);
      const resized = await compute.servers.waitUntil(server, 'running', waiting(context));
      if (resized.sizeId !== undefined) {
        for (let left = 100; (await compute.servers.get(server)).sizeId !== bigger.id; left -= 1) {
          assert.ok(left > 0, 'the size did not change');
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
      }
    },
  },
  {
    id: 'servers.console-output',
    title: 'console output is text',
    needs: [...CREATE, 'compute.servers.consoleOutput'],
    run: async (context) => {
      const server = await runningServer(context);
      assert.equal(typeof (await context.cloud.compute.servers.consoleOutput(server)), 'string');
    },
  },
  {
    id: 'servers.delete',
    title: 'a deleted server goes, from list and get; deleting it again succeeds',
    needs: CREATE,
    run: async (context) => {
      const { servers } = context.cloud.compute;
      const server = await runningServer(context);
      await servers.delete(server);
      await servers.delete(server);
      const gone = await servers.waitUntil(server, 'terminated', waiting(context));
      assert.equal(gone.state, 'terminated');
      assert.equal(gone.id, server.id);
      await servers.delete(server);
      assert.deepEqual(
        (await servers.list().toArray()).filter(({ id }) => id === server.id),
        [],
      );
    },
  },
  {
    id: 'servers.delete-stopped',
    title: 'a stopped server can be deleted',
    needs: [...CREATE, 'compute.servers.stop'],
    run: async (context) => {
      const { servers } = context.cloud.compute;
      const server = await runningServer(context);
      await servers.stop(server);
      await servers.waitUntil(server, 'stopped', waiting(context));
      await servers.delete(server);
      await servers.waitUntil(server, 'terminated', waiting(context));
    },
  },
  {
    id: 'servers.delete-young',
    title: 'a server can be deleted the moment it was made',
    needs: CREATE,
    run: async (context) => {
      const { servers } = context.cloud.compute;
      const server = await workServer(context);
      await servers.delete(server);
      await servers.waitUntil(server, 'terminated', waiting(context));
    },
  },
  {
    id: 'servers.wait-timeout',
    title: 'a wait that runs out of time is an error that tells the states seen',
    needs: CREATE,
    run: async (context) => {
      const server = await runningServer(context);
      const error = await expectError(() => context.cloud.compute.servers.waitUntil(server, 'stopped', { timeoutMs: 300, intervalMs: 100 }), 'timeout');
      assert.match(error.message, /seen: /);
      assert.equal(error.target, server.id);
    },
  },
  {
    id: 'servers.wait-hopeless',
    title: 'waiting for a server that is gone ends at once',
    needs: CREATE,
    run: async (context) => {
      const { servers } = context.cloud.compute;
      const server = await runningServer(context);
      await servers.delete(server);
      await servers.waitUntil(server, 'terminated', waiting(context));
      const started = Date.now();
      await expectError(() => servers.waitUntil(server, 'running', { timeoutMs: 60_000 }), 'conflict');
      assert.ok(Date.now() - started < 30_000);
    },
  },
  {
    id: 'servers.abort',
    title: 'an abort ends a wait with the reason given, and sends nothing when it came first',
    needs: CREATE,
    run: async (context) => {
      const { cloud, requests } = context;
      const server = await runningServer(context);
      const reason = new Error('enough');
      const later = new AbortController();
      setTimeout(() => later.abort(reason), 150);
      await assert.rejects(
        cloud.compute.servers.waitUntil(server, 'stopped', { timeoutMs: 60_000, intervalMs: 1_000, signal: later.signal }),
        (error) => error === reason,
      );
      const before = requests();
      await assert.rejects(cloud.compute.servers.get(server, { signal: AbortSignal.abort(reason) }), (error) => error === reason);
      await assert.rejects(cloud.compute.servers.list({ signal: AbortSignal.abort(reason) }).toArray(), (error) => error === reason);
      assert.equal(requests(), before);
    },
  },
];
