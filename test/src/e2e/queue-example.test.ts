import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, connect as dial } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Cloud, connect } from 'portolan';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const EXAMPLE = new URL('../../../examples/src/queue/transfer-shards.ts', import.meta.url).href;
const NO_REDIS =
  spawnSync('redis-server', ['--version']).error === undefined ? undefined : 'there is no redis-server on this machine (Debian: apt-get install redis-server)';

interface Example {
  readonly startWorker: (
    redis: object,
    ends: object,
    concurrency?: number,
  ) => { close: () => Promise<void>; on: (event: string, heard: (job: { name: string }) => void) => void };
  readonly enqueueTransfer: (redis: object, ends: object, from: object, to: object, options: object) => Promise<{ shards: number; done: Promise<unknown> }>;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

async function listening(port: number): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const socket = dial(port, '127.0.0.1');
    const open = await Promise.race([once(socket, 'connect').then(() => true), once(socket, 'error').then(() => false)]).catch(() => false);
    socket.destroy();
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('redis-server does not listen');
}

describe.skipIf(NO_REDIS !== undefined)(`shards in a queue${NO_REDIS === undefined ? '' : `: ${NO_REDIS}`}`, () => {
  let server: ChildProcess;
  let folder = '';
  let redis = { host: '127.0.0.1', port: 0 };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'portolan-redis-'));
    redis = { host: '127.0.0.1', port: await freePort() };
    const settings = { port: String(redis.port), bind: '127.0.0.1', dir: folder, save: '', appendonly: 'no' };
    server = spawn(
      'redis-server',
      Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]),
      { stdio: 'ignore' },
    );
    await listening(redis.port);
  });

  afterAll(async () => {
    server.kill();
    if (server.exitCode === null) await once(server, 'exit');
    await rm(folder, { recursive: true, force: true });
  });

  it('are run by workers wherever they are, and make the large object whole', async () => {
    const { startWorker, enqueueTransfer } = (await import(EXAMPLE)) as Example;
    const store = { from: randomUUID(), to: randomUUID() };
    const open = async (): Promise<{ from: Cloud; to: Cloud }> => ({
      from: await connect({ provider: 'memory', store: store.from }),
      to: await connect({ provider: 'memory', store: store.to }),
    });
    const ends = await open();
    await ends.from.storage.buckets.create('a');
    await ends.to.storage.buckets.create('b');
    const large = randomBytes(1_000_000);
    for (let index = 0; index < 100; index += 1) await ends.from.storage.objects.put('a', `in/${index}`, `${index}`);
    await ends.from.storage.objects.put('a', 'in/large', large, { metadata: { a: 'b' } });
    const done: string[][] = [];
    const workers = await Promise.all(
      [0, 1].map(async (index) => {
        const worker = startWorker(redis, await open());
        done[index] = [];
        worker.on('completed', ({ name }) => done[index]?.push(name));
        return worker;
      }),
    );
    try {
      const cut = { maxObjects: 20, maxBytes: 200_000, partSizeBytes: 50_000 };
      const transfer = await enqueueTransfer(redis, ends, { bucket: 'a', key: 'in/' }, { bucket: 'b', key: 'copy/' }, cut);
      expect(transfer.shards).toBe(10);
      expect(await transfer.done).toMatchObject({ objects: 101, unverified: 0, dropped: [] });
    } finally {
      await Promise.all(workers.map((worker) => worker.close()));
    }
    const copied = await (await ends.to.storage.objects.get('b', 'copy/large')).bytes();
    expect(createHash('sha256').update(copied).digest('hex')).toBe(createHash('sha256').update(large).digest('hex'));
    expect((await ends.to.storage.objects.head('b', 'copy/large')).metadata).toEqual({ a: 'b' });
    expect((await ends.to.storage.objects.list('b').toArray()).length).toBe(101);
    expect(done.flat().sort()).toEqual(['finish', ...Array.from({ length: 10 }, () => 'shard')]);
  });
});
