import { beforeEach, describe, expect, it } from 'vitest';
import { FakeManta } from '../../testing/fake-manta.ts';
import { listObjects } from './listing.ts';
import { compareBytes } from './walk.ts';

// Neighbours whose order as names and as keys differs, at several depths, and characters whose order in JavaScript differs from that of their bytes.
const KEYS = [
  'a/1',
  'a/b/2',
  'a-b',
  'a-/x',
  'a.txt',
  'a/z',
  'b',
  'c/d/e/f',
  'a0',
  'é/1',
  '\u{1F600}',
  '\uFFFD',
  'img/1',
  'img-1',
  'img-/3',
  'img-/-/1',
  'img-/-',
  ' x',
  '!/!',
  'a b/c d',
]
  .filter((key) => key !== 'img-/-') // Would be both object and folder.
  .sort(compareBytes);
const isAfter = (key: string, after: string | undefined): boolean => after === undefined || compareBytes(key, after) > 0;

let manta: FakeManta;
beforeEach(() => {
  manta = new FakeManta();
  manta.addDirectory('b1');
});
const fill = (keys: readonly string[]): void => {
  for (const key of keys) manta.addObject(`b1/${key}`);
};

interface Asked {
  readonly prefix?: string;
  readonly delimiter?: string;
  readonly startAfter?: string;
  readonly pageSize?: number;
}

async function rows(asked: Asked = {}, between: (page: number) => void = () => undefined): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | undefined;
  for (let page = 1; ; page += 1) {
    const { items, next } = await listObjects(manta.client, 'b1', { prefix: '', ...asked }, cursor);
    found.push(...items.map((item) => (item.kind === 'object' ? item.key : item.prefix)));
    if (next === undefined) return found;
    expect(next).not.toBe(cursor);
    cursor = next;
    between(page);
  }
}

/** What a store of flat keys says, which is what ours must say. */
function expected({ prefix = '', delimiter, startAfter }: Asked): string[] {
  const fold = (key: string): string => {
    const at = delimiter === undefined ? -1 : key.indexOf(delimiter, prefix.length);
    return at < 0 ? key : key.slice(0, at + (delimiter?.length ?? 0));
  };
  return [...new Set(KEYS.filter((key) => key.startsWith(prefix)).map(fold))].filter((row) => isAfter(row, startAfter));
}

/** The portable class filters by `startAfter` again: it is a hint to drivers. */
const filtered = async (asked: Asked): Promise<string[]> => (await rows(asked)).filter((row) => isAfter(row, asked.startAfter));

describe('keys come in the order of their bytes, whatever directories they are in', () => {
  it.each([1, 2, 3, 7, 100])('with pages of %i', async (pageSize) => {
    fill(KEYS);
    expect(await rows({ pageSize })).toEqual(KEYS);
  });

  it.each(['a', 'a/', 'a/b', 'a-', 'c/d', 'c/d/', 'im', 'img', 'img-', 'img-/', 'zz', 'zz/', 'a/1', 'a/1/'])('under the prefix %j', async (prefix) => {
    fill(KEYS);
    for (const pageSize of [1, 3, 100]) expect(await rows({ prefix, pageSize })).toEqual(expected({ prefix }));
  });

  it('after any key, and after what is none', async () => {
    fill(KEYS);
    for (const startAfter of [...KEYS, 'a', 'a/', 'img', 'zz', 'A', 'c/d/e', 'a-b/x', 'b/x', 'a/../x', 'a//', '/'])
      for (const pageSize of [2, 100]) expect([startAfter, ...(await filtered({ startAfter, pageSize }))]).toEqual([startAfter, ...expected({ startAfter })]);
  });

  it('after a key and under a prefix', async () => {
    fill(KEYS);
    for (const prefix of ['a', 'a/', 'img', 'b'])
      for (const startAfter of ['A', 'a', 'a/1', 'a-b', 'img-1', 'img/1', 'zz'])
        expect([prefix, startAfter, ...(await filtered({ prefix, startAfter }))]).toEqual([prefix, startAfter, ...expected({ prefix, startAfter })]);
  });

  it('what was read before startAfter is not read again', async () => {
    fill(Array.from({ length: 3_000 }, (_, index) => `img-${String(index).padStart(4, '0')}`));
    expect((await rows({ startAfter: 'img-2990' })).length).toBeLessThanOrEqual(10);
    expect(manta.asked.filter((line) => line.startsWith('GET')).length).toBe(1);
  });
});

describe('with a delimiter', () => {
  it.each(['/', '-', 'b/', '1'])('%j folds', async (delimiter) => {
    fill(KEYS);
    for (const prefix of ['', 'a', 'a/', 'c/d', 'img-'])
      for (const startAfter of [undefined, 'a', 'a-b', 'a/1', 'a/', 'img', 'c/d/e'])
        for (const pageSize of [1, 2, 100]) {
          const asked = { delimiter, prefix, pageSize, ...(startAfter === undefined ? {} : { startAfter }) };
          expect([prefix, startAfter, pageSize, ...(await filtered(asked))]).toEqual([prefix, startAfter, pageSize, ...expected(asked)]);
        }
  });

  it('"/" is one listing, however much is below', async () => {
    fill(KEYS);
    await rows({ delimiter: '/' });
    expect(manta.asked).toEqual(['GET /stor/b1?limit=1024']);
  });
});

