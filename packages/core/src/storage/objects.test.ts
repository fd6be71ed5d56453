import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ObjectCapabilities } from '../capabilities.ts';
import { CloudError } from '../errors/cloud-error.ts';
import { objectsContext } from '../testing/everything.ts';
import { FakeObjects } from '../testing/fake-objects.ts';
import { cloudError, rejection } from '../testing/rejection.ts';
import { Objects } from './objects.ts';
import type { CopyObjectRequest, DeleteFailure, ListObjectsDriverOptions, ObjectDriver } from './storage-driver.ts';

function bench(declared: Partial<ObjectCapabilities> = {}, changed: Partial<ObjectDriver> = {}) {
  const driver = Object.assign(new FakeObjects(), changed);
  return { driver, objects: new Objects(objectsContext(declared), driver) };
}

/** Halves of surrogate pairs too. fast-check's own unit `binary` takes seconds to be made. */
const ANY_CHARACTER = fc.oneof(fc.nat(0x7f), fc.nat(0xffff), fc.nat(0x10ffff)).map((code) => String.fromCodePoint(code));

describe('keys', () => {
  it.each(['a//b', '../x', '%2F', '.', ' ', 'a\u0000b', 'ünï🚢', 'a?b#c', '/'])('%j is itself', async (key) => {
    const { objects, driver } = bench();
    await objects.put('b', key, 'x');
    expect(driver.textOf(`b/${key}`)).toBe('x');
    expect(await (await objects.get('b', key)).text()).toBe('x');
  });

  it.each(['', '\ud800', 'a\udc00b', undefined, 7, {}] as never[])('%j is refused by every operation, before anything is sent', async (key) => {
    const { objects, driver } = bench();
    const works = [
      () => objects.put('b', key, 'x'),
      () => objects.get('b', key),
      () => objects.head('b', key),
      () => objects.exists('b', key),
      () => objects.delete('b', key),
      () => objects.deleteMany('b', [key]),
      () => objects.copy({ bucket: 'b', key }, { bucket: 'b', key: 'k' }),
      () => objects.copy({ bucket: 'b', key: 'k' }, { bucket: 'b', key }),
      () => objects.updateMetadata('b', key, {}),
      () => objects.presign('b', key),
    ];
    for (const work of works) expect(await cloudError(work)).toMatchObject({ code: 'invalid-argument', outcome: 'not-done' });
    expect(driver.calls).toEqual([]);
  });

  it('are measured in UTF-8 bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: ANY_CHARACTER, minLength: 1, maxLength: 20 }), async (key) => {
        const { objects } = bench({ maxKeyBytes: 12 });
        const fits = key.isWellFormed() && Buffer.byteLength(key) <= 12;
        expect(
          await objects.put('b', key, 'x').then(
            () => true,
            () => false,
          ),
        ).toBe(fits);
      }),
    );
  });

  it.each(['a//b', '/a', 'a/', 'a/./b', '..', 'a/../b'])('%j is no path', async (key) => {
    expect((await cloudError(bench({ keys: 'path' }).objects.put('b', key, 'x'))).code).toBe('invalid-argument');
  });

  it('are single names on clouds that have no more', async () => {
    const { objects } = bench({ keys: 'name' });
    expect((await cloudError(objects.put('b', 'a/b', 'x'))).code).toBe('invalid-argument');
    await objects.put('b', 'a..b', 'x');
  });
});

