import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import { createTransport } from './axios-transport.ts';
import { bodyOf, bytesBody } from './body.ts';
import type { HttpRequest, HttpResponse, Transport, TransportOptions } from './transport.ts';

const cleanups: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

async function serve(listener: RequestListener): Promise<{ origin: string; server: Server; sockets: Set<Socket> }> {
  const server = createServer(listener);
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanups.push(async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const socket of sockets) socket.destroy();
    await closed;
  });
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server, sockets };
}

function transportOf(options: TransportOptions = {}): Transport {
  const transport = createTransport(options);
  cleanups.push(() => transport.close());
  return transport;
}

async function textOf(response: HttpResponse): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response.body) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

async function bodyOfMessage(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const get = (origin: string, target = '/', extra: Partial<HttpRequest> = {}): HttpRequest => ({ method: 'GET', origin, target, headers: {}, ...extra });

describe('the wire', () => {
  it('smoke', async () => {
    const { origin } = await serve(async (request, response) => {
      const body = await bodyOfMessage(request);
      response.end(JSON.stringify({ m: request.method, u: request.url, h: request.rawHeaders, b: body.toString() }));
    });
    const transport = transportOf();
    for (let i = 0; i < 3; i++) {
      const r = await transport.send(get(origin, '/a/../b%2fc?x=%20'), {});
      console.log(r.status, await textOf(r));
      const r2 = await transport.send({ ...get(origin, '/..'), method: 'PUT', body: bytesBody(Buffer.from('hello')) }, {});
      console.log(r2.status, await textOf(r2));
      const r3 = await transport.send({ ...get(origin, '/..'), method: 'POST', expectContinue: true, body: bodyOf(Readable.from(['a', 'bc'])) }, {});
      console.log(r3.status, await textOf(r3));
    }
  });
});
void connect;
void createTcpServer;
void expect;
