import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { Readable } from 'node:stream';
import * as api from '@opentelemetry/api';
import { afterEach, describe, expect, it } from 'vitest';
import { CloudError } from '../errors/cloud-error.ts';
import { responseError } from '../errors/response-error.ts';
import { bodyOf } from './body.ts';
import type { RequestEvent, RetryEvent } from './diagnostics.ts';
import { HttpClient } from './http-client.ts';
import { bridgeOpenTelemetry } from './open-telemetry.ts';
import { bench } from './testing/fake-connection.ts';
import { bytesOf, httpServer, onEnd, recordingServer, rejectionOf, request, tcpServer, transportOf } from './testing/local-server.ts';

interface Heard {
  readonly channel: string;
  readonly event: RequestEvent & RetryEvent;
}

function listen(...names: readonly string[]): Heard[] {
  const heard: Heard[] = [];
  for (const name of names) {
    const handler = (event: unknown): void => void heard.push({ channel: name, event: event as RequestEvent & RetryEvent });
    subscribe(`portolan:request:${name}`, handler);
    onEnd(() => void unsubscribe(`portolan:request:${name}`, handler));
  }
  return heard;
}

const clientOf = (): HttpClient => new HttpClient({ ...bench([]).connection, transport: transportOf() }, { toError: (failure) => responseError(failure) });

