import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { ObjectCapabilities } from '../../capabilities.ts';
import { CloudError } from '../../errors/cloud-error.ts';
import { context, objectsContext } from '../../testing/everything.ts';
import { FakeObjects, md5Of } from '../../testing/fake-objects.ts';
import { cloudError, rejection } from '../../testing/rejection.ts';
import { FakeClock } from '../../transport/testing/fake-connection.ts';
import { Storage } from '../storage.ts';
import type { ObjectContent } from '../storage-types.ts';

function cloud(declared: Partial<ObjectCapabilities> = {}) {
  const driver = new FakeObjects();
  return { driver, storage: new Storage(objectsContext(declared), { objects: driver }) };
}

const TEXT = Array.from({ length: 95 }, (_, index) => String.fromCharCode(33 + (index % 90))).join('');
const FROM = { bucket: 'from', key: 'k' };
const at = (b: ReturnType<typeof cloud>) => ({ cloud: b, bucket: 'to', key: 'l' });
const PARTS = { partSizeBytes: 10, concurrency: 3 };

function pair(declared: Partial<ObjectCapabilities> = {}) {
  const [a, b] = [cloud(), cloud(declared)];
  a.driver.seed('from', 'k', TEXT, { contentType: 'text/x', metadata: { a: 'b' } });
  const go = (options: Parameters<Storage['transfer']>[2] = {}) => a.storage.transfer(FROM, at(b), { ...PARTS, ...options });
  return { a, b, go };
}

/** Bodies of `get` that go through this. */
function spoil(driver: FakeObjects, spoiled: (content: ObjectContent, call: number) => ObjectContent): void {
  const get = driver.get.bind(driver);
  let calls = 0;
  driver.get = async (...given) => {
    calls += 1;
    return spoiled(await get(...given), calls);
  };
}

const cutAfter = (body: Readable, bytes: number): Readable =>
  Readable.from(
    (async function* () {
      let left = bytes;
      for await (const chunk of body as AsyncIterable<Buffer>) {
        yield chunk.subarray(0, left);
        left -= chunk.length;
        // What came before a reset is read before the reset is noticed.
        await new Promise((resolve) => setImmediate(resolve));
        if (left <= 0) throw new CloudError('unavailable', 'reset', { retry: 'maybe' });
      }
    })(),
    { objectMode: false },
  );

const gets = (driver: FakeObjects): string[] => driver.calls.filter((call) => call.startsWith('get '));

