import type { ByteSource } from './byte-source.ts';

/** The head of a message as it stood on the wire. */
export interface MessageHead {
  /** Up to and with the blank line. */
  readonly bytes: Buffer;
  /** Request line or status line, in its three parts. */
  readonly first: readonly [string, string, string];
  /** Lower-case names; repeated headers joined with `, `. */
  readonly headers: Readonly<Record<string, string>>;
}

/** How the end of a body is known. */
export type Framing =
  | { readonly kind: 'none' }
  | { readonly kind: 'length'; readonly bytes: number }
  | { readonly kind: 'chunked' }
  | { readonly kind: 'close' };

const MAX_HEAD_BYTES = 1024 * 1024;
const MAX_LINE_BYTES = 64 * 1024;

/** The next head; undefined when the other side is done. Latin-1, so that every byte stays what it was. */
export async function readMessageHead(source: ByteSource): Promise<MessageHead | undefined> {
  const bytes = await source.through('\r\n\r\n', MAX_HEAD_BYTES);
  if (bytes === undefined) return undefined;
  const [line = '', ...rest] = bytes.toString('latin1').slice(0, -4).split('\r\n');
  const [one = '', two = ''] = line.split(' ', 2);
  const headers: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const field of rest) {
    const colon = field.indexOf(':');
    if (colon < 1) continue;
    const name = field.slice(0, colon).toLowerCase();
    const value = field.slice(colon + 1).trim();
    headers[name] = headers[name] === undefined ? value : `${headers[name]}, ${value}`;
  }
  return { bytes, first: [one, two, line.slice(one.length + two.length + 2)], headers };
}

export function requestFraming({ headers }: MessageHead): Framing {
  if (/\bchunked\b/i.test(headers['transfer-encoding'] ?? '')) return { kind: 'chunked' };
  const length = Number(headers['content-length'] ?? '0');
  return length > 0 ? { kind: 'length', bytes: length } : { kind: 'none' };
}

export function responseFraming(head: MessageHead, method: string): Framing {
  const status = Number(head.first[1]);
  if (method === 'HEAD' || status === 204 || status === 304 || status < 200) return { kind: 'none' };
  if (/\bchunked\b/i.test(head.headers['transfer-encoding'] ?? '')) return { kind: 'chunked' };
  const length = head.headers['content-length'];
  if (length === undefined) return { kind: 'close' };
  return Number(length) > 0 ? { kind: 'length', bytes: Number(length) } : { kind: 'none' };
}

/** The raw bytes of a body, chunk lines included. Ends early when the other side does, and returns false then. */
export async function* rawBody(source: ByteSource, framing: Framing): AsyncGenerator<Buffer, boolean> {
  switch (framing.kind) {
    case 'none':
      return true;
    case 'length':
      return yield* source.take(framing.bytes);
    case 'close':
      for (let piece = await source.next(); piece !== undefined; piece = await source.next()) yield piece;
      return true;
    case 'chunked':
      return yield* chunkedBody(source);
  }
}

async function* chunkedBody(source: ByteSource): AsyncGenerator<Buffer, boolean> {
  for (;;) {
    const line = await source.through('\r\n', MAX_LINE_BYTES);
    if (line === undefined) return false;
    yield line;
    const size = Number.parseInt(line.toString('latin1'), 16);
    if (!Number.isSafeInteger(size)) return false;
    if (size === 0) break;
    if (!(yield* source.take(size + 2))) return false;
  }
  // Trailers, then the blank line.
  for (;;) {
    const line = await source.through('\r\n', MAX_LINE_BYTES);
    if (line === undefined) return false;
    yield line;
    if (line.length === 2) return true;
  }
}

/** The bytes of a body without its framing. */
export async function* plainBody(source: ByteSource, framing: Framing): AsyncGenerator<Buffer, boolean> {
  if (framing.kind !== 'chunked') return yield* rawBody(source, framing);
  for (;;) {
    const line = await source.through('\r\n', MAX_LINE_BYTES);
    const size = line === undefined ? Number.NaN : Number.parseInt(line.toString('latin1'), 16);
    if (!Number.isSafeInteger(size)) return false;
    if (size === 0) return true;
    if (!(yield* source.take(size))) return false;
    if ((await source.through('\r\n', 2)) === undefined) return false;
  }
}
