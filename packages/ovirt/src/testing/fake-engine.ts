import { Readable } from 'node:stream';
import {
  type CallOptions,
  type Clock,
  type Connection,
  defaultRetryPolicy,
  type HttpRequest,
  type HttpResponse,
  Secret,
  type Transport,
} from '@portolan/core/driver';
import { SsoAuth } from '../auth.ts';
import { EngineClient, engineAddress } from '../client.ts';

/** Longer sleeps are limits of a call: they do not pass by themselves. */
const LONGEST_PAUSE_MS = 4_000;

/** Time that passes only when somebody pauses. */
export class FakeClock implements Clock {
  time: number = Date.parse('2026-11-21T12:00:00Z');

  now(): number {
    return this.time;
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    await Promise.resolve();
    signal?.throwIfAborted();
    if (ms <= LONGEST_PAUSE_MS) {
      this.time += ms;
      return;
    }
    await new Promise<void>((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true }));
  }
}

export interface Seen {
  readonly method: string;
  readonly origin: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Reply {
  readonly status: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export const xmlReply = (body: string, status = 200): Reply => ({ status, body, headers: { 'content-type': 'application/xml' } });
export const faultReply = (status: number, detail: string): Reply =>
  xmlReply(`<fault><detail>[${detail}]</detail><reason>Operation Failed</reason></fault>`, status);
export const TOKEN_REPLY: Reply = { status: 200, body: '{"access_token":"T1","scope":"ovirt-app-api","exp":"9223372036854775807","token_type":"bearer"}' };

/** Answers requests by a function; logins by themselves unless the function answers them. */
export class FakeEngine implements Transport {
  readonly seen: Seen[] = [];
  readonly clock: FakeClock = new FakeClock();
  readonly #reply: (request: Seen, index: number) => Reply | undefined;

  constructor(reply: (request: Seen, index: number) => Reply | undefined) {
    this.#reply = reply;
  }

  /** What was asked of the API: `GET /vms/1`. */
  get calls(): readonly string[] {
    return this.seen
      .filter(({ target }) => target.startsWith('/ovirt-engine/api'))
      .map(({ method, target }) => `${method} ${target.slice('/ovirt-engine/api'.length)}`);
  }

  async send(request: HttpRequest, options: CallOptions): Promise<HttpResponse> {
    options.signal?.throwIfAborted();
    const { method, origin, target, headers } = request;
    const seen = { method, origin, target, headers, body: await bodyText(request) };
    this.seen.push(seen);
    const reply = this.#reply(seen, this.seen.length - 1) ?? (target.includes('/sso/oauth/token') ? TOKEN_REPLY : { status: 404 });
    return { status: reply.status, headers: reply.headers ?? {}, body: Readable.from(reply.body === undefined ? [] : [Buffer.from(reply.body)]) };
  }

  async close(): Promise<void> {}

  get connection(): Connection {
    return { provider: 'ovirt', transport: this, clock: this.clock, retry: defaultRetryPolicy(), random: () => 0.5 };
  }

  client(): EngineClient {
    const address = engineAddress('https://engine.example.com/ovirt-engine/api');
    const auth = new SsoAuth({ ...address, username: 'admin@internal', password: new Secret('p&ss w=rd') }, this.connection);
    return new EngineClient(this.connection, auth, { address });
  }
}

async function bodyText({ body }: HttpRequest): Promise<string> {
  const source = body?.open();
  if (source === undefined) return '';
  if (source instanceof Uint8Array) return Buffer.from(source).toString();
  const chunks: Buffer[] = [];
  for await (const chunk of source) chunks.push(Buffer.from(chunk as Buffer));
  return Buffer.concat(chunks).toString();
}
