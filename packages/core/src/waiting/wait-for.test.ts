import { describe, expect, it } from 'vitest';
import type { CallOptions } from '../call-options.ts';
import { CloudError } from '../errors/cloud-error.ts';
import type { WaitOptions } from '../refs.ts';
import { cloudError, rejection } from '../testing/rejection.ts';
import { FakeClock } from '../transport/testing/fake-connection.ts';
import { type WaitPlan, waitFor } from './wait-for.ts';

interface Bench {
  readonly clock: FakeClock;
  readonly looks: (readonly string[])[];
  readonly plan: WaitPlan<string>;
  /** How long each look was allowed to take. */
  readonly budgets: number[];
}

/** Things whose state at each look is given: the last repeats. */
function bench(states: Readonly<Record<string, readonly (string | undefined)[]>>, random: () => number = () => 0.5): Bench {
  const clock = new FakeClock();
  const looks: (readonly string[])[] = [];
  const budgets: number[] = [];
  const plan: WaitPlan<string> = {
    context: { provider: 'fake', operation: 'things.waitUntil' },
    ids: Object.keys(states),
    clock,
    random,
    look: async (ids, { signal, timeoutMs }) => {
      signal?.throwIfAborted();
      looks.push(ids);
      budgets.push(timeoutMs ?? Number.POSITIVE_INFINITY);
      return ids.map((id) => {
        const all = states[id] ?? [];
        return { id, value: all[Math.min(looks.length, all.length) - 1] };
      });
    },
    judge: (value) => (value === 'ready' ? { done: value } : value === 'broken' ? { fatal: 'it broke' } : { pending: true }),
    stateOf: (value) => ({ state: value ?? 'absent', nativeState: (value ?? 'absent').toUpperCase() }),
    wanted: 'ready',
  };
  return { clock, looks, budgets, plan };
}

