import assert from 'node:assert/strict';
import type { ConformanceCase } from '../case.ts';
import { expectError } from '../expect-error.ts';
import { shape, waiting } from '../work-server.ts';

const SCRIPT = '#!/bin/sh\necho a-secret-of-the-guest\n';

/** What a create would do, told before it is done. */
export const planCases: readonly ConformanceCase[] = [
  {
    id: 'servers.plan',
    title: 'a planned server is not made; the request that would make it is shown, without secrets; a key that was used shows the server there is',
    needs: ['compute.servers.plan', 'compute.servers.create', 'compute.servers.delete', 'compute.images', 'compute.sizes'],
    run: async (context) => {
      const { cloud, name, cleanup } = context;
      const { servers } = cloud.compute;
      const wanted = name('planned');
      const spec = { name: wanted, ...(await shape(context)), ...(cloud.capabilities.compute?.servers?.bootScript === true ? { bootScript: SCRIPT } : {}) };
      const keyed = cloud.capabilities.compute?.servers?.idempotencyKey !== false ? { idempotencyKey: name('key') } : {};
      const plan = await servers.plan(spec, keyed);
      assert.equal(plan.existing, undefined);
      assert.equal(plan.requests.length, 1);
      const [request] = plan.requests;
      assert.equal(request?.method, 'POST');
      assert.match(request?.url ?? '', /^https?:\/\//);
      const { image } = spec;
      assert.ok(request?.body?.includes(typeof image === 'string' ? image : image.id) === true, `the request does not name the image: ${request?.body}`);
      assert.doesNotMatch(JSON.stringify(plan), /AWS4-HMAC-SHA256 Cred[^*]*Signature=[0-9a-f]{64}/);
      assert.deepEqual(await servers.list({ name: wanted }).toArray(), []);
      await expectError(() => servers.plan({ ...spec, name: '' }), 'invalid-argument');

      const made = await servers.create(spec, keyed);
      cleanup(() => servers.delete(made));
      await servers.waitUntil(made, 'running', waiting(context));
      if (cloud.capabilities.compute?.servers?.idempotencyKey !== 'mark') return;
      const again = await servers.plan(spec, keyed);
      assert.equal(again.existing?.id, made.id);
      assert.deepEqual(again.requests, []);
    },
  },
  {
    id: 'volumes.plan',
    title: 'a planned volume is not made; the request that would make it is shown',
    needs: ['compute.volumes.plan', 'compute.volumes.create'],
    run: async ({ cloud, name }) => {
      const { volumes } = cloud.compute;
      const wanted = name('planned');
      const plan = await volumes.plan({ name: wanted, sizeMiB: 102_400 });
      assert.equal(plan.requests.length, 1);
      assert.equal(plan.requests[0]?.method, 'POST');
      assert.deepEqual(await volumes.list({ name: wanted }).toArray(), []);
    },
  },
];
