import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cloudError, rejection, unhandledDuring } from '../testing/rejection.ts';
import { mapConcurrently } from './map-concurrently.ts';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('mapConcurrently', () => {
  it('returns results in order, with never more at once than allowed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 12 }), fc.integer({ min: 1, max: 6 }), async (turns, concurrency) => {
        let now = 0;
        let most = 0;
        const results = await mapConcurrently(turns, concurrency, async (count, index) => {
          now += 1;
          most = Math.max(most, now);
          for (let left = count; left > 0; left -= 1) await turn();
          now -= 1;
          return `${index}:${count}`;
        });
        expect(results).toEqual(turns.map((count, index) => `${index}:${count}`));
        expect(most).toBe(Math.min(concurrency, turns.length));
      }),
      { numRuns: 40 },
    );
  });

  it('begins nothing after the first failure, and throws it when what had begun is over', async () => {
    const begun: number[] = [];
    const over: number[] = [];
    const first = new Error('first');
    const unhandled = await unhandledDuring(async () => {
      const error = await rejection(
        mapConcurrently([0, 1, 2, 3, 4, 5], 3, async (item) => {
          begun.push(item);
          if (item === 1) throw first;
          for (let left = 3; left > 0; left -= 1) await turn();
          over.push(item);
          if (item === 2) throw new Error('second');
        }),
      );
      expect(error).toBe(first);
      expect(begun).toEqual([0, 1, 2]);
      expect(over).toEqual([0, 2]);
    });
    expect(unhandled).toEqual([]);
  });

  it('throws a failure that is undefined, too', async () => {
    expect(
      await rejection(
        mapConcurrently([1], 1, async () => {
          throw undefined;
        }),
      ),
    ).toBeUndefined();
  });

  it.each([Number.NaN, 0, -1, 1.5, Number.POSITIVE_INFINITY, '4' as unknown as number])(
    'refuses to do %s at once, instead of doing nothing',
    async (concurrency) => {
      let calls = 0;
      const error = await cloudError(mapConcurrently([1, 2], concurrency, async () => (calls += 1)));
      expect(error.code).toBe('invalid-argument');
      expect(calls).toBe(0);
    },
  );
});
