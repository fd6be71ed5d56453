import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { AuthStrategy } from '../auth/auth-strategy.ts';
import { CloudError } from '../errors/cloud-error.ts';
import { responseError } from '../errors/response-error.ts';
import { HttpClient } from './http-client.ts';
import { asJson } from './read-body.ts';
import { answer, bench } from './testing/fake-connection.ts';
import { httpServer, rejectionOf, tcpServer, transportOf, request as wire } from './testing/local-server.ts';
import type { HttpRequest } from './transport.ts';

const ORIGIN = 'https://cloud.example.com';
const get: HttpRequest = { method: 'GET', origin: ORIGIN, target: '/things', headers: {} };
const post: HttpRequest = { method: 'POST', origin: ORIGIN, target: '/things', headers: {} };

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

  it.each([
    [400, 'protocol', 2, 'not-done'],
    [404, 'not-found', 1, 'not-done'],
  ] as const)(
    'of status %i whose body breaks off are %s, after %i attempts: what the body says alone must be there',
    async (status, code, attempts, outcome) => {
      let asked = 0;
      const server = await tcpServer((socket) => {
        socket.once('data', () => {
          asked += 1;
          socket.end(`HTTP/1.1 ${status} No\r\nContent-Length: 100\r\n\r\n<Code>Thrott`);
        });
      });
      const { connection } = bench([]);
      const client = new HttpClient(
        { ...connection, retry: { ...connection.retry, maxAttempts: 2 }, transport: transportOf() },
        { toError: (failure) => responseError(failure) },
      );
      expect(await rejectionOf(client.empty({ ...wire(server.origin), method: 'PUT' }))).toMatchObject({ code, status, outcome });
      expect(asked).toBe(attempts);
    },
  );

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

  it('that are empty with another status than 204 are refused where only that may be', async () => {
    const { client } = bench([{ status: 204 }, { status: 200 }]);
    expect(await client.json(get, {}, { allowEmpty: 'no-content' })).toBeUndefined();
    expect(await rejectionOf(client.json(get, {}, { allowEmpty: 'no-content' }))).toMatchObject({ code: 'protocol', status: 200 });
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