describe('objects.list', () => {
  it('goes through all pages, in the bucket and under the prefix asked for', async () => {
    const { objects, driver } = bench();
    for (const key of ['a/1', 'a/2', 'a/3', 'b/1']) driver.seed('b', key, key);
    expect((await objects.list({ name: 'b' }, { prefix: 'a/' }).toArray()).map((object) => object.key)).toEqual(['a/1', 'a/2', 'a/3']);
    expect(driver.calls).toEqual(['list b/a/', 'list b/a/ after a/2']);
  });

  it('leaves out by UTF-8 bytes what a driver returns before startAfter', async () => {
    // By UTF-16 units U+FF5E comes after U+1F6A2, by bytes before.
    const asked: (string | undefined)[] = [];
    const { objects } = bench(
      {},
      {
        listPage: async (_: string, options: ListObjectsDriverOptions) => {
          asked.push(options.startAfter);
          return { items: ['a', 'b', '～', '🚢'].map((key) => ({ kind: 'object', key, sizeBytes: 0, raw: undefined }) as const) };
        },
      },
    );
    expect((await objects.list('b', { startAfter: 'b' }).toArray()).map((object) => object.key)).toEqual(['～', '🚢']);
    expect((await objects.list('b', { startAfter: '～' }).toArray()).map((object) => object.key)).toEqual(['🚢']);
    expect(asked).toEqual(['b', '～']);
  });

  it('keeps the folder in which startAfter lies: keys in it may come after', async () => {
    const { objects } = bench(
      {},
      {
        listPage: async () => ({
          items: [
            { kind: 'prefix', prefix: 'a/' },
            { kind: 'prefix', prefix: 'b/' },
            { kind: 'object', key: 'b0', sizeBytes: 0, raw: undefined },
            { kind: 'prefix', prefix: 'c/' },
          ],
        }),
      },
    );
    const rows = async (startAfter: string): Promise<string[]> =>
      (await objects.list('x', { delimiter: '/', startAfter }).toArray()).map((row) => (row.kind === 'object' ? row.key : row.prefix));
    expect(await rows('b/m')).toEqual(['b/', 'b0', 'c/']);
    expect(await rows('b/')).toEqual(['b0', 'c/']);
    expect(await rows('b0')).toEqual(['c/']);
    expect(await rows('b')).toEqual(['b/', 'b0', 'c/']);
  });

  it('refuses an empty delimiter, and any where there are none', () => {
    expect(() => bench().objects.list('b', { delimiter: '' })).toThrow(/delimiter: is empty/);
    expect(() => bench({ delimiter: false }).objects.list('b', { delimiter: '/' })).toThrow(/storage\.objects\.delimiter/);
  });

  it('names bucket and prefix in its errors', async () => {
    const { objects } = bench(
      {},
      {
        listPage: async () => {
          throw new CloudError('not-found', 'no such bucket');
        },
      },
    );
    expect((await cloudError(objects.list('b', { prefix: 'p/' }).first())).message).toBe('fake objects.list "b/p/": no such bucket');
  });
});

describe('objects.get and head', () => {
  it('read ranges with both ends included', async () => {
    const { objects, driver } = bench();
    driver.seed('b', 'k', '0123456789');
    await fc.assert(
      fc.asyncProperty(fc.nat(9), fc.option(fc.nat(9), { nil: undefined }), async (start, end) => {
        if (end !== undefined && end < start) {
          expect((await cloudError(objects.get('b', 'k', { range: { start, end } }))).code).toBe('invalid-argument');
          return;
        }
        const found = await objects.get('b', 'k', { range: { start, end } });
        expect(await found.text()).toBe('0123456789'.slice(start, (end ?? 9) + 1));
        expect(found.length).toBe((end ?? 9) - start + 1);
      }),
    );
  });

  it.each([{ start: -1 }, { start: 1.5 }, { start: Number.NaN }, { start: 0, end: -1 }, { start: 0, end: Number.POSITIVE_INFINITY }, { start: '1' as never }])(
    'refuse the range %j',
    async (range) => {
      const { objects, driver } = bench();
      expect(await cloudError(objects.get('b', 'k', { range }))).toMatchObject({ code: 'invalid-argument', target: 'b/k' });
      expect(driver.calls).toEqual([]);
    },
  );

  it.each([{ ifMatch: 'x' }, { ifNoneMatch: 'x' }, { ifModifiedSince: new Date() }, { ifUnmodifiedSince: new Date() }])(
    'refuse %j where there are no conditions',
    async (condition) => {
      const { objects, driver } = bench({ getConditions: false });
      expect((await cloudError(objects.get('b', 'k', condition))).code).toBe('unsupported');
      expect((await cloudError(objects.head('b', 'k', condition))).code).toBe('unsupported');
      expect(driver.calls).toEqual([]);
    },
  );

  it('exists is a question with two answers, and a failure', async () => {
    const { objects, driver } = bench();
    driver.seed('b', 'k', 'x');
    expect([await objects.exists('b', 'k'), await objects.exists('b', 'other')]).toEqual([true, false]);
    driver.head = async () => {
      throw new CloudError('permission-denied', 'no');
    };
    expect((await cloudError(objects.exists('b', 'k'))).code).toBe('permission-denied');
    // Of another copy of this library in the program.
    const foreign = Object.assign(new Error('gone'), { code: 'not-found', inContext: () => foreign });
    Object.defineProperty(foreign, Symbol.for('portolan/CloudError'), { value: true });
    driver.head = async () => {
      throw foreign;
    };
    expect(await objects.exists('b', 'k')).toBe(false);
  });

  it('rejects with the reason of an abort, before and during', async () => {
    const reason = { why: 'left' };
    const { objects, driver } = bench();
    for (const work of [objects.get('b', 'k', { signal: AbortSignal.abort(reason) }), objects.put('b', 'k', 'x', { signal: AbortSignal.abort(reason) })])
      expect(await rejection(work)).toBe(reason);
    expect(driver.calls).toEqual([]);
  });
});

