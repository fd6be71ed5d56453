import assert from 'node:assert/strict';
import type { ComputeCapabilities } from '@portolan/core';
import type { ConformanceCase } from '../case.ts';
import { assertAsPlanned, Changes } from '../changes.ts';
import { expectError } from '../expect-error.ts';
import { shape, waiting } from '../work-server.ts';
import { MARKED_THINGS, type MarkedThing, slugOf, withArticle } from './marked-things.ts';

const SCRIPT = '#!/bin/sh\necho a-secret-of-the-guest\n';

interface Declared {
  readonly list: true;
  readonly idempotencyKey?: 'native' | 'mark' | false;
}

/** The requests of a plan are those of the create that follows it. */
const planCase = (thing: MarkedThing): ConformanceCase => ({
  id: `${slugOf(thing)}.plan`,
  title: `${withArticle(thing)} that is planned is not made; every request that would make it is shown; a key that was used shows the one there is`,
  needs: [...thing.needs, `${thing.path}.plan`],
  run: async (context) => {
    const changes = new Changes();
    const cloud = await context.open({ transport: changes.transport });
    const { make, plan } = await thing.prepare({ ...context, cloud });
    assert.ok(plan !== undefined);
    const name = context.name('planned');
    const declared: Declared | undefined = cloud.capabilities.compute?.[slugOf(thing) as keyof ComputeCapabilities];
    // Without a key some clouds are given a new one each time.
    const marks = declared?.idempotencyKey === 'mark' || declared?.idempotencyKey === 'native' ? { idempotencyKey: context.name('key') } : {};
    // Signed in, so that nothing but changes is sent below.
    await plan(name, marks, 0);
    assert.deepEqual(await changes.during(() => plan(name, marks, 0)), []);
    const { existing, requests } = await plan(name, marks, 0);
    assert.equal(existing, undefined);
    assert.equal(requests[0]?.method, 'POST');
    for await (const there of thing.group(cloud.compute).list()) assert.notEqual(there.name, name);
    let made: string | undefined;
    const sent = await changes.during(async () => {
      made = await make(name, marks, 0);
    });
    assertAsPlanned(requests, sent);
    // Where the cloud itself knows the key, nobody else can say what it finds.
    if (declared?.idempotencyKey !== 'mark') return;
    const again = await plan(name, marks, 0);
    assert.deepEqual([again.existing?.id, again.requests], [made, []]);
  },
});

/** What a create would do, told before it is done. */
export const planCases: readonly ConformanceCase[] = [
  {
    id: 'servers.plan',
    title: 'a planned server is not made; every request that would make it is shown, in order, without secrets; a key that was used shows the server there is',
    needs: ['compute.servers.plan', 'compute.servers.create', 'compute.servers.delete', 'compute.images', 'compute.sizes'],
    run: async (context) => {
      const { name, cleanup, cloud: other } = context;
      const changes = new Changes();
      const { compute, capabilities } = await context.open({ transport: changes.transport });
      const { servers } = compute;
      const wanted = name('planned');
      const declared = capabilities.compute?.servers;
      const spec = {
        name: wanted,
        ...(await shape(context)),
        ...(declared?.bootScript === true ? { bootScript: SCRIPT } : {}),
        ...(declared?.tags === true ? { tags: { role: 'planned' } } : {}),
      };
      const keyed = declared?.idempotencyKey !== false ? { idempotencyKey: name('key') } : {};
      // Signed in, so that nothing but changes is sent below.
      await servers.list({ name: wanted }).toArray();
      assert.deepEqual(await changes.during(() => servers.plan(spec, keyed)), []);
      const plan = await servers.plan(spec, keyed);
      assert.equal(plan.existing, undefined);
      const [request] = plan.requests;
      assert.equal(request?.method, 'POST');
      assert.match(request?.url ?? '', /^https?:\/\//);
      const { image } = spec;
      assert.ok(request?.body?.includes(typeof image === 'string' ? image : image.id) === true, `the request does not name the image: ${request?.body}`);
      assert.doesNotMatch(JSON.stringify(plan), /AWS4-HMAC-SHA256 Cred[^*]*Signature=[0-9a-f]{64}/);
      assert.deepEqual(await servers.list({ name: wanted }).toArray(), []);
      await expectError(() => servers.plan({ ...spec, name: '' }), 'invalid-argument');

      const sent = await changes.during(async () => {
        const made = await servers.create(spec, keyed);
        cleanup(() => other.compute.servers.delete(made.id));
      });
      assertAsPlanned(plan.requests, sent);
      const [made] = await servers.list({ name: wanted }).toArray();
      await servers.waitUntil(made?.id ?? '', 'running', waiting(context));
      if (declared?.idempotencyKey !== 'mark') return;
      const again = await servers.plan(spec, keyed);
      assert.equal(again.existing?.id, made?.id);
      assert.deepEqual(again.requests, []);
    },
  },
  {
    id: 'servers.plan-networks',
    title: 'the plan of a server shows what plugs it into its networks, too',
    needs: ['compute.servers.plan', 'compute.servers.create', 'compute.servers.delete', 'compute.servers.networks', 'compute.networks'],
    run: async (context) => {
      const { name, cleanup, cloud: other } = context;
      const changes = new Changes();
      const { compute } = await context.open({ transport: changes.transport });
      const all = await compute.networks.list().toArray();
      const network = all.find((one) => context.harness.network?.test(one.name) ?? true);
      assert.ok(network !== undefined, 'there is no network to plug into');
      const spec = { name: name('plugged'), ...(await shape(context)), networks: [network] };
      const options = { idempotencyKey: name('key') };
      await compute.servers.list({ name: spec.name }).toArray();
      const plan = await compute.servers.plan(spec, options);
      const sent = await changes.during(async () => {
        const made = await compute.servers.create(spec, options);
        cleanup(() => other.compute.servers.delete(made.id));
      });
      assertAsPlanned(plan.requests, sent);
    },
  },
  ...MARKED_THINGS.filter(({ kind }) => kind !== 'key pair').map(planCase),
];