describe('the channels', () => {
  it('tell start and end of an attempt, with bytes and durations, under one object', async () => {
    const heard = listen('start', 'end', 'error', 'retry');
    const server = await httpServer(async (message, response) => response.end(`got ${(await bytesOf(message)).byteLength}`));
    const put = request(server.origin, '/k?token=hush', { method: 'PUT', operation: 'PutThing', body: bodyOf(Readable.from(['some ', 'bytes'])) });
    await clientOf().text(put);
    await expect.poll(() => heard.length).toBe(2);
    expect(heard.map((one) => one.channel)).toEqual(['start', 'end']);
    expect(heard[0]?.event).toBe(heard[1]?.event);
    expect(heard[0]?.event).toMatchObject({
      provider: 'test',
      operation: 'PutThing',
      method: 'PUT',
      url: `${server.origin}/k?token=***`,
      attempt: 1,
      status: 200,
      sentBytes: 10,
      receivedBytes: 6,
    });
    const { headDurationMs, durationMs } = (heard[0] as Heard).event;
    expect(headDurationMs).toBeGreaterThan(0);
    expect(durationMs).toBeGreaterThanOrEqual(headDurationMs ?? Number.NaN);
  });

  it('count the bytes of a body given as bytes', async () => {
    const heard = listen('end');
    const server = await recordingServer();
    await clientOf().empty(request(server.origin, '/', { method: 'PUT', body: bodyOf('12345') }));
    await expect.poll(() => heard.length).toBe(1);
    expect(heard[0]?.event.sentBytes).toBe(5);
  });

  it('tell every attempt and every wait', async () => {
    const heard = listen('start', 'end', 'error', 'retry');
    const lost = new CloudError('unavailable', 'lost', { retry: 'maybe', outcome: 'unknown' });
    const { client } = bench([lost, 503, 200]);
    await client.empty(request('https://h', '/'));
    await expect.poll(() => heard.length).toBe(8);
    expect(heard.map(({ channel, event }) => [channel, event.attempt, event.delayMs ?? event.status])).toEqual([
      ['start', 1, undefined],
      ['error', 1, undefined],
      ['retry', 1, 100],
      ['start', 2, 503],
      ['end', 2, 503],
      ['retry', 2, 200],
      ['start', 3, 200],
      ['end', 3, 200],
    ]);
    expect(heard[1]?.event.error).toBe(lost);
  });

  it('tell of an answer that breaks off as an error, with what came of it', async () => {
    const heard = listen('end', 'error');
    const server = await tcpServer((socket) => void socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this')));
    const { body } = await clientOf().send(request(server.origin));
    await rejectionOf(bytesOf(body));
    await expect.poll(() => heard.length).toBe(1);
    expect(heard[0]).toMatchObject({ channel: 'error', event: { status: 200, receivedBytes: 9, error: { code: 'protocol' } } });
  });

  it('tell of a body that is given up as an end', async () => {
    const heard = listen('end', 'error');
    const server = await httpServer((_, response) => response.end(Buffer.alloc(5_000_000)));
    const { body } = await clientOf().send(request(server.origin));
    body.destroy();
    await expect.poll(() => heard.length).toBe(1);
    expect(heard[0]?.channel).toBe('end');
  });

  it('tell of an answer without a body at once, though nobody reads it', async () => {
    const heard = listen('end');
    const server = await httpServer((_, response) => response.writeHead(204).end());
    await clientOf().send(request(server.origin, '/', { method: 'HEAD' }));
    expect(heard.map((one) => one.event.status)).toEqual([204]);
  });

  it('leave the request alone while nobody listens', async () => {
    const { client, transport } = bench([200]);
    const body = bodyOf('x');
    await client.empty(request('https://h', '/', { method: 'PUT', body }));
    expect(transport.sent[0]?.body).toBe(body);
  });
});

interface FakeSpan {
  readonly name: string;
  readonly kind: number | undefined;
  readonly parent: unknown;
  attributes: api.Attributes;
  readonly events: { readonly name: string; readonly attributes: unknown }[];
  status?: api.SpanStatus;
  ended: boolean;
}

const PARENT = api.createContextKey('parent');

function fakeTelemetry(): FakeSpan[] {
  const spans: FakeSpan[] = [];
  const spanOf = (fake: FakeSpan): api.Span =>
    ({
      setAttributes: (more: api.Attributes) => Object.assign(fake.attributes, more),
      addEvent: (name: string, attributes: unknown) => fake.events.push({ name, attributes }),
      setStatus: (status: api.SpanStatus) => Object.assign(fake, { status }),
      end: () => Object.assign(fake, { ended: true }),
      spanContext: () => ({ traceId: '', spanId: '', traceFlags: 1 }),
    }) as unknown as api.Span;
  const tracer = {
    startSpan: (name: string, options: api.SpanOptions = {}, context?: api.Context) => {
      const fake: FakeSpan = { name, kind: options.kind, parent: context?.getValue(PARENT), attributes: { ...options.attributes }, events: [], ended: false };
      spans.push(fake);
      return spanOf(fake);
    },
  };
  api.trace.setGlobalTracerProvider({ getTracer: () => tracer as unknown as api.Tracer });
  let active: api.Context = api.ROOT_CONTEXT.setValue(PARENT, 'the caller');
  const outer = tracer.startSpan('outer');
  active = api.trace.setSpan(active, outer);
  api.context.setGlobalContextManager({
    active: () => active,
    with: (context, work, self, ...args) => work.call(self as never, ...args) ?? (context as never),
    bind: (_, target) => target,
    enable: () => api.context as never,
    disable: () => api.context as never,
  });
  return spans;
}

afterEach(() => {
  api.trace.disable();
  api.context.disable();
});

describe('bridgeOpenTelemetry', () => {
  it('makes a client span of each attempt, in the conventions, under the active one', async () => {
    const spans = fakeTelemetry();
    const stop = bridgeOpenTelemetry(api);
    onEnd(stop);
    const { client } = bench([503, { status: 200, body: 'abc' }]);
    await client.text(request('https://h.example.com', '/k?Signature=hush', { operation: 'GetThing' }));
    await expect.poll(() => spans.filter((span) => span.ended).length).toBe(2);
    const [outer, first, second] = spans;
    expect(first).toMatchObject({
      name: 'GET GetThing',
      kind: api.SpanKind.CLIENT,
      parent: 'the caller',
      attributes: {
        'http.request.method': 'GET',
        'url.full': 'https://h.example.com/k?Signature=***',
        'server.address': 'h.example.com',
        'server.port': 443,
        'http.response.status_code': 503,
        'error.type': '503',
        'portolan.provider': 'test',
        'portolan.operation': 'GetThing',
      },
      status: { code: api.SpanStatusCode.ERROR },
    });
    expect(second).toMatchObject({ attributes: { 'http.request.resend_count': 1, 'http.response.status_code': 200 } });
    expect(second?.status).toBeUndefined();
    expect(second?.attributes['error.type']).toBeUndefined();
    expect(outer?.events).toEqual([{ name: 'portolan.retry', attributes: expect.objectContaining({ 'portolan.attempt': 1, 'error.type': 'unavailable' }) }]);
  });

  it('tells why an attempt failed, and whether it was given up', async () => {
    const spans = fakeTelemetry();
    onEnd(bridgeOpenTelemetry(api));
    await rejectionOf(bench([new CloudError('timeout', 'too slow')]).client.empty(request('http://127.0.0.1:81')));
    await rejectionOf(bench([() => Promise.reject(new DOMException('left', 'AbortError'))]).client.empty(request('http://127.0.0.1:81')));
    expect(spans.slice(1).map((span) => [span.attributes['error.type'], span.attributes['server.port'], span.status?.code, span.ended])).toEqual([
      ['timeout', 81, api.SpanStatusCode.ERROR, true],
      ['AbortError', 81, api.SpanStatusCode.ERROR, true],
    ]);
  });

  it('ends when told so', async () => {
    const spans = fakeTelemetry();
    bridgeOpenTelemetry(api)();
    await bench([200]).client.empty(request('https://h'));
    expect(spans.length).toBe(1);
  });
});
