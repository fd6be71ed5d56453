import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MIB } from './full-size/content.ts';
import { Clouds, move } from './full-size/processes.ts';
import type { Job, Measure } from './full-size/protocol.ts';

// From S3 to Swift through sockets, the mover and the clouds in processes of their own. `PORTOLAN_FULL_SIZE=1`: as large as promised.

const FULL = process.env['PORTOLAN_FULL_SIZE'] !== undefined;
const PART = 16 * MIB;
/** A last part that is shorter. */
const measureOf = (parts: number): Measure => ({ largeBytes: parts * PART - 12_345, partBytes: PART, smallCount: FULL ? 100_000 : 10_000 });
const WHOLE = measureOf(FULL ? 640 : 64);
const PARTS = FULL ? 640 : 16;
const MEASURE = measureOf(PARTS);
const CONCURRENCY = 4;
const LIMIT_MS = FULL ? 600_000 : 60_000;
/** Of a process: code that is compiled as it runs, three threads that digest, what sockets hold, garbage that waits. */
const BASE = 96 * MIB;

let folder = '';
let files = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portolan-full-size-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const jobOf = (clouds: Clouds, work: Job['work'], more: Partial<Job> = {}): Job => {
  files += 1;
  return { from: clouds.from, to: clouds.to, work, partBytes: PART, concurrency: CONCURRENCY, saved: join(folder, `saved-${files}`), ...more };
};

const mib = (bytes: number): number => Math.round(bytes / MIB);
const report = (what: string, facts: object): void => {
  if (FULL) process.stdout.write(`${what}: ${JSON.stringify(facts)}\n`);
};

describe(`one object of ${mib(WHOLE.largeBytes)} MiB`, { timeout: LIMIT_MS }, () => {
  it('goes over whole, in the memory of its parts, and its digests agree across both kinds', async () => {
    await using clouds = await Clouds.start(WHOLE);
    const { result, ms, baseRssBytes, peakRssBytes } = await move(jobOf(clouds, 'one'));
    expect(result).toMatchObject({ objects: 1, bytes: WHOLE.largeBytes, unverified: 0, copied: 0, dropped: [] });
    const counts = await clouds.counts();
    expect(counts).toMatchObject({
      writes: Math.ceil(WHOLE.largeBytes / PART),
      writtenBytes: WHOLE.largeBytes,
      readBytes: WHOLE.largeBytes,
      again: 0,
      wrong: 0,
      largeNow: true,
    });
    expect(counts.strange).toEqual([]);
    report('whole', { ms: Math.round(ms), mibPerSecond: Math.round(WHOLE.largeBytes / MIB / (ms / 1000)), base: mib(baseRssBytes), peak: mib(peakRssBytes) });
    expect(mib(peakRssBytes - baseRssBytes)).toBeLessThanOrEqual(mib(PART * (CONCURRENCY + 1) + BASE));
  });

  it.each(['source', 'target'] as const)('goes on where a connection to the %s was reset, and sends no more than a part again', async (end) => {
    await using clouds = await Clouds.start(MEASURE);
    clouds.cut(end, Math.round(MEASURE.largeBytes / 3));
    const { result } = await move(jobOf(clouds, 'one'));
    expect(result).toMatchObject({ objects: 1, bytes: MEASURE.largeBytes, unverified: 0 });
    const counts = await clouds.counts();
    expect(counts).toMatchObject({ again: 0, wrong: 0, largeNow: true });
    expect(counts.writtenBytes - MEASURE.largeBytes).toBeLessThanOrEqual(end === 'target' ? PART : 0);
    // What a reset takes with it out of the sockets' buffers is read again, and nothing else.
    expect(counts.readBytes - MEASURE.largeBytes).toBeLessThan(end === 'source' ? PART : 1);
    expect(end === 'target' ? counts.writes : counts.reads).toBe(PARTS + 1);
  });

  it('is gone on with by another process when one was killed: what was stored is not sent again', async () => {
    await using clouds = await Clouds.start(MEASURE);
    const job = jobOf(clouds, 'one');
    await (await clouds.stored(PARTS / 2, job)).kill();
    const before = await clouds.counts();
    expect(before.largeNow).toBe(false);
    expect(before.segmentsNow).toBeGreaterThanOrEqual(PARTS / 2);
    const { result } = await move(job);
    expect(result).toMatchObject({ objects: 1, bytes: MEASURE.largeBytes, unverified: 0 });
    const after = await clouds.counts();
    expect(after).toMatchObject({ again: 0, wrong: 0, largeNow: true, writes: PARTS - before.segmentsNow });
    // Only what was on its way when the process died came twice, and none of it whole.
    expect(before.writtenBytes + after.writtenBytes - MEASURE.largeBytes).toBeLessThan(CONCURRENCY * PART);
    report('killed', { stored: before.segmentsNow, sentAgain: mib(before.writtenBytes + after.writtenBytes - MEASURE.largeBytes) });
  });

  it('one part at a time: what a killed process had on its way is at most one part', async () => {
    await using clouds = await Clouds.start(MEASURE);
    const job = jobOf(clouds, 'one', { concurrency: 1 });
    await (await clouds.stored(Math.round(PARTS / 8), job)).kill();
    const before = await clouds.counts();
    await move({ ...job, concurrency: CONCURRENCY });
    const after = await clouds.counts();
    expect(after).toMatchObject({ again: 0, wrong: 0, largeNow: true });
    expect(before.writtenBytes + after.writtenBytes - MEASURE.largeBytes).toBeLessThanOrEqual(PART);
  });

  it('leaves nothing when it is given up, and its token is the way', async () => {
    await using clouds = await Clouds.start(MEASURE);
    const job = jobOf(clouds, 'one', { tokens: false });
    const mover = await clouds.stored(4, job);
    mover.abort();
    expect((await mover.finished).kind).toBe('failed');
    expect(await clouds.counts()).toMatchObject({ segmentsNow: 0, largeNow: false, wrong: 0 });
    expect(existsSync(job.saved)).toBe(false);

    const kept = jobOf(clouds, 'one');
    const second = await clouds.stored(4, kept);
    second.abort();
    expect((await second.finished).kind).toBe('failed');
    expect((await clouds.counts()).segmentsNow).toBeGreaterThanOrEqual(4);
    await move({ ...kept, work: 'abandon' });
    expect(await clouds.counts()).toMatchObject({ segmentsNow: 0, largeNow: false });
  });
});

