import { getEventListeners } from 'node:events';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CloudError } from '../errors/cloud-error.ts';
import { cloudError, rejection, unhandledDuring } from '../testing/rejection.ts';
import { List } from './list.ts';
import type { Page } from './page.ts';

const context = { provider: 'fake', operation: 'things.list' };

/** Pages of numbers: the cursor is the index of the page. */
function paged(pages: readonly (readonly number[])[]): { list: List<number>; asked: (string | undefined)[] } {
  const asked: (string | undefined)[] = [];
  const fetch = (cursor: string | undefined): Promise<Page<number>> => {
    asked.push(cursor);
    return fetchOf(pages, cursor);
  };
  return { list: new List({ context, fetch }), asked };
}

describe('List', () => {
  it('gives every item once, in order, however the pages are cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(fc.integer(), { maxLength: 4 }), { minLength: 1, maxLength: 12 }), async (pages) => {
        const { list, asked } = paged(pages);
        expect(await list.toArray()).toEqual(pages.flat());
        expect(asked).toEqual([undefined, ...pages.slice(1).map((_, index) => String(index + 1))]);
      }),
    );
  });

  it('sends nothing before the first item is asked for', async () => {
    const { list, asked } = paged([[1]]);
    const iterator = list[Symbol.asyncIterator]();
    await Promise.resolve();
    expect(asked).toEqual([]);
    await iterator.next();
    expect(asked).toEqual([undefined]);
  });

  it('fetches exactly one page ahead of the one in use', async () => {
    const { list, asked } = paged([[1], [2], [3], [4]]);
    const pages = list.pages();
    for (const ahead of [2, 3, 4, 4]) {
      await pages.next();
      await new Promise((resolve) => setImmediate(resolve));
      expect(asked.length).toBe(ahead);
    }
    expect((await pages.next()).done).toBe(true);
    expect(asked.length).toBe(4);
  });

  it('has the next page under way while this one is used', async () => {
    let release = (): void => undefined;
    const fetched: (string | undefined)[] = [];
    const list = new List<number>({
      context,
      fetch: async (cursor) => {
        fetched.push(cursor);
        if (cursor === undefined) return { items: [1, 2], next: 'b' };
        await new Promise<void>((resolve) => {
          release = resolve;
        });
        return { items: [3] };
      },
    });
    const seen: number[] = [];
    for await (const item of list) {
      seen.push(item);
      if (item === 1) expect(fetched).toEqual([undefined, 'b']);
      if (item === 2) release();
    }
    expect(seen).toEqual([1, 2, 3]);
  });

  it('starts anew with each iteration', async () => {
    const { list, asked } = paged([[1], [2]]);
    expect(await list.toArray()).toEqual([1, 2]);
    expect(await list.toArray()).toEqual([1, 2]);
    expect(asked).toEqual([undefined, '1', undefined, '1']);
    const [a, b] = [list[Symbol.asyncIterator](), list[Symbol.asyncIterator]()];
    expect([(await a.next()).value, (await b.next()).value, (await a.next()).value, (await b.next()).value]).toEqual([1, 1, 2, 2]);
  });

  it('fetches no more when the consumer stops', async () => {
    const { list, asked } = paged([[1], [2], [3], [4]]);
    for await (const item of list) if (item === 2) break;
    await new Promise((resolve) => setImmediate(resolve));
    expect(asked).toEqual([undefined, '1', '2']);
  });

  it('gives up the page on its way when the consumer stops, and none that came', async () => {
    const signals: AbortSignal[] = [];
    const list = new List<number>({
      context,
      fetch: async (cursor, signal) => {
        signals.push(signal);
        if (cursor === undefined) return { items: [1, 2], next: 'b' };
        return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
      },
    });
    const unhandled = await unhandledDuring(async () => {
      for await (const item of list) {
        expect(signals.at(-1)?.aborted).toBe(false);
        if (item === 2) break;
      }
      expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
      expect(await list.first()).toBe(1);
      expect(signals.at(-1)?.aborted).toBe(true);
    });
    expect(unhandled).toEqual([]);
  });

  it('leaves no listener on the caller’s signal', async () => {
    const { signal } = new AbortController();
    const list = new List<number>({ context, signal, fetch: (cursor) => fetchOf([[1], [2], [3]], cursor) });
    for await (const item of list) if (item === 2) break;
    expect(await list.toArray()).toEqual([1, 2, 3]);
    expect(getEventListeners(signal, 'abort').length).toBe(0);
  });

  it('stops at the limit, and reads nothing for a limit of none', async () => {
    const { list, asked } = paged([[1, 2], [3, 4], [5]]);
    expect(await list.toArray(3)).toEqual([1, 2, 3]);
    expect(await list.first()).toBe(1);
    asked.length = 0;
    expect(await list.toArray(0)).toEqual([]);
    expect(asked).toEqual([]);
    expect(await paged([[], []]).list.first()).toBeUndefined();
  });

  it('goes on after an empty page, and after one that a filter empties', async () => {
    expect(await paged([[], [1], [], [2]]).list.toArray()).toEqual([1, 2]);
    const even = new List<number>({ context, fetch: (cursor) => fetchOf([[1, 3], [2], [5]], cursor), keep: (item) => item % 2 === 0 });
    expect(await even.toArray()).toEqual([2]);
    expect(await even.first()).toBe(2);
  });

  it.each([
    ['at once', ['a', 'a']],
    ['back to the first', ['a', 'b', 'c', 'a']],
    ['back and forth', ['a', 'b', 'a']],
  ])('takes a cursor that comes again for a broken answer, never for the end: %s', async (_, cursors) => {
    const seen: number[] = [];
    let page = 0;
    const list = new List<number>({
      context,
      fetch: async () => {
        const next = cursors[page % cursors.length];
        page += 1;
        return { items: [page], next };
      },
    });
    const error = await cloudError(async () => {
      for await (const item of list) seen.push(item);
    });
    expect(error).toMatchObject({ code: 'protocol', provider: 'fake', operation: 'things.list' });
    // Not a page more than the server gave before it began to repeat itself.
    expect(page).toBeLessThanOrEqual(cursors.length);
    expect(await rejection(list.toArray())).toMatchObject({ code: 'protocol' });
  });

  it('ends whatever cycle of cursors a server is caught in', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(20), fc.integer({ min: 1, max: 20 }), async (lead, cycle) => {
        let fetches = 0;
        const list = new List<number>({
          context,
          fetch: async (cursor) => {
            fetches += 1;
            const at = cursor === undefined ? 0 : Number(cursor);
            return { items: [at], next: String(at + 1 < lead + cycle ? at + 1 : lead) };
          },
        });
        expect(await cloudError(list.toArray())).toMatchObject({ code: 'protocol' });
        expect(fetches).toBeLessThanOrEqual(lead + cycle + 2);
      }),
    );
  });

  it('remembers cursors of a very long list in bounded memory, and reads it to its end', async () => {
    const list = new List<number>({
      context,
      fetch: async (cursor) => {
        const at = Number(cursor ?? 0);
        return { items: [], next: at < 10_000 ? String(at + 1) : undefined };
      },
    });
    expect(await list.toArray()).toEqual([]);
  });

  it('throws what a page failed with, in context, after the items before it', async () => {
    const seen: number[] = [];
    const list = new List<number>({
      context,
      fetch: async (cursor) => {
        if (cursor !== undefined) throw new CloudError('unavailable', 'gone away');
        return { items: [1, 2], next: 'b' };
      },
    });
    const error = await cloudError(async () => {
      for await (const item of list) seen.push(item);
    });
    expect(seen).toEqual([1, 2]);
    expect(error.message).toBe('fake things.list: gone away');
  });

  it('lets no failure of the page ahead go unhandled: neither before it is needed nor when it never is', async () => {
    const failing = (): List<number> =>
      new List<number>({
        context,
        fetch: async (cursor) => {
          if (cursor !== undefined) throw new CloudError('unavailable', 'gone away');
          return { items: [1, 2], next: 'b' };
        },
      });
    const unhandled = await unhandledDuring(async () => {
      for await (const item of failing()) {
        await new Promise((resolve) => setImmediate(resolve));
        if (item === 1) break;
      }
      expect(await failing().first()).toBe(1);
      const late: ((error: Error) => void)[] = [];
      const list = new List<number>({
        context,
        fetch: (cursor) => (cursor === undefined ? Promise.resolve({ items: [1], next: 'b' }) : new Promise((_, reject) => late.push(reject))),
      });
      expect(await list.first()).toBe(1);
      for (const reject of late) reject(new Error('late'));
    });
    expect(unhandled).toEqual([]);
  });

  it('rejects with the signal’s own reason: before the first page, between pages, in a page', async () => {
    const reason = { why: 'left' };
    let asked = 0;
    const early = new List<number>({
      context,
      signal: AbortSignal.abort(reason),
      fetch: async () => {
        asked += 1;
        return { items: [1] };
      },
    });
    expect(await rejection(early.toArray())).toBe(reason);
    expect(asked).toBe(0);

    const between = new AbortController();
    const seen: number[] = [];
    const list2 = new List<number>({ context, signal: between.signal, fetch: (cursor) => fetchOf([[1], [2], [3]], cursor) });
    const told = await rejection(async () => {
      for await (const item of list2) {
        seen.push(item);
        if (item === 2) between.abort(reason);
      }
    });
    expect(told).toBe(reason);
    expect(seen).toEqual([1, 2]);

    const inside = new AbortController();
    const list3 = new List<number>({
      context,
      signal: inside.signal,
      fetch: async () => {
        inside.abort(reason);
        throw inside.signal.reason;
      },
    });
    expect(await rejection(list3.toArray())).toBe(reason);
  });
});

async function fetchOf(pages: readonly (readonly number[])[], cursor: string | undefined): Promise<Page<number>> {
  const index = Number(cursor ?? 0);
  return { items: pages[index] ?? [], next: index + 1 < pages.length ? String(index + 1) : undefined };
}
