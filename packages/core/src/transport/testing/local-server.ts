import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer, type ServerOptions } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { afterEach } from 'vitest';
import { createTransport } from '../axios-transport.ts';
import type { HttpRequest, HttpResponse, Transport, TransportOptions } from '../transport.ts';

/** Servers on 127.0.0.1 for the tests of this folder, closed after each test together with every connection. */
const closings: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const close of closings.splice(0).reverse()) await close();
});

export interface LocalServer {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  readonly port: number;
  /** Connections made so far. */
  readonly connections: () => number;
  /** Connections open now. */
  readonly open: ReadonlySet<Socket>;
}

export function onEnd(close: () => Promise<void> | void): void {
  closings.push(close);
}

export type Listener = (message: IncomingMessage, response: ServerResponse) => unknown;

/** A listener that fails because its client went away is no news. */
function tolerant(listener: Listener): RequestListener {
  return (message, response) => {
    (async () => listener(message, response))().catch((error: unknown) => {
      response.destroy();
      if ((error as { code?: unknown }).code !== 'ECONNRESET') throw error;
    });
  };
}

export async function httpServer(listener: Listener): Promise<LocalServer> {
  return listening(createServer(tolerant(listener)), 'http', 'connection');
}

export async function httpsServer(options: ServerOptions, listener: Listener): Promise<LocalServer> {
  const server = createHttpsServer(options, tolerant(listener));
  server.on('tlsClientError', () => {});
  return listening(server, 'https', 'connection');
}

/** A server that speaks whatever the test writes. */
export async function tcpServer(listener: (socket: Socket) => void): Promise<LocalServer> {
  return listening(
    createTcpServer((socket) => {
      socket.on('error', () => {});
      listener(socket);
    }),
    'http',
    'connection',
  );
}

async function listening(server: Server, scheme: string, event: string): Promise<LocalServer> {
  const open = new Set<Socket>();
  let count = 0;
  server.on(event, (socket: Socket) => {
    count += 1;
    open.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => open.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onEnd(async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const socket of open) socket.destroy();
    await closed;
  });
  const { port } = server.address() as AddressInfo;
  return { origin: `${scheme}://127.0.0.1:${port}`, port, connections: () => count, open };
}

export function transportOf(options: TransportOptions = {}): Transport {
  const transport = createTransport(options);
  onEnd(() => transport.close());
  return transport;
}

export function request(origin: string, target = '/', extra: Partial<HttpRequest> = {}): HttpRequest {
  return { method: 'GET', origin, target, headers: {}, ...extra };
}

/** A stream that never ends by itself. */
export function endless(chunk: Buffer = Buffer.alloc(16_384)): Readable {
  return new Readable({
    read() {
      setImmediate(() => this.push(chunk));
    },
  });
}

export async function bytesOf(source: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of source) chunks.push(Buffer.from(chunk as Buffer));
  return Buffer.concat(chunks);
}

export async function textOf(response: HttpResponse): Promise<string> {
  return (await bytesOf(response.body)).toString('utf8');
}

/** What a server saw of a request, its body read. */
export interface Seen {
  readonly method: string;
  readonly target: string;
  /** As they came, name, value, name, value. */
  readonly rawHeaders: readonly string[];
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** A server that keeps what it sees and answers 200 with nothing. */
export async function recordingServer(): Promise<LocalServer & { readonly seen: Seen[] }> {
  const seen: Seen[] = [];
  const server = await httpServer(async (message, response) => {
    const body = await bytesOf(message);
    seen.push({ method: message.method ?? '', target: message.url ?? '', rawHeaders: message.rawHeaders, headers: message.headers, body });
    response.end();
  });
  return { ...server, seen };
}

export async function rejectionOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return error;
  }
  throw new Error('it did not fail');
}

/** Waits until something holds; a test that waits in vain fails by its own timeout. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}