describe('objects.put', () => {
  it('states the type that the key’s ending suggests, unless another is given', async () => {
    const { objects, driver } = bench();
    const typeOf = (): string | undefined => driver.stored.get('b/a.png')?.request.contentType;
    await objects.put('b', 'a.png', 'x');
    expect(typeOf()).toBe('image/png');
    await objects.put('b', 'a.png', 'x', { contentType: 'text/x-odd' });
    expect(typeOf()).toBe('text/x-odd');
    await objects.put('b', 'noending', 'x');
    expect(driver.stored.get('b/noending')?.request.contentType).toBe('application/octet-stream');
  });

  it('writes names of metadata in lower case', async () => {
    const { objects, driver } = bench();
    await objects.put('b', 'k', 'x', { metadata: { 'Mixed-Case': 'Größe' } });
    expect(driver.stored.get('b/k')?.request.metadata).toEqual({ 'mixed-case': 'Größe' });
  });

  it.each<[string, Record<string, unknown>]>([
    ['metadata with a blank in a name', { metadata: { 'a b': 'x' } }],
    ['metadata with a line break', { metadata: { a: 'x\r\nSet-Cookie: y' } }],
    ['metadata with a blank at an end', { metadata: { a: ' x' } }],
    ['metadata that are no text', { metadata: { a: 7 } }],
    ['metadata that are a list', { metadata: ['x'] }],
    ['metadata with a name twice', { metadata: { A: '1', a: '2' } }],
    ['a type with a line break', { contentType: 'text/plain\r\nX-Evil: 1' }],
    ['a header with a line break', { cacheControl: 'no\nstore' }],
    ['a header that is no text', { contentLanguage: 7 }],
  ])('refuses %s', async (_, options) => {
    const { objects, driver } = bench();
    expect(await cloudError(objects.put('b', 'k', 'x', options as never))).toMatchObject({ code: 'invalid-argument', outcome: 'not-done' });
    expect(await cloudError(objects.updateMetadata('b', 'k', options as never))).toMatchObject({ code: 'invalid-argument' });
    expect(driver.calls).toEqual([]);
  });

  it.each<[string, Partial<ObjectCapabilities>, object]>([
    ['putIfAbsent', { putIfAbsent: false }, { ifNoneMatch: '*' }],
    ['putIfMatch', { putIfMatch: false }, { ifMatch: 'e' }],
    ['metadata', { metadata: false }, { metadata: { a: 'b' } }],
    ['contentType', { contentType: false }, { contentType: 'text/plain' }],
    ['contentHeaders', { contentHeaders: ['cacheControl'] }, { contentEncoding: 'gzip' }],
  ])('refuses what is not declared: %s; so does copy', async (path, declared, options) => {
    const { objects, driver } = bench(declared);
    const error = await cloudError(objects.put('b', 'k', 'x', options));
    expect(error).toMatchObject({ code: 'unsupported', operation: 'objects.put', outcome: 'not-done' });
    expect(error.message).toContain(`storage.objects.${path}`);
    const copying = path.startsWith('content') ? { headers: options } : options;
    expect((await cloudError(objects.copy({ bucket: 'b', key: 'k' }, { bucket: 'b', key: 'l' }, copying))).code).toBe('unsupported');
    expect(driver.calls).toEqual([]);
  });

  it('takes empty metadata anywhere', async () => {
    const { objects, driver } = bench({ metadata: false });
    await objects.put('b', 'k', 'x', { metadata: {} });
    expect(driver.calls).toEqual(['put b/k']);
  });
});

