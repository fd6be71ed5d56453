import { type ClientRequest, request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { CloudError } from '../errors/cloud-error.ts';
import { onAbort } from '../time/on-abort.ts';
import type { Agents } from './agents.ts';
import { ConnectTimeout, describeNodeFailure, IdleTimeout } from './node-failure.ts';
import { RequestUpload } from './request-upload.ts';
import { ResponseBody } from './response-body.ts';
import type { HttpRequest, HttpResponse } from './transport.ts';
import { framingOf, originOf } from './wire-request.ts';

/** Connections that stand. Node marks one as used before when it was idle, but not when it goes straight to a request that waited for it. */
const STANDING = new WeakSet<Socket>();

/** A server that says nothing to `Expect: 100-continue` gets the body after this long (RFC 9110 10.1.1 leaves it to the client). */
const CONTINUE_WAIT_MS = 1_000;
/** Keystone's PKI tokens and Swift's metadata pass node's 16 KiB. */
const MAX_HEADER_BYTES = 128 * 1024;

/** Sends one request over node's own http, once, exactly as it is. */
export function exchange(request: HttpRequest, agents: Agents, signal: AbortSignal | undefined): Promise<HttpResponse> {
  if (signal?.aborted === true) return Promise.reject(signal.reason);
  return new Promise((resolve, reject) => new Exchange(request, agents, signal, resolve, reject));
}

class Exchange {
  readonly #request: HttpRequest;
  readonly #agents: Agents;
  readonly #forget: () => void;
  readonly #resolve: (response: HttpResponse) => void;
  readonly #reject: (error: unknown) => void;
  readonly #peer: string;
  readonly #message: ClientRequest;
  #socket: Socket | undefined;
  #connected = false;
  #upload: RequestUpload | undefined;
  #body: ResponseBody | undefined;
  #bodySent = false;
  #over = false;
  #timer: NodeJS.Timeout | undefined;
  readonly #length: number | undefined;

  constructor(
    request: HttpRequest,
    agents: Agents,
    signal: AbortSignal | undefined,
    resolve: (response: HttpResponse) => void,
    reject: (error: unknown) => void,
  ) {
    this.#request = request;
    this.#agents = agents;
    this.#resolve = resolve;
    this.#reject = reject;
    const origin = originOf(request.origin);
    this.#peer = origin.peer;
    const framing = framingOf(request);
    this.#length = framing.length;
    const forward = !origin.tls ? agents.proxy : undefined;
    const options: RequestOptions = {
      method: request.method,
      host: forward?.host ?? origin.host,
      port: forward?.port ?? origin.port,
      // A forward proxy is told the whole URL. Otherwise: the target as it stands, through no URL class.
      path: forward === undefined ? request.target : `${origin.text}${request.target}`,
      // A list goes onto the wire as it is; a record is looked at and copied name by name once more.
      headers: framing.hasHost ? framing.headers : ['Host', origin.authority, ...framing.headers],
      agent: origin.tls ? agents.https : agents.http,
      setHost: false,
      maxHeaderSize: MAX_HEADER_BYTES,
    };
    if (forward?.authorization !== undefined) (options.headers as string[]).push('Proxy-Authorization', forward.authorization);
    this.#message = (origin.tls ? httpsRequest : httpRequest)(options);
    this.#message.on('socket', (socket) => this.#onSocket(socket));
    this.#message.on('response', (message) => this.#onResponse(message));
    this.#message.on('error', (error) => this.#onError(error));
    this.#message.on('close', () => this.#onClose());
    this.#forget = onAbort(signal, () => this.#end(signal?.reason));
    if (request.body === undefined) this.#message.end();
    else if (request.expectContinue === true) {
      // With an `Expect`, Node 20 writes the head without saying how: as UTF-8, so that values of bytes above 7F (the two of `ä`) would be twice as many.
      // Before its own listener, which writes.
      this.#message.prependOnceListener('socket', (socket: Socket) => socket.setDefaultEncoding('latin1'));
      // The head goes alone. The body waits for the server's word, or for its silence.
      this.#message.once('continue', () => this.#sendBody());
      this.#message.flushHeaders();
    }
  }

  #sendBody(): void {
    if (this.#bodySent || this.#message.destroyed || this.#body !== undefined || this.#request.body === undefined) return;
    this.#bodySent = true;
    clearTimeout(this.#timer);
    try {
      const source = this.#request.body.open();
      if (source instanceof Uint8Array) this.#message.end(source);
      else this.#upload = new RequestUpload(source, this.#message, this.#length, (error) => this.#end(error));
    } catch (error) {
      this.#end(error);
    }
  }

  #onSocket(socket: Socket): void {
    this.#socket = socket;
    if (this.#message.reusedSocket || STANDING.has(socket)) {
      this.#onConnected();
      return;
    }
    const { connectTimeoutMs } = this.#agents;
    this.#timer = setTimeout(
      () => this.#end(describeNodeFailure(new ConnectTimeout(`no connection within ${connectTimeoutMs} ms`), this.#state())),
      connectTimeoutMs,
    );
    socket.once(socket instanceof TLSSocket ? 'secureConnect' : 'connect', () => this.#onConnected());
  }

  /** The body waits for this: a stream that cannot be sent twice is not even opened for a server that is not there. */
  #onConnected(): void {
    clearTimeout(this.#timer);
    this.#connected = true;
    if (this.#socket !== undefined) STANDING.add(this.#socket);
    this.#socket?.setTimeout(this.#agents.idleTimeoutMs);
    this.#socket?.on('timeout', this.#onSilence);
    if (this.#request.expectContinue === true) this.#timer = setTimeout(() => this.#sendBody(), CONTINUE_WAIT_MS);
    else this.#sendBody();
  }

  readonly #onSilence = (): void => {
    const socket = this.#socket as Socket;
    const moved = socket.bytesRead + socket.bytesWritten;
    // After the process was busy for long, timers come before what has arrived meanwhile: look at that first.
    setImmediate(() => {
      if (this.#over) return;
      const { idleTimeoutMs } = this.#agents;
      const silent = moved === socket.bytesRead + socket.bytesWritten && (this.#body === undefined || this.#body.flowingMs >= idleTimeoutMs);
      if (silent) this.#end(describeNodeFailure(new IdleTimeout(`nothing moved for ${idleTimeoutMs} ms`), this.#state()));
      else socket.setTimeout(idleTimeoutMs);
    });
  };

  #onResponse(message: IncomingMessage): void {
    clearTimeout(this.#timer);
    const status = message.statusCode ?? 0;
    const bodiless = this.#request.method === 'HEAD' || status === 204 || status === 304 || message.headers['content-length'] === '0';
    const body = new ResponseBody(message, bodiless, (error, byteCount) => this.#explainBody(error, byteCount, message));
    this.#body = body;
    // An answer that is no consent while we still send: the rest is not wanted. The connection cannot be used again.
    if (status >= 300) this.#upload?.stop();
    body.once('close', () => {
      this.#upload?.stop();
      if (!this.#message.writableFinished) this.#message.destroy();
    });
    this.#resolve({ status, headers: headersOf(message.rawHeaders), body });
  }

  #explainBody(error: Error | undefined, byteCount: number, message: IncomingMessage): Error {
    const code = (error as { code?: string } | undefined)?.code;
    if (code !== undefined && code !== 'ECONNRESET') return describeNodeFailure(error, this.#state());
    const announced = message.headers['content-length'];
    const of = announced === undefined ? '' : ` of ${announced}`;
    return new CloudError('protocol', `the answer of ${this.#peer} was cut off after ${byteCount}${of} bytes`, { retry: 'maybe', outcome: 'unknown' });
  }

  /** Node's own failure. Once there is an answer, its body tells how it ended. */
  #onError(error: Error): void {
    if (this.#body === undefined) this.#end(describeNodeFailure(error, this.#state()));
    else this.#upload?.stop();
  }

  /** Ends both directions for a reason of ours. */
  #end(reason: unknown): void {
    this.#reject(reason);
    this.#upload?.stop();
    this.#body?.destroy(reason instanceof Error ? reason : new Error(String(reason)));
    this.#message.destroy();
  }

  #onClose(): void {
    this.#over = true;
    clearTimeout(this.#timer);
    this.#forget();
    this.#socket?.off('timeout', this.#onSilence);
    this.#upload?.stop();
    if (this.#body === undefined) this.#reject(describeNodeFailure(Object.assign(new Error('closed'), { code: 'ECONNRESET' }), this.#state()));
  }

  #state(): { connected: boolean; reused: boolean; peer: string } {
    return { connected: this.#connected, reused: this.#message.reusedSocket, peer: this.#peer };
  }
}

/** From the raw list: node's own `headers` drops repeated ones of some names. */
function headersOf(raw: readonly string[]): Readonly<Record<string, string>> {
  const headers = Object.create(null) as Record<string, string>;
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = (raw[index] as string).toLowerCase();
    const value = raw[index + 1] as string;
    const before = headers[name];
    headers[name] = before === undefined ? value : `${before}, ${value}`;
  }
  return headers;
}
