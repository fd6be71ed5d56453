import { describe, expect, it } from 'vitest';
import { CloudError } from '../errors/cloud-error.ts';
import { cloudError } from '../testing/rejection.ts';
import { FakeClock } from '../transport/testing/fake-connection.ts';
import { type WaitForManyPlan, waitForMany } from './wait-for-many.ts';

interface Thing {
  readonly id: string;
  readonly state: string;
}

const PAGE = 100;

/** Things that are ready, or gone, at a time of their own; and what was asked to find that out. */
function bench(count: number, stateAt: (index: number, seconds: number) => string | undefined) {
  const clock = new FakeClock();
  const began = clock.now();
  const calls = { gets: 0, pages: 0, looks: new Set<number>() };
  const show = (index: number): Thing | undefined => {
    const state = stateAt(index, (clock.now() - began) / 1000);
    return state === undefined ? undefined : { id: `t${index}`, state };
  };
  const plan: WaitForManyPlan<Thing> = {
    group: { provider: 'fake', clock, random: () => 0.5 },
    operation: 'things.waitUntil',
    ids: Array.from({ length: count }, (_, index) => `t${index}`),
    driver: {
      get: async (id) => {
        calls.gets += 1;
        calls.looks.add(clock.now());
        const thing = show(Number(id.slice(1)));
        if (thing === undefined) throw new CloudError('not-found', 'gone');
        return thing;
      },
      listPage: async (_options, cursor = '0') => {
        calls.pages += 1;
        calls.looks.add(clock.now());
        const all = Array.from({ length: count }, (_, index) => show(index)).filter((thing) => thing !== undefined);
        const from = Number(cursor);
        const items = all.slice(from, from + PAGE);
        return from + PAGE < all.length ? { items, next: String(from + PAGE) } : { items };
      },
    },
    judge: (value) => (value === undefined ? { fatal: 'it is gone' } : value.state === 'ready' ? { done: value } : { pending: true }),
    stateOf: (value) => ({ state: value?.state ?? 'gone', nativeState: value?.state ?? 'gone' }),
    wanted: 'ready',
    untilGone: false,
  };
  return { plan, calls, clock };
}

/** The same, listed otherwise. */
const listed = (plan: WaitForManyPlan<Thing>, listPage: WaitForManyPlan<Thing>['driver']['listPage']): WaitForManyPlan<Thing> => ({
  ...plan,
  driver: { ...plan.driver, listPage },
});

const untilGone = (plan: WaitForManyPlan<Thing>): WaitForManyPlan<Thing> => ({
  ...plan,
  judge: (value) => (value === undefined ? { done: undefined } : { pending: true }),
  wanted: 'gone',
  untilGone: true,
});

describe('waitForMany', () => {
  it('asks for pages, not for things: a thousand that become ready within two minutes', async () => {
    const { plan, calls } = bench(1_000, (index, seconds) => (seconds > (index * 120) / 1_000 ? 'ready' : 'making'));
    const seen = await waitForMany(plan, {});
    expect([...seen.values()].every((thing) => thing?.state === 'ready')).toBe(true);
    expect(calls.pages).toBeLessThanOrEqual(10 * calls.looks.size);
    expect(calls.gets).toBeLessThanOrEqual(2);
    expect(calls.looks.size).toBeLessThanOrEqual(125);
  });

  it('asks less and less often while nothing changes', async () => {
    const { plan, calls } = bench(1_000, (_, seconds) => (seconds > 300 ? 'ready' : 'making'));
    await waitForMany(plan, {});
    expect(calls.looks.size).toBeLessThan(28);
    expect(calls.pages).toBeLessThanOrEqual(10 * calls.looks.size);
  });

  it('believes lists that a thousand things are gone, once two left them out, and ten that were asked for are', async () => {
    const { plan, calls } = bench(1_000, (index, seconds) => (seconds > 10 + index / 100 ? undefined : 'going'));
    await waitForMany(untilGone(plan), {});
    expect(calls.gets).toBeLessThanOrEqual(10 * calls.looks.size);
    expect(calls.pages).toBeLessThanOrEqual(10 * calls.looks.size);
  });

  it('asks for a few that no list showed at once, and for ten of many when the next list shows none either', async () => {
    const few = bench(10, () => undefined);
    await waitForMany(untilGone(few.plan), {});
    expect([few.calls.gets, few.calls.looks.size]).toEqual([10, 1]);
    const many = bench(1_000, () => undefined);
    await waitForMany(untilGone(many.plan), {});
    expect([many.calls.gets, many.calls.pages, many.calls.looks.size]).toEqual([10, 2, 2]);
  });

  it('knows gone ones that are still shown to those who ask for one', async () => {
    const { plan, calls } = bench(1_000, () => 'gone');
    const shown = {
      ...listed(untilGone(plan), async () => ({ items: [] })),
      judge: (value: Thing | undefined) => (value === undefined || value.state === 'gone' ? { done: value } : { pending: true as const }),
    };
    await waitForMany(shown, {});
    expect(calls.gets).toBe(10);
  });

  it('does not believe lists that leave out what is there', async () => {
    const { plan, calls } = bench(100, (_, seconds) => (seconds > 30 ? undefined : 'going'));
    const blind = listed(untilGone(plan), async () => ({ items: [] }));
    await waitForMany(blind, {});
    expect(calls.gets).toBeGreaterThan(10);
    expect(calls.looks.size).toBeGreaterThan(3);
  });

  it('does not take what one list left out for gone: lists lag behind', async () => {
    let looks = 0;
    const { plan } = bench(20, () => 'going');
    const lagging = listed(untilGone(plan), async () => {
      looks += 1;
      return { items: looks === 2 ? [] : plan.ids.map((id) => ({ id, state: 'going' })) };
    });
    const error = await cloudError(waitForMany(lagging, { timeoutMs: 20_000 }));
    expect(error.code).toBe('timeout');
  });

  it('goes on when the cloud does not answer for a moment, and gives up when it does not at all', async () => {
    let looks = 0;
    const down = new CloudError('unavailable', 'down', { retry: 'exhausted' });
    const { plan } = bench(3, (_, seconds) => (seconds > 20 ? 'ready' : 'making'));
    const failing = (times: number): WaitForManyPlan<Thing> =>
      listed(plan, async (options, cursor) => {
        looks += 1;
        if (looks > 2 && looks <= 2 + times) throw down;
        return plan.driver.listPage(options, cursor);
      });
    expect((await waitForMany(failing(3), {})).size).toBe(3);
    const dead = bench(3, () => 'making').plan;
    expect(
      await cloudError(
        waitForMany(
          listed(dead, async () => Promise.reject(down)),
          {},
        ),
      ),
    ).toBe(down);
  });

  it('ends at once with what will not pass', async () => {
    const refused = new CloudError('permission-denied', 'no');
    const { plan, clock } = bench(3, () => 'making');
    expect(
      await cloudError(
        waitForMany(
          listed(plan, async () => Promise.reject(refused)),
          {},
        ),
      ),
    ).toBe(refused);
    expect(clock.slept).toEqual([]);
  });

  it('rests as long as a look took', async () => {
    const { plan, clock } = bench(3, (_, seconds) => (seconds > 100 ? 'ready' : 'making'));
    const slow = listed(plan, async (options, cursor) => {
      clock.advance(9_000);
      return plan.driver.listPage(options, cursor);
    });
    await waitForMany(slow, { maxIntervalMs: 2_000 });
    for (const slept of clock.slept) expect(slept).toBeGreaterThanOrEqual(8_999);
  });
});
