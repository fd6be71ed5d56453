import type { Page } from '@portolan/core/driver';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EnginePage, PageWalk, pageBehind, pageById, pageSearch } from './pages.ts';

interface Row {
  readonly id: string;
}

/** A collection of an engine: numbers in order, as ids. What happens between two requests is told beforehand. */
class Collection {
  readonly rows: Set<number>;
  readonly #happenings: (readonly (readonly [add: boolean, row: number])[])[];
  requests = 0;
  largest = 0;

  constructor(rows: readonly number[], happenings: readonly (readonly (readonly [boolean, number])[])[] = []) {
    this.rows = new Set(rows);
    this.#happenings = [...happenings];
  }

  readonly fetch = async (page: EnginePage | undefined): Promise<readonly Row[]> => {
    this.requests += 1;
    const all = [...this.rows].sort((a, b) => a - b).map((row) => ({ id: String(row).padStart(6, '0') }));
    const found = page === undefined ? all : all.slice((page.number - 1) * page.max, page.number * page.max);
    this.largest = Math.max(this.largest, found.length);
    for (const [add, row] of this.#happenings.shift() ?? []) {
      if (add) this.rows.add(row);
      else this.rows.delete(row);
    }
    return found;
  };
}

async function readById(collection: Collection, size: number): Promise<readonly number[]> {
  const found: Row[] = [];
  let cursor: string | undefined;
  do {
    const page: Page<Row> = await pageById(cursor, size, collection.fetch);
    found.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  return found.map(({ id }) => Number(id));
}

async function readByWalk(collection: Collection, size: number): Promise<readonly number[]> {
  const walk = new PageWalk<Row>(size, ({ id }) => id);
  const found: Row[] = [];
  for (let more = true; more; ) {
    const page = await walk.next(collection.fetch);
    found.push(...page.items);
    ({ more } = page);
  }
  return found.map(({ id }) => Number(id));
}

const range = (length: number): number[] => Array.from({ length }, (_, index) => index);

describe('pageBehind', () => {
  it('begins with something that was seen, and goes on by at least half a page', () => {
    for (const size of [1, 2, 3, 10, 500]) {
      for (let position = 1; position < 3_000; position += 7) {
        const { number, max } = pageBehind(position, size);
        const offset = (number - 1) * max;
        expect(offset).toBeLessThan(position);
        expect(offset + max - position).toBeGreaterThanOrEqual(Math.max(1, Math.floor(size / 2)));
        expect(max).toBeLessThanOrEqual(Math.max(position, 3) + size);
      }
    }
  });

  it('reads little twice', () => {
    expect(pageBehind(0, 500)).toEqual({ number: 1, max: 500 });
    expect(pageBehind(500, 500)).toEqual({ number: 2, max: 499 });
    const { number, max } = pageBehind(9_800, 500);
    expect(9_800 - (number - 1) * max).toBeLessThan(30);
  });
});

describe.each([
  ['pageById', readById],
  ['PageWalk', readByWalk],
] as const)('%s', (_, read) => {
  it('reads what stands still once, in order, in few requests', async () => {
    for (const [length, size] of [
      [0, 10],
      [9, 10],
      [10, 10],
      [11, 10],
      [1_000, 100],
      [7, 1],
    ] as const) {
      const collection = new Collection(range(length));
      expect(await read(collection, size)).toEqual(range(length));
      expect(collection.requests).toBeLessThanOrEqual(Math.ceil(length / size) + 2);
    }
  });

  it('passes over nothing when pages that were read shrink', async () => {
    const gone = range(60).map((row): readonly [boolean, number] => [false, row]);
    const collection = new Collection(range(200), [[], gone]);
    const found = await read(collection, 50);
    expect(
      range(140)
        .map((row) => row + 60)
        .every((row) => found.includes(row)),
    ).toBe(true);
    expect(new Set(found).size).toBe(found.length);
  });

  it('finds the rest when all that was read is gone', async () => {
    const collection = new Collection(range(120), [range(50).map((row): readonly [boolean, number] => [false, row])]);
    expect(await read(collection, 50)).toEqual(range(120));
  });

  it('gives what is there all the time exactly once, whatever comes and goes', async () => {
    const happening = fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 199 }));
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.integer({ min: 0, max: 199 }), { maxLength: 120 }),
        fc.array(fc.array(happening, { maxLength: 60 }), { maxLength: 12 }),
        fc.integer({ min: 1, max: 40 }),
        async (rows, happenings, size) => {
          const touched = new Set(happenings.flat().map(([, row]) => row));
          const found = await read(new Collection(rows, happenings), size);
          expect(new Set(found).size).toBe(found.length);
          for (const row of rows) if (!touched.has(row)) expect(found).toContain(row);
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe('pageById', () => {
  it('asks for everything at once when the engine does not sort by id', async () => {
    const rows = ['c', 'a', 'b'].map((id) => ({ id }));
    const asked: (EnginePage | undefined)[] = [];
    const page = await pageById(undefined, 2, async (wanted) => {
      asked.push(wanted);
      return wanted === undefined ? rows : rows.slice(0, 2);
    });
    expect([page, asked]).toEqual([{ items: rows }, [{ number: 1, max: 2 }, undefined]]);
  });

  it.each(['', '0', 'x:y', ':a', '5:'])('takes no cursor of elsewhere: %j', async (cursor) => {
    await expect(pageById(cursor, 2, async () => [])).rejects.toMatchObject({ code: 'invalid-argument' });
  });
});

describe('pageSearch', () => {
  it('puts the direction before the page and keeps an order that was asked for', () => {
    expect(pageSearch('', 'name asc', 1)).toBe('sortby name asc page 1');
    expect(pageSearch('status=up sortby memory desc', 'name asc', 2)).toBe('status=up sortby memory desc page 2');
    expect(() => pageSearch('a=1 page 2', 'name asc', 1)).toThrow(/which page/);
  });
});
