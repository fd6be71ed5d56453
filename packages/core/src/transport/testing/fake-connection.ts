import { Readable } from 'node:stream';
import type { CallOptions } from '../../call-options.ts';
import { responseError } from '../../errors/response-error.ts';
import type { Clock } from '../../time/clock.ts';
import type { Connection } from '../connection.ts';
import { HttpClient, type HttpClientOptions } from '../http-client.ts';
import { defaultRetryPolicy } from '../retry.ts';
import type { HttpRequest, HttpResponse, Transport } from '../transport.ts';

/** Time that passes only when somebody sleeps, or when the test says so. */
export class FakeClock implements Clock {
  time: number = Date.parse('2026-11-21T12:00:00Z');
  readonly slept: number[] = [];
  readonly #waiting = new Set<{ readonly until: number; readonly wake: () => void }>();
  /** Whether a sleep passes at once (a limit on the whole call then must not). */
  readonly #sleepsPass: (ms: number) => boolean;

  constructor(sleepsPass: (ms: number) => boolean = () => true) {
    this.#sleepsPass = sleepsPass;
  }

  now(): number {
    return this.time;
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    if (this.#sleepsPass(ms)) {
      this.slept.push(ms);
      await Promise.resolve();
      signal?.throwIfAborted();
      this.advance(ms);
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const entry = { until: this.time + ms, wake: resolve };
      this.#waiting.add(entry);
      signal?.addEventListener(
        'abort',
        () => {
          this.#waiting.delete(entry);
          reject(signal.reason);
        },
        { once: true },
      );
    });
  }

  advance(ms: number): void {
    this.time += ms;
    for (const entry of this.#waiting) {
      if (entry.until > this.time) continue;
      this.#waiting.delete(entry);
      entry.wake();
    }
  }

  get waiting(): number {
    return this.#waiting.size;
  }
}

/** One scripted turn: a status, an answer, an error to reject with, or a function of the request. */
export type Turn =
  | number
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string | Readable }
  | Error
  | ((request: HttpRequest, options: CallOptions) => Promise<HttpResponse> | HttpResponse);

/** Plays turns in order, reads the bodies it is sent, and keeps what it saw. The last turn repeats. */
export class ScriptedTransport implements Transport {
  readonly sent: HttpRequest[] = [];
  readonly bodies: string[] = [];
  readonly #turns: readonly Turn[];

  constructor(turns: readonly Turn[]) {
    this.#turns = turns;
  }

  async send(request: HttpRequest, options: CallOptions): Promise<HttpResponse> {
    options.signal?.throwIfAborted();
    this.sent.push(request);
    const turn = this.#turns[Math.min(this.sent.length, this.#turns.length) - 1] as Turn;
    if (turn instanceof Error) throw turn;
    if (typeof turn === 'function') return turn(request, options);
    if (request.body !== undefined) {
      const source = request.body.open();
      const chunks: Buffer[] = [];
      if (source instanceof Uint8Array) chunks.push(Buffer.from(source));
      else for await (const chunk of source) chunks.push(Buffer.from(chunk as Buffer));
      this.bodies.push(Buffer.concat(chunks).toString());
    }
    return answer(turn);
  }

  async close(): Promise<void> {}
}

export function answer(
  turn: number | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string | Readable },
): HttpResponse {
  const { status, headers = {}, body = '' } = typeof turn === 'number' ? { status: turn } : turn;
  return { status, headers, body: body instanceof Readable ? body : Readable.from(body === '' ? [] : [Buffer.from(body)]) };
}

export interface Bench {
  readonly client: HttpClient;
  readonly transport: ScriptedTransport;
  readonly clock: FakeClock;
  readonly connection: Connection;
}

/** A client over a scripted transport: jitter is always the whole delay, so waits are known. */
export function bench(turns: readonly Turn[], options: Partial<HttpClientOptions> & Partial<Connection> & { readonly clock?: FakeClock } = {}): Bench {
  const clock = options.clock ?? new FakeClock();
  const transport = new ScriptedTransport(turns);
  const connection: Connection = {
    provider: 'test',
    transport,
    clock,
    retry: options.retry ?? defaultRetryPolicy(),
    random: options.random ?? (() => 1),
    pace: options.pace,
    timeoutMs: options.timeoutMs,
  };
  const client = new HttpClient(connection, { auth: options.auth, toError: options.toError ?? ((failure) => responseError(failure)) });
  return { client, transport, clock, connection };
}
