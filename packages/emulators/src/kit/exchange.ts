import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

const MAX_BUFFERED_BODY = 64 * 1024 * 1024;

/** The connection of a request that asks for another protocol: whoever takes it speaks on the socket and leaves the response alone. */
export interface UpgradeConnection {
  readonly socket: Duplex;
  /** Bytes that arrived behind the request's head. */
  readonly head: Buffer;
}

/** One request as it arrived: nothing decoded, nothing normalised. Signatures are checked over exactly these bytes. */
export class EmulatorRequest {
  readonly method: string;
  /** The request target as sent: path and query, still percent-encoded. */
  readonly target: string;
  /** The target's path, still percent-encoded, dots and doubled slashes kept. */
  readonly path: string;
  /** The target's query without `?`, still percent-encoded; `''` when there is none. */
  readonly query: string;
  /** Lower-case names; repeated headers joined with `, `. */
  readonly headers: Readonly<Record<string, string>>;
  /** Header pairs in the order and case of the wire. */
  readonly rawHeaders: readonly (readonly [name: string, value: string])[];
  readonly stream: IncomingMessage;
  /** Set when the client asks for another protocol, and the server listens for that. */
  readonly upgrade: UpgradeConnection | undefined;
  #body: Promise<Buffer> | undefined;

  constructor(message: IncomingMessage, upgrade?: UpgradeConnection) {
    this.upgrade = upgrade;
    this.method = message.method ?? 'GET';
    this.target = message.url ?? '/';
    const mark = this.target.indexOf('?');
    this.path = mark === -1 ? this.target : this.target.slice(0, mark);
    this.query = mark === -1 ? '' : this.target.slice(mark + 1);
    const pairs: [string, string][] = [];
    const headers: Record<string, string> = Object.create(null) as Record<string, string>;
    for (let i = 0; i + 1 < message.rawHeaders.length; i += 2) {
      const name = message.rawHeaders[i] ?? '';
      const value = message.rawHeaders[i + 1] ?? '';
      pairs.push([name, value]);
      const key = name.toLowerCase();
      headers[key] = headers[key] === undefined ? value : `${headers[key]}, ${value}`;
    }
    this.rawHeaders = pairs;
    this.headers = headers;
    this.stream = message;
  }

  header(name: string): string | undefined {
    return this.headers[name.toLowerCase()];
  }

  /** Query pairs in order, decoded once (`+` is a blank only when `plusIsBlank`). */
  queryPairs(plusIsBlank = true): [name: string, value: string][] {
    return parsePairs(this.query, plusIsBlank);
  }

  queryValue(name: string): string | undefined {
    return this.queryPairs().find(([key]) => key === name)?.[1];
  }

  /** The whole body; rejects past 64 MiB, which only object uploads exceed: those read `stream`. */
  body(): Promise<Buffer> {
    this.#body ??= readAll(this.stream);
    return this.#body;
  }
}

/** Decodes `a=b&c=d` into pairs; a name without `=` has the value `''`. */
export function parsePairs(text: string, plusIsBlank = true): [name: string, value: string][] {
  if (text === '') return [];
  const decode = (part: string): string => {
    try {
      return decodeURIComponent(plusIsBlank ? part.replaceAll('+', ' ') : part);
    } catch {
      return part;
    }
  };
  return text
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const equals = part.indexOf('=');
      return equals === -1 ? [decode(part), ''] : [decode(part.slice(0, equals)), decode(part.slice(equals + 1))];
    });
}

async function readAll(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_BUFFERED_BODY) throw new Error('emulator: body over 64 MiB read into memory');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export type EmulatorHeaders = Readonly<Record<string, string | number | readonly string[] | undefined>>;

/** An answer with a known body. For streams write to `response` directly. */
export function reply(response: ServerResponse, status: number, headers: EmulatorHeaders = {}, body: string | Buffer = ''): void {
  const bytes = typeof body === 'string' ? Buffer.from(body, 'utf8') : body;
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) response.setHeader(name, value as string | number | readonly string[]);
  }
  const bodiless = status === 204 || status === 304;
  if (!bodiless && !response.hasHeader('content-length') && !response.hasHeader('transfer-encoding')) response.setHeader('Content-Length', bytes.length);
  response.statusCode = status;
  response.end(bodiless || response.req.method === 'HEAD' ? undefined : bytes);
}

export function replyJson(response: ServerResponse, status: number, value: unknown, headers: EmulatorHeaders = {}): void {
  reply(response, status, { 'Content-Type': 'application/json', ...headers }, JSON.stringify(value));
}
