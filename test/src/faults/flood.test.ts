import { type AnyCloud, isCloudError } from 'portolan';
import { afterEach, describe, expect, it } from 'vitest';
import { bounded, EMULATED_SUBJECTS, FaultRun } from './fault-run.ts';

const GIB = 1024 ** 3;
const MIB = 1024 ** 2;

const CALLS: Readonly<Record<string, (cloud: AnyCloud) => Promise<unknown>>> = {
  'servers.list': ({ compute }) => compute.servers.list().toArray(),
  'servers.create': ({ compute }) => compute.servers.create({ name: 'n', image: '5f0d1a50-0c1c-4e7a-9d0e-000000000002', size: 's' }),
  'objects.put': ({ storage }) => storage.objects.put('backups', 'k', 'text'),
  'objects.get': async ({ storage }) => (await storage.objects.get('backups', 'k')).bytes(),
};

/** The most that the process grew while `work` ran, proxy included. */
async function growthDuring(work: () => Promise<unknown>): Promise<number> {
  const before = process.memoryUsage.rss();
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 5);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  return (most - before) / MIB;
}

describe.each(EMULATED_SUBJECTS)('%s and answers of a gibibyte', (provider) => {
  let faults: FaultRun | undefined;
  afterEach(() => faults?.[Symbol.asyncDispose]());

  it.each([
    [500, true],
    [500, false],
    [404, true],
    [401, false],
  ])('takes no more of an error (status %i, length announced: %s) than it prints', async (status, announced) => {
    faults = await FaultRun.of(provider);
    await using cloud = await faults.open({ maxAttempts: 1 });
    await cloud.compute.servers.list().toArray();
    for (const [name, call] of Object.entries(CALLS)) {
      faults.proxy.exchanges.length = 0;
      faults.spoil({ faults: [{ effect: { kind: 'flood', status, bytes: GIB, announced } }] });
      let failure: unknown;
      const grew = await growthDuring(() =>
        bounded(name, call(cloud)).catch((error: unknown) => {
          failure = error;
        }),
      );
      faults.mend();
      expect(isCloudError(failure), `${name}: ${String(failure)}`).toBe(true);
      expect(grew, name).toBeLessThan(48);
      expect(String((failure as Error).message).length).toBeLessThan(3_000);
      // The connection was given up, not read to its end.
      for (const { responseBytes } of faults.proxy.exchanges) expect(responseBytes, name).toBeLessThan(32 * MIB);
    }
  });

  it('takes no more of a document than 64 MiB', async () => {
    faults = await FaultRun.of(provider);
    await using cloud = await faults.open({ maxAttempts: 1 });
    await cloud.compute.servers.list().toArray();
    faults.spoil({ faults: [{ effect: { kind: 'flood', status: 200, bytes: GIB, contentType: 'application/json' } }] });
    let failure: unknown;
    const grew = await growthDuring(() =>
      bounded('servers.list', cloud.compute.servers.list().toArray()).catch((error: unknown) => {
        failure = error;
      }),
    );
    expect(isCloudError(failure, 'protocol'), String(failure)).toBe(true);
    expect(grew).toBeLessThan(320);
    for (const { responseBytes } of faults.proxy.exchanges) expect(responseBytes).toBeLessThan(128 * MIB);
  });
});