describe('a large object', () => {
  it('is read in ranges and written in parts at the same time, no more at once than allowed', async () => {
    const { a, b, go } = pair();
    b.driver.multipart.onPart = () => new Promise((resolve) => setImmediate(resolve));
    const told: number[] = [];
    const result = await go({ onProgress: ({ transferredBytes }) => void told.push(transferredBytes) });
    expect(result).toEqual({ objects: 1, bytes: 95, dropped: [], copied: 0, unverified: 0, skipped: 0 });
    expect(b.driver.textOf('to/l')).toBe(TEXT);
    expect(b.driver.stored.get('to/l')?.request).toMatchObject({ contentType: 'text/x', metadata: { a: 'b' } });
    expect(b.driver.multipart.mostUnderway).toBe(3);
    expect(gets(a.driver).sort()).toEqual(Array.from({ length: 10 }, (_, index) => `get from/k ${index * 10}-${Math.min(94, index * 10 + 9)}`).sort());
    expect(told).toEqual([...told].sort((x, y) => x - y));
    expect(told.at(-1)).toBe(95);
    expect(b.driver.multipart.uploads.size).toBe(0);
  });

  it('holds no more parts in memory than are on the way', async () => {
    const { a, b, go } = pair();
    let begun = 0;
    let ended = 0;
    let most = 0;
    const get = a.driver.get.bind(a.driver);
    a.driver.get = async (...given) => {
      begun += 1;
      most = Math.max(most, begun - ended);
      return get(...given);
    };
    b.driver.multipart.onPart = async () => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      ended += 1;
    };
    await go();
    expect(most).toBeLessThanOrEqual(3);
  });

  it('goes on where the source was cut, and asks for nothing twice', async () => {
    const { a, b, go } = pair();
    spoil(a.driver, (content, call) => (call === 2 ? { ...content, body: cutAfter(content.body, 4) } : content));
    let passed = 0;
    await go({
      concurrency: 1,
      onProgress: ({ bytes }) => {
        passed = bytes;
      },
    });
    expect(gets(a.driver).slice(0, 4)).toEqual(['get from/k 0-9', 'get from/k 10-19', 'get from/k 14-19', 'get from/k 20-29']);
    expect(passed).toBe(95);
    expect(b.driver.textOf('to/l')).toBe(TEXT);
  });

  it('gives up on a source that only breaks, after pauses that grow', async () => {
    const clock = new FakeClock();
    const driver = new FakeObjects();
    const storage = new Storage(context(undefined, clock), { objects: driver });
    driver.seed('from', 'k', TEXT);
    spoil(driver, (content) => ({ ...content, body: cutAfter(content.body, 0) }));
    const b = cloud();
    const error = await cloudError(storage.transfer(FROM, at(b), { ...PARTS, concurrency: 1 }));
    expect(error).toMatchObject({ code: 'unavailable', operation: 'objects.get' });
    expect(clock.slept).toEqual([100, 200, 400, 800]);
    expect([...b.driver.stored.keys(), ...b.driver.multipart.uploads.keys()]).toEqual([]);
  });

  it.each(['overwritten', 'longer', 'of another etag'])('that is %s meanwhile is a conflict, and leaves nothing', async (how) => {
    const { a, b, go } = pair();
    b.driver.multipart.onPart = (number) => {
      if (number === 2 && how !== 'of another etag') a.driver.seed('from', 'k', how === 'longer' ? `${TEXT}!` : TEXT.replace('!', '?'));
    };
    if (how === 'of another etag') {
      // A server that heeds no conditions.
      spoil(a.driver, (content, call) => (call < 4 ? content : { ...content, info: { ...content.info, etag: 'other' } }));
    }
    expect(await cloudError(go())).toMatchObject({ code: 'conflict', retry: 'maybe', outcome: 'not-done', target: 'from/k' });
    expect([...b.driver.stored.keys(), ...b.driver.multipart.uploads.keys()]).toEqual([]);
  });

  it('whose bytes are not what the source says is refused, and leaves nothing', async () => {
    const { a, b, go } = pair();
    spoil(a.driver, (content, call) => (call === 5 ? { ...content, body: Readable.from([Buffer.alloc(10, 'x')], { objectMode: false }) } : content));
    expect(await cloudError(go())).toMatchObject({ code: 'protocol', retry: 'maybe' });
    expect([...b.driver.stored.keys(), ...b.driver.multipart.uploads.keys()]).toEqual([]);
  });

  it('that the target stored otherwise is refused: part by part, and as a whole', async () => {
    const one = pair();
    const putPart = one.b.driver.multipart.putPart.bind(one.b.driver.multipart);
    one.b.driver.multipart.putPart = async (...given) => ({ ...(await putPart(...given)), md5: 'f'.repeat(32) });
    expect(await cloudError(one.go())).toMatchObject({ code: 'protocol', outcome: 'not-done' });
    expect(one.b.driver.multipart.uploads.size).toBe(0);
    for (const said of [{ md5: 'f'.repeat(32) }, { etag: 'f'.repeat(32) }]) {
      const two = pair();
      const complete = two.b.driver.multipart.complete.bind(two.b.driver.multipart);
      Object.assign(two.b.driver.multipart, {
        complete: async (...given: Parameters<typeof complete>) => ({ ...(await complete(...given)), ...said }),
        etagOf: () => 'e'.repeat(32),
      });
      expect(await cloudError(two.go())).toMatchObject({ code: 'protocol', outcome: 'done' });
    }
  });

  it('is verified by an etag that S3 or Swift made of parts, where parts can be cut the same', async () => {
    const [a, b] = [cloud(), cloud()];
    const size = 12 * 1024 * 1024;
    const bytes = Buffer.alloc(size, 'ab');
    b.driver.multipart.maxPartBytes = 16 * 1024 * 1024;
    a.driver.stored.set('from/k', { bytes, request: { bucket: 'from', key: 'k', contentType: 'x/y', metadata: {} } });
    const digests = [bytes.subarray(0, 8 * 1024 * 1024), bytes.subarray(8 * 1024 * 1024)].map((part) => createHash('md5').update(part).digest());
    const ofParts = `${createHash('md5').update(Buffer.concat(digests)).digest('hex')}-2`;
    const says = (etag: string): void => {
      const head = FakeObjects.prototype.head.bind(a.driver);
      const get = FakeObjects.prototype.get.bind(a.driver);
      a.driver.head = async (...given) => ({ ...(await head(...given)), etag, md5: undefined });
      a.driver.get = async (bucket, key, options) => {
        const content = await get(bucket, key, { ...options, ifMatch: undefined });
        return { ...content, info: { ...content.info, etag, md5: undefined } };
      };
    };
    says(ofParts);
    expect(await a.storage.transfer(FROM, at(b))).toMatchObject({ objects: 1, unverified: 0 });
    expect(gets(a.driver).sort()).toEqual(['get from/k 0-8388607', `get from/k 8388608-${size - 1}`]);
    says(`${'f'.repeat(32)}-2`);
    expect(await a.storage.transfer(FROM, at(b))).toMatchObject({ objects: 1, unverified: 1 });
  }, 30_000);

  it('is checked by the digest that its source says, and by no other where the target compares parts by itself', async () => {
    const says = (hex: string): ReturnType<typeof pair> & { readonly given: (Uint8Array | undefined)[] } => {
      const made = pair();
      const head = made.a.driver.head.bind(made.a.driver);
      made.a.driver.head = async (...asked) => ({ ...(await head(...asked)), digest: { algorithm: 'crc32', hex } });
      const given: (Uint8Array | undefined)[] = [];
      const putPart = made.b.driver.multipart.putPart.bind(made.b.driver.multipart);
      made.b.driver.multipart.putPart = (upload, number, body, md5, options) => {
        given.push(md5);
        return putPart(upload, number, body, md5, options);
      };
      Object.assign(made.b.driver, { checksUploads: true });
      return { ...made, given };
    };
    const right = says(crc32(TEXT).toString(16).padStart(8, '0'));
    expect(await right.go()).toMatchObject({ objects: 1, unverified: 0 });
    expect(right.given).toEqual(Array.from({ length: 10 }, () => undefined));
    expect(right.b.driver.textOf('to/l')).toBe(TEXT);
    const wrong = says('00000000');
    expect(await cloudError(wrong.go())).toMatchObject({ code: 'protocol', message: expect.stringContaining('its CRC32 is') });
    expect([...wrong.b.driver.stored.keys(), ...wrong.b.driver.multipart.uploads.keys()]).toEqual([]);
  });

  it('leaves nothing when it is aborted, and rejects with the reason', async () => {
    const { b, go } = pair();
    const controller = new AbortController();
    const reason = new Error('left');
    b.driver.multipart.onPart = (number) => {
      if (number === 4) controller.abort(reason);
    };
    expect(await rejection(go({ signal: controller.signal }))).toBe(reason);
    expect([...b.driver.stored.keys(), ...b.driver.multipart.uploads.keys()]).toEqual([]);
    expect(b.driver.multipart.underway).toBe(0);
  });

  it('names what could not be freed', async () => {
    const { b, go } = pair();
    b.driver.multipart.onPart = () => {
      throw new CloudError('quota-exceeded', 'full');
    };
    b.driver.multipart.abort = async () => {
      throw new CloudError('unavailable', 'down');
    };
    expect(await cloudError(go())).toMatchObject({ code: 'quota-exceeded', leftover: { kind: 'multipart-upload', id: 'upload-1' } });
  });

  it('is ended by the time that is allowed for all of it', async () => {
    const clock = new FakeClock(() => false);
    const a = { driver: new FakeObjects() };
    const storage = new Storage(context(undefined, clock), { objects: a.driver });
    a.driver.seed('from', 'k', TEXT);
    const b = cloud();
    b.driver.multipart.onPart = async (number, _, { signal }) => {
      if (number === 2) clock.advance(5_000);
      signal?.throwIfAborted();
    };
    const error = await cloudError(storage.transfer(FROM, at(b), { ...PARTS, timeoutMs: 4_000 }));
    expect(error).toMatchObject({ code: 'timeout', operation: 'storage.transfer' });
    expect([...b.driver.stored.keys(), ...b.driver.multipart.uploads.keys()]).toEqual([]);
  });

  it('goes as one stream, opened anew where it must be, to a cloud that takes no parts', async () => {
    const { a, b, go } = pair({ multipart: false });
    spoil(a.driver, (content, call) => (call === 1 ? { ...content, body: cutAfter(content.body, 40) } : content));
    const put = b.driver.put.bind(b.driver);
    b.driver.put = async (request, options) => {
      for await (const _ of request.body.open() as Readable) break;
      return put(request, options);
    };
    expect(await go({ onProgress: () => undefined })).toMatchObject({ objects: 1, unverified: 0 });
    expect(b.driver.textOf('to/l')).toBe(TEXT);
  });

  it('comes whole from a source without ranges', async () => {
    const [a, b] = [cloud({ ranges: false }), cloud()];
    a.driver.seed('from', 'k', TEXT);
    await a.storage.transfer(FROM, at(b), PARTS);
    expect(gets(a.driver)).toEqual(['get from/k']);
    expect(b.driver.textOf('to/l')).toBe(TEXT);
  });

  it.each([0, 11, 2048, 1.5])('refuses parts of %d bytes where the target takes others', async (partSizeBytes) => {
    const { b, go } = pair();
    Object.assign(b.driver.multipart, { minPartBytes: 12 });
    expect(await cloudError(go({ partSizeBytes }))).toMatchObject({ code: 'invalid-argument', outcome: 'not-done' });
  });

  it('takes larger parts than wished where there would be too many', async () => {
    const { b, go } = pair();
    Object.assign(b.driver.multipart, { maxParts: 4 });
    await go();
    expect(b.driver.calls.filter((call) => call.startsWith('part ')).length).toBe(4);
    expect(b.driver.textOf('to/l')).toBe(TEXT);
  });
});