describe('many entries', () => {
  it('a directory of more than one page is read to its end; the marker comes again and is not told twice', async () => {
    const keys = Array.from({ length: 2_500 }, (_, index) => `k${String(index).padStart(5, '0')}`);
    fill(keys);
    expect(await rows()).toEqual(keys);
    expect(manta.asked.filter((line) => line.startsWith('GET')).length).toBeLessThanOrEqual(7);
  });

  it('an object that vanishes at the seam loses nothing else', async () => {
    const keys = Array.from({ length: 30 }, (_, index) => `k${String(index).padStart(2, '0')}`);
    fill(keys);
    const seen = await rows({ pageSize: 10 }, (page) => manta.entries.delete(`/demo/stor/b1/k${page * 10 - 1}`));
    expect(seen).toEqual(keys);
  });

  it('directories swept away while they are walked are at their end', async () => {
    fill(['a/1', 'a/2', 'b']);
    const seen = await rows({ pageSize: 1 }, (page) => {
      if (page === 1) for (const path of ['a/1', 'a/2', 'a']) manta.entries.delete(`/demo/stor/b1/${path}`);
    });
    expect(seen).toEqual(['a/1', 'b']);
  });

  it('a cursor grows with the depth of the tree, not with its size', async () => {
    fill(Array.from({ length: 2_000 }, (_, index) => `d/e/k${index}`));
    const { next } = await listObjects(manta.client, 'b1', { prefix: '', pageSize: 1_500 });
    expect(next?.length).toBeLessThan(500);
  });

  it('a listing that ends early is gone on with: the directory says how many it has', async () => {
    fill(Array.from({ length: 10 }, (_, index) => `k${index}`));
    let cut = false;
    manta.before = (request) => {
      if (request.method !== 'GET' || cut) return undefined;
      cut = true;
      return {
        status: 200,
        headers: { 'content-type': 'application/x-json-stream; type=directory', 'result-set-size': '10' },
        body: '{"name":"k0","type":"object","size":1}\n{"name":"k1","type":"object","size":1}\n',
      };
    };
    expect(await rows()).toHaveLength(10);
  });
});

describe('many directories', () => {
  const many = Array.from({ length: 200 }, (_, index) => `d${String(index).padStart(3, '0')}/x`);

  it('are read several at once, each once, and told in order', async () => {
    fill(many);
    let open = 0;
    let most = 0;
    const send = manta.connection.transport.send;
    manta.connection.transport.send = async (request, options) => {
      open += 1;
      most = Math.max(most, open);
      await new Promise((resolve) => setTimeout(resolve, 1));
      open -= 1;
      return send(request, options);
    };
    expect(await rows()).toEqual(many);
    expect(most).toBeGreaterThan(4);
    expect(most).toBeLessThanOrEqual(9);
    expect(manta.asked.length).toBe(201);
  });

  it('are not read ahead for a page that will not reach them', async () => {
    fill(many);
    await listObjects(manta.client, 'b1', { prefix: '', pageSize: 10 });
    expect(manta.asked.length).toBeLessThanOrEqual(11);
  });

  it('one that cannot be read fails the page that reaches it', async () => {
    fill(many);
    manta.before = (_, path) => (path.endsWith('/d004') ? { status: 403, body: '{"code":"AuthorizationFailed","message":"no"}' } : undefined);
    await expect(rows()).rejects.toMatchObject({ code: 'permission-denied' });
    expect((await listObjects(manta.client, 'b1', { prefix: '', pageSize: 3 })).items).toHaveLength(3);
  });
});

describe('what is not there', () => {
  it('a prefix without keys is an empty list', async () => {
    fill(['a/1']);
    expect(await rows({ prefix: 'x/y' })).toEqual([]);
    expect(await rows({ prefix: 'a/1/x' })).toEqual([]);
  });

  it.each(['../', 'a//', './x/', '/a'])('the prefix %j can be of no key, and is never sent', async (prefix) => {
    expect(await rows({ prefix })).toEqual([]);
    expect(manta.asked).toEqual(['HEAD /stor/b1']);
  });

  it.each([{}, { prefix: 'a/b' }, { prefix: '../' }])('a bucket that is missing is not-found, not empty: %j', async (asked) => {
    manta.entries.delete('/demo/stor/b1');
    await expect(rows(asked)).rejects.toMatchObject({ code: 'not-found', message: expect.stringContaining('b1') });
  });

  it('a bucket that is an object is none', async () => {
    manta.entries.delete('/demo/stor/b1');
    manta.addObject('b1');
    await expect(rows()).rejects.toMatchObject({ code: 'not-found' });
  });

  it.each(['7', '{', '{"walk":{"levels":[{}]}}'])('a cursor that is none is refused: %s', async (cursor) => {
    await expect(listObjects(manta.client, 'b1', { prefix: '' }, cursor)).rejects.toMatchObject({ code: 'invalid-argument' });
  });

  it('entries of a kind that is news are passed over', async () => {
    const lines = ['{"name":"a","type":"portal"}', '{"name":"b","type":"object","size":1}'];
    manta.before = () => ({ status: 200, headers: { 'content-type': 'application/x-json-stream; type=directory' }, body: lines.join('\n') });
    expect(await rows()).toEqual(['b']);
  });

  it('a line that is no entry is a protocol error', async () => {
    manta.before = () => ({ status: 200, headers: { 'content-type': 'application/x-json-stream; type=directory' }, body: '{"nam' });
    await expect(rows()).rejects.toMatchObject({ code: 'protocol' });
  });
});
