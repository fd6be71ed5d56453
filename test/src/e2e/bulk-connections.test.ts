import { once } from 'node:events';
import { createServer, connect as dial, type Socket } from 'node:net';
import { Readable } from 'node:stream';
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

const MIB = 1024 * 1024;

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

  it('holds for many creates at once, of several calls', async () => {
    await using emulator = await startEmulator('aws');
    const { ec2Url } = emulator.profile as { ec2Url: string };
    const way = await counting(Number(new URL(ec2Url).port));
    try {
      const profile = { ...emulator.profile, provider: 'aws', ec2Url: ec2Url.replace(new URL(ec2Url).origin, way.origin), maxConnections: 3 };
      await using cloud = await connect(profile as never, { env: {} });
      const image = await cloud.compute.images.find({ name: /ubuntu/i });
      const size = await cloud.compute.sizes.smallest({ memoryMiB: 512 });
      const spec = (name: string): { name: string; image: typeof image; size: typeof size } => ({ name, image, size });
      const made = await Promise.all(
        ['a', 'b'].map((call) =>
          cloud.compute.servers.createMany(
            Array.from({ length: 15 }, (_, index) => spec(`${call}-${index}`)),
            { concurrency: 10 },
          ),
        ),
      );
      expect(made.flat().filter((result) => 'server' in result).length).toBe(30);
      expect(way.most()).toBe(3);
    } finally {
      await way.close();
    }
  });

  it.each([1, 2])('of %d leaves connections for the target where source and target are one cloud that takes no parts', async (maxConnections) => {
    await using emulator = await startEmulator('ovirt');
    await using cloud = await connect({ ...emulator.profile, provider: 'ovirt', maxConnections } as never, { env: {} });
    // More than an upload holds of its pieces.
    for (const name of ['x', 'y']) await cloud.storage.objects.put('data', `in/${name}`, Buffer.alloc(45 * MIB, name));
    const [from, to] = ['in/', 'out/'].map((key) => ({ bucket: 'data', key })) as [{ bucket: string; key: string }, { bucket: string; key: string }];
    expect(await cloud.storage.transfer(from, to, { serverCopy: false, timeoutMs: 50_000 })).toMatchObject({ objects: 2, bytes: 90 * MIB });
  });

  it('of two copies through this program without waiting for itself', async () => {
    await using emulator = await startEmulator('smartdc');
    await using cloud = await connect({ ...emulator.profile, provider: 'smartdc', maxConnections: 2 } as never, { env: {} });
    await using bucket = await cloud.storage.buckets.using('copies');
    const { objects } = cloud.storage;
    await objects.put(bucket, 'k', Buffer.alloc(9 * MIB, 'k'));
    const copies = Array.from({ length: 6 }, (_, index) => objects.copy({ bucket, key: 'k' }, { bucket, key: `copy-${index}` }, { timeoutMs: 40_000 }));
    expect((await Promise.all(copies)).map(({ sizeBytes }) => sizeBytes)).toEqual(Array(6).fill(9 * MIB));
  });

  it('of one connection and next to no memory does not make transfers wait for each other: there, back and in place', async () => {
    await using one = await startEmulator('aws');
    await using other = await startEmulator('openstack');
    const least = { maxConnections: 1, maxBufferedBytes: 1, timeoutMs: 30_000 };
    await using a = await connect({ ...one.profile, provider: 'aws', ...least } as never, { env: {} });
    await using b = await connect({ ...other.profile, provider: 'openstack', ...least } as never, { env: {} });
    for (const cloud of [a, b]) {
      await cloud.storage.buckets.create('narrow');
      await Promise.all(Array.from({ length: 30 }, (_, index) => cloud.storage.objects.put('narrow', `in/${index}`, `content ${index}`)));
      await Promise.all(['x', 'y'].map((name) => cloud.storage.objects.put('narrow', `in/${name}`, Buffer.alloc(11 * MIB, name))));
    }
    const how = { concurrency: 6, partSizeBytes: 5 * MIB, serverCopy: false };
    const [from, back] = [
      { cloud: a, bucket: 'narrow', key: 'in/' },
      { cloud: b, bucket: 'narrow', key: 'in/' },
    ];
    const results = await Promise.all([
      a.storage.transfer(from, { cloud: b, bucket: 'narrow', key: 'from-a/' }, how),
      a.storage.transfer(back, { cloud: a, bucket: 'narrow', key: 'from-b/' }, how),
      a.storage.transfer(from, { cloud: a, bucket: 'narrow', key: 'again/' }, how),
      b.storage.sync(back, { cloud: b, bucket: 'narrow', key: 'again/' }, how),
      a.storage.objects.put('narrow', 'stream', Readable.from([Buffer.alloc(12 * MIB)]), { partSizeBytes: 5 * MIB }),
    ]);
    expect(results.slice(0, 4).map((result) => 'objects' in result && result.objects)).toEqual([32, 32, 32, 32]);
    expect((await b.storage.objects.head('narrow', 'from-a/x')).sizeBytes).toBe(11 * MIB);
  });
});
