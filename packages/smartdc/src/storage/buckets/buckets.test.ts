import { beforeEach, describe, expect, it } from 'vitest';
import { FakeManta } from '../../testing/fake-manta.ts';
import { MantaBuckets } from './buckets.ts';

let manta: FakeManta;
let buckets: MantaBuckets;
beforeEach(() => {
  manta = new FakeManta();
  buckets = new MantaBuckets(manta.client, manta.connection.clock);
});

it('directories are buckets, objects beside them are not; pages go on where they ended', async () => {
  for (const name of ['a', 'b', 'c', 'd']) manta.addDirectory(name);
  manta.addObject('bb');
  const seen: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await buckets.listPage({ pageSize: 2 }, cursor);
    seen.push(...page.items.map((bucket) => bucket.name));
    if (page.next === undefined) break;
    cursor = page.next;
  }
  expect(seen).toEqual(['a', 'b', 'c', 'd']);
});

it('a page of one goes on too, though the marker comes again', async () => {
  for (const name of ['a', 'b']) manta.addDirectory(name);
  const first = await buckets.listPage({ pageSize: 1 });
  const second = await buckets.listPage({ pageSize: 1 }, first.next);
  expect([...first.items, ...second.items].map((bucket) => bucket.name)).toEqual(['a', 'b']);
});

describe('create', () => {
  it('makes one, and finds the one that is there without touching it', async () => {
    await buckets.create({ name: 'a' }, {});
    await buckets.create({ name: 'a' }, {});
    expect(manta.asked).toEqual(['HEAD /stor/a', 'PUT /stor/a', 'HEAD /stor/a']);
  });

  it('of an owner keeps whose it is and since when in its headers', async () => {
    const put: Record<string, string>[] = [];
    manta.before = (request) => {
      if (request.method === 'PUT') put.push({ ...request.headers });
      return undefined;
    };
    expect(await buckets.create({ name: 'a', owner: 'ci' }, {})).toMatchObject({ name: 'a', owner: 'ci' });
    expect(put[0]).toMatchObject({ 'm-portolan-owner': 'ci', 'm-portolan-made': '1970-01-01T00:00:00.000Z' });
  });

  it('takes no directory over that does not bear the owner', async () => {
    manta.addDirectory('a');
    await expect(buckets.create({ name: 'a', owner: 'ci' }, {})).rejects.toMatchObject({ code: 'already-exists', outcome: 'not-done' });
    expect(manta.asked).toEqual(['HEAD /stor/a']);
  });

  it('does not put a directory in the place of an object', async () => {
    manta.addObject('a');
    await expect(buckets.create({ name: 'a' }, {})).rejects.toMatchObject({ code: 'already-exists' });
    expect(manta.paths).toEqual(['a']);
  });

  it('what it cannot heed is refused before anything is sent', async () => {
    await expect(buckets.create({ name: 'a', locationId: 'us-east' }, {})).rejects.toMatchObject({ code: 'unsupported' });
    await expect(buckets.create({ name: 'a', native: {} }, {})).rejects.toMatchObject({ code: 'invalid-argument' });
    expect(manta.asked).toEqual([]);
  });

  it.each(['a/b', '..'])('%j is no name', async (name) => {
    await expect(buckets.create({ name }, {})).rejects.toMatchObject({ code: 'invalid-argument' });
  });
});

describe('get', () => {
  it('an object of that name is no bucket', async () => {
    manta.addObject('a');
    for (const name of ['a', 'b']) await expect(buckets.get(name, {})).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('delete', () => {
  it('absent is success', async () => {
    await buckets.delete('a', {});
  });

  it('one that holds an object, however deep, is a conflict and stays as it is', async () => {
    manta.addObject('a/b/c/x');
    manta.addDirectory('a/empty');
    await expect(buckets.delete('a', {})).rejects.toMatchObject({ code: 'conflict' });
    expect(manta.paths).toEqual(['a/', 'a/b/', 'a/b/c/', 'a/b/c/x', 'a/empty/']);
  });

  it('one that holds nothing but folders goes', async () => {
    for (const path of ['a', 'a/b', 'a/b/c', 'a/d']) manta.addDirectory(path);
    await buckets.delete('a', {});
    expect(manta.paths).toEqual([]);
  });
});