describe('objects.copy and move', () => {
  const from = { bucket: 'b', key: 'k' };
  const to = { bucket: { name: 'c' }, key: 'l' };

  it('lets the cloud copy where it can', async () => {
    const orders: CopyObjectRequest[] = [];
    const { objects, driver } = bench(
      {},
      {
        copy: async (order) => {
          orders.push(order);
          return { key: 'l', sizeBytes: 1 };
        },
      },
    );
    await objects.copy(from, to, { metadata: { A: 'b' }, ifSourceMatch: 'e', ifNoneMatch: '*' });
    expect(orders).toEqual([{ from: { bucket: 'b', key: 'k', ifMatch: 'e' }, to: { bucket: 'c', key: 'l' }, metadata: { a: 'b' }, ifNoneMatch: '*' }]);
    expect(driver.calls).toEqual([]);
  });

  it('passes the bytes through where it cannot, with type, headers and metadata', async () => {
    const { objects, driver } = bench({ copy: 'stream' });
    driver.seed('b', 'k', 'hello', { contentType: 'text/x', cacheControl: 'no-store', metadata: { a: 'b' } });
    await objects.copy(from, to);
    expect(driver.textOf('c/l')).toBe('hello');
    expect(driver.stored.get('c/l')?.request).toMatchObject({ contentType: 'text/x', cacheControl: 'no-store', metadata: { a: 'b' } });
    await objects.copy(from, to, { metadata: { C: 'd' }, headers: { contentType: 'text/y' } });
    expect(driver.stored.get('c/l')?.request).toMatchObject({ contentType: 'text/y', cacheControl: 'no-store', metadata: { c: 'd' } });
  });

  it('checks what passes through against the source’s digest', async () => {
    const { objects, driver } = bench({ copy: 'stream' });
    driver.seed('b', 'k', 'hello');
    const get = driver.get.bind(driver);
    driver.get = async (...given) => {
      const content = await get(...given);
      return { ...content, info: { ...content.info, md5: 'f'.repeat(32) } };
    };
    expect((await cloudError(objects.copy(from, to))).code).toBe('protocol');
    expect(driver.stored.has('c/l')).toBe(false);
  });

  it('gives up the source when the target refuses', async () => {
    const { objects, driver } = bench({ copy: 'stream', maxObjectBytes: 3 });
    driver.seed('b', 'k', 'hello');
    driver.stalled = true;
    expect(await cloudError(objects.copy(from, to))).toMatchObject({ code: 'invalid-argument', target: 'b/k -> c/l' });
    await new Promise((resolve) => setImmediate(resolve));
    expect(driver.bodies[0]?.destroyed).toBe(true);
  });

  it('deletes the source of a move after the copy, and only then', async () => {
    const { objects, driver } = bench({ copy: 'stream' });
    driver.seed('b', 'k', 'hello');
    await objects.move(from, to);
    expect(driver.calls).toEqual(['get b/k', 'put c/l', 'delete b/k']);
    driver.calls.length = 0;
    expect((await cloudError(objects.move(from, to))).code).toBe('not-found');
    expect(driver.calls).toEqual(['get b/k']);
  });

  it('refuses to move an object onto itself: it would be gone', async () => {
    const { objects, driver } = bench();
    expect((await cloudError(objects.move({ bucket: { name: 'b' }, key: 'k' }, { bucket: 'b', key: 'k' }))).code).toBe('invalid-argument');
    expect(driver.calls).toEqual([]);
  });
});

