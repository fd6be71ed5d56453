import { describe, expect, it } from 'vitest';
import { readProxyPlan } from './read-proxy-plan.ts';

describe('readProxyPlan', () => {
  it('takes a plan as it is', () => {
    const plan = {
      faults: [
        {
          match: { method: ['GET'], target: '^/x', body: 'Action=' },
          skip: 1,
          times: 2,
          probability: 0.5,
          effect: { kind: 'latency', ms: { min: 1, max: 9 } },
        },
        { effect: { kind: 'answer', status: 429, headers: { 'Retry-After': '1' }, body: '', after: true } },
        { effect: { kind: 'hostile', document: 'json-deep' } },
        { effect: { kind: 'stale' } },
      ],
    };
    expect(readProxyPlan(plan)).toBe(plan);
  });

  it('tells all that is wrong at once, and where', () => {
    const wrong = {
      seed: 1,
      faults: [
        { effect: { kind: 'latency' } },
        { efect: {}, effect: { kind: 'explode' } },
        { effect: { kind: 'cut-response', bytes: -1, by: 'axe' }, match: { target: '(' } },
        { effect: { kind: 'answer', status: 700, headers: { 'X-A': 'b\r\nInjected: 1' } } },
        { effect: { kind: 'slow', direction: 'up', bytes: { min: 5, max: 1 }, everyMs: 1, extra: 1 }, probability: 2 },
        7,
      ],
    };
    let message = '';
    try {
      readProxyPlan(wrong);
    } catch (error) {
      message = (error as Error).message;
    }
    for (const part of [
      'unknown field "seed"',
      'faults[0].effect.ms: is missing',
      'faults[1]: unknown field "efect"',
      'faults[1].effect.kind: got "explode"',
      'faults[2].effect.bytes: got -1',
      'faults[2].effect.by: got "axe"',
      'faults[2].match.target: got "("',
      'faults[3].effect.status: got 700',
      'faults[3].effect.headers',
      'faults[4].effect.direction',
      'faults[4].effect.bytes',
      'faults[4].effect: unknown field "extra"',
      'faults[4].probability',
      'faults[5]: expected an object',
    ])
      expect(message).toContain(part);
  });

  it('takes nothing that is no plan', () => {
    for (const value of [null, undefined, 1, 'x', [], {}, { faults: {} }]) expect(() => readProxyPlan(value)).toThrow('a list "faults"');
  });
});
