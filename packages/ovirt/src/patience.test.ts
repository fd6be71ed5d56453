import { CloudError } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import { LOCKED } from './errors.ts';
import { Patience } from './patience.ts';
import { FakeClock } from './testing/fake-engine.ts';

const locked = (): CloudError => new CloudError('conflict', 'it is locked', { providerCode: LOCKED });

describe('Patience', () => {
  it('shares out the caller’s time over the requests, and needs no timer without one', async () => {
    const clock = new FakeClock();
    const bounded = new Patience(clock, { timeoutMs: 1_000 }, 60_000);
    clock.time += 400;
    expect(bounded.options.timeoutMs).toBe(600);
    expect(bounded.next(60_000).options.timeoutMs).toBe(600);
    expect(new Patience(clock, {}, 60_000).options.timeoutMs).toBeUndefined();
  });

  it('pauses longer and longer, never past its end', async () => {
    const clock = new FakeClock();
    const patience = new Patience(clock, {}, 10_000);
    const pauses: number[] = [];
    await expect(
      (async () => {
        for (;;) {
          const before = clock.now();
          await patience.pause('the moon');
          pauses.push(clock.now() - before);
        }
      })(),
    ).rejects.toMatchObject({ code: 'timeout', message: expect.stringMatching(/waited 10 s for the moon/) });
    expect(pauses[0]).toBe(100);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(3_000);
    expect(pauses.reduce((sum, one) => sum + one, 0)).toBeCloseTo(10_000, -1);
  });

  it('looks as often as it is told to', async () => {
    const clock = new FakeClock();
    const began = clock.now();
    const patience = new Patience(clock, {}, 10_000, 4);
    await patience.pause('a lock');
    expect(clock.now() - began).toBe(4);
    for (let count = 0; count < 20; count += 1) await patience.next(10_000).pause('a lock');
    expect(clock.now() - began).toBe(84);
    for (let count = 0; count < 20; count += 1) await patience.pause('a lock');
    const before = clock.now();
    await patience.pause('a lock');
    expect(clock.now() - before).toBe(120);
  });

  it('tries again what is locked, and nothing else', async () => {
    const patience = new Patience(new FakeClock(), {}, 60_000);
    let turn = 0;
    const work = async (): Promise<number> => {
      turn += 1;
      if (turn < 4) throw locked();
      return turn;
    };
    expect(await patience.whileLocked('it', work)).toBe(4);
    let other = 0;
    const refused = patience.whileLocked('it', async () => {
      other += 1;
      throw new CloudError('conflict', 'it is running');
    });
    await expect(refused).rejects.toMatchObject({ code: 'conflict', retry: 'never' });
    expect(other).toBe(1);
  });

  it('says that it tried when a lock stays', async () => {
    const clock = new FakeClock();
    const began = clock.now();
    const refused = new Patience(clock, {}, 3_600_000).whileLocked('it', async () => {
      throw locked();
    });
    await expect(refused).rejects.toMatchObject({ code: 'conflict', retry: 'exhausted' });
    expect(clock.now() - began).toBeLessThan(130_000);
  });
});
