import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { AuthStrategy } from '../auth/auth-strategy.ts';
import { CloudError } from '../errors/cloud-error.ts';
import { responseError } from '../errors/response-error.ts';
import { bodyOf } from './body.ts';
import { defaultRetryPolicy, RetryBudget } from './retry.ts';
import { answer, bench, FakeClock } from './testing/fake-connection.ts';
import { rejectionOf } from './testing/local-server.ts';
import type { HttpRequest } from './transport.ts';

const ORIGIN = 'https://cloud.example.com';
const get: HttpRequest = { method: 'GET', origin: ORIGIN, target: '/things', headers: {} };
const post: HttpRequest = { method: 'POST', origin: ORIGIN, target: '/things', headers: {} };
const refused = (): CloudError => new CloudError('unavailable', 'refused', { retry: 'maybe', outcome: 'not-done' });
const lost = (): CloudError => new CloudError('unavailable', 'lost', { retry: 'maybe', outcome: 'unknown' });

describe('retries', () => {
  it('try a read again after 503, with doubling waits, until it succeeds', async () => {
    const { client, transport, clock } = bench([503, 502, lost(), 200]);
    expect((await client.empty(get)).status).toBe(200);
    expect(transport.sent.length).toBe(4);
    expect(clock.slept).toEqual([100, 200, 400]);
  });

  it('give up after the allowed attempts and say so', async () => {
    const { client, transport } = bench([503]);
    expect(await rejectionOf(client.empty(get))).toMatchObject({ code: 'unavailable', status: 503, retry: 'exhausted' });
    expect(transport.sent.length).toBe(4);
  });

  it.each([400, 401, 403, 404, 405, 409, 412, 416, 501, 307])('do not follow a %i', async (status) => {
    const { client, transport } = bench([status]);
    expect(await rejectionOf(client.empty(get))).toMatchObject({ status, retry: 'never', outcome: 'not-done' });
    expect(transport.sent.length).toBe(1);
  });

  it.each([
    ['a 500', 500],
    ['a 503', 503],
    ['a 504', 504],
    ['a lost connection', lost()],
  ])('do not send a POST twice after %s, and say that it may have been done', async (_, turn) => {
    const { client, transport } = bench([turn, 200]);
    expect(await rejectionOf(client.empty(post))).toMatchObject({ outcome: 'unknown', retry: 'maybe' });
    expect(transport.sent.length).toBe(1);
  });

  it.each([
    ['it surely was not done', refused()],
    ['it came too often', 429],
  ])('send a POST again when %s', async (_, turn) => {
    const { client, transport } = bench([turn, 200]);
    await client.empty(post);
    expect(transport.sent.length).toBe(2);
  });

  it("send a POST again when the driver's error says it was not done", async () => {
    const toError = (failure: Parameters<typeof responseError>[0]): CloudError => responseError(failure, { outcome: 'not-done', providerCode: 'SlowDown' });
    const { client, transport } = bench([503, 200], { toError });
    await client.empty(post);
    expect(transport.sent.length).toBe(2);
  });

  it('go by what the request says of itself', async () => {
    const search = bench([503, 200]);
    await search.client.empty({ ...post, idempotent: true });
    const toggle = bench([503, 200]);
    await rejectionOf(toggle.client.empty({ ...get, method: 'PUT', idempotent: false }));
    expect([search.transport.sent.length, toggle.transport.sent.length]).toEqual([2, 1]);
  });

  it('remember that an earlier attempt may have been carried out', async () => {
    const { client } = bench([lost(), refused(), refused(), refused()]);
    expect(await rejectionOf(client.empty({ ...get, method: 'PUT' }))).toMatchObject({ outcome: 'unknown', retry: 'exhausted' });
  });

  it('say of a read that it changed nothing, however it ended', async () => {
    const { client } = bench([lost()]);
    expect(await rejectionOf(client.empty(get))).toMatchObject({ outcome: 'not-done' });
  });

  it('wait as long as the server asks, and a little more', async () => {
    const { client, clock } = bench([{ status: 429, headers: { 'retry-after': '7' } }, 200]);
    await client.empty(get);
    expect(clock.slept).toEqual([7100]);
  });

  it("wait as long as the driver's error asks", async () => {
    const { client, clock } = bench([413, 200], { toError: (failure) => responseError(failure, { code: 'rate-limited', retryAfterMs: 3000 }) });
    await client.empty(get);
    expect(clock.slept).toEqual([3100]);
  });

  it('do not wait for an hour: the caller is told instead', async () => {
    const { client, transport } = bench([{ status: 503, headers: { 'retry-after': '3600' } }, 200]);
    expect(await rejectionOf(client.empty(get))).toMatchObject({ retry: 'maybe', retryAfterMs: 3_600_000 });
    expect(transport.sent.length).toBe(1);
  });

  it('do not wait beyond the time allowed: the error comes at once', async () => {
    const { client, clock } = bench([{ status: 503, headers: { 'retry-after': '30' } }, 200], { clock: new FakeClock((ms) => ms < 20_000) });
    expect(await rejectionOf(client.empty(get, { timeoutMs: 20_000 }))).toMatchObject({ status: 503, retryAfterMs: 30_000 });
    expect(clock.slept).toEqual([]);
  });

  it('stop when the budget of the connection is used up, and start again after successes', async () => {
    const retry = defaultRetryPolicy({ budget: new RetryBudget(12) });
    const down = bench([503], { retry });
    await rejectionOf(down.client.empty(get));
    await rejectionOf(down.client.empty(get));
    expect(down.transport.sent.length).toBe(3 + 1);
    const up = bench([200], { retry });
    for (let turn = 0; turn < 5; turn += 1) await up.client.empty(get);
    const again = bench([503, 200], { retry });
    await again.client.empty(get);
    expect(again.transport.sent.length).toBe(2);
  });

  it('of nothing at all leave retry as it is when only one attempt is allowed', async () => {
    const { client } = bench([503], { retry: defaultRetryPolicy({ maxAttempts: 1 }) });
    expect(await rejectionOf(client.empty(get))).toMatchObject({ retry: 'maybe' });
  });

  it('are ended by the signal while they wait, with its reason', async () => {
    const controller = new AbortController();
    const clock = new FakeClock(() => false);
    const { client, transport } = bench([503, 200], { clock });
    const ended = rejectionOf(client.empty(get, { signal: controller.signal }));
    await expect.poll(() => clock.waiting).toBe(1);
    const why = new Error('enough');
    controller.abort(why);
    expect(await ended).toBe(why);
    expect(transport.sent.length).toBe(1);
  });

  it('do not touch the reason of an abort that is one of our errors', async () => {
    const why = new CloudError('timeout', 'the caller had no more time', { retry: 'maybe' });
    const { client, transport } = bench([() => Promise.reject(why), 200]);
    const signal = AbortSignal.abort(why);
    expect(await rejectionOf(client.empty({ ...get, method: 'PUT' }, { signal }))).toBe(why);
    expect([why.outcome, transport.sent.length]).toEqual([undefined, 0]);
  });
});

