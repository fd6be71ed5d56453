import { Readable } from 'node:stream';
import { type CallOptions, type Clock, type Connection, defaultRetryPolicy, type HttpRequest, type HttpResponse, type Transport } from '@portolan/core/driver';

/** Time that passes when somebody sleeps. */
export class FakeClock implements Clock {
  time: number;
  readonly slept: number[] = [];

  constructor(time: number = Date.parse('2026-11-21T12:00:00Z')) {
    this.time = time;
  }

  now(): number {
    return this.time;
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.slept.push(ms);
    this.time += ms;
    await Promise.resolve();
  }
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** Answered before anything of the request's body was read. */
  readonly unread?: boolean;
}

/** A request as it went out, its body read. */
export interface Sent extends HttpRequest {
  readonly text: string;
}

export type Play = Answer | Error | ((sent: Sent) => Answer);

/** Answers in the order given, the last one again and again. Reads bodies whole, as a server would. */
export class FakeTransport implements Transport {
  readonly sent: Sent[] = [];
  readonly #plays: readonly Play[];

  constructor(plays: readonly Play[]) {
    this.#plays = plays;
  }

  async send(request: HttpRequest, options: CallOptions): Promise<HttpResponse> {
    options.signal?.throwIfAborted();
    const play = this.#plays[Math.min(this.sent.length, this.#plays.length - 1)] as Play;
    const sent: Sent = { ...request, text: isUnread(play) ? '' : await textOf(request) };
    this.sent.push(sent);
    if (play instanceof Error) throw play;
    const { status = 200, headers = {}, body = '' } = typeof play === 'function' ? play(sent) : play;
    return { status, headers, body: Readable.from(body.length === 0 ? [] : [Buffer.from(body)]) };
  }

  async close(): Promise<void> {}
}

const isUnread = (play: Play): boolean => !(play instanceof Error) && typeof play !== 'function' && play.unread === true;

async function textOf(request: HttpRequest): Promise<string> {
  const source = request.body?.open();
  if (source === undefined) return '';
  if (source instanceof Uint8Array) return Buffer.from(source).toString();
  return Buffer.concat(await Readable.from(source).toArray()).toString();
}

export interface FakeConnection extends Connection {
  readonly transport: FakeTransport;
  readonly clock: FakeClock;
}

export function fakeConnection(plays: readonly Play[], provider = 'aws'): FakeConnection {
  return { provider, transport: new FakeTransport(plays), clock: new FakeClock(), retry: defaultRetryPolicy(), random: () => 0 };
}