describe('small objects', () => {
  it('take one read and one write each, and lists that lie about a length do no harm', async () => {
    const [a, b] = [cloud(), cloud()];
    for (const key of ['a', 'b', 'c']) a.driver.seed('from', key, key.repeat(5));
    a.driver.seed('from', 'd', TEXT);
    const list = a.driver.listPage.bind(a.driver);
    a.driver.listPage = async (...given) => {
      const page = await list(...given);
      return { ...page, items: page.items.map((row) => ({ ...row, sizeBytes: 1 })) };
    };
    expect(await a.storage.transfer({ bucket: 'from' }, { cloud: b, bucket: 'to' }, PARTS)).toMatchObject({ objects: 4, bytes: 110 });
    expect(gets(a.driver).filter((call) => !call.includes('/d'))).toEqual(['get from/a', 'get from/b', 'get from/c']);
    expect(a.driver.calls.filter((call) => call.startsWith('head'))).toEqual([]);
    expect(b.driver.textOf('to/d')).toBe(TEXT);
    expect(b.driver.calls.filter((call) => call.startsWith('put '))).toEqual(['put to/a', 'put to/b', 'put to/c']);
    expect(b.driver.stored.get('to/a')?.bytes.toString()).toBe('aaaaa');
  });

  it('are checked against the MD5 their source says', async () => {
    const { a, b } = pair();
    spoil(a.driver, (content) => ({ ...content, body: Readable.from([Buffer.alloc(95, 'x')], { objectMode: false }) }));
    expect(md5Of(TEXT)).not.toBe(md5Of('x'.repeat(95)));
    expect(await cloudError(a.storage.transfer(FROM, at(b)))).toMatchObject({ code: 'protocol' });
    expect(b.driver.stored.size).toBe(0);
  });
});
