import { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { countOnly, parserCopies, parserCounts, Trial } from './http-parser.ts';

it('copies bodies out of what it reads, and counts what it does not hand out, with this node', async () => {
  expect(await parserCopies()).toBe(true);
  expect(await parserCounts()).toBe(true);
});

it('is tried once, and is not trusted before that is over', async () => {
  let tries = 0;
  const trial = new Trial(async () => {
    tries += 1;
    return true;
  });
  expect(trial.passed).toBe(false);
  await sleep(0);
  expect([trial.passed, trial.passed, tries]).toEqual([true, true, 1]);
});

it.each([
  ['fails', async (): Promise<boolean> => false],
  ['cannot be made', async (): Promise<boolean> => Promise.reject(new Error('no'))],
])('is not trusted when the trial %s', async (_, attempt) => {
  const trial = new Trial(attempt);
  expect(trial.passed).toBe(false);
  await sleep(0);
  expect(trial.passed).toBe(false);
});

class FakeParser {
  static readonly kOnBody = 3;
  readonly [3] = (): void => {};
}

it('calls for bodies again afterwards, whatever happens', () => {
  const parser = new FakeParser();
  const before = parser[3];
  const wire = Object.assign(new Duplex(), { parser });
  const boom = (): never => {
    expect(parser[3]).toBeUndefined();
    throw new Error('boom');
  };
  expect(() => countOnly(wire, boom)).toThrow('boom');
  expect(parser[3]).toBe(before);
});

it.each([
  ['none', undefined],
  ['given back', null],
  ['of another kind', {}],
  ['without the callback', Object.create(FakeParser.prototype)],
])('feeds nothing to a parser that is %s', (_, parser) => {
  const wire = Object.assign(new Duplex(), { parser });
  expect(countOnly(wire, () => expect.unreachable())).toBe(false);
});
