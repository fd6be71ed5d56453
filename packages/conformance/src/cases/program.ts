import assert from 'node:assert/strict';
import { createReadStream } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConformanceCase } from '../case.ts';
import { waiting } from '../work-server.ts';

/** The program that only changes its profile's name between clouds. */
export const programCases: readonly ConformanceCase[] = [
  {
    id: 'program.compute',
    title: 'find an image, choose a size, create with script and tags once, wait until it runs',
    needs: [
      'compute.images',
      'compute.sizes',
      'compute.servers.create',
      'compute.servers.bootScript',
      'compute.servers.tags',
      'compute.servers.idempotencyKey',
    ],
    run: async (context) => {
      const { cloud, harness, name, cleanup } = context;
      const image = await cloud.compute.images.find({ name: harness.image });
      const size = await cloud.compute.sizes.smallest({ memoryMiB: 2048, cpus: 1 });
      const idempotencyKey = name('web');
      const server = await cloud.compute.servers.create(
        { name: name('web'), image, size, bootScript: '#!/bin/sh\necho hello > /etc/motd\n', tags: { role: 'web' } },
        { idempotencyKey },
      );
      cleanup(() => cloud.compute.servers.delete(server));
      const ready = await cloud.compute.servers.waitUntil(server, 'running', waiting(context));
      assert.equal(ready.state, 'running');
      assert.deepEqual({ ...ready.tags }, { role: 'web' });
    },
  },
  {
    id: 'program.storage',
    title: 'make a bucket, put a file as a stream, list by prefix',
    needs: ['storage.buckets.create', 'storage.objects.put'],
    run: async ({ cloud, bucket, name }) => {
      const where = await bucket();
      const folder = await mkdtemp(join(tmpdir(), 'portolan-'));
      try {
        const file = join(folder, 'db.tar');
        await writeFile(file, Buffer.alloc(200_000, 'x'));
        const key = `${name('db')}.tar`;
        const progress: number[] = [];
        await cloud.storage.objects.put(where, key, createReadStream(file), { onProgress: ({ transferredBytes }) => progress.push(transferredBytes) });
        assert.equal(progress.at(-1), 200_000);
        const found: string[] = [];
        for await (const object of cloud.storage.objects.list(where, { prefix: key.slice(0, -2) })) found.push(`${object.key} ${object.sizeBytes}`);
        assert.deepEqual(found, [`${key} 200000`]);
      } finally {
        await rm(folder, { recursive: true });
      }
    },
  },
  {
    id: 'program.files',
    title: 'a folder goes up and comes down the same',
    needs: ['storage.objects.put', 'storage.objects.get'],
    when: (cloud) => cloud.capabilities.storage?.objects?.keys !== 'name',
    run: async ({ cloud, bucket, name }) => {
      const where = await bucket();
      const folder = await mkdtemp(join(tmpdir(), 'portolan-'));
      try {
        const { mkdir } = await import('node:fs/promises');
        await mkdir(join(folder, 'in', 'sub'), { recursive: true });
        await writeFile(join(folder, 'in', 'one.txt'), 'one');
        await writeFile(join(folder, 'in', 'sub', 'two ü.txt'), 'two');
        const prefix = `${name('up')}/`;
        const sent = await cloud.storage.upload(join(folder, 'in'), { bucket: where, key: prefix });
        assert.deepEqual([sent.objects, sent.bytes], [2, 6]);
        const got = await cloud.storage.download({ bucket: where, key: prefix }, join(folder, 'out'));
        assert.deepEqual([got.objects, got.bytes], [2, 6]);
        assert.equal(await readFile(join(folder, 'out', 'sub', 'two ü.txt'), 'utf8'), 'two');
      } finally {
        await rm(folder, { recursive: true });
      }
    },
  },
];