describe('waitFor', () => {
  it('lets no look take longer than the wait has left, and ten seconds at the end', async () => {
    const { budgets, plan } = bench({ a: ['pending'] });
    await expect(waitFor(plan, { timeoutMs: 60_000, intervalMs: 1_000 })).rejects.toMatchObject({ code: 'timeout' });
    expect(budgets[0]).toBe(60_000);
    expect(budgets.at(-1)).toBe(10_000);
    for (const [index, budget] of budgets.entries()) expect(budget).toBeLessThanOrEqual(budgets[index - 1] ?? 60_000);
  });

  it('tells what was seen before when the last look is not answered in time', async () => {
    const { clock, plan } = bench({ a: ['pending'] });
    const late = {
      ...plan,
      look: async (ids: readonly string[], options: CallOptions) => {
        if (clock.now() - begun < 5_000) return plan.look(ids, options);
        throw new CloudError('timeout', 'no answer');
      },
    };
    const begun = clock.now();
    await expect(waitFor(late, { timeoutMs: 5_000, intervalMs: 1_000 })).rejects.toThrow(/not ready after 5 s; seen: PENDING at 0.0 s/);
  });

  it('returns at once, without a pause, when all is as wanted', async () => {
    const { clock, looks, plan } = bench({ a: ['ready'], b: ['ready'] });
    const results = await waitFor(plan, {});
    expect([...results]).toEqual([
      ['a', 'ready'],
      ['b', 'ready'],
    ]);
    expect([looks.length, clock.slept]).toEqual([1, []]);
  });

  it('looks at nothing when there is nothing to wait for', async () => {
    const { looks, plan } = bench({});
    expect((await waitFor(plan, {})).size).toBe(0);
    expect(looks.flat()).toEqual([]);
  });

  it('grows the pause by half each time, up to the longest', async () => {
    const { clock, plan } = bench({ a: [...Array.from({ length: 12 }, () => 'making'), 'ready'] });
    await waitFor(plan, {});
    const grown = [1000, 1500, 2250, 3375, 5062.5, 7593.75, 11390.625, 15_000, 15_000, 15_000, 15_000, 15_000];
    expect(clock.slept.map((ms) => Math.round(ms * 1000) / 1000)).toEqual(grown);
  });

  it('takes first and longest pause from the options; a first one above the longest stays', async () => {
    const slow = bench({ a: ['x', 'x', 'x', 'x', 'ready'] });
    await waitFor(slow.plan, { intervalMs: 100, maxIntervalMs: 200 });
    expect(slow.clock.slept).toEqual([100, 150, 200, 200]);
    const fixed = bench({ a: ['x', 'x', 'x', 'ready'] });
    await waitFor(fixed.plan, { intervalMs: 20_000 });
    expect(fixed.clock.slept).toEqual([20_000, 20_000, 20_000]);
  });

  it('shakes each pause by a tenth at most, without letting the shaking grow', async () => {
    const least = bench({ a: ['x', 'x', 'x', 'ready'] }, () => 0);
    await waitFor(least.plan, {});
    expect(least.clock.slept).toEqual([900, 1350, 2025]);
    const most = bench({ a: ['x', 'x', 'x', 'ready'] }, () => 1);
    await waitFor(most.plan, {});
    expect(most.clock.slept.map(Math.round)).toEqual([1100, 1650, 2475]);
  });

  it('starts again with the first pause when a state changes', async () => {
    const { clock, plan } = bench({ a: ['one', 'one', 'one', 'two', 'two', 'ready'] });
    await waitFor(plan, {});
    expect(clock.slept).toEqual([1000, 1500, 2250, 1000, 1500]);
  });

  it('starts again when any of them changes, whatever comes after it in the same look', async () => {
    const { clock, plan } = bench({ a: ['one', 'one', 'two', 'two', 'ready'], b: ['x', 'x', 'x', 'x', 'ready'] });
    const news: WaitPlan<string> = {
      ...plan,
      // `b` is shown for the first time in the look in which `a` changes.
      look: async (ids, signal) => {
        const all = await plan.look(ids, signal);
        return clock.slept.length < 2 ? all.filter(({ id }) => id === 'a') : all;
      },
    };
    await waitFor(news, {});
    expect(clock.slept).toEqual([1000, 1500, 1000, 1500]);
  });

  it('asks only for those still waited for, once each', async () => {
    const { looks, plan } = bench({ a: ['x', 'ready'], b: ['ready'], c: ['x', 'x', 'ready'] });
    const results = await waitFor({ ...plan, ids: ['a', 'b', 'c', 'a'] }, {});
    expect(looks).toEqual([['a', 'b', 'c'], ['a', 'c'], ['c']]);
    expect([...results.keys()].sort()).toEqual(['a', 'b', 'c']);
  });

  it('tells every state once when it is news, with the time it was seen', async () => {
    const { clock, plan } = bench({ a: ['one', 'one', 'two', 'ready'] });
    const started = clock.now();
    const seen: string[] = [];
    await waitFor(plan, { onState: ({ id, state, nativeState, at }) => void seen.push(`${id} ${state} ${nativeState} ${at.getTime() - started}`) });
    expect(seen).toEqual(['a one ONE 0', 'a two TWO 2500', 'a ready READY 3500']);
  });

  it('ends at once in a fatal state, with what was seen', async () => {
    const { clock, plan } = bench({ a: ['making', 'broken'], b: ['making'] });
    const error = await cloudError(waitFor(plan, {}));
    expect(error).toMatchObject({ code: 'conflict', target: 'a', operation: 'things.waitUntil' });
    expect(error.message).toContain('will not become ready: it broke; seen: MAKING at 0.0 s, BROKEN at 1.0 s');
    expect(clock.slept.length).toBe(1);
  });

  it('takes running out of time for an error, and says what was seen and when', async () => {
    const { clock, plan } = bench({ a: ['one', 'two'] });
    const began = clock.now();
    const error = await cloudError(waitFor(plan, { timeoutMs: 10_000 }));
    expect(error).toMatchObject({ code: 'timeout', target: 'a', retry: 'maybe', outcome: 'unknown' });
    expect(error.message).toContain('not ready after 10 s; seen: ONE at 0.0 s, TWO at 1.0 s');
    // A last look at the very end, not a pause beyond it.
    expect(clock.now() - began).toBe(10_000);
  });

  it('sees what is ready at the last look', async () => {
    const { plan } = bench({ a: ['x', 'x', 'ready'] });
    await expect(waitFor(plan, { timeoutMs: 2_000 })).resolves.toBeInstanceOf(Map);
  });

  it('looks once when there is no time at all', async () => {
    const { looks, plan } = bench({ a: ['x'] });
    expect((await cloudError(waitFor(plan, { timeoutMs: 0 }))).code).toBe('timeout');
    expect(looks.length).toBe(1);
  });

  it('says how many of how many are late, and no more than five of them', async () => {
    const states = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`id-${index}`, index === 0 ? ['ready'] : ['slow']]));
    const error = await cloudError(waitFor(bench(states).plan, { timeoutMs: 1 }));
    expect(error.message).toContain('not ready after 0.001 s (7 of 8); seen: id-1: SLOW at 0.0 s; ');
    expect(error.message.match(/SLOW/g)?.length).toBe(5);
    expect(error.target).toBeUndefined();
  });

  it('rejects with the signal’s own reason while it sleeps and while it looks', async () => {
    const reason = { why: 'left' };
    expect(await rejection(waitFor(bench({ a: ['x'] }).plan, { signal: AbortSignal.abort(reason) }))).toBe(reason);
    const asleep = new AbortController();
    const clock = new FakeClock(() => false);
    const waiting = rejection(waitFor({ ...bench({ a: ['x'] }).plan, clock }, { signal: asleep.signal }));
    while (clock.waiting === 0) await Promise.resolve();
    asleep.abort(reason);
    expect(await waiting).toBe(reason);
    expect(clock.waiting).toBe(0);
  });

  it.each<WaitOptions>([
    { timeoutMs: Number.NaN },
    { timeoutMs: -1 },
    { timeoutMs: '9' as never },
    { intervalMs: 0 },
    { intervalMs: Number.NaN },
    { maxIntervalMs: Number.NaN },
  ])('refuses %j: it would never end, or never pause', async (options) => {
    const { looks, plan } = bench({ a: ['x'] });
    expect((await cloudError(waitFor(plan, options))).code).toBe('invalid-argument');
    expect(looks).toEqual([]);
  });
});
