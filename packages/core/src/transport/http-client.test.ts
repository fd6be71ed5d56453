import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { AuthStrategy } from '../auth/auth-strategy.ts';
import { CloudError } from '../errors/cloud-error.ts';
import { responseError } from '../errors/response-error.ts';
import { bodyOf, jsonBody } from './body.ts';
import { HttpClient } from './http-client.ts';
import { asJson } from './read-body.ts';
import { defaultRetryPolicy, RetryBudget } from './retry.ts';
import { answer, bench, FakeClock } from './testing/fake-connection.ts';
import { httpServer, rejectionOf, tcpServer, transportOf, request as wire } from './testing/local-server.ts';
import type { HttpRequest, HttpResponse } from './transport.ts';

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

describe('credentials', () => {
  const numbered = (refresh?: () => Promise<boolean>): AuthStrategy & { count: number } => {
    const strategy = {
      scheme: 'numbered',
      count: 0,
      authorize: async (request: HttpRequest): Promise<HttpRequest> => {
        strategy.count += 1;
        return { ...request, headers: { ...request.headers, Authorization: `n${strategy.count}` } };
      },
      ...(refresh === undefined ? {} : { refresh }),
    };
    return strategy;
  };

  it('are made anew for every attempt', async () => {
    const { client, transport } = bench([503, lost(), 200], { auth: numbered() });
    await client.empty(get);
    expect(transport.sent.map((sent) => sent.headers['Authorization'])).toEqual(['n1', 'n2', 'n3']);
  });

  it('are renewed once after a 401, for a POST too, without a wait', async () => {
    let renewed = 0;
    const auth = numbered(async () => {
      renewed += 1;
      return true;
    });
    const { client, transport, clock } = bench([401, 200], { auth });
    await client.empty({ ...post, body: jsonBody({ a: 1 }) });
    expect([renewed, transport.sent.length, clock.slept]).toEqual([1, 2, []]);
    expect(transport.bodies).toEqual(['{"a":1}', '{"a":1}']);
  });

  it('are not renewed twice in a call', async () => {
    let renewed = 0;
    const auth = numbered(async () => {
      renewed += 1;
      return true;
    });
    const { client, transport } = bench([401], { auth });
    expect(await rejectionOf(client.empty(get))).toMatchObject({ code: 'unauthenticated', retry: 'never' });
    expect([renewed, transport.sent.length]).toEqual([1, 2]);
  });

  it('leave all attempts to the call after their renewal', async () => {
    const { client, transport } = bench([401, 503, 503, 503, 200], { auth: numbered(async () => true) });
    await client.empty(get);
    expect(transport.sent.length).toBe(5);
  });

  it('that cannot be renewed leave the answer as the error', async () => {
    const { client, transport } = bench([401, 200], { auth: numbered(async () => false) });
    expect(await rejectionOf(client.empty(get))).toMatchObject({ code: 'unauthenticated' });
    expect(transport.sent.length).toBe(1);
  });

  it('are not renewed for a stream that was sent already', async () => {
    let renewed = 0;
    const auth = numbered(async () => {
      renewed += 1;
      return true;
    });
    const { client, transport } = bench([401, 200], { auth });
    await rejectionOf(client.empty({ ...get, method: 'PUT', body: bodyOf(Readable.from(['x'])) }));
    expect([renewed, transport.sent.length]).toEqual([0, 1]);
  });

  it('are judged by the code of the driver, not by the status', async () => {
    let seen = '';
    const auth = numbered();
    const strategy: AuthStrategy = {
      ...auth,
      refresh: async (rejected) => {
        seen = rejected.body.toString();
        return true;
      },
    };
    const toError = (failure: Parameters<typeof responseError>[0]): CloudError => responseError(failure, { code: 'unauthenticated' });
    const { client } = bench([{ status: 403, body: 'RequestTimeTooSkewed' }, 200], { auth: strategy, toError });
    await client.empty(get);
    expect(seen).toBe('RequestTimeTooSkewed');
  });
});

