import { describe, expect, it } from 'vitest';
import { defaultRetryPolicy, RetryBudget, retryDelay } from './retry.ts';

describe('the wait before a retry', () => {
  const policy = defaultRetryPolicy();

  it('doubles, is bounded, and is anything between nothing and that', () => {
    const most = [1, 2, 3, 8, 9, 60].map((attempt) => retryDelay(policy, attempt, () => 1));
    expect(most).toEqual([100, 200, 400, 12_800, 20_000, 20_000]);
    expect(retryDelay(policy, 5, () => 0)).toBe(0);
    expect(retryDelay(policy, 2, () => 0.5)).toBe(100);
  });

  it('is never shorter than the server asked for', () => {
    expect(retryDelay(policy, 1, () => 0, 5000)).toBe(5000);
    expect(retryDelay(policy, 1, () => 1, 5000)).toBe(5100);
  });

  it('is not waited when the server asks for too much', () => {
    expect(retryDelay(policy, 1, () => 0, 60_001)).toBeUndefined();
    expect(retryDelay(defaultRetryPolicy({ maxRetryAfterMs: 100_000 }), 1, () => 0, 60_001)).toBe(60_001);
  });
});

describe('the budget for retries', () => {
  it('is empty after a hundred retries without a success', () => {
    const budget = new RetryBudget();
    let retries = 0;
    while (budget.take(false) !== undefined) retries += 1;
    expect(retries).toBe(100);
  });

  it('charges double for timeouts', () => {
    const budget = new RetryBudget(20);
    expect([budget.take(true), budget.take(true), budget.take(true)]).toEqual([10, 10, undefined]);
  });

  it('is filled by successes, by what the retry had cost, and never beyond its size', () => {
    const budget = new RetryBudget(20);
    budget.succeeded(budget.take(false));
    expect(budget.tokens).toBe(20);
    budget.take(true);
    budget.succeeded(undefined);
    expect(budget.tokens).toBe(11);
    for (let turn = 0; turn < 50; turn += 1) budget.succeeded(undefined);
    expect(budget.tokens).toBe(20);
  });

  it('belongs to one policy alone', () => {
    expect(defaultRetryPolicy().budget).not.toBe(defaultRetryPolicy().budget);
  });
});
