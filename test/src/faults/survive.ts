import { type AnyCloud, type BodySource, isCloudError } from 'portolan';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bounded, FaultRun, SEED, shapeOf } from './fault-run.ts';
import { type Ending, PLANS } from './plans.ts';

// Every provider meets every plan: nothing hangs, nothing crashes, nothing is made twice, no secret shows, and each failure has its code.

interface Fixture {
  readonly server: string;
  readonly bucket: string;
  readonly key: string;
  readonly shape: { readonly image: string; readonly size: string };
}

interface Call {
  readonly name: string;
  readonly kind: 'reads' | 'changes' | 'content';
  readonly make: (cloud: AnyCloud, fixture: Fixture, tag: string) => Promise<unknown>;
}

const CONTENT: BodySource = 'what is kept '.repeat(40);

const CALLS: readonly Call[] = [
  { name: 'servers.list', kind: 'reads', make: ({ compute }) => compute.servers.list().toArray() },
  { name: 'servers.get', kind: 'reads', make: ({ compute }, { server }) => compute.servers.get(server) },
  { name: 'images.find', kind: 'reads', make: ({ compute }) => compute.images.find({ name: /ubuntu.*22\.04/i }) },
  { name: 'buckets.list', kind: 'reads', make: ({ storage }) => storage.buckets.list().toArray() },
  { name: 'objects.list', kind: 'reads', make: ({ storage }, { bucket }) => storage.objects.list(bucket).toArray() },
  { name: 'objects.get', kind: 'content', make: async ({ storage }, { bucket, key }) => (await storage.objects.get(bucket, key)).text() },
  { name: 'servers.create', kind: 'changes', make: ({ compute }, { shape }, tag) => compute.servers.create({ name: tag, ...shape }, { idempotencyKey: tag }) },
  { name: 'objects.put', kind: 'changes', make: ({ storage }, { bucket }, tag) => storage.objects.put(bucket, tag, CONTENT) },
  { name: 'servers.delete', kind: 'changes', make: ({ compute }) => compute.servers.delete('5f0d1a50-0c1c-4e7a-9d0e-000000000009') },
];

/** Registers a test for each plan. */
export function survives(provider: string): void {
  // The bombs unpack to 64 MiB for each of twenty calls.
  describe(`${provider} survives (seed ${SEED})`, { timeout: 180_000 }, () => {
    let faults: FaultRun;
    let fixture: Fixture;

    beforeAll(async () => {
      faults = await FaultRun.of(provider);
      const { compute, storage } = faults.direct;
      const shape = await shapeOf(faults.direct);
      const server = await compute.servers.create({ name: 'fixture', ...shape });
      await compute.servers.waitUntil(server, 'running', { intervalMs: 20 });
      const bucket = (await storage.buckets.create('backups')).name;
      await storage.objects.put(bucket, 'kept.txt', CONTENT);
      fixture = { server: server.id, bucket, key: 'kept.txt', shape };
    }, 60_000);
    afterAll(() => faults[Symbol.asyncDispose]());

    it.each(Object.entries(PLANS))('%s', async (what, { plan, reads, changes, content = reads, fields = {} }) => {
      const allowed = { reads, changes, content };
      const tag = `f-${what.replace(/[^a-z0-9]+/gi, '-').toLowerCase()}`.slice(0, 40);
      const wrong: string[] = [];
      for (const signedIn of [true, false]) {
        for (const { name, kind, make } of CALLS) {
          const where = `${what}: ${name}${signedIn ? '' : ' with sign-in'}`;
          const own = `${tag}-${signedIn ? 'a' : 'b'}`;
          await using cloud = await faults.open(fields);
          if (signedIn) {
            faults.mend();
            await cloud.compute.servers.list().toArray();
            await cloud.storage.buckets.list().toArray();
          }
          faults.spoil(plan);
          let ending: Ending = 'ok';
          let said = '';
          try {
            const result = await bounded(where, make(cloud, fixture, own));
            if (kind === 'content' && content === reads && result !== CONTENT) wrong.push(`${where}: took ${String(result).length} other bytes for the object`);
          } catch (error) {
            if (!isCloudError(error)) throw error;
            faults.run.outlets.error(error, where);
            ending = error.code;
            said = error.message;
            if (error.operation === undefined || error.provider === undefined) wrong.push(`${where}: says not what failed: ${said}`);
            if (kind === 'changes' && error.outcome === undefined) wrong.push(`${where}: says not whether it was done: ${error.code} ${said}`);
          }
          if (!allowed[kind].includes(ending)) wrong.push(`${where}: ${ending} ${said.slice(0, 300)}`);
          faults.mend();
        }
        const made = await faults.serversNamed(`${tag}-${signedIn ? 'a' : 'b'}`);
        if (made > 1) wrong.push(`${what}: ${made} servers`);
      }
      expect(wrong).toEqual([]);
      faults.run.clean();
      faults.run.outlets.forget();
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    });
  });
}
