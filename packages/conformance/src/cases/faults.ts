import assert from 'node:assert/strict';
import { isCloudError, type Server } from '@portolan/core';
import type { CaseContext, ConformanceCase } from '../case.ts';
import type { Mischief } from '../harness.ts';
import { shape } from '../work-server.ts';

const CREATE = ['compute.servers.create', 'compute.servers.delete', 'compute.images', 'compute.sizes'];

/** Requests that change something. */
const isWrite = ({ method, target }: { readonly method: string; readonly target: string }): boolean =>
  method !== 'GET' && method !== 'HEAD' && !/token|sso|oauth/i.test(target);

async function serversNamed(context: CaseContext, name: string): Promise<readonly Server[]> {
  return context.cloud.compute.servers.list({ name }).toArray();
}

/** What networks and servers get wrong. */
export const faultCases: readonly ConformanceCase[] = [
  {
    id: 'faults.retried',
    title: 'a 503 on a read is tried again',
    needs: ['compute.servers'],
    asks: ['mischief'],
    run: async ({ cloud, harness }) => {
      harness.mischief?.({ kind: 'respond', status: 503, headers: { 'Retry-After': '0' } }, ({ method }) => method === 'GET' || method === 'POST');
      assert.ok(Array.isArray(await cloud.compute.servers.list().toArray()));
    },
  },
  {
    id: 'faults.create-once',
    title: 'a create whose connection is cut at any point makes one server or none, and the caller learns which',
    needs: [...CREATE, 'compute.servers.idempotencyKey'],
    asks: ['mischief'],
    run: async (context) => {
      const { cloud, harness, name, cleanup } = context;
      const chosen = await shape(context);
      const plans: readonly Mischief[] = [
        { kind: 'reset-after' },
        { kind: 'cut-request', bytes: 10 },
        ...[0, 1, 17, 60, 200].map((bytes) => ({ kind: 'cut-response', bytes }) as const),
      ];
      for (const plan of plans) {
        const wanted = name('cut');
        harness.mischief?.(plan, isWrite);
        let made: Server | undefined;
        try {
          made = await cloud.compute.servers.create({ name: wanted, ...chosen }, { idempotencyKey: wanted });
        } catch (error) {
          assert.ok(isCloudError(error), String(error));
          assert.ok(error.outcome !== undefined, `no outcome: ${error.message}`);
        }
        const found = await serversNamed(context, wanted);
        for (const server of found) cleanup(() => cloud.compute.servers.delete(server));
        assert.ok(found.length <= 1, `${JSON.stringify(plan)}: ${found.length} servers`);
        if (made !== undefined)
          assert.deepEqual(
            found.map(({ id }) => id),
            [made.id],
          );
      }
    },
  },
  {
    id: 'faults.create-ambiguous',
    title: 'a create without a key whose answer is lost is not sent twice, and says that its outcome is unknown',
    needs: CREATE,
    asks: ['mischief'],
    when: (cloud) => cloud.capabilities.compute?.servers?.idempotencyKey !== 'native',
    run: async (context) => {
      const { cloud, harness, name, cleanup } = context;
      const wanted = name('lost');
      const chosen = await shape(context);
      harness.mischief?.({ kind: 'reset-after' }, isWrite);
      try {
        await cloud.compute.servers.create({ name: wanted, ...chosen });
      } catch (error) {
        assert.ok(isCloudError(error), String(error));
        assert.notEqual(error.outcome, 'not-done');
      }
      const found = await serversNamed(context, wanted);
      for (const server of found) cleanup(() => cloud.compute.servers.delete(server));
      assert.ok(found.length <= 1, `${found.length} servers`);
    },
  },
  {
    id: 'faults.download-cut',
    title: 'a download that is cut off fails, and never looks complete',
    needs: ['storage.objects.put', 'storage.objects.get'],
    asks: ['mischief'],
    run: async ({ cloud, harness, bucket, name }) => {
      const { objects } = cloud.storage;
      const where = await bucket();
      const key = name('cut');
      await objects.put(where, key, Buffer.alloc(300_000, 'x'));
      harness.mischief?.({ kind: 'cut-response', bytes: 150_000 }, ({ method, target }) => method === 'GET' && !target.includes('/api/'));
      await assert.rejects(
        async () => (await objects.get(where, key)).bytes(),
        (error) => isCloudError(error),
      );
      assert.equal((await (await objects.get(where, key)).bytes()).length, 300_000);
    },
  },
  {
    id: 'faults.upload-cut',
    title: 'an upload whose connection is cut is repeated when it can be, and never half stored',
    needs: ['storage.objects.put', 'storage.objects.get'],
    asks: ['mischief'],
    run: async ({ cloud, harness, bucket, name }) => {
      const { objects } = cloud.storage;
      const where = await bucket();
      const key = name('cut');
      await objects.put(where, key, 'before');
      const content = Buffer.alloc(300_000, 'y');
      harness.mischief?.({ kind: 'cut-request', bytes: 100_000 }, ({ method }) => method === 'PUT');
      try {
        await objects.put(where, key, content);
      } catch (error) {
        assert.ok(isCloudError(error), String(error));
        assert.equal(await (await objects.get(where, key)).text(), 'before');
        return;
      }
      assert.ok((await (await objects.get(where, key)).bytes()).equals(content));
    },
  },
];
