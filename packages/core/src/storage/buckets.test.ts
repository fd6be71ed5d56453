import { describe, expect, it } from 'vitest';
import { CloudError } from '../errors/cloud-error.ts';
import { context } from '../testing/everything.ts';
import { FakeObjects } from '../testing/fake-objects.ts';
import { cloudError } from '../testing/rejection.ts';
import { Storage } from './storage.ts';
import type { BucketDriver } from './storage-driver.ts';

function bench(changed: Partial<BucketDriver> = {}) {
  const objects = new FakeObjects();
  const calls: string[] = [];
  const driver: BucketDriver = {
    listPage: async () => ({ items: [{ name: 'b', raw: undefined }] }),
    get: async (name) => {
      if (name !== 'b') throw new CloudError('not-found', 'no such bucket');
      return { name, raw: undefined };
    },
    create: async ({ name }) => {
      calls.push(`create ${name}`);
      return { name, raw: undefined };
    },
    delete: async (name) => {
      calls.push(`delete ${name} with ${objects.stored.size}`);
    },
    ...changed,
  };
  return { buckets: new Storage(context(), { buckets: driver, objects }).buckets, objects, calls };
}

describe('buckets', () => {
  it('exists is a question with two answers, and a failure', async () => {
    const { buckets } = bench();
    expect([await buckets.exists('b'), await buckets.exists({ name: 'c' })]).toEqual([true, false]);
    const { buckets: closed } = bench({
      get: async () => {
        throw new CloudError('permission-denied', 'no');
      },
    });
    expect(await cloudError(closed.exists('b'))).toMatchObject({ code: 'permission-denied', operation: 'buckets.exists', target: 'b' });
  });

  it('are emptied before they are deleted when that is asked for, and only then', async () => {
    const { buckets, objects, calls } = bench();
    for (const key of ['a', 'b', 'c']) objects.seed('b', key, 'x');
    await buckets.delete('b');
    await buckets.delete({ name: 'b' }, { withContent: true });
    expect(calls).toEqual(['delete b with 3', 'delete b with 0']);
  });

  it('are gone when they were gone before, also with content', async () => {
    const { buckets, objects, calls } = bench();
    objects.listPage = async () => {
      throw new CloudError('not-found', 'no such bucket');
    };
    await buckets.delete('b', { withContent: true });
    expect(calls).toEqual([]);
  });

  it('stay when their content cannot be deleted', async () => {
    const { buckets, objects, calls } = bench();
    objects.seed('b', 'a', 'x');
    objects.delete = async () => {
      throw new CloudError('conflict', 'locked');
    };
    expect((await cloudError(buckets.delete('b', { withContent: true }))).code).toBe('conflict');
    expect(calls).toEqual([]);
  });

  it.each(['', 'a\nb', undefined, 7, { id: 'b' }] as never[])('refuse the name %j', async (name) => {
    const { buckets, calls } = bench();
    for (const work of [() => buckets.get(name), () => buckets.exists(name), () => buckets.create(name), () => buckets.delete(name)])
      expect((await cloudError(work)).code).toBe('invalid-argument');
    expect(calls).toEqual([]);
  });

  it('using makes a bucket for a scope, and deletes it with what is in it, once', async () => {
    const { buckets, objects, calls } = bench();
    {
      await using bucket = await buckets.using('c');
      expect(JSON.parse(JSON.stringify(bucket))).toEqual({ name: 'c' });
      objects.seed('c', 'k', 'x');
      await bucket[Symbol.asyncDispose]();
    }
    expect(calls).toEqual(['create c', 'delete c with 0']);
  });

  it('using deletes it however the scope is left, and takes none that was there', async () => {
    const { buckets, calls } = bench();
    const failing = async (): Promise<void> => {
      await using bucket = await buckets.using('c');
      throw new CloudError('conflict', `enough of ${bucket.name}`);
    };
    expect(await cloudError(failing())).toMatchObject({ code: 'conflict' });
    expect(calls).toEqual(['create c', 'delete c with 0']);
    expect(await cloudError(buckets.using('b'))).toMatchObject({ code: 'already-exists', operation: 'buckets.using', target: 'b', outcome: 'not-done' });
    expect(calls).toEqual(['create c', 'delete c with 0']);
  });

  it('using names what it could not delete', async () => {
    const { buckets } = bench({
      delete: async () => {
        throw new CloudError('permission-denied', 'no');
      },
    });
    const bucket = await buckets.using('c');
    expect(await cloudError(async () => bucket[Symbol.asyncDispose]())).toMatchObject({ code: 'permission-denied', leftover: { kind: 'bucket', id: 'c' } });
  });
});
