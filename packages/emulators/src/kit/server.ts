import { createServer as createHttpServer, type IncomingMessage, type Server, ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { EmulatorClock } from './clock.ts';
import { EmulatorRequest, reply, type UpgradeConnection } from './exchange.ts';
import type { FaultEffect, FaultPlan } from './faults.ts';

export type EmulatorHandler = (request: EmulatorRequest, response: ServerResponse) => Promise<void> | void;

/** What a test may ask about a request that arrived. Bodies and credentials are not kept. */
export interface SeenRequest {
  readonly method: string;
  readonly target: string;
  readonly host: string;
}

export interface TlsFiles {
  /** PEM text. */
  readonly key: string;
  /** PEM text. */
  readonly cert: string;
}

export interface ListenOptions {
  readonly port?: number;
  readonly tls?: TlsFiles;
  readonly clock: EmulatorClock;
  readonly faults: FaultPlan;
  readonly seen: SeenRequest[];
  readonly handler: EmulatorHandler;
  /** Requests with an Upgrade header reach the handler with `request.upgrade` set; otherwise they are ordinary ones. Default false. */
  readonly upgrades?: boolean;
}

/** One listening port of an emulator, on 127.0.0.1. */
export class EmulatorServer {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #scheme: 'http' | 'https';

  private constructor(server: Server, scheme: 'http' | 'https') {
    this.#server = server;
    this.#scheme = scheme;
    server.on(scheme === 'https' ? 'secureConnection' : 'connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
  }

  static async listen(options: ListenOptions): Promise<EmulatorServer> {
    const listener = (message: IncomingMessage, response: ServerResponse): void => {
      void serve(options, message, response);
    };
    const raw = options.tls === undefined ? createHttpServer(listener) : createHttpsServer({ ...options.tls }, listener);
    const server = new EmulatorServer(raw as Server, options.tls === undefined ? 'http' : 'https');
    // A real server decides on `Expect: 100-continue` itself; handlers call response.writeContinue() when they accept.
    raw.on('checkContinue', listener);
    if (options.upgrades === true) {
      raw.on('upgrade', (message: IncomingMessage, socket: Socket, head: Buffer) => {
        const response = new ServerResponse(message);
        response.shouldKeepAlive = false;
        response.assignSocket(socket);
        response.on('finish', () => socket.end());
        void serve(options, message, response, { socket, head });
      });
    }
    await new Promise<void>((resolve, reject) => {
      raw.once('error', reject);
      raw.listen(options.port ?? 0, '127.0.0.1', () => {
        raw.off('error', reject);
        resolve();
      });
    });
    return server;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** `http://127.0.0.1:PORT`, without a final slash. */
  get origin(): string {
    return `${this.#scheme}://127.0.0.1:${this.port}`;
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }
}

async function serve(options: ListenOptions, message: IncomingMessage, response: ServerResponse, upgrade?: UpgradeConnection): Promise<void> {
  const request = new EmulatorRequest(message, upgrade);
  options.seen.push({ method: request.method, target: request.target, host: request.header('host') ?? '' });
  response.sendDate = false;
  response.setHeader('Date', new Date(options.clock.now()).toUTCString());
  message.on('error', () => undefined);
  response.on('error', () => undefined);
  const effect = options.faults.take(request);
  try {
    if (effect !== undefined && (await before(effect, message, response))) return;
    const answered = effect === undefined ? response : after(effect, response);
    await options.handler(request, answered);
  } catch (error) {
    if (message.socket.destroyed) return;
    if (response.headersSent) {
      message.socket.destroy();
      return;
    }
    reply(response, 500, { 'Content-Type': 'text/plain' }, `emulator defect: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
}

/** Faults that keep the service from seeing the request. True: the exchange is over. */
async function before(effect: FaultEffect, message: IncomingMessage, response: ServerResponse): Promise<boolean> {
  switch (effect.kind) {
    case 'respond':
      message.resume();
      reply(response, effect.status, effect.headers ?? {}, effect.body ?? '');
      return true;
    case 'delay':
      await new Promise((resolve) => setTimeout(resolve, effect.ms));
      return message.socket.destroyed;
    case 'reset-before':
      message.socket.resetAndDestroy();
      return true;
    case 'cut-request': {
      let left = effect.bytes;
      message.on('data', (chunk: Buffer) => {
        left -= chunk.length;
        if (left <= 0) message.socket.resetAndDestroy();
      });
      message.on('end', () => message.socket.resetAndDestroy());
      return true;
    }
    default:
      return false;
  }
}

/** Faults that happen once the service has done its work. */
function after(effect: FaultEffect, response: ServerResponse): ServerResponse {
  const socket = response.req.socket;
  if (effect.kind === 'reset-after' || effect.kind === 'cut-response') cutAfter(socket, effect.kind === 'cut-response' ? effect.bytes : 0);
  if (effect.kind === 'respond-after') {
    const end = response.end.bind(response) as (chunk?: unknown) => ServerResponse;
    (response as { write: unknown }).write = () => true;
    (response as { end: unknown }).end = (): ServerResponse => {
      for (const name of response.getHeaderNames()) if (name !== 'date') response.removeHeader(name);
      response.statusCode = effect.status;
      for (const [name, value] of Object.entries(effect.headers ?? {})) response.setHeader(name, value);
      const body = typeof effect.body === 'string' ? Buffer.from(effect.body) : (effect.body ?? Buffer.alloc(0));
      response.setHeader('Content-Length', body.length);
      return end(body);
    };
  }
  return response;
}

/** Lets so many bytes of what is written from now on through, and ends the connection behind them. */
function cutAfter(socket: Socket, bytes: number): void {
  let left = bytes;
  let over = false;
  const write = socket.write.bind(socket) as (chunk: Buffer, encoding: undefined, done?: () => void) => boolean;
  (socket as { write: unknown }).write = (chunk: Buffer | string, encoding?: BufferEncoding | (() => void), done?: () => void): boolean => {
    const data = typeof chunk === 'string' ? Buffer.from(chunk, typeof encoding === 'string' ? encoding : 'utf8') : chunk;
    const callback = typeof encoding === 'function' ? encoding : done;
    // Nobody is told that the rest was written: the exchange never ends for the service, its connection does.
    if (over) return false;
    if (data.length < left) {
      left -= data.length;
      return write(data, undefined, callback);
    }
    over = true;
    // What was written before may still be corked: it goes out first, and the connection ends with it.
    if (left === 0) setImmediate(() => socket.destroy());
    else write(data.subarray(0, left), undefined, () => socket.destroy());
    return false;
  };
}
