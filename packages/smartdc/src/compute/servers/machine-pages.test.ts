import { beforeEach, describe, expect, it } from 'vitest';
import { CloudapiClient } from '../../client.ts';
import { type FakeConnection, fakeConnection, json, noAuth } from '../../testing/fake-connection.ts';
import { machinePage } from './machine-pages.ts';

/** CloudAPI's list, newest first, with what happens between two pages in the hands of the test. */
let machines: string[];
let maxLimit: number;
let connection: FakeConnection;
let client: CloudapiClient;

beforeEach(() => {
  maxLimit = 1_000;
  machines = Array.from({ length: 10 }, (_, index) => `m${9 - index}`);
  connection = fakeConnection((request) => {
    const query = new URLSearchParams(request.target.split('?')[1]);
    const limit = Math.min(Number(query.get('limit')), maxLimit);
    const offset = Number(query.get('offset'));
    const page = machines.slice(offset, offset + limit).map((id) => ({ id }));
    return json(page, 200, { 'x-query-limit': String(limit), 'x-resource-count': String(page.length) });
  });
  client = new CloudapiClient(connection, noAuth, { url: 'https://x.test', account: 'demo', apiVersion: '*' });
});

async function readAll(pageSize: number | undefined, between: (page: number) => void = () => undefined): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | undefined;
  for (let page = 1; ; page += 1) {
    const { items, next } = await machinePage(client, {}, { pageSize }, cursor);
    seen.push(...items.map((machine) => machine.id));
    if (next === undefined) return seen;
    expect(next).not.toBe(cursor);
    cursor = next;
    between(page);
    if (page > 200) throw new Error('it never ends');
  }
}

describe('a list that stands still', () => {
  it.each([1, 2, 3, 5, 10, 11, undefined])('is read once and whole with pages of %s', async (pageSize) => {
    expect(await readAll(pageSize)).toEqual(machines);
  });

  it('is read whole when the server allows less than was asked', async () => {
    maxLimit = 4;
    expect(await readAll(1_000)).toEqual(machines);
  });

  it.each([1, 2, 3])('is read whole when the server puts %i on a page', async (most) => {
    maxLimit = most;
    expect(await readAll(5)).toEqual(machines);
  });

  it('takes one request when it fits a page', async () => {
    await readAll(undefined);
    expect(connection.sent.map((request) => request.target)).toEqual(['/demo/machines?limit=1000&offset=0']);
  });

  it('x-resource-count is not the total: a full page is followed by another', async () => {
    machines = Array.from({ length: 1_000 }, (_, index) => `m${index}`);
    expect(await readAll(undefined)).toHaveLength(1_000);
    expect(connection.sent).toHaveLength(2);
  });
});

describe('a list that moves', () => {
  it.each([2, 3, 4])('destroyed machines that were read move the others forward: none is lost (pages of %i)', async (pageSize) => {
    const all = [...machines];
    const seen = await readAll(pageSize, (page) => {
      if (page === 1) machines = machines.slice(1);
      if (page === 2) machines = machines.filter((id) => id !== all[pageSize]);
    });
    expect(seen).toEqual(all);
  });

  it.each([1, 2, 3, 4])('new machines move the others back: none is read twice (pages of %i)', async (pageSize) => {
    const all = [...machines];
    const seen = await readAll(pageSize, (page) => {
      if (page <= 3) machines = [`new${page}`, ...machines];
    });
    expect(seen).toEqual(all);
  });

  it.each(Array.from({ length: 40 }, (_, seed) => seed + 1))(
    'machines come and go at once (seed %i): what stays is read once, what is new at most once',
    async (seed) => {
      let state = seed;
      const below = (most: number): number => {
        state = (state * 48_271) % 2_147_483_647;
        return state % most;
      };
      machines = Array.from({ length: 80 }, (_, index) => `m${index}`);
      const all = [...machines];
      const seen = await readAll(2 + below(12), (page) => {
        for (let left = below(5); left > 0; left -= 1) machines.splice(below(machines.length), 1);
        machines = [...Array.from({ length: below(5) }, (_, index) => `new${page}-${index}`), ...machines];
      });
      expect(new Set(seen).size).toBe(seen.length);
      expect(all.filter((id) => machines.includes(id) && !seen.includes(id))).toEqual([]);
    },
  );

  it('more new machines than fit a page are stepped over', async () => {
    const all = [...machines];
    const seen = await readAll(2, (page) => {
      if (page === 2) machines = [...Array.from({ length: 30 }, (_, index) => `new${index}`), ...machines];
    });
    expect(seen).toEqual(all);
  });

  it('the last one read is destroyed: the one before it is the seam', async () => {
    const all = [...machines];
    const seen = await readAll(3, (page) => {
      if (page === 1) machines = machines.filter((id) => id !== all[2]);
    });
    expect(seen).toEqual(all);
  });

  it('many vanish at once, far before the place: the reader goes back until it knows where it is', async () => {
    machines = Array.from({ length: 200 }, (_, index) => `m${index}`);
    const all = [...machines];
    const seen = await readAll(10, (page) => {
      if (page === 10) machines = machines.slice(60);
    });
    expect(seen).toEqual(all);
  });

  it('all that were told vanish: those behind are read all the same', async () => {
    machines = Array.from({ length: 100 }, (_, index) => `m${index}`);
    const all = [...machines];
    const seen = await readAll(50, (page) => {
      if (page === 1) machines = machines.slice(50);
    });
    expect(new Set(seen)).toEqual(new Set(all));
    expect(seen).toHaveLength(100);
  });

  it('more vanish than are remembered: an error, and no short list', async () => {
    machines = Array.from({ length: 900 }, (_, index) => `m${index}`);
    const reading = readAll(300, (page) => {
      if (page === 2) machines = [...machines.slice(0, 100), ...machines.slice(600)];
    });
    await expect(reading).rejects.toMatchObject({ code: 'conflict', remedy: 'list again' });
  });

  it('everything vanishes', async () => {
    const seen = await readAll(4, (page) => {
      if (page === 1) machines = [];
    });
    expect(seen).toEqual(['m9', 'm8', 'm7', 'm6']);
  });
});

it.each(['7', 'nonsense', '{"offset":-1,"tail":[]}', '{"offset":1}'])('a cursor that is none is refused: %s', async (cursor) => {
  await expect(machinePage(client, {}, {}, cursor)).rejects.toMatchObject({ code: 'invalid-argument' });
});
