import { createHash, randomBytes } from 'node:crypto';
import { type EmulatedProvider, startEmulator, startFaultProxy } from '@portolan/emulators';
import { connect, isCloudError, type TransferToken } from 'portolan';
import { describe, expect, it } from 'vitest';
import { SEED } from './fault-run.ts';

// A large object through a network that cuts, truncates, refuses and stalls at random: it is whole at last, or not there, and a token goes on with it.

const PART_BYTES = 5 * 1024 * 1024;
const BYTES = randomBytes(PART_BYTES * 3 + 4_321);
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const RUNS = 3;

/** Requests of parts and ranges alone: what else can go wrong has its own tests. */
const DATA = { method: ['GET', 'PUT'], target: 'partNumber=|_segments/portolan/|/uploads/.*/\\d+$|/chaos/source$' } as const;
const PLAN = {
  faults: [
    { match: DATA, probability: 0.12, effect: { kind: 'cut-request', bytes: { min: 1, max: PART_BYTES } } },
    { match: DATA, probability: 0.12, effect: { kind: 'cut-response', bytes: { min: 0, max: PART_BYTES } } },
    { match: DATA, probability: 0.1, effect: { kind: 'truncate', bytes: { min: 0, max: PART_BYTES }, framing: 'length' } },
    { match: DATA, probability: 0.1, effect: { kind: 'answer', status: 503, headers: { 'Retry-After': '0' } } },
    { match: DATA, probability: 0.1, effect: { kind: 'answer', status: 500, after: true } },
    { match: DATA, probability: 0.1, effect: { kind: 'latency', ms: { min: 1, max: 30 } } },
  ],
} as const;

const CASES = (['smartdc', 'openstack', 'aws'] as const).flatMap((provider) => Array.from({ length: RUNS }, (_, index) => [provider, SEED + index] as const));

describe(`a transfer through a bad network (seed ${SEED})`, () => {
  it.each(CASES)('on %s, seed %d: every byte arrives once', async (provider: EmulatedProvider, seed) => {
    await using emulator = await startEmulator(provider);
    await using good = await connect({ ...emulator.profile, provider } as never, { env: {} });
    await using proxy = await startFaultProxy({ plan: PLAN, seed });
    await using bad = await connect({ ...emulator.profile, provider, proxy: proxy.url } as never, { env: {} });
    await good.storage.buckets.create('chaos');
    await good.storage.objects.put('chaos', 'source', BYTES, { metadata: { a: 'b' } });
    const [from, to] = [
      { bucket: 'chaos', key: 'source' },
      { cloud: bad, bucket: 'chaos', key: 'target' },
    ];
    const how = { serverCopy: false, partSizeBytes: PART_BYTES, concurrency: 2 };
    let token: TransferToken | undefined;
    let failures = 0;
    for (let done = false; !done; ) {
      try {
        const resume = token;
        const onToken = (now: TransferToken): void => {
          token = JSON.parse(JSON.stringify(now)) as TransferToken;
        };
        await bad.storage.transfer(from, to, { ...how, onToken, resume });
        done = true;
      } catch (error) {
        expect(isCloudError(error), String(error)).toBe(true);
        expect(await good.storage.objects.exists('chaos', 'target')).toBe(false);
        failures += 1;
        expect(failures).toBeLessThan(10);
      }
    }
    const target = await good.storage.objects.get('chaos', 'target');
    expect(target.info.metadata).toEqual({ a: 'b' });
    expect(sha256(await target.bytes())).toBe(sha256(BYTES));
    expect(proxy.exchanges.filter(({ effect }) => effect !== undefined).length).toBeGreaterThan(0);
  });
});
