import { type ClientRequest, request as httpRequest, type RequestOptions } from 'node:http';
import { type AgentOptions, Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { CloudError } from '../errors/cloud-error.ts';
import { ConnectTimeout } from './node-failure.ts';

/** A forward proxy. Never taken from the environment: only a profile names one. */
export interface ForwardProxy {
  readonly tls: boolean;
  readonly host: string;
  readonly port: number;
  /** Value of `Proxy-Authorization`. */
  readonly authorization: string | undefined;
}

export function parseProxy(text: string): ForwardProxy {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new CloudError('invalid-argument', 'the proxy is no URL', { remedy: 'write it as http://user:password@host:3128', outcome: 'not-done' });
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new CloudError('invalid-argument', `a proxy of the kind ${url.protocol.slice(0, -1)} is not supported`, {
      remedy: 'use an http proxy',
      outcome: 'not-done',
    });
  }
  let credentials: string;
  try {
    credentials = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  } catch {
    throw new CloudError('invalid-argument', 'user or password of the proxy are not percent-encoded as they should be', {
      remedy: 'write a percent sign as %25',
      outcome: 'not-done',
    });
  }
  const tls = url.protocol === 'https:';
  return {
    tls,
    host: bareHost(url.hostname),
    port: url.port === '' ? (tls ? 443 : 80) : Number(url.port),
    authorization: credentials === ':' ? undefined : `Basic ${Buffer.from(credentials, 'utf8').toString('base64')}`,
  };
}

/** Node wants `::1`, URLs write `[::1]`. */
export function bareHost(hostname: string): string {
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
}

type Created = (error: Error | null, socket?: Duplex) => void;
interface Connectable {
  createConnection(options: object, created?: Created): Duplex | undefined;
}

/** An https agent whose connections go through a tunnel (`CONNECT`): the proxy sees the server's name and ciphertext. */
export class TunnelAgent extends HttpsAgent {
  readonly #proxy: ForwardProxy;
  readonly #connectTimeoutMs: number;
  readonly #proxyCa: string | undefined;

  constructor(options: AgentOptions, proxy: ForwardProxy, connectTimeoutMs: number) {
    super(options);
    this.#proxy = proxy;
    this.#connectTimeoutMs = connectTimeoutMs;
    this.#proxyCa = typeof options.ca === 'string' ? options.ca : undefined;
  }

  override createConnection(options: RequestOptions, created: Created): undefined {
    // `super.createConnection` is node's documented way to make the socket; its types leave it out.
    const over = (socket: Socket): Duplex | undefined =>
      (HttpsAgent.prototype as unknown as Connectable).createConnection.call(this, { ...options, socket, timeout: undefined });
    this.#tunnel(options, (error, socket) => {
      if (error !== null || socket === undefined) return created(error ?? new Error('no socket'));
      created(null, over(socket as Socket));
    });
    return undefined;
  }

  override keepSocketAlive(socket: Duplex): boolean {
    socket.on('data', giveUp);
    // Whether it is kept; node's types leave that out.
    return super.keepSocketAlive(socket) as unknown as boolean;
  }

  override reuseSocket(socket: Duplex, message: ClientRequest): void {
    socket.off('data', giveUp);
    super.reuseSocket(socket, message);
  }

  #tunnel(options: RequestOptions, done: Created): void {
    const target = `${String(options.host).includes(':') ? `[${options.host}]` : options.host}:${options.port}`;
    const { tls, host, port, authorization } = this.#proxy;
    const connect = (tls ? httpsRequest : httpRequest)({
      host,
      port,
      method: 'CONNECT',
      path: target,
      agent: false,
      headers: { Host: target, ...(authorization === undefined ? {} : { 'Proxy-Authorization': authorization }) },
      ...(tls && this.#proxyCa !== undefined ? { ca: this.#proxyCa } : {}),
    });
    const timer = setTimeout(() => connect.destroy(new ConnectTimeout(`the proxy gave no tunnel within ${this.#connectTimeoutMs} ms`)), this.#connectTimeoutMs);
    let settled = false;
    const settle = (error: Error | null, socket?: Duplex): void => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      done(error, socket);
    };
    connect.once('error', (error) => settle(error));
    connect.once('response', (answer) => {
      answer.destroy();
      settle(refusal(answer.statusCode ?? 0));
    });
    connect.once('connect', (answer, socket: Socket) => {
      if (answer.statusCode === 200) return settle(null, socket);
      socket.destroy();
      settle(refusal(answer.statusCode ?? 0));
    });
    connect.end();
  }
}

/** Of a connection that brings something while nobody asks. What follows would be read as the answer to the next request. */
function giveUp(this: Duplex): void {
  this.destroy();
}

function refusal(status: number): CloudError {
  return new CloudError('unavailable', `the proxy gave no tunnel: ${status}`, {
    retry: status >= 500 ? 'maybe' : 'never',
    outcome: 'not-done',
    remedy: status === 407 ? "check the proxy's user and password" : undefined,
  });
}