describe('ten streams of a length nobody knows, put at once', { timeout: LIMIT_MS }, () => {
  const COUNT = 10;
  const EACH_PARTS = FULL ? 64 : 6;
  const EACH = measureOf(EACH_PARTS);

  it.each([
    ['the memory that is usual', undefined, 256 * MIB],
    ['as much as the profile allows', 64 * MIB, COUNT * PART],
  ])('hold %s, not ten times that of one', async (_, maxBufferedBytes, most) => {
    await using clouds = await Clouds.start(EACH);
    const job = jobOf(clouds, 'puts', { concurrency: 8, puts: { count: COUNT, sizeBytes: EACH.largeBytes } });
    const { result, ms, baseRssBytes, peakRssBytes } = await move({ ...job, to: { ...job.to, maxBufferedBytes } });
    expect(result).toEqual(Array(COUNT).fill(EACH.largeBytes));
    expect(await clouds.counts()).toMatchObject({ writes: COUNT * EACH_PARTS, wrong: 0, again: 0, largeNow: true });
    report('ten puts', { ms: Math.round(ms), base: mib(baseRssBytes), peak: mib(peakRssBytes), most: mib(most) });
    expect(mib(peakRssBytes - baseRssBytes)).toBeLessThanOrEqual(mib(most + BASE));
  });
});

describe(`${MEASURE.smallCount} small objects`, { timeout: LIMIT_MS }, () => {
  /** Each process reads a page before it begins; a list of Swift ends with an empty one. */
  const LISTS = { source: Math.ceil(MEASURE.smallCount / 1_000) + 1, target: Math.ceil(MEASURE.smallCount / 10_000) + 1 };

  /** Syncs them anew, which is right each time; what the process grew by, in MiB: after its first third, and in all. */
  const synced = async (): Promise<{ readonly late: number; readonly whole: number }> => {
    await using clouds = await Clouds.start(MEASURE);
    const { result, ms, rssBytes, baseRssBytes, peakRssBytes } = await move(jobOf(clouds, 'many', { concurrency: 16 }));
    expect(result).toMatchObject({ objects: MEASURE.smallCount, new: MEASURE.smallCount, unverified: 0, skipped: 0 });
    const counts = await clouds.counts();
    expect(counts).toMatchObject({ reads: MEASURE.smallCount, writes: MEASURE.smallCount, objectsNow: MEASURE.smallCount, wrong: 0 });
    expect(counts.lists).toEqual({ source: LISTS.source, target: 1 });
    expect(counts.strange).toEqual([]);
    const early = Math.max(...rssBytes.slice(0, Math.ceil(rssBytes.length * 0.3)));
    report('small', {
      ms: Math.round(ms),
      perSecond: Math.round(MEASURE.smallCount / (ms / 1000)),
      base: mib(baseRssBytes),
      early: mib(early),
      peak: mib(peakRssBytes),
    });

    const second = await move(jobOf(clouds, 'many', { concurrency: 16 }));
    expect(second.result).toMatchObject({ objects: 0, new: 0, changed: 0, same: MEASURE.smallCount });
    expect(await clouds.counts()).toMatchObject({ reads: 0, writes: 0, lists: LISTS });
    return { late: mib(peakRssBytes - early), whole: mib(peakRssBytes - baseRssBytes) };
  };

  it('are synced in two requests each and a list, in flat memory; again, in the lists alone', async () => {
    const isFlat = ({ late, whole }: { readonly late: number; readonly whole: number }): boolean => late <= 32 && whole <= mib(BASE);
    const runs = [await synced()];
    // A busy machine collects late. What grows with the objects does so each time.
    while (runs.length < 3 && !runs.some(isFlat)) runs.push(await synced());
    expect(runs.some(isFlat), JSON.stringify(runs)).toBe(true);
  });

  it('are moved by several processes, each its own shards', async () => {
    const smallCount = FULL ? MEASURE.smallCount : 4_000;
    await using clouds = await Clouds.start({ ...MEASURE, smallCount });
    const job = jobOf(clouds, 'plan', { concurrency: 16 });
    expect((await move(job)).result).toBe(smallCount / 1_000);
    const shares = [0, 1].map((rest) => move({ ...job, work: 'shard', share: { of: 2, rest } }));
    for (const { peakRssBytes, baseRssBytes } of await Promise.all(shares)) expect(mib(peakRssBytes - baseRssBytes)).toBeLessThanOrEqual(mib(BASE));
    expect((await move({ ...job, work: 'finish' })).result).toMatchObject({ objects: smallCount, unverified: 0, skipped: 0 });
    const counts = await clouds.counts();
    expect(counts).toMatchObject({ reads: smallCount, writes: smallCount, objectsNow: smallCount, wrong: 0 });
    // A shard ends at its last name: its list goes one page on at most.
    expect(counts.lists.source).toBeLessThanOrEqual(3 * (smallCount / 1_000 + 1) + 3);
  });
});
