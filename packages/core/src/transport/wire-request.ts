import { CloudError } from '../errors/cloud-error.ts';
import { assertHeader } from './encode.ts';
import { bareHost } from './proxy.ts';
import type { HttpRequest } from './transport.ts';

export interface Origin {
  /** `https://host:port`, as it is written before the target. */
  readonly text: string;
  readonly tls: boolean;
  readonly host: string;
  readonly port: number;
  /** For the Host header: the port only where it is not the scheme's own. */
  readonly authority: string;
  /** `host:port`, for messages. */
  readonly peer: string;
}

const known = new Map<string, Origin>();
const MOST_KNOWN = 1000;

/** An origin, read once. Anything but scheme, host and port is refused: a user in it would become an Authorization header elsewhere. */
export function originOf(text: string): Origin {
  const before = known.get(text);
  if (before !== undefined) return before;
  const origin = readOrigin(text);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(text, origin);
  return origin;
}

function readOrigin(text: string): Origin {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw refuse('the address of the server cannot be read', 'write it as https://host:port');
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw refuse(`no http at ${url.protocol}`, 'write it as https://host:port');
  if (url.username !== '' || url.password !== '') throw refuse('the address of the server holds a user', 'give user and password by themselves');
  if (!/^https?:\/\/[^/?#\\]+$/i.test(text)) throw refuse(`${JSON.stringify(text)} is more than scheme, host and port`);
  const tls = url.protocol === 'https:';
  const port = url.port === '' ? (tls ? 443 : 80) : Number(url.port);
  return { text: url.origin, tls, host: bareHost(url.hostname), port, authority: url.host, peer: `${url.hostname}:${port}` };
}

export interface Framing {
  /** Names and values in turn; in the case they were given, framing added. */
  readonly headers: string[];
  readonly hasHost: boolean;
  /** Bytes of the body; undefined: chunked. */
  readonly length: number | undefined;
}

/** Checks what is about to be sent and adds what frames it. */
export function framingOf(request: HttpRequest): Framing {
  if (!/^[A-Z]+$/.test(request.method)) throw refuse(`${JSON.stringify(request.method)} is no method`);
  // What is not visible ASCII here was never encoded.
  if (!/^\/[\x21-\x7e]*$/.test(request.target) || request.target.includes('#')) throw refuse('the path of the request is not percent-encoded');
  const headers: string[] = [];
  let hasHost = false;
  let announced: string | undefined;
  let hasExpect = false;
  for (const [name, value] of Object.entries(request.headers)) {
    assertHeader(name, value);
    const lower = name.toLowerCase();
    if (lower === 'transfer-encoding') throw refuse('Transfer-Encoding is set by the transport alone');
    if (lower === 'host') hasHost = true;
    if (lower === 'content-length') announced = value;
    if (lower === 'expect') hasExpect = true;
    headers.push(name, value);
  }
  const length = lengthOf(request, announced);
  if (announced === undefined) {
    if (request.body === undefined) {
      if (length === 0) headers.push('Content-Length', '0');
    } else if (length === undefined) headers.push('Transfer-Encoding', 'chunked');
    else headers.push('Content-Length', String(length));
  }
  if (request.body !== undefined && request.expectContinue === true && !hasExpect) headers.push('Expect', '100-continue');
  return { headers, hasHost, length };
}

function lengthOf(request: HttpRequest, announced: string | undefined): number | undefined {
  const { body, method } = request;
  // A PUT or POST of nothing says so: many servers answer 411 otherwise.
  if (body === undefined && announced === undefined) return method === 'PUT' || method === 'POST' || method === 'PATCH' ? 0 : undefined;
  if (announced === undefined) return body?.length;
  if (!/^\d+$/.test(announced)) throw refuse(`Content-Length: ${announced} is no number`);
  const said = Number(announced);
  const actual = body === undefined ? 0 : body.length;
  if (actual !== undefined && actual !== said) throw refuse(`Content-Length: ${said} was set for a body of ${actual} bytes`);
  return said;
}

function refuse(message: string, remedy?: string): CloudError {
  return new CloudError('invalid-argument', message, { outcome: 'not-done', remedy });
}
