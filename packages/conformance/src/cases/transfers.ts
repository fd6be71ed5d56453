import assert from 'node:assert/strict';
import { type CloudError, isCloudError, type TransferToken } from '@portolan/core';
import type { ConformanceCase } from '../case.ts';
import { expectError } from '../expect-error.ts';
import { MULTIPART, putPartObject, sha256Of } from '../part-object.ts';
import { watchedCloud } from '../sent-bodies.ts';

const PUT = ['storage.objects.put', 'storage.objects.get', 'storage.objects.delete', 'storage.objects.list'];

/** As it comes back from a file or a queue. */
const kept = (token: TransferToken): TransferToken => JSON.parse(JSON.stringify(token)) as TransferToken;

/** Objects on their way from one place to another, through this program or by the cloud itself. */
export const transferCases: readonly ConformanceCase[] = [
  {
    id: 'transfers.parts',
    title: 'a large object goes in parts, read and written at once, with its type and metadata, and is verified at both ends',
    needs: MULTIPART,
    run: async (context) => {
      const { cloud, bucket, name } = context;
      const where = await bucket();
      const [key, copy] = [name('large'), `${name('copy')}-é`];
      const object = await putPartObject(cloud, where, key);
      const before = await cloud.storage.objects.head(where, key);
      const told: number[] = [];
      const { partSizeBytes } = object;
      const result = await cloud.storage.transfer(
        { bucket: where, key },
        { bucket: where, key: copy },
        { serverCopy: false, partSizeBytes, concurrency: 2, onProgress: ({ transferredBytes }) => told.push(transferredBytes) },
      );
      assert.deepEqual(result, { objects: 1, bytes: object.sizeBytes, dropped: [], copied: 0, unverified: 0, skipped: 0 });
      assert.equal(await sha256Of(cloud, where, copy), object.sha256);
      const after = await cloud.storage.objects.head(where, copy);
      assert.deepEqual({ ...after.metadata }, object.metadata);
      assert.deepEqual([after.contentType, after.cacheControl, after.sizeBytes], [before.contentType, before.cacheControl, object.sizeBytes]);
      assert.equal(told.at(-1), object.sizeBytes);
      assert.deepEqual(
        told,
        [...told].sort((a, b) => a - b),
      );
    },
  },
  {
    id: 'transfers.by-cloud',
    title: 'within one account the cloud copies by itself, also between two connections, and no byte passes through here',
    needs: MULTIPART,
    when: (cloud) => cloud.capabilities.storage?.objects?.copy === 'server',
    run: async (context) => {
      const { cloud, bucket, name } = context;
      const where = await bucket();
      const key = name('large');
      const object = await putPartObject(cloud, where, key);
      const other = await watchedCloud(context);
      const copy = name('copy');
      const result = await cloud.storage.transfer({ bucket: where, key }, { cloud: other.cloud, bucket: where, key: copy });
      assert.deepEqual([result.objects, result.copied, result.bytes], [1, 1, object.sizeBytes]);
      assert.ok(other.bodyBytes() < object.partSizeBytes, 'bytes went up');
      assert.equal(await sha256Of(cloud, where, copy), object.sha256);
      assert.deepEqual({ ...(await cloud.storage.objects.head(where, copy)).metadata }, object.metadata);
    },
  },
  {
    id: 'transfers.resume',
    title: 'a transfer that was interrupted goes on in another connection from its token, and sends no part twice',
    needs: [...MULTIPART, 'storage.objects.resumeMultipart'],
    run: async (context) => {
      const { cloud, bucket, name } = context;
      const where = await bucket();
      const [key, copy] = [name('large'), name('resumed')];
      const object = await putPartObject(cloud, where, key);
      const { partSizeBytes, sizeBytes } = object;
      const leave = new AbortController();
      const reason = new Error('the process ended');
      let token: TransferToken | undefined;
      const first = await watchedCloud(context);
      await assert.rejects(
        cloud.storage.transfer(
          { bucket: where, key },
          { cloud: first.cloud, bucket: where, key: copy },
          {
            serverCopy: false,
            partSizeBytes,
            concurrency: 1,
            signal: leave.signal,
            onToken: (one) => {
              token = kept(one);
            },
            // The first part was sent when the second has come.
            onProgress: ({ transferredBytes }) => {
              if (transferredBytes >= partSizeBytes * 2) leave.abort(reason);
            },
          },
        ),
        (error) => error === reason,
      );
      assert.ok(token !== undefined, 'there is no token');
      assert.equal(await cloud.storage.objects.exists(where, copy), false);
      const second = await watchedCloud(context);
      const result = await cloud.storage.transfer(
        { bucket: where, key },
        { cloud: second.cloud, bucket: where, key: copy },
        { serverCopy: false, partSizeBytes, concurrency: 1, resume: token },
      );
      assert.deepEqual([result.objects, result.bytes], [1, sizeBytes]);
      assert.equal(await sha256Of(cloud, where, copy), object.sha256);
      // Clouds without a wire send nothing at all.
      if (first.bodyBytes() > 0) assert.ok(second.bodyBytes() < sizeBytes - partSizeBytes + 64 * 1024, `${second.bodyBytes()} bytes were sent again`);
      assert.deepEqual({ ...(await cloud.storage.objects.head(where, copy)).metadata }, object.metadata);
    },
  },
  {
    id: 'transfers.resume-completed',
    title: 'a token whose upload has been completed since does no harm, and makes the object whole',
    needs: [...MULTIPART, 'storage.objects.resumeMultipart'],
    run: async ({ cloud, bucket, name }) => {
      const where = await bucket();
      const [key, copy] = [name('large'), name('again')];
      const { partSizeBytes, sha256 } = await putPartObject(cloud, where, key);
      const tokens: TransferToken[] = [];
      const how = { serverCopy: false, partSizeBytes } as const;
      await cloud.storage.transfer({ bucket: where, key }, { bucket: where, key: copy }, { ...how, onToken: (token) => void tokens.push(kept(token)) });
      const open = tokens.find((token) => token.open.length > 0);
      assert.ok(open !== undefined);
      await cloud.storage.transfer({ bucket: where, key }, { bucket: where, key: copy }, { ...how, resume: open });
      assert.equal(await sha256Of(cloud, where, copy), sha256);
    },
  },
  {
    id: 'transfers.abandon',
    title: 'what an interrupted transfer left is freed by abandon',
    needs: [...MULTIPART, 'storage.objects.resumeMultipart'],
    run: async ({ cloud, bucket, name }) => {
      const where = await bucket();
      const [key, copy] = [name('large'), name('abandoned')];
      const { partSizeBytes } = await putPartObject(cloud, where, key);
      const leave = new AbortController();
      const tokens: TransferToken[] = [];
      const onProgress = ({ transferredBytes }: { readonly transferredBytes: number }): void => {
        if (transferredBytes >= partSizeBytes * 2) leave.abort(new Error('left'));
      };
      const how = { serverCopy: false, partSizeBytes, concurrency: 1, onToken: (token: TransferToken) => void tokens.push(kept(token)) };
      await assert.rejects(cloud.storage.transfer({ bucket: where, key }, { bucket: where, key: copy }, { ...how, signal: leave.signal, onProgress }));
      const token = tokens.at(-1);
      assert.ok(token?.open.length === 1);
      await cloud.storage.abandon(token);
      await cloud.storage.abandon(token);
      assert.equal(await cloud.storage.objects.exists(where, copy), false);
      // Nothing is left to go on with: all of it is sent anew.
      await cloud.storage.transfer({ bucket: where, key }, { bucket: where, key: copy }, { serverCopy: false, partSizeBytes, resume: token });
      assert.equal((await cloud.storage.objects.head(where, copy)).sizeBytes, (await cloud.storage.objects.head(where, key)).sizeBytes);
    },
  },
  {
    id: 'transfers.source-changes',
    title: 'a source that is overwritten meanwhile is a conflict, and leaves nothing',
    needs: [...MULTIPART, 'storage.objects.getConditions'],
    run: async ({ cloud, bucket, name }) => {
      const where = await bucket();
      const [key, copy] = [name('large'), name('mixed')];
      const { partSizeBytes, sizeBytes } = await putPartObject(cloud, where, key);
      let token: TransferToken | undefined;
      const error = await expectError(
        () =>
          cloud.storage.transfer(
            { bucket: where, key },
            { bucket: where, key: copy },
            {
              serverCopy: false,
              partSizeBytes,
              onToken: async (one) => {
                if (token === undefined) await cloud.storage.objects.put(where, key, Buffer.alloc(sizeBytes, 'x'));
                token = kept(one);
              },
            },
          ),
        'conflict',
      );
      assert.equal(error.retry, 'maybe');
      assert.ok(token !== undefined);
      await cloud.storage.abandon(token);
      assert.equal(await cloud.storage.objects.exists(where, copy), false);
    },
  },
  {
    id: 'transfers.prefix',
    title: 'everything under a prefix goes along, empty objects and odd keys too, and nothing beside it',
    needs: PUT,
    when: (cloud) => cloud.capabilities.storage?.objects?.keys !== 'name',
    run: async ({ cloud, bucket, name }) => {
      const { objects } = cloud.storage;
      const where = await bucket();
      const [from, to] = [`${name('from')}/`, `${name('to')}/`];
      const keys = ['a', 'a-b', 'deep/er/c', 'é ü', '100%', 'x+y', 'zero'];
      for (const key of keys) await objects.put(where, from + key, key === 'zero' ? '' : key);
      await objects.put(where, `${from.slice(0, -1)}-beside`, 'x');
      const result = await cloud.storage.transfer({ bucket: where, key: from }, { bucket: where, key: to }, { serverCopy: false });
      assert.deepEqual([result.objects, result.copied, result.unverified], [keys.length, 0, 0]);
      for (const key of keys) assert.equal(await (await objects.get(where, to + key)).text(), key === 'zero' ? '' : key);
      const rows = await objects.list(where, { prefix: to }).toArray();
      assert.equal(rows.length, keys.length);
    },
  },
  {
    id: 'transfers.time-limit',
    title: 'the time that is allowed is for all of it: running out of it is a timeout, and the object is not there',
    needs: MULTIPART,
    run: async ({ cloud, bucket, name }) => {
      const where = await bucket();
      const [key, copy] = [name('large'), name('late')];
      const { partSizeBytes } = await putPartObject(cloud, where, key);
      let token: TransferToken | undefined;
      const onToken = async (one: TransferToken): Promise<void> => {
        token = kept(one);
        await new Promise((resolve) => setTimeout(resolve, 3_000));
      };
      const how = { serverCopy: false, partSizeBytes, timeoutMs: 2_000, onToken };
      const error = await expectTimeout(() => cloud.storage.transfer({ bucket: where, key }, { bucket: where, key: copy }, how));
      assert.equal(error.operation, 'storage.transfer');
      assert.equal(await cloud.storage.objects.exists(where, copy), false);
      if (token !== undefined) await cloud.storage.abandon(token);
    },
  },
];

/** Ours: the cloud had no part in it. */
async function expectTimeout(work: () => Promise<unknown>): Promise<CloudError> {
  try {
    await work();
  } catch (error) {
    assert.ok(isCloudError(error, 'timeout'), String(error));
    return error;
  }
  assert.fail('it did not time out');
}
