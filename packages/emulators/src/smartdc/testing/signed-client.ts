import { sign } from 'node:crypto';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import type { EmulatorClock } from '../../kit/clock.ts';

/** Requests written and signed by hand, from the wire reference alone: what the emulator's tests send. */
export interface ClientOptions {
  readonly url: string;
  readonly keyId: string;
  /** PEM. */
  readonly privateKey: string;
  readonly clock: EmulatorClock;
}

export interface SendOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** Objects are sent as JSON. */
  readonly body?: string | Buffer | object;
  /** Send the body (or none) chunked, without Content-Length. */
  readonly chunked?: boolean;
  /** What is signed; default `(request-target) date`. */
  readonly signed?: readonly string[];
  readonly algorithm?: string;
  /** Values only and a bare signature, as py-smartdc does. */
  readonly legacy?: boolean;
  readonly keyId?: string;
  readonly privateKey?: string;
  /** No Authorization header at all. */
  readonly anonymous?: boolean;
  /** Change the headers after they were signed. */
  readonly tamper?: (headers: Record<string, string>) => void;
  /** The path that is really sent, when another was signed. */
  readonly sentPath?: string;
}

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  readonly text: string;
  /** The body as JSON; throws when it is none. */
  json<T = JsonReply>(): T;
}

/** Any object; `code` and `message` when it is an error. */
export interface JsonReply {
  readonly code?: string;
  readonly message?: string;
  readonly [field: string]: unknown;
}

export class SignedClient {
  readonly #options: ClientOptions;

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  async send(method: string, path: string, options: SendOptions = {}): Promise<Reply> {
    const url = new URL(this.#options.url);
    const body = typeof options.body === 'object' && !Buffer.isBuffer(options.body) ? JSON.stringify(options.body) : options.body;
    const headers: Record<string, string> = { host: url.host, date: new Date(this.#options.clock.now()).toUTCString(), ...options.headers };
    if (typeof options.body === 'object' && !Buffer.isBuffer(options.body)) headers['content-type'] ??= 'application/json';
    if (options.chunked === true) headers['transfer-encoding'] = 'chunked';
    else if (body !== undefined) headers['content-length'] = String(Buffer.byteLength(body));
    if (options.anonymous !== true) headers['authorization'] = this.#authorization(method, path, headers, options);
    options.tamper?.(headers);
    return exchange(url, method, options.sentPath ?? path, headers, body);
  }

  /** Date and Authorization of a GET that somebody else sends. */
  signedHeaders(path: string): Record<string, string> {
    const headers: Record<string, string> = { host: new URL(this.#options.url).host, date: new Date(this.#options.clock.now()).toUTCString() };
    return { ...headers, authorization: this.#authorization('GET', path, headers, {}) };
  }

  #authorization(method: string, path: string, headers: Readonly<Record<string, string>>, options: SendOptions): string {
    const algorithm = options.algorithm ?? 'rsa-sha256';
    const names = options.signed ?? (options.legacy === true ? ['date'] : ['(request-target)', 'date']);
    const lines = names.map((name) => {
      if (name === '(request-target)') return `(request-target): ${method.toLowerCase()} ${path}`;
      return options.legacy === true ? (headers[name] ?? '') : `${name}: ${headers[name] ?? ''}`;
    });
    const digest = algorithm.startsWith('ed25519') ? null : (algorithm.split('-')[1] ?? 'sha256');
    const signature = sign(digest, Buffer.from(lines.join('\n')), options.privateKey ?? this.#options.privateKey).toString('base64');
    const keyId = options.keyId ?? this.#options.keyId;
    if (options.legacy === true) return `Signature keyId="${keyId}",algorithm="${algorithm}" ${signature}`;
    return `Signature keyId="${keyId}",algorithm="${algorithm}",headers="${names.join(' ')}",signature="${signature}"`;
  }
}

export function exchange(url: URL, method: string, path: string, headers: Readonly<Record<string, string>>, body?: string | Buffer): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: url.hostname, port: url.port, method, path, headers: { ...headers }, setHost: false, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const bytes = Buffer.concat(chunks);
        const text = bytes.toString('utf8');
        resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes, text, json: <T>() => JSON.parse(text) as T });
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}
