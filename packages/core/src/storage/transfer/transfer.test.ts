import { describe, expect, it } from 'vitest';
import type { ObjectCapabilities } from '../../capabilities.ts';
import { CloudError } from '../../errors/cloud-error.ts';
import { objectsContext } from '../../testing/everything.ts';
import { FakeObjects } from '../../testing/fake-objects.ts';
import { cloudError, rejection } from '../../testing/rejection.ts';
import { Storage } from '../storage.ts';

function cloud(declared: Partial<ObjectCapabilities> = {}) {
  const driver = new FakeObjects();
  return { driver, storage: new Storage(objectsContext(declared), { objects: driver }) };
}

describe('storage.transfer between two clouds', () => {
  it('carries one object with type, headers and metadata', async () => {
    const [a, b] = [cloud(), cloud()];
    const carried = { contentType: 'text/x', cacheControl: 'no-store', contentLanguage: 'de', metadata: { a: 'b' } };
    a.driver.seed('from', 'k', 'hello', carried);
    const told: unknown[] = [];
    const result = await a.storage.transfer(
      { bucket: 'from', key: 'k' },
      { cloud: b, bucket: 'to', key: 'l' },
      { onProgress: (progress) => void told.push(progress) },
    );
    expect(result).toMatchObject({ objects: 1, bytes: 5, dropped: [] });
    expect(b.driver.textOf('to/l')).toBe('hello');
    expect(b.driver.stored.get('to/l')?.request).toMatchObject(carried);
    expect(told.at(-1)).toEqual({ key: 'k', transferredBytes: 5, totalBytes: 5, objects: 0, bytes: 5 });
  });

  it('tells what the other side cannot keep, once, and carries the rest', async () => {
    const [a, b] = [cloud(), cloud({ contentHeaders: ['cacheControl'], contentType: false, metadata: false })];
    for (const key of ['x', 'y', 'z']) {
      a.driver.seed('from', key, key, { contentEncoding: 'gzip', cacheControl: 'no-store', metadata: { a: 'b' } });
    }
    const result = await b.storage.transfer({ cloud: a, bucket: 'from' }, { bucket: 'to' });
    expect(result).toMatchObject({ objects: 3, bytes: 3, dropped: ['contentEncoding', 'contentType', 'metadata'] });
    expect(b.driver.stored.get('to/y')?.request).toMatchObject({ cacheControl: 'no-store', metadata: {} });
    expect(b.driver.stored.get('to/y')?.request.contentEncoding).toBeUndefined();
  });

  it('leaves behind only those metadata that no header can carry', async () => {
    const [a, b] = [cloud(), cloud()];
    a.driver.seed('from', 'k', 'x', { metadata: { 'dotted.name': '1', fine: '2' } });
    expect((await a.storage.transfer({ bucket: 'from', key: 'k' }, { cloud: b, bucket: 'to', key: 'k' })).dropped).toEqual(['metadata.dotted.name']);
    expect(b.driver.stored.get('to/k')?.request.metadata).toEqual({ fine: '2' });
  });

  it('carries everything under a prefix to another, with no more at once than allowed', async () => {
    const [a, b] = [cloud(), cloud()];
    for (let index = 0; index < 600; index += 1) a.driver.seed('from', `in/${String(index).padStart(3, '0')}`, 'x');
    a.driver.pageSize = 100;
    a.driver.seed('from', 'elsewhere', 'x');
    const put = b.driver.put.bind(b.driver);
    let now = 0;
    let most = 0;
    b.driver.put = async (...given) => {
      now += 1;
      most = Math.max(most, now);
      const result = await put(...given);
      now -= 1;
      return result;
    };
    expect((await a.storage.transfer({ bucket: 'from', key: 'in/' }, { cloud: b, bucket: 'to', key: 'out/' }, { concurrency: 3 })).objects).toBe(600);
    expect(b.driver.stored.has('to/out/599')).toBe(true);
    expect(b.driver.stored.size).toBe(600);
    expect(most).toBe(3);
  });

  it('goes on without what was deleted before its turn came, but not without its target', async () => {
    const [a, b] = [cloud(), cloud()];
    for (const key of ['in/a', 'in/b', 'in/c']) a.driver.seed('from', key, key);
    const get = a.driver.get.bind(a.driver);
    a.driver.get = async (bucket, key, options) => {
      if (key === 'in/b') a.driver.stored.delete('from/in/b');
      return get(bucket, key, options);
    };
    expect(await a.storage.transfer({ bucket: 'from', key: 'in/' }, { cloud: b, bucket: 'to', key: 'out' })).toMatchObject({ objects: 2, skipped: 1 });
    expect([...b.driver.stored.keys()]).toEqual(['to/out/a', 'to/out/c']);
    b.driver.put = async () => {
      throw new CloudError('not-found', 'no such bucket');
    };
    expect(await cloudError(a.storage.transfer({ bucket: 'from', key: 'in/' }, { cloud: b, bucket: 'to' }))).toMatchObject({ code: 'not-found' });
  });

  it('keeps the last name of an object that goes under a prefix', async () => {
    const [a, b] = [cloud(), cloud()];
    a.driver.seed('from', 'deep/er/k.txt', 'x');
    await a.storage.transfer({ bucket: 'from', key: 'deep/er/k.txt' }, { cloud: b, bucket: 'to', key: 'out/' });
    expect([...b.driver.stored.keys()]).toEqual(['to/out/k.txt']);
  });

  it('asks for no byte when the target refuses, and gives up what came with the first answer', async () => {
    const [a, b] = [cloud(), cloud({ maxObjectBytes: 3 })];
    a.driver.seed('from', 'k', 'hello');
    a.driver.stalled = true;
    const refused = { code: 'invalid-argument', operation: 'objects.put', target: 'to/k' };
    expect(await cloudError(a.storage.transfer({ bucket: 'from', key: 'k' }, { cloud: b, bucket: 'to', key: 'k' }))).toMatchObject(refused);
    expect(a.driver.bodies).toEqual([]);
    expect(await cloudError(a.storage.transfer({ bucket: 'from' }, { cloud: b, bucket: 'to' }))).toMatchObject(refused);
    await new Promise((resolve) => setImmediate(resolve));
    expect(a.driver.bodies[0]?.destroyed).toBe(true);
  });

  it('stores nothing of a source that is cut off or changed on the way', async () => {
    const [a, b] = [cloud(), cloud()];
    a.driver.seed('from', 'k', 'hello');
    const get = a.driver.get.bind(a.driver);
    for (const change of [{ length: 6 }, { info: { md5: 'f'.repeat(32) } }]) {
      a.driver.get = async (...given) => {
        const content = await get(...given);
        return { ...content, ...change, info: { ...content.info, ...change.info } };
      };
      expect(['unavailable', 'protocol', 'conflict']).toContain(
        (await cloudError(a.storage.transfer({ bucket: 'from', key: 'k' }, { cloud: b, bucket: 'to', key: 'k' }))).code,
      );
      expect(b.driver.stored.size).toBe(0);
    }
  });

  it('ends the others at the first failure, and is over when they are', async () => {
    const [a, b] = [cloud(), cloud()];
    for (const key of ['a', 'b', 'c', 'd', 'e', 'f']) a.driver.seed('from', key, 'x');
    const failure = new CloudError('quota-exceeded', 'full');
    const ended: unknown[] = [];
    b.driver.put = async (request, { signal }) => {
      if (request.key === 'b') throw failure;
      await new Promise<void>((_, reject) => {
        if (signal?.aborted === true) reject(signal.reason);
        else signal?.addEventListener('abort', () => reject(signal.reason));
      }).catch((reason: unknown) => {
        ended.push(reason);
        throw reason;
      });
      throw new Error('unreachable');
    };
    expect(await rejection(a.storage.transfer({ bucket: 'from' }, { cloud: b, bucket: 'to' }, { concurrency: 3 }))).toBe(failure);
    expect(ended).toEqual([failure, failure]);
  });

  it('rejects with the signal’s reason', async () => {
    const [a, b] = [cloud(), cloud()];
    a.driver.seed('from', 'k', 'x');
    const reason = { why: 'left' };
    for (const key of ['k', '']) {
      expect(await rejection(a.storage.transfer({ bucket: 'from', key }, { cloud: b, bucket: 'to', key }, { signal: AbortSignal.abort(reason) }))).toBe(reason);
    }
    const controller = new AbortController();
    b.driver.put = async (_, { signal }) => {
      controller.abort(reason);
      throw signal?.reason;
    };
    expect(await rejection(a.storage.transfer({ bucket: 'from' }, { cloud: b, bucket: 'to' }, { signal: controller.signal }))).toBe(reason);
  });

  it('refuses a concurrency that is none, with its name on it', async () => {
    const [a, b] = [cloud(), cloud()];
    a.driver.seed('from', 'k', 'x');
    const error = await cloudError(a.storage.transfer({ bucket: 'from' }, { cloud: b, bucket: 'to' }, { concurrency: Number.NaN }));
    expect(error).toMatchObject({ code: 'invalid-argument', operation: 'storage.transfer' });
  });
});

