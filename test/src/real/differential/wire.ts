import { request as httpRequest } from 'node:http';

export interface Ask {
  readonly method: string;
  /** As it goes out: nothing is normalised. */
  readonly target: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: string | Buffer | undefined;
}

export interface Said {
  readonly status: number;
  /** Pairs in lower case; several of one name joined. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** One request on a connection of its own. */
export function ask(origin: string, { method, target, headers = {}, body }: Ask): Promise<Said> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest({ hostname, port, path: target, method, headers: { ...headers }, agent: false, timeout: 60_000 }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => {
        const said: Record<string, string> = {};
        for (const [name, value] of Object.entries(answer.headers)) said[name] = Array.isArray(value) ? value.join(', ') : (value ?? '');
        resolve({ status: answer.statusCode ?? 0, headers: said, body: Buffer.concat(chunks) });
      });
    });
    outgoing.on('error', reject);
    outgoing.on('timeout', () => outgoing.destroy(new Error(`${method} ${target}: no answer in a minute`)));
    if (body !== undefined) outgoing.setHeader('Content-Length', Buffer.byteLength(body));
    outgoing.end(body);
  });
}

/** mulberry32: the same numbers for the same seed, everywhere. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = Math.trunc(state + 0x6d_2b_79_f5);
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
