import { Readable } from 'node:stream';
import { mapConcurrently } from '@portolan/core/driver';
import { startFaultProxy } from '@portolan/emulators';
import { type AnyCloud, type CallOptions, isCloudError, supports } from 'portolan';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bounded, FaultRun, SEED, shapeOf } from './fault-run.ts';
import { ELSEWHERE, type Ending, PLANS, type SpoilingPlan } from './plans.ts';

// Every provider meets every plan: nothing hangs, nothing crashes, nothing is made twice, no secret shows, and each failure has its code.

interface Fixture {
  readonly server: string;
  readonly bucket: string;
  readonly shape: { readonly image: string; readonly size: string };
}

interface Call {
  readonly name: string;
  readonly kind: 'reads' | 'changes' | 'content';
  readonly make: (cloud: AnyCloud, fixture: Fixture, tag: string, limit: CallOptions) => Promise<unknown>;
  /** What it must return when it returns. */
  readonly gives?: string;
}

const SHORT = 'what is kept '.repeat(40);
/** Longer than what fits into buffers on the way. */
const LONG = 'what is kept and takes its time '.repeat(10_000);

/** It can be read once. */
const stream = (): Readable => Readable.from(LONG.match(/.{1,20000}/g) ?? []);

/** Nobody knows how long it is, where the cloud takes that. */
const lengthOf = (capabilities: AnyCloud['capabilities']): { readonly contentLength?: number } =>
  supports(capabilities, 'storage.objects.unknownLength') || supports(capabilities, 'storage.objects.multipart') ? {} : { contentLength: LONG.length };

const CALLS: readonly Call[] = [
  { name: 'servers.list', kind: 'reads', make: ({ compute }) => compute.servers.list().toArray() },
  { name: 'servers.get', kind: 'reads', make: ({ compute }, { server }) => compute.servers.get(server) },
  { name: 'images.find', kind: 'reads', make: ({ compute }) => compute.images.find({ name: /ubuntu.*22\.04/i }) },
  { name: 'buckets.list', kind: 'reads', make: ({ storage }) => storage.buckets.list().toArray() },
  { name: 'objects.list', kind: 'reads', make: ({ storage }, { bucket }) => storage.objects.list(bucket).toArray() },
  { name: 'objects.get', kind: 'content', gives: SHORT, make: async ({ storage }, { bucket }) => (await storage.objects.get(bucket, 'short.txt')).text() },
  { name: 'objects.get, long', kind: 'content', gives: LONG, make: async ({ storage }, { bucket }) => (await storage.objects.get(bucket, 'long.txt')).text() },
  {
    name: 'servers.create',
    kind: 'changes',
    make: ({ compute }, { shape }, tag, limit) => compute.servers.create({ name: tag, ...shape }, { idempotencyKey: tag, ...limit }),
  },
  { name: 'objects.put', kind: 'changes', make: ({ storage }, { bucket }, tag, limit) => storage.objects.put(bucket, tag, SHORT, limit) },
  {
    name: 'objects.put, a stream',
    kind: 'changes',
    make: ({ storage, capabilities }, { bucket }, tag, limit) => storage.objects.put(bucket, `${tag}-s`, stream(), { ...lengthOf(capabilities), ...limit }),
  },
  {
    // One request, whose body can be sent once.
    name: 'objects.put, a stream of known length',
    kind: 'changes',
    make: ({ storage }, { bucket }, tag, limit) => storage.objects.put(bucket, `${tag}-k`, stream(), { contentLength: LONG.length, ...limit }),
  },
  { name: 'servers.delete', kind: 'changes', make: ({ compute }) => compute.servers.delete('5f0d1a50-0c1c-4e7a-9d0e-000000000009') },
];

interface Job {
  readonly call: Call;
  readonly signedIn: boolean;
}

/** All calls, with and without a sign-in under the same plan; of what takes long to read, one sign-in is enough. */
const jobsOf = ({ heavy = false }: SpoilingPlan): readonly Job[] => [
  ...CALLS.map((call) => ({ call, signedIn: true })),
  ...CALLS.slice(0, heavy ? 1 : CALLS.length).map((call) => ({ call, signedIn: false })),
];

