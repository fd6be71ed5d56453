import { CloudError } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import { FakeClock } from '../testing/fake-connection.ts';
import { FreshIds } from './fresh-ids.ts';

const missing = (providerCode?: string): CloudError => new CloudError('not-found', 'm', { providerCode });

function work(failures: number, error: CloudError): { readonly run: () => Promise<string>; readonly count: () => number } {
  let count = 0;
  return {
    count: () => count,
    run: async () => {
      count += 1;
      if (count <= failures) throw error;
      return 'found';
    },
  };
}

describe('FreshIds', () => {
  it('asks again for what was made just now', async () => {
    const clock = new FakeClock();
    const fresh = new FreshIds(clock);
    fresh.remember('i-1a');
    const { run, count } = work(3, missing('InvalidInstanceID.NotFound'));
    expect(await fresh.settled('i-1a', {}, run)).toBe('found');
    expect(count()).toBe(4);
    expect(clock.slept).toEqual([200, 400, 800]);
  });

  it('believes it at once of everything else', async () => {
    const fresh = new FreshIds(new FakeClock());
    fresh.remember('i-1a');
    fresh.forget('i-1a');
    for (const id of ['i-1a', 'i-2b']) {
      const { run, count } = work(1, missing('InvalidInstanceID.NotFound'));
      await expect(fresh.settled(id, {}, run)).rejects.toMatchObject({ code: 'not-found' });
      expect(count()).toBe(1);
    }
  });

  it('believes it after a minute, and within the caller’s time', async () => {
    const clock = new FakeClock();
    const fresh = new FreshIds(clock);
    const start = clock.now();
    fresh.remember('i-1a');
    await expect(fresh.settled('i-1a', { timeoutMs: 2_000 }, work(1e9, missing()).run)).rejects.toMatchObject({ code: 'not-found' });
    expect(clock.now() - start).toBeLessThanOrEqual(2_000);
    await expect(fresh.settled('i-1a', {}, work(1e9, missing()).run)).rejects.toMatchObject({ code: 'not-found' });
    expect(clock.now() - start).toBeLessThanOrEqual(60_000);
    expect(clock.now() - start).toBeGreaterThan(50_000);
  });

  it.each([
    ['sg-1a', 'InvalidPermission.NotFound'],
    ['vol-1a', 'InvalidInstanceID.NotFound'],
    ['i-1a', 'InvalidAMIID.NotFound'],
    ['key', 'InvalidPermission.NotFound'],
  ])('does not wait for %s where %s is about something else', async (id, code) => {
    const fresh = new FreshIds(new FakeClock());
    fresh.remember(id);
    const { run, count } = work(1, missing(code));
    await expect(fresh.settled(id, {}, run)).rejects.toMatchObject({ providerCode: code });
    expect(count()).toBe(1);
  });

  it('ends with the caller’s signal', async () => {
    const fresh = new FreshIds(new FakeClock());
    fresh.remember('i-1a');
    const reason = new Error('enough');
    await expect(fresh.settled('i-1a', { signal: AbortSignal.abort(reason) }, work(1, missing()).run)).rejects.toBe(reason);
  });
});
