import { getEventListeners } from 'node:events';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { AuthStrategy } from '../auth/auth-strategy.ts';
import { CloudError } from '../errors/cloud-error.ts';
import { responseError } from '../errors/response-error.ts';
import { bodyOf, jsonBody } from './body.ts';
import { HttpClient } from './http-client.ts';
import { answer, bench, FakeClock } from './testing/fake-connection.ts';
import { httpServer, rejectionOf, transportOf, request as wire } from './testing/local-server.ts';
import type { HttpRequest, HttpResponse } from './transport.ts';

const ORIGIN = 'https://cloud.example.com';
const get: HttpRequest = { method: 'GET', origin: ORIGIN, target: '/things', headers: {} };
const post: HttpRequest = { method: 'POST', origin: ORIGIN, target: '/things', headers: {} };
const refused = (): CloudError => new CloudError('unavailable', 'refused', { retry: 'maybe', outcome: 'not-done' });
const lost = (): CloudError => new CloudError('unavailable', 'lost', { retry: 'maybe', outcome: 'unknown' });

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

  it('leaves no listener on the signal for an answer without a body', async () => {
    const server = await httpServer((_, response) => response.writeHead(204).end());
    const client = new HttpClient({ ...bench([], { clock: never() }).connection, transport: transportOf() }, { toError: (failure) => responseError(failure) });
    const { signal } = new AbortController();
    await client.send(wire(server.origin), { signal, timeoutMs: 60_000 });
    await expect.poll(() => getEventListeners(signal, 'abort').length).toBe(0);
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
