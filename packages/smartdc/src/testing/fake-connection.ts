import { Readable } from 'node:stream';
import { type Clock, type Connection, defaultRetryPolicy, type HttpRequest, type HttpResponse } from '@portolan/core/driver';

export interface FakeAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export interface FakeConnection extends Connection {
  readonly sent: HttpRequest[];
}

/** Time stands still but for those who sleep. */
export class FakeClock implements Clock {
  ms: number;

  constructor(ms: number) {
    this.ms = ms;
  }

  now(): number {
    return this.ms;
  }

  async sleep(ms: number): Promise<void> {
    this.ms += ms;
  }
}

/** Answers every request with what `answer` says; bodies that are bytes are put into `sent` as they are, streams are left to `answer`. */
export function fakeConnection(answer: (request: HttpRequest) => FakeAnswer | Promise<FakeAnswer>, clock: Clock = new FakeClock(0)): FakeConnection {
  const sent: HttpRequest[] = [];
  return {
    provider: 'smartdc',
    clock,
    random: () => 0,
    retry: defaultRetryPolicy({ baseDelayMs: 0 }),
    transport: {
      send: async (request): Promise<HttpResponse> => {
        sent.push(request);
        const { status, headers = {}, body = '' } = await answer(request);
        const bytes = typeof body === 'string' ? Buffer.from(body) : body;
        return {
          status,
          headers: { 'content-length': String(bytes.byteLength), ...headers },
          body: Readable.from(bytes.byteLength === 0 ? [] : [Buffer.from(bytes)], { objectMode: false }),
        };
      },
      close: async () => undefined,
    },
    sent,
  };
}

/** The JSON that a request holds. */
export function bodyOfRequest(request: HttpRequest | undefined): unknown {
  const source = request?.body?.open();
  return source instanceof Uint8Array ? JSON.parse(Buffer.from(source).toString('utf8')) : undefined;
}

export const json = (value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): FakeAnswer => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(value),
});

/** Signs nothing. */
export const noAuth = { scheme: 'none', authorize: async (request: HttpRequest): Promise<HttpRequest> => request };