describe('storage.transfer within one cloud', () => {
  it('lets the cloud copy, also when it is named as another', async () => {
    const one = cloud();
    one.driver.seed('b', 'k', 'hello');
    const copied: string[] = [];
    const driver = Object.assign(one.driver, {
      copy: async ({ to }: { to: { bucket: string; key: string } }) => {
        copied.push(`${to.bucket}/${to.key}`);
        return { key: to.key, sizeBytes: 5 };
      },
    });
    await one.storage.transfer({ bucket: 'b', key: 'k' }, { bucket: 'c', key: 'l' });
    expect(await one.storage.transfer({ bucket: 'b', key: 'k' }, { cloud: one, bucket: 'c', key: 'm' })).toMatchObject({ objects: 1, bytes: 5, dropped: [] });
    expect(copied).toEqual(['c/l', 'c/m']);
    expect(driver.calls).toEqual([]);
  });

  it.each([
    ['', 'backup/'],
    ['a/', 'a/b/'],
    ['a/', 'a/'],
    ['', ''],
  ])('refuses to copy %j into %j of the same bucket: it would meet its own copies', async (from, to) => {
    const one = cloud();
    one.driver.seed('b', 'a/k', 'x');
    const error = await cloudError(one.storage.transfer({ bucket: { name: 'b' }, key: from }, { bucket: 'b', key: to }));
    expect(error).toMatchObject({ code: 'invalid-argument', outcome: 'not-done' });
    expect(one.driver.calls).toEqual([]);
  });

  it('copies a prefix to one beside it', async () => {
    const one = cloud({ copy: 'stream' });
    one.driver.seed('b', 'a/k', 'x');
    await one.storage.transfer({ bucket: 'b', key: 'a/' }, { bucket: 'b', key: 'ab/' });
    expect([...one.driver.stored.keys()].sort()).toEqual(['b/a/k', 'b/ab/k']);
  });
});
