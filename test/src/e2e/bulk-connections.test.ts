import { once } from 'node:events';
import { createServer, connect as dial, type Socket } from 'node:net';
import { startEmulator } from '@portolan/emulators';
import { connect } from 'portolan';
import { describe, expect, it } from 'vitest';

/** Passes bytes on, and counts the connections that are open at once. */
async function counting(port: number): Promise<{ origin: string; most: () => number; close: () => Promise<void> }> {
  let open = 0;
  let most = 0;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    open += 1;
    most = Math.max(most, open);
    const upstream = dial(port, '127.0.0.1');
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => {
        client.destroy();
        upstream.destroy();
      });
    }
    client.once('close', () => {
      open -= 1;
    });
    client.pipe(upstream).pipe(client);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    most: () => most,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

describe('a connection’s limit', () => {
  it('is one for all that is done in bulk at the same time', async () => {
    await using emulator = await startEmulator('aws');
    const { s3Url } = emulator.profile as { s3Url: string };
    const way = await counting(Number(new URL(s3Url).port));
    try {
      await using cloud = await connect({ ...emulator.profile, provider: 'aws', s3Url: way.origin, maxConnections: 3 } as never, { env: {} });
      await using a = await cloud.storage.buckets.using('bulk-a');
      await using b = await cloud.storage.buckets.using('bulk-b');
      const { objects } = cloud.storage;
      await Promise.all(Array.from({ length: 60 }, (_, index) => objects.put(a, `in/${index}`, 'x')));
      const [moved, synced, gone] = await Promise.all([
        cloud.storage.transfer({ bucket: a, key: 'in/' }, { bucket: b, key: 'one/' }, { serverCopy: false, concurrency: 20 }),
        cloud.storage.sync({ bucket: a, key: 'in/' }, { bucket: b, key: 'two/' }, { serverCopy: false, concurrency: 20 }),
        objects.deleteMany(
          a,
          Array.from({ length: 3_000 }, (_, index) => `none/${index}`),
        ),
      ]);
      expect([moved.objects, synced.objects, gone.deleted]).toEqual([60, 60, 3_000]);
      expect(way.most()).toBe(3);
    } finally {
      await way.close();
    }
  });
});
