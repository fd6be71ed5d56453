import { Agent, createServer, type IncomingMessage, type OutgoingHttpHeaders, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOSTILE_DOCUMENTS } from './hostile-documents.ts';
import type { ProxyEffect, ProxyFault } from './proxy-plan.ts';
import { type FaultProxy, startFaultProxy } from './start-fault-proxy.ts';

interface Answer {
  readonly status: number | undefined;
  readonly headers: OutgoingHttpHeaders;
  readonly body: string;
  readonly complete: boolean;
}

const HELLO = 'x'.repeat(5_000);
let server: Server;
let origin = '';
/** What the server got: method, target, and whether the body came whole. */
let got: { readonly method: string; readonly target: string; readonly body: string }[] = [];
let broken = 0;
let wire: number[] = [];
let proxy: FaultProxy | undefined;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

beforeEach(async () => {
  got = [];
  broken = 0;
  wire = [];
  server = createServer((message, response) => {
    const pieces: Buffer[] = [];
    message.on('data', (piece: Buffer) => pieces.push(piece));
    message.on('error', () => (broken += 1));
    message.on('end', () => {
      got.push({ method: message.method ?? '', target: message.url ?? '', body: Buffer.concat(pieces).toString() });
      response.writeHead(200, { 'X-Count': String(got.length), ...(message.url === '/chunked' ? {} : { 'Content-Length': HELLO.length }) });
      response.write(HELLO.slice(0, 100));
      response.end(HELLO.slice(100));
    });
  });
  server.on('connection', (socket) => socket.on('close', () => wire.push(socket.bytesRead)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  await proxy?.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

async function through(...faults: readonly (ProxyEffect | ProxyFault)[]): Promise<FaultProxy> {
  proxy = await startFaultProxy({ target: origin, plan: { faults: faults.map((fault) => ('effect' in fault ? fault : { effect: fault })) } });
  return proxy;
}

function ask(method = 'GET', target = '/', body = '', options: { readonly forward?: boolean; readonly headers?: OutgoingHttpHeaders } = {}): Promise<Answer> {
  const { port } = new URL(proxy?.url ?? '');
  return new Promise((resolve, reject) => {
    const path = options.forward === true ? `${origin}${target}` : target;
    const headers = { ...(body === '' ? {} : { 'Content-Length': body.length }), ...options.headers };
    const outgoing = request({ host: '127.0.0.1', port, method, path, agent, headers }, (message: IncomingMessage) => {
      const pieces: Buffer[] = [];
      message.on('data', (piece: Buffer) => pieces.push(piece));
      message.on('error', () => undefined);
      message.on('close', () =>
        resolve({
          status: message.statusCode,
          headers: message.headers as OutgoingHttpHeaders,
          body: Buffer.concat(pieces).toString(),
          complete: message.complete,
        }),
      );
    });
    let answered = false;
    outgoing.on('response', () => (answered = true));
    outgoing.on('error', (error) => {
      if (!answered) reject(error);
    });
    outgoing.end(body);
  });
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 40));

describe('the fault proxy', () => {
  it('passes everything on unchanged without a plan, over one kept connection', async () => {
    await through();
    for (const target of ['/a%20b/../c?x=1', '/chunked', '/']) expect(await ask('GET', target)).toMatchObject({ status: 200, body: HELLO, complete: true });
    expect((await ask('POST', '/p', 'y'.repeat(70_000))).body).toBe(HELLO);
    expect(got.map(({ target }) => target)).toEqual(['/a%20b/../c?x=1', '/chunked', '/', '/p']);
    expect(got[3]?.body).toHaveLength(70_000);
    expect(proxy?.exchanges.map(({ method, status }) => `${method} ${status}`)).toEqual(['GET 200', 'GET 200', 'GET 200', 'POST 200']);
  });

  it('is a forward proxy without a target: the server sees a path, and nothing that was for the proxy', async () => {
    proxy = await startFaultProxy();
    expect((await ask('GET', '/where?q', '', { forward: true, headers: { 'Proxy-Authorization': 'Basic c2VjcmV0' } })).body).toBe(HELLO);
    expect(got).toEqual([{ method: 'GET', target: '/where?q', body: '' }]);
  });

  it('forwards to this machine alone unless it is told otherwise', async () => {
    proxy = await startFaultProxy();
    const { port } = new URL(proxy.url);
    const status = await new Promise((resolve, reject) => {
      request({ host: '127.0.0.1', port, path: 'http://192.0.2.1/' }, (message) => resolve(message.resume().statusCode))
        .on('error', reject)
        .end();
    });
    expect(status).toBe(502);
    expect(proxy.exchanges).toEqual([]);
  });

  it.each([0, 1, 20, 60, 110, 150])('cut-request gives the server exactly %i bytes', async (bytes) => {
    const { exchanges } = await through({ kind: 'cut-request', bytes, by: 'close' });
    await expect(ask('POST', '/', 'z'.repeat(1_000))).rejects.toThrow();
    await settled();
    expect(exchanges[0]).toMatchObject({ effect: 'cut-request', requestBytes: bytes, responseBytes: 0 });
    expect(wire).toEqual([bytes]);
    expect(got).toEqual([]);
  });

  it('cut-request after the last byte lets the server work, and the client hear nothing', async () => {
    await through({ kind: 'cut-request', bytes: 1_000_000 });
    await expect(ask('POST', '/', 'z'.repeat(1_000))).rejects.toThrow();
    await settled();
    expect(got.map(({ body }) => body.length)).toEqual([1_000]);
  });

  it.each(['reset', 'close'] as const)('cut-response by %s gives the client exactly so many bytes', async (by) => {
    const { exchanges } = await through({ kind: 'cut-response', bytes: 1_200, by });
    const answer = await ask();
    expect(answer).toMatchObject({ status: 200, complete: false });
    expect(answer.body.length).toBeLessThan(1_200);
    expect(exchanges[0]?.responseBytes).toBe(1_200);
    expect(got).toHaveLength(1);
  });

  it('truncate breaks off visibly where a length or chunks were announced, and invisibly where not', async () => {
    await through(
      { match: { target: 'length' }, effect: { kind: 'truncate', bytes: 10, framing: 'length' } },
      { match: { target: 'chunks' }, effect: { kind: 'truncate', bytes: 10, framing: 'chunked' } },
      { match: { target: 'close' }, effect: { kind: 'truncate', bytes: 10, framing: 'close' } },
    );
    expect(await ask('GET', '/length')).toMatchObject({ body: 'xxxxxxxxxx', complete: false });
    expect(await ask('GET', '/chunks')).toMatchObject({ body: 'xxxxxxxxxx', complete: false });
    expect(await ask('GET', '/close')).toMatchObject({ body: 'xxxxxxxxxx', complete: true });
  });

  it('answers in place of the service, or once it has worked', async () => {
    await through(
      { times: 1, effect: { kind: 'answer', status: 503, headers: { 'Retry-After': '7' }, body: 'no' } },
      { times: 1, effect: { kind: 'answer', status: 500, body: 'oh', after: true } },
      { times: 1, effect: { kind: 'redirect', location: 'http://127.0.0.1:1' } },
    );
    expect(await ask('POST', '/', 'abc')).toMatchObject({ status: 503, body: 'no', headers: { 'retry-after': '7' } });
    expect(got).toEqual([]);
    expect(await ask('POST', '/', 'abc')).toMatchObject({ status: 500, body: 'oh' });
    expect(got).toHaveLength(1);
    expect(await ask('GET', '/p?q')).toMatchObject({ status: 307, headers: { location: 'http://127.0.0.1:1/p?q' } });
    expect((await ask()).body).toBe(HELLO);
  });

  it('delivers twice, and answers with the one that is asked for', async () => {
    await through({ times: 1, effect: { kind: 'duplicate', answer: 'first' } }, { times: 1, effect: { kind: 'duplicate' } });
    expect((await ask('POST', '/', 'abc')).headers['x-count']).toBe('1');
    expect((await ask('POST', '/', 'abc')).headers['x-count']).toBe('4');
    expect(got.map(({ body }) => body)).toEqual(['abc', 'abc', 'abc', 'abc']);
  });

  it('answers reads as they were answered first', async () => {
    await through({ kind: 'stale' });
    const counts = [await ask('GET', '/a'), await ask('GET', '/b'), await ask('GET', '/a'), await ask('POST', '/a', 'x')].map(
      ({ headers }) => headers['x-count'],
    );
    expect(counts).toEqual(['1', '2', '1', '3']);
  });

  it('floods without holding what it sends', async () => {
    await through({ kind: 'flood', status: 500, bytes: 300 * 1024 * 1024 });
    const before = process.memoryUsage().arrayBuffers;
    const { port } = new URL(proxy?.url ?? '');
    const seen = await new Promise<number>((resolve, reject) => {
      let bytes = 0;
      request({ host: '127.0.0.1', port }, (message) => {
        message.on('data', (piece: Buffer) => (bytes += piece.length));
        message.on('end', () => resolve(bytes));
      })
        .on('error', reject)
        .end();
    });
    expect(seen).toBe(300 * 1024 * 1024);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * 1024 * 1024);
  });

  it.each(HOSTILE_DOCUMENTS)('serves %s as a whole answer', async (document) => {
    await through({ kind: 'hostile', document });
    expect(await ask()).toMatchObject({ status: 200, complete: true });
  });

  it('speaks no HTTP when it is told so', async () => {
    await through({ kind: 'garbage' });
    await expect(ask()).rejects.toThrow(/HTTP|Parse/);
  });

  it('is slow in either direction, and late', async () => {
    await through(
      { times: 1, effect: { kind: 'latency', ms: 60 } },
      { times: 1, effect: { kind: 'slow', direction: 'response', bytes: 1_000, everyMs: 20 } },
      { times: 1, effect: { kind: 'slow', direction: 'request', bytes: 500, everyMs: 20 } },
    );
    for (const least of [55, 80, 40]) {
      const began = performance.now();
      expect((await ask('POST', '/', 'q'.repeat(1_500))).body).toBe(HELLO);
      expect(performance.now() - began).toBeGreaterThan(least);
    }
  });

  it('silence ends when the client gives up', async () => {
    await through({ kind: 'silence' });
    const { port } = new URL(proxy?.url ?? '');
    const outgoing = request({ host: '127.0.0.1', port });
    const ended = new Promise((resolve) => outgoing.on('error', resolve));
    outgoing.end();
    await settled();
    outgoing.destroy(new Error('enough'));
    await ended;
    await proxy?.close();
    expect(got).toEqual([]);
  });

  it('hits what matches method, target and body, after the skipped, as often as said', async () => {
    const effect = { kind: 'answer', status: 418 } as const;
    await through({ match: { method: ['POST', 'PUT'], target: '^/api', body: 'Action=RunInstances' }, skip: 1, times: 2, effect });
    const statuses: (number | undefined)[] = [];
    for (const [method, target, body] of [
      ['GET', '/api', ''],
      ['POST', '/other', 'Action=RunInstances'],
      ['POST', '/api', 'Action=Describe'],
      ['POST', '/api', 'a=b&Action=RunInstances'],
      ['PUT', '/api/x', 'a=b&Action=RunInstances'],
      ['POST', '/api', 'Action=RunInstances'],
      ['POST', '/api', 'Action=RunInstances'],
    ] as const)
      statuses.push((await ask(method, target, body)).status);
    expect(statuses).toEqual([200, 200, 200, 200, 418, 418, 200]);
  });

  it('does the same to the same requests for the same seed, and something else for another', async () => {
    const run = async (seed: number): Promise<string> => {
      const one = await startFaultProxy({ target: origin, seed, plan: { faults: [{ probability: 0.5, effect: { kind: 'answer', status: 503 } }] } });
      proxy = one;
      let statuses = '';
      for (let i = 0; i < 40; i += 1) statuses += (await ask()).status === 503 ? '!' : '.';
      await one.close();
      return statuses;
    };
    const first = await run(7);
    expect(await run(7)).toBe(first);
    expect(await run(8)).not.toBe(first);
    expect(first).toMatch(/^(?=.*!)(?=.*\.)/);
  });
});