describe('objects.deleteMany', () => {
  const keys = (count: number): string[] => Array.from({ length: count }, (_, index) => `k${index}`);

  it('deletes in batches of what the driver takes, from any source of keys', async () => {
    const sizes: number[] = [];
    const { objects } = bench(
      {},
      {
        maxDeleteKeys: 400,
        deleteMany: async (_: string, batch: readonly string[]): Promise<DeleteFailure[]> => {
          sizes.push(batch.length);
          return batch.includes('k5') ? [{ key: 'k5', error: new CloudError('permission-denied', 'no') }] : [];
        },
      },
    );
    async function* source(): AsyncGenerator<string> {
      yield* keys(1100);
    }
    const { deleted, failed } = await objects.deleteMany('b', source());
    expect([deleted, failed.map((failure) => failure.key), sizes]).toEqual([1099, ['k5'], [400, 400, 300]]);
    expect(await objects.deleteMany('b', [])).toEqual({ deleted: 0, failed: [] });
  });

  it('deletes one by one where the cloud knows no other way, and goes on after a failure', async () => {
    const { objects, driver } = bench();
    const remove = driver.delete.bind(driver);
    let now = 0;
    let most = 0;
    driver.delete = async (bucket, key) => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setImmediate(resolve));
      now -= 1;
      if (key === 'k3') throw new CloudError('conflict', 'locked');
      await remove(bucket, key);
    };
    const { deleted, failed } = await objects.deleteMany('b', keys(20), { concurrency: 5 });
    expect([deleted, failed.length, most]).toEqual([19, 1, 5]);
    expect(failed[0]?.error.message).toBe('fake objects.delete "b/k3": locked');
  });

  it('empties a prefix, and rejects with the first failure once the rest is gone', async () => {
    const { objects, driver } = bench();
    for (const key of ['a/1', 'a/2', 'a/3', 'b']) driver.seed('b', key, 'x');
    expect(await objects.deleteAll('b', { prefix: 'a/' })).toBe(3);
    expect([...driver.stored.keys()]).toEqual(['b/b']);
    for (const key of ['a/1', 'a/2', 'a/3']) driver.seed('b', key, 'x');
    const remove = driver.delete.bind(driver);
    driver.delete = async (bucket, key) => {
      if (key === 'a/1') throw new CloudError('conflict', 'locked');
      await remove(bucket, key);
    };
    expect((await cloudError(objects.deleteAll('b', { prefix: 'a/' }))).code).toBe('conflict');
    expect([...driver.stored.keys()].sort()).toEqual(['b/a/1', 'b/b']);
  });

  it('rejects with the reason when the caller leaves', async () => {
    const controller = new AbortController();
    const reason = new Error('left');
    const { objects, driver } = bench();
    let begun = 0;
    driver.delete = async () => {
      begun += 1;
      controller.abort(reason);
      throw reason;
    };
    expect(await rejection(objects.deleteMany('b', keys(50), { concurrency: 2, signal: controller.signal }))).toBe(reason);
    expect(begun).toBeLessThanOrEqual(2);
  });
});

describe('objects.presign', () => {
  it('asks for what was meant, an hour long', async () => {
    const asked: object[] = [];
    const { objects } = bench(
      {},
      {
        presign: async (request) => {
          asked.push(request);
          return { url: 'https://x', method: request.method, headers: {}, expiresAt: new Date(0) };
        },
      },
    );
    await objects.presign('b', 'k');
    await objects.presign('b', 'k', { method: 'put', expiresInSeconds: 60, contentType: 'text/plain' });
    expect(asked).toEqual([
      { bucket: 'b', key: 'k', method: 'GET', expiresInSeconds: 3600, contentType: undefined },
      { bucket: 'b', key: 'k', method: 'PUT', expiresInSeconds: 60, contentType: 'text/plain' },
    ]);
    for (const expiresInSeconds of [0, -1, 1.5, Number.NaN])
      expect((await cloudError(objects.presign('b', 'k', { expiresInSeconds }))).code).toBe('invalid-argument');
    expect(asked.length).toBe(2);
  });

  it('is refused apart for reading and writing', async () => {
    const { objects } = bench({ presignPut: false }, { presign: async () => ({ url: '', method: 'GET', headers: {}, expiresAt: new Date(0) }) });
    await objects.presign('b', 'k');
    expect((await cloudError(objects.presign('b', 'k', { method: 'put' }))).message).toContain('storage.objects.presignPut');
  });
});
