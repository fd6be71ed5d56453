import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Visit {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

/** A server that is none of the cloud's. It keeps what arrives, in full. */
export class OtherOrigin {
  readonly visits: Visit[] = [];
  readonly origin: string;
  readonly #close: () => Promise<void>;

  private constructor(origin: string, visits: Visit[], close: () => Promise<void>) {
    this.origin = origin;
    this.visits = visits;
    this.#close = close;
  }

  static async open(answer: (visit: Visit, response: ServerResponse) => void): Promise<OtherOrigin> {
    const visits: Visit[] = [];
    const server = createServer((message, response) => {
      message.on('error', () => undefined);
      response.on('error', () => undefined);
      void bodyOf(message).then((body) => {
        const visit = { method: message.method ?? '', target: message.url ?? '', headers: message.headers, body };
        visits.push(visit);
        answer(visit, response);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new OtherOrigin(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, visits, async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    });
  }

  close(): Promise<void> {
    return this.#close();
  }
}

async function bodyOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk);
  } catch {
    // The client went away.
  }
  return Buffer.concat(chunks).toString('utf8');
}