describe('bodies', () => {
  it('that can be read again are sent again in full', async () => {
    const { client, transport } = bench([503, 200]);
    await client.empty({ ...get, method: 'PUT', body: bodyOf(() => Readable.from(['all ', 'of it'])) });
    expect(transport.bodies).toEqual(['all of it', 'all of it']);
  });

  it('that are streams are never sent twice', async () => {
    const { client, transport } = bench([503, 200]);
    const error = await rejectionOf(client.empty({ ...get, method: 'PUT', body: bodyOf(Readable.from(['once'])) }));
    expect(error).toMatchObject({ status: 503 });
    expect(transport.sent.length).toBe(1);
  });

  it('that are streams may go with a later attempt when the first never opened them', async () => {
    const { client, transport } = bench([() => Promise.reject(refused()), 200]);
    await client.empty({ ...get, method: 'PUT', body: bodyOf(Readable.from(['once'])) });
    expect(transport.bodies).toEqual(['once']);
  });

  it('that a server refuses to wait for are sent without asking', async () => {
    const { client, transport } = bench([() => answer(417), 200]);
    await client.empty({ ...get, method: 'PUT', expectContinue: true, body: bodyOf(Readable.from(['once'])) });
    expect(transport.sent.map((sent) => sent.expectContinue)).toEqual([true, false]);
    expect(transport.bodies).toEqual(['once']);
    const never = bench([() => answer(417)]);
    expect(await rejectionOf(never.client.empty({ ...get, method: 'PUT', expectContinue: true, body: bodyOf('x') }))).toMatchObject({ status: 417 });
    expect(never.transport.sent.length).toBe(2);
  });

  it('that are streams are destroyed when the call fails without having opened them', async () => {
    const { client } = bench([() => Promise.reject(new CloudError('unavailable', 'no', { outcome: 'not-done' }))]);
    const source = new Readable({ read() {} });
    await rejectionOf(client.empty({ ...get, method: 'PUT', body: bodyOf(source) }));
    expect(source.destroyed).toBe(true);
  });

  it('that are streams are destroyed when the call was given up before it began', async () => {
    const { client, transport } = bench([200]);
    const source = new Readable({ read() {} });
    const why = new Error('left');
    expect(await rejectionOf(client.empty({ ...get, method: 'PUT', body: bodyOf(source) }, { signal: AbortSignal.abort(why) }))).toBe(why);
    expect([source.destroyed, transport.sent.length]).toEqual([true, 0]);
  });

  it('that are streams are destroyed when the credentials cannot be had', async () => {
    const auth: AuthStrategy = { scheme: 'x', authorize: () => Promise.reject(new CloudError('unauthenticated', 'wrong password')) };
    const { client, transport } = bench([200], { auth });
    const source = new Readable({ read() {} });
    const error = await rejectionOf(client.empty({ ...get, method: 'PUT', body: bodyOf(source) }));
    expect(error).toMatchObject({ code: 'unauthenticated', outcome: 'not-done' });
    expect([source.destroyed, transport.sent.length]).toEqual([true, 0]);
  });
});