describe('the time allowed', () => {
  const never = (): FakeClock => new FakeClock(() => false);
  const hanging = (_: HttpRequest, { signal }: { readonly signal?: AbortSignal | undefined }): Promise<never> =>
    new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason), { once: true }));

  it('ends a call that hangs, and says that a change may have been made', async () => {
    const clock = never();
    const { client } = bench([hanging], { clock });
    const ended = rejectionOf(client.empty({ ...get, method: 'PUT' }, { timeoutMs: 5000 }));
    await expect.poll(() => clock.waiting).toBe(1);
    clock.advance(5000);
    expect(await ended).toMatchObject({ code: 'timeout', outcome: 'unknown' });
  });

  it('ends the wait for a retry', async () => {
    const clock = new FakeClock((ms) => ms === 100);
    const { client } = bench([refused(), hanging], { clock });
    const ended = rejectionOf(client.empty({ ...get, method: 'PUT' }, { timeoutMs: 5000 }));
    await expect.poll(() => clock.slept.length).toBe(1);
    clock.advance(5000);
    expect(await ended).toMatchObject({ code: 'timeout' });
  });

  it('is that of the connection when the call names none', async () => {
    const clock = never();
    const { client } = bench([hanging], { clock, timeoutMs: 300 });
    const ended = rejectionOf(client.empty(get));
    await expect.poll(() => clock.waiting).toBe(1);
    clock.advance(300);
    expect(await ended).toMatchObject({ code: 'timeout', outcome: 'not-done' });
  });

  it("leaves the caller's own reason alone", async () => {
    const controller = new AbortController();
    const { client } = bench([hanging], { clock: never() });
    const ended = rejectionOf(client.empty(get, { signal: controller.signal, timeoutMs: 5000 }));
    const why = new Error('left');
    await Promise.resolve();
    controller.abort(why);
    expect(await ended).toBe(why);
  });

  it('does not count while a body is streamed, but the signal does', async () => {
    const clock = never();
    const body = new Readable({ read() {} });
    let seen: AbortSignal | undefined;
    const keepSignal = (_: HttpRequest, { signal }: { readonly signal?: AbortSignal | undefined }): HttpResponse => {
      seen = signal;
      return answer({ status: 200, body });
    };
    const { client } = bench([keepSignal], { clock });
    const controller = new AbortController();
    await client.send(get, { timeoutMs: 50, signal: controller.signal });
    clock.advance(1000);
    await Promise.resolve();
    expect(seen?.aborted).toBe(false);
    controller.abort(new Error('left'));
    expect(seen?.aborted).toBe(true);
    body.destroy();
  });

  it('leaves no timer behind', async () => {
    const clock = never();
    const { client } = bench([200, 404], { clock });
    await client.empty(get, { timeoutMs: 50 });
    await rejectionOf(client.empty(get, { timeoutMs: 50 }));
    const { body } = await bench([200], { clock }).client.send(get, { timeoutMs: 50 });
    body.resume();
    await expect.poll(() => clock.waiting).toBe(0);
  });
});

