import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import type { CaseContext, ConformanceCase } from '../case.ts';

const NEEDS = ['storage.objects.put', 'storage.objects.get', 'storage.objects.delete', 'storage.objects.multipart'];

const partBytes = ({ cloud }: CaseContext): number => Math.max(cloud.capabilities.storage?.objects?.minPartBytes ?? 1, 64 * 1024);

async function digestOf(body: Readable): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of body) hash.update(piece as Buffer);
  return hash.digest('hex');
}

/** Objects that go in parts. */
export const multipartCases: readonly ConformanceCase[] = [
  {
    id: 'multipart.put',
    title: 'a stream of unknown length goes in parts and comes back whole, with type and metadata',
    needs: NEEDS,
    run: async (context) => {
      const { cloud, bucket, name } = context;
      const { objects } = cloud.storage;
      const where = await bucket();
      const key = `${name('parts')} é.bin`;
      const size = partBytes(context);
      const block = randomBytes(64 * 1024);
      const count = Math.ceil((size * 2.5) / block.length);
      const source = Readable.from(
        (function* () {
          for (let index = 0; index < count; index += 1) yield block;
        })(),
      );
      const progress: number[] = [];
      const result = await objects.put(where, key, source, {
        partSizeBytes: size,
        concurrency: 2,
        contentType: 'application/x-parts',
        metadata: { a: 'ä' },
        onProgress: ({ transferredBytes }) => progress.push(transferredBytes),
      });
      assert.equal(result.sizeBytes, count * block.length);
      assert.ok(progress.length >= 3, 'progress by parts');
      const got = await objects.get(where, key);
      assert.equal(got.length, count * block.length);
      assert.equal(got.info.contentType, 'application/x-parts');
      assert.deepEqual({ ...got.info.metadata }, { a: 'ä' });
      const hash = createHash('sha256');
      for (let index = 0; index < count; index += 1) hash.update(block);
      assert.equal(await digestOf(got.body), hash.digest('hex'));
      const [row] = await objects.list(where, { prefix: key }).toArray();
      assert.equal(row?.sizeBytes, count * block.length);
      await objects.delete(where, key);
      assert.equal(await objects.exists(where, key), false);
    },
  },
  {
    id: 'multipart.fails',
    title: 'a stream that fails among the parts leaves the previous object, and nothing else',
    needs: NEEDS,
    run: async (context) => {
      const { cloud, bucket, name } = context;
      const { objects } = cloud.storage;
      const where = await bucket();
      const key = name('broken');
      await objects.put(where, key, 'before');
      const size = partBytes(context);
      const reason = new Error('the tape tore');
      const source = Readable.from(
        (async function* () {
          for (let sent = 0; sent < size * 2; sent += 64 * 1024) yield Buffer.alloc(64 * 1024);
          throw reason;
        })(),
      );
      await assert.rejects(objects.put(where, key, source, { partSizeBytes: size }));
      assert.equal(await (await objects.get(where, key)).text(), 'before');
      const keys: string[] = [];
      for await (const object of objects.list(where)) keys.push(object.key);
      assert.deepEqual(keys, [key], 'something was left behind');
    },
  },
  {
    id: 'multipart.abort',
    title: 'an aborted upload in parts rejects with the reason and leaves nothing',
    needs: NEEDS,
    run: async (context) => {
      const { cloud, bucket, name } = context;
      const { objects } = cloud.storage;
      const where = await bucket();
      const key = name('aborted');
      const size = partBytes(context);
      const reason = new Error('changed my mind');
      const abort = new AbortController();
      const source = Readable.from(
        (async function* () {
          for (let sent = 0; sent < size * 2; sent += 64 * 1024) yield Buffer.alloc(64 * 1024);
          setTimeout(() => abort.abort(reason), 10);
          await new Promise((resolve) => setTimeout(resolve, 2_000).unref());
          yield Buffer.alloc(64 * 1024);
        })(),
      );
      await assert.rejects(objects.put(where, key, source, { partSizeBytes: size, signal: abort.signal }), (error) => error === reason);
      assert.equal(await objects.exists(where, key), false);
    },
  },
];
