import { describe, expect, it } from 'vitest';
import { CloudError } from '../errors/cloud-error.ts';
import { cloudError } from '../testing/rejection.ts';
import { Pace } from './pace.ts';
import { bench, FakeClock } from './testing/fake-connection.ts';
import type { HttpRequest } from './transport.ts';

const get = (origin = 'https://a.example.com'): HttpRequest => ({ method: 'GET', origin, target: '/', headers: {} });
const post: HttpRequest = { ...get(), method: 'POST' };

/** Sleeps end when time passes, and time passes when the test says so. */
const stopped = (): FakeClock => new FakeClock(() => false);
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

describe('a Retry-After', () => {
  it('keeps every call of the connection to that server still, and none to another', async () => {
    const clock = stopped();
    const pace = new Pace(clock, () => 0);
    const limited = { status: 429, headers: { 'retry-after': '10' } };
    const { client, transport } = bench([limited, 200], { clock, random: () => 0, pace });
    const first = client.empty(get());
    await settle();
    expect(transport.sent).toHaveLength(1);
    const others = [client.empty(get()), client.empty(post), client.empty(get())];
    await settle();
    expect(transport.sent).toHaveLength(1);
    await client.empty(get('https://b.example.com'));
    expect(transport.sent).toHaveLength(2);
    clock.advance(9_999);
    await settle();
    expect(transport.sent).toHaveLength(2);
    clock.advance(1);
    await Promise.all([first, ...others]);
    expect(transport.sent).toHaveLength(6);
  });

  it('reaches all clients of the connection, and each of its next calls', async () => {
    const clock = stopped();
    const one = bench([{ status: 503, headers: { 'retry-after': '5' } }, 200], { clock, random: () => 0, pace: new Pace(clock, () => 0) });
    const two = bench([200], { clock, pace: one.connection.pace });
    const waiting = [one.client.empty(get())];
    await settle();
    waiting.push(two.client.empty(get()).then(() => two.client.empty(get())));
    await settle();
    expect(two.transport.sent).toHaveLength(0);
    clock.advance(5_000);
    await Promise.all(waiting);
    expect(two.transport.sent).toHaveLength(2);
  });

  it('lets those who waited come back one after the other', () => {
    const clock = stopped();
    let draws = 0;
    const pace = new Pace(clock, () => (draws++ % 4) / 4);
    pace.rest('o', 4_000);
    expect([1, 2, 3, 4].map(() => pace.delayOf('o'))).toEqual([4_000, 4_250, 4_500, 4_750]);
  });

  it('fails a call at once that has less time than the rest takes: nothing is sent', async () => {
    const clock = stopped();
    const pace = new Pace(clock, () => 0);
    const { client, transport } = bench([200], { clock, pace });
    pace.rest(get().origin, 30_000);
    const error = await cloudError(client.empty(get(), { timeoutMs: 10_000 }));
    expect(error).toMatchObject({ code: 'rate-limited', outcome: 'not-done', retryAfterMs: 30_000 });
    expect(transport.sent).toEqual([]);
  });

  it('ends with the reason of an abort', async () => {
    const clock = stopped();
    const pace = new Pace(clock, () => 0);
    const { client } = bench([200], { clock, pace });
    pace.rest(get().origin, 30_000);
    const left = new AbortController();
    const waiting = client.empty(get(), { signal: left.signal });
    await settle();
    left.abort('left');
    await expect(waiting).rejects.toBe('left');
  });

  it('is not waited for by others when it is longer than anybody waits', async () => {
    const clock = stopped();
    const { client, transport } = bench([{ status: 429, headers: { 'retry-after': '3600' } }, 200], { clock, pace: new Pace(clock, () => 0) });
    await expect(client.empty(get())).rejects.toMatchObject({ code: 'rate-limited', retryAfterMs: 3_600_000 });
    await client.empty(get());
    expect(transport.sent).toHaveLength(2);
  });

  it('leaves what an attempt before it did as unsure as it was', async () => {
    const clock = new FakeClock((ms) => ms < 1_000);
    const pace = new Pace(clock, () => 0);
    const lost = new CloudError('unavailable', 'broken', { retry: 'maybe', outcome: 'unknown' });
    const { client } = bench(
      [
        () => {
          pace.rest(get().origin, 50_000);
          throw lost;
        },
        200,
      ],
      { clock, pace },
    );
    const error = await cloudError(client.empty({ ...post, idempotent: true }, { timeoutMs: 20_000 }));
    expect(error).toMatchObject({ code: 'rate-limited', outcome: 'unknown' });
  });
});
