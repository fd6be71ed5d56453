import { describe, expect, it } from 'vitest';
import type { Capabilities } from './capabilities.ts';
import { comparePortability, portabilityTable } from './portability.ts';
import { everything } from './testing/everything.ts';
import { cloudError } from './testing/rejection.ts';

const all: Capabilities = everything;
const { servers } = everything.compute;
const { objects } = everything.storage;
const less: Capabilities = {
  compute: { ...everything.compute, servers: { ...servers, resize: false, idempotencyKey: false, uniqueNames: true, maxTags: 5 }, snapshots: undefined },
  storage: {
    buckets: { list: true, create: 'adopt', delete: false },
    objects: { ...objects, keys: 'path', copy: 'stream', maxKeyBytes: 255, contentHeaders: ['cacheControl'], unknownLength: true, minPartBytes: 5 },
  },
};
const verdicts = (from: Capabilities, to: Capabilities, operations?: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    comparePortability({ name: 'a', capabilities: from }, { name: 'b', capabilities: to }, operations).rows.map(({ path, verdict }) => [path, verdict]),
  );

describe('comparePortability', () => {
  it('tells operations that are lost, kept and gained', () => {
    const there = verdicts(all, less);
    expect(there).toMatchObject({
      'compute.servers.resize': 'lost',
      'compute.servers.idempotencyKey': 'lost',
      'compute.servers.create': 'same',
      'compute.snapshots.ofServers': 'lost',
      'storage.buckets.delete': 'lost',
      'storage.objects.unknownLength': 'gained',
    });
    const back = verdicts(less, all);
    expect(back).toMatchObject({ 'compute.servers.resize': 'gained', 'compute.snapshots.ofServers': 'gained', 'storage.objects.unknownLength': 'lost' });
  });

  it('tells weaker promises and tighter limits', () => {
    expect(verdicts(all, less)).toMatchObject({
      'compute.servers.uniqueNames': 'less',
      'compute.servers.maxTags': 'less',
      'storage.buckets.create': 'less',
      'storage.objects.keys': 'less',
      'storage.objects.copy': 'less',
      'storage.objects.maxKeyBytes': 'less',
      'storage.objects.contentHeaders': 'less',
      'storage.objects.minPartBytes': 'less',
    });
    expect(verdicts(less, all)).toMatchObject({
      'compute.servers.uniqueNames': 'gained',
      'compute.servers.maxTags': 'gained',
      'storage.objects.keys': 'gained',
      'storage.objects.maxKeyBytes': 'gained',
      'storage.objects.contentHeaders': 'same',
      'storage.objects.minPartBytes': 'gained',
    });
  });

  it('is portable when nothing that was asked about is lost or less', () => {
    const sides = [
      { name: 'a', capabilities: all },
      { name: 'b', capabilities: less },
    ] as const;
    expect(comparePortability(...sides).portable).toBe(false);
    expect(comparePortability(...sides, ['servers.create', 'compute.volumes', 'objects.put']).portable).toBe(true);
    expect(comparePortability(...sides, ['servers.resize']).portable).toBe(false);
    expect(comparePortability(sides[0], sides[0])).toMatchObject({ portable: true, rows: expect.arrayContaining([]) });
    expect(Object.keys(verdicts(all, less, ['servers']))).toEqual(Object.keys(verdicts(all, less, ['compute.servers'])));
  });

  it('refuses an operation that is none, with what may be meant', async () => {
    const error = await cloudError(() => verdicts(all, less, ['servers.resise']));
    expect(error).toMatchObject({ code: 'invalid-argument', remedy: expect.stringContaining('servers.resize') });
  });
});

describe('portabilityTable', () => {
  it('shows what is lost first, and the rest when asked to', () => {
    const report = comparePortability({ name: 'big', capabilities: all }, { name: 'small', capabilities: less });
    const lines = portabilityTable(report).split('\n');
    expect(lines[0]).toMatch(/capability +big +small/);
    expect(lines[1]).toMatch(/^lost {2}/);
    expect(lines.find((line) => line.includes('buckets.create'))).toMatch(/^less +storage\.buckets\.create +make +adopt +buckets are found, not made/);
    expect(portabilityTable(report)).not.toContain('gained');
    expect(portabilityTable(report, { all: true })).toMatch(/\ngained +storage\.objects\.unknownLength/);
    expect(portabilityTable(comparePortability({ name: 'x', capabilities: all }, { name: 'y', capabilities: all }))).toBe('Nothing of x is lost on y.\n');
  });

  it('adds what a look at the accounts found', () => {
    const report = { from: 'a', to: 'b', rows: [], portable: false, findings: [{ verdict: 'lost' as const, what: 'size huge', note: 'no size has 64 GiB' }] };
    expect(portabilityTable(report)).toMatch(/lost +size huge +no size has 64 GiB/);
  });
});
