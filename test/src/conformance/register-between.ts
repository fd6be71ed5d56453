import { createHash, randomBytes } from 'node:crypto';
import type { Harness } from '@portolan/conformance';
import { type Cloud, livePortability } from 'portolan';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const PART_BYTES = 5 * 1024 * 1024;
const LARGE = randomBytes(PART_BYTES * 2 + 1_000);
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

interface Open {
  readonly harness: Harness;
  readonly cloud: Cloud;
  readonly bucket: string;
}

/** From every one of these clouds to every other, by way of this program. */
export function transfersBetween(clouds: Readonly<Record<string, () => Promise<Harness>>>): void {
  const names = Object.keys(clouds);
  describe(`transfers between ${names.join(', ')}`, () => {
    const open = new Map<string, Open>();
    const at = (name: string): Open => open.get(name) as Open;

    beforeAll(async () => {
      for (const [name, make] of Object.entries(clouds)) {
        const harness = await make();
        const cloud = await harness.open({});
        const bucket = harness.bucket ?? `between-${randomBytes(4).toString('hex')}`;
        await cloud.storage.buckets.create(bucket);
        const parts = cloud.capabilities.storage?.objects?.multipart === true ? { partSizeBytes: PART_BYTES } : {};
        await cloud.storage.objects.put(bucket, 'from/large', () => chunks(), {
          ...parts,
          contentLength: LARGE.length,
          contentType: 'application/x-large',
          cacheControl: 'no-cache',
          metadata: { origin: 'läb', other: '2' },
        });
        await cloud.storage.objects.put(bucket, 'from/small', 'small', { contentType: 'text/x-small' });
        await cloud.storage.objects.put(bucket, 'from/empty', '');
        open.set(name, { harness, cloud, bucket });
      }
    }, 120_000);

    afterAll(async () => {
      for (const { cloud, harness, bucket } of open.values()) {
        if (harness.bucket === undefined) await cloud.storage.buckets.delete(bucket, { withContent: true });
        await cloud.close();
        await harness.close();
      }
    });

    it.each(names.flatMap((from) => names.filter((to) => to !== from).map((to) => [from, to] as const)))(
      'a look at %s and %s tells what of the one has a place on the other',
      async (from, to) => {
        const [source, target] = [at(from), at(to)];
        const findings = await livePortability(source.cloud, target.cloud, { sample: 100, buckets: [source.bucket] });
        const keys = target.cloud.capabilities.storage?.objects?.keys;
        expect(findings.find(({ what }) => what === `bucket ${source.bucket}`)?.verdict).toBe(keys === 'name' ? 'lost' : 'same');
        if (keys !== 'path' || source.cloud.capabilities.storage?.objects?.keys !== 'any') return;
        const both = ['clash', 'clash/of-keys'];
        for (const key of both) await source.cloud.storage.objects.put(source.bucket, key, 'x');
        const [clash] = await livePortability(source.cloud, target.cloud, { buckets: [source.bucket], operations: ['objects'] });
        for (const key of both) await source.cloud.storage.objects.delete(source.bucket, key);
        expect(clash).toMatchObject({ verdict: 'lost', note: expect.stringContaining('"clash" is an object and') });
      },
    );

    it.each(names.flatMap((from) => names.filter((to) => to !== from).map((to) => [from, to] as const)))(
      'from %s to %s carry bytes, type and metadata, or tell what is dropped; and a second look finds nothing to do',
      async (from, to) => {
        const [source, target] = [at(from), at(to)];
        const prefix = `${from}/`;
        const where = { cloud: target.cloud, bucket: target.bucket, key: prefix };
        const result = await source.cloud.storage.transfer({ bucket: source.bucket, key: 'from/' }, where, { partSizeBytes: PART_BYTES });
        expect(result).toMatchObject({ objects: 3, bytes: LARGE.length + 5, copied: 0, skipped: 0, dropped: [] });
        const { objects } = target.cloud.storage;
        const large = await objects.get(target.bucket, `${prefix}large`);
        expect(large.info).toMatchObject({ contentType: 'application/x-large', cacheControl: 'no-cache', metadata: { origin: 'läb', other: '2' } });
        expect(sha256(await large.bytes())).toBe(sha256(LARGE));
        const small = await objects.get(target.bucket, `${prefix}small`);
        expect([small.info.contentType, await small.text()]).toEqual(['text/x-small', 'small']);
        expect((await objects.head(target.bucket, `${prefix}empty`)).sizeBytes).toBe(0);
        const again = await source.cloud.storage.sync({ bucket: source.bucket, key: 'from/' }, where, { compare: 'size', partSizeBytes: PART_BYTES });
        expect(again).toMatchObject({ objects: 0, same: 3, extra: 0 });
      },
    );
  });
}

async function* chunks(): AsyncGenerator<Buffer, void, undefined> {
  for (let start = 0; start < LARGE.length; start += 64 * 1024) yield LARGE.subarray(start, start + 64 * 1024);
}