const AT_ONCE = 6;
const MOST_MS = 10_000;

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
      await storage.objects.put(bucket, 'short.txt', SHORT);
      await storage.objects.put(bucket, 'long.txt', LONG);
      fixture = { server: server.id, bucket, shape };
    }, 60_000);
    afterAll(() => faults[Symbol.asyncDispose]());

    /** One call behind a proxy of its own; what is wrong with how it ended. */
    const tried = async (what: string, spoiling: SpoilingPlan, { call, signedIn }: Job, own: string): Promise<readonly string[]> => {
      const { name, kind, make, gives } = call;
      const { plan, reads, changes, content = reads, fields = {} } = spoiling;
      const allowed = { reads, changes, content };
      const where = `${what}: ${name}${signedIn ? '' : ' with sign-in'}`;
      const wrong: string[] = [];
      await using proxy = await startFaultProxy({ seed: SEED });
      await using cloud = await faults.run.open({ proxy: proxy.url, ...fields });
      if (signedIn) {
        const patient = { timeoutMs: 20_000 };
        await cloud.compute.servers.list(patient).toArray();
        await cloud.storage.buckets.list(patient).toArray();
      }
      proxy.use(plan);
      let ending: Ending = 'ok';
      let said = '';
      try {
        const result = await bounded(where, make(cloud, fixture, own, { timeoutMs: spoiling.limitMs }));
        // Where nobody can see that it is another document, anything may come.
        if (gives !== undefined && content === reads && result !== gives) wrong.push(`${where}: took ${String(result).length} other bytes for the object`);
      } catch (error) {
        if (!isCloudError(error)) return [`${where}: ${String(error)}`];
        faults.run.outlets.error(error, where);
        ending = error.code;
        said = error.message;
        if (error.operation === undefined || error.provider === undefined) wrong.push(`${where}: says not what failed: ${said}`);
        if (kind === 'changes' && error.outcome === undefined) wrong.push(`${where}: says not whether it was done: ${error.code} ${said}`);
      }
      if (!allowed[kind].includes(ending)) wrong.push(`${where}: ${ending} ${said.slice(0, 300)}`);
      const met = proxy.exchanges.some(({ effect }) => effect !== undefined);
      // On a busy machine a short time is over before anything is sent.
      const timeoutMs = Number(fields['timeoutMs']);
      if (!met && ending === 'timeout' && timeoutMs < MOST_MS)
        return [...wrong, ...(await tried(what, { ...spoiling, fields: { ...fields, timeoutMs: timeoutMs * 4 } }, { call, signedIn }, own))];
      if (!met && spoiling.rare !== true) wrong.push(`${where}: met no fault`);
      // Whoever follows a redirect goes there through the proxy.
      if (proxy.exchanges.some(({ host }) => host === ELSEWHERE)) wrong.push(`${where}: went to another origin`);
      proxy.use({ faults: [] });
      return wrong;
    };

    it.each(Object.entries(PLANS))('%s', async (what, spoiling) => {
      const tag = `f-${what.replace(/[^a-z0-9]+/gi, '-').toLowerCase()}`.slice(0, 40);
      const own = ({ signedIn }: Job): string => `${tag}-${signedIn ? 'a' : 'b'}`;
      const jobs = jobsOf(spoiling);
      const wrong: string[] = [];
      // One after the other: oVirt gives a disk to one at a time.
      for (const signedIn of [true, false]) {
        const together = jobs.filter((job) => job.signedIn === signedIn);
        wrong.push(...(await mapConcurrently(together, AT_ONCE, (job) => tried(what, spoiling, job, own(job)))).flat());
      }
      for (const name of new Set(jobs.map(own))) {
        const made = await faults.serversNamed(name);
        if (made > 1) wrong.push(`${what}: ${made} servers`);
      }
      expect(wrong).toEqual([]);
      faults.run.clean();
      faults.run.outlets.forget();
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    });
  });
}