describe('failures', () => {
  it('give the driver status, headers, the request as it was sent and the body', async () => {
    const auth: AuthStrategy = { scheme: 'x', authorize: async (request) => ({ ...request, headers: { 'X-Auth-Token': 't' } }) };
    let seen: unknown;
    const toError = (failure: Parameters<typeof responseError>[0]): CloudError => {
      seen = failure;
      return responseError(failure, { providerCode: 'Gone', message: failure.body.toString() });
    };
    const { client, clock } = bench([{ status: 410, headers: { date: 'x' }, body: 'it is gone' }], { auth, toError });
    const error = await rejectionOf(client.json(get));
    expect(error).toMatchObject({ code: 'not-found', message: '410 Gone (it is gone)' });
    expect(seen).toMatchObject({ status: 410, headers: { date: 'x' }, receivedAt: clock.now(), request: { headers: { 'X-Auth-Token': 't' } } });
  });

  it('do not include the statuses a request accepts', async () => {
    const { client } = bench([304]);
    expect((await client.empty({ ...get, accept: [304, 404] })).status).toBe(304);
  });

  it('read no more than 64 KiB of a body', async () => {
    let length = 0;
    const toError = (failure: Parameters<typeof responseError>[0]): CloudError => {
      length = failure.body.byteLength;
      return responseError(failure);
    };
    const body = Readable.from([Buffer.alloc(50_000), Buffer.alloc(50_000), Buffer.alloc(50_000), Buffer.alloc(50_000)]);
    const { client } = bench([{ status: 400, body }], { toError });
    await rejectionOf(client.empty(get));
    expect([length, body.destroyed]).toEqual([65_536, true]);
  });

  it('do not starve the pool, even when their bodies are long or never end', async () => {
    const bodies = ['', 'x'.repeat(100_000), 'x'.repeat(3_000_000)];
    const server = await httpServer((message, response) => response.writeHead(404).end(bodies[Number(message.url?.slice(1)) % 3]));
    const real = bench([]).connection;
    const client = new HttpClient({ ...real, transport: transportOf({ maxConnections: 2 }) }, { toError: (failure) => responseError(failure) });
    for (let turn = 0; turn < 12; turn += 1) expect(await rejectionOf(client.empty(wire(server.origin, `/${turn}`)))).toMatchObject({ status: 404 });
    expect(server.open.size).toBeLessThanOrEqual(2);
  });

  it('of a body that breaks off are named from what came of it', async () => {
    const server = await tcpServer((socket) => void socket.once('data', () => socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 100\r\n\r\n{"code":"Res')));
    const client = new HttpClient(
      { ...bench([]).connection, transport: transportOf() },
      { toError: (failure) => responseError(failure, { message: failure.body.toString() }) },
    );
    expect(await rejectionOf(client.json(wire(server.origin)))).toMatchObject({
      status: 404,
      code: 'not-found',
      message: expect.stringContaining('{"code":"Res'),
    });
  });
});

describe('answers', () => {
  it('are parsed as JSON whatever their type says', async () => {
    const { client } = bench([{ status: 200, headers: { 'content-type': 'text/plain' }, body: '{"a":[1]}' }]);
    expect(await client.json(get)).toEqual({ a: [1] });
  });

  it('come with status and headers through read', async () => {
    const { client } = bench([{ status: 201, headers: { location: '/x' }, body: '{}' }]);
    expect(await client.read(post, {}, asJson())).toEqual({ status: 201, headers: { location: '/x' }, body: {} });
  });

  it.each([
    ['a login page', 'text/html', '<!DOCTYPE html><title>Log in</title>', 'check the endpoint: a web page answered'],
    ['nonsense', 'application/json', '{"a":', undefined],
    ['nothing', 'application/json', '', undefined],
  ])('that are %s instead of JSON are a protocol error that shows them', async (_, type, body, remedy) => {
    const { client, transport } = bench([{ status: 200, headers: { 'content-type': type }, body }]);
    const error = await rejectionOf(client.json(get));
    expect(error).toMatchObject({ code: 'protocol', status: 200, remedy, retry: 'never' });
    expect(String(error)).toContain(type);
    expect(String(error)).toContain(JSON.stringify(body).slice(1, -1));
    expect(transport.sent.length).toBe(1);
  });

  it('that are empty are undefined where that is expected', async () => {
    const { client } = bench([{ status: 204 }]);
    expect(await client.json(get, {}, { allowEmpty: true })).toBeUndefined();
  });

  it('that break off are asked for again', async () => {
    const cut = (): Readable =>
      new Readable({
        read() {
          this.push('{"a":');
          this.destroy(new CloudError('protocol', 'cut off', { retry: 'maybe', outcome: 'unknown' }));
        },
      });
    const { client, transport } = bench([() => answer({ status: 200, body: cut() }), { status: 200, body: '{"a":1}' }]);
    expect(await client.json(get)).toEqual({ a: 1 });
    const change = bench([() => answer({ status: 200, body: cut() }), 200]);
    expect(await rejectionOf(change.client.json(post))).toMatchObject({ code: 'protocol', outcome: 'unknown' });
    expect([transport.sent.length, change.transport.sent.length]).toEqual([2, 1]);
  });

  it('larger than the cap are refused while they come, and their connection freed', async () => {
    const body = Readable.from([Buffer.alloc(600), Buffer.alloc(600)]);
    const { client } = bench([{ status: 200, body }]);
    expect(await rejectionOf(client.bytes(get, {}, { maxBytes: 1000 }))).toMatchObject({ code: 'protocol' });
    expect(body.destroyed).toBe(true);
  });

  it('that came packed are unpacked as text, and left packed as bytes', async () => {
    const packed = gzipSync('{"a":1}');
    const turn = () => answer({ status: 200, headers: { 'content-encoding': 'gzip' }, body: Readable.from([packed]) });
    const { client } = bench([turn]);
    expect(await client.json(get)).toEqual({ a: 1 });
    expect(await client.bytes(get)).toEqual(packed);
  });

  it('that unpack beyond the cap are refused', async () => {
    const packed = gzipSync(Buffer.alloc(50_000_000));
    const { client } = bench([() => answer({ status: 200, headers: { 'content-encoding': 'gzip' }, body: Readable.from([packed]) })]);
    expect(await rejectionOf(client.text(get, {}, { maxBytes: 1_000_000 }))).toMatchObject({ code: 'protocol' });
  });

  it('packed in an unknown or broken way are a protocol error', async () => {
    const odd = bench([() => answer({ status: 200, headers: { 'content-encoding': 'zstd' }, body: 'x' })]);
    expect(await rejectionOf(odd.client.text(get))).toMatchObject({ code: 'protocol' });
    const broken = bench([() => answer({ status: 200, headers: { 'content-encoding': 'gzip' }, body: 'no gzip' })]);
    expect(await rejectionOf(broken.client.text(get))).toMatchObject({ code: 'protocol' });
  });
});
