import type { Readable } from 'node:stream';
import type { CallOptions } from '../call-options.ts';

/** The bytes of a request. */
export interface RequestBody {
  /** Bytes, when known before they are read. Unknown lengths are sent chunked. */
  readonly length: number | undefined;
  /** Whether `open` may be called again for another attempt. A one-shot stream is never sent twice. */
  readonly replayable: boolean;
  /** Called once an attempt. Whoever opens a stream destroys it when the attempt ends early. */
  open(): Uint8Array | Readable;
}

/**
 * One request, complete: what is in it goes on the wire byte for byte and nothing is added but `Host`, `Connection` and the framing
 * (`Content-Length` or `Transfer-Encoding`). A plain value; strategies return new ones.
 */
export interface HttpRequest {
  readonly method: string;
  /** `https://host:port`: scheme and authority, no path, no user. */
  readonly origin: string;
  /** Path and query, already percent-encoded: `/a%20b/../c?x=1`. Sent as it is, never normalised. */
  readonly target: string;
  /** Names in the case they are sent; values are ISO 8859-1 without CR, LF and NUL. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: RequestBody | undefined;
  /**
   * Whether doing it twice is the same as doing it once. Default by method: GET, HEAD, OPTIONS, PUT, DELETE are, others are not.
   * What is not is sent again only when it surely was not carried out.
   */
  readonly idempotent?: boolean | undefined;
  /** Statuses besides 2xx that are answers, not failures: `[304]`, `[404]`. */
  readonly accept?: readonly number[] | undefined;
  /** Send `Expect: 100-continue` and hold the body until the server agrees (or for a second). For large uploads of one-shot streams. */
  readonly expectContinue?: boolean | undefined;
  /** Name of the operation for diagnostics, e.g. `GetMachine`. */
  readonly operation?: string | undefined;
  /** Whoever knows `target` needs no credentials (the address of an image under transfer): it is printed nowhere. */
  readonly secretTarget?: boolean | undefined;
  /**
   * A body that stands for the answer while a call is only planned, so that what comes after it can be planned too; what would be made has a `plannedId`.
   * Absent: the plan ends with this request.
   */
  readonly planned?: string | undefined;
}

export interface HttpResponse {
  readonly status: number;
  /** Lower-case names; repeated headers joined with `, ` (`set-cookie` too). */
  readonly headers: Readonly<Record<string, string>>;
  /** The body as it arrives, not decompressed. Read it to the end or destroy it: until then it holds a connection. Cut off early, it fails. */
  readonly body: Readable;
}

/** Sends one request once: no retry, no redirect, no credentials, no proxy from the environment, no opinion about statuses. */
export interface Transport {
  /**
   * Resolves with any answer, whatever its status.
   * Rejects with the signal's reason, or a `CloudError`: `unavailable` (`outcome: 'not-done'` if the request cannot have reached the server,
   * else `'unknown'`), `timeout` (likewise), `invalid-argument` (a header that cannot be sent), `protocol` (not HTTP).
   */
  send(request: HttpRequest, options: CallOptions): Promise<HttpResponse>;
  /** Closes idle connections and refuses further requests. */
  close(): Promise<void>;
}

/** How connections of one profile are made. */
export interface TransportOptions {
  /** PEM text of the certificate authorities to trust instead of the system's. */
  readonly ca?: string | undefined;
  /** PEM text of a client certificate and its key. */
  readonly clientCertificate?: string | undefined;
  readonly clientKey?: string | undefined;
  /** Passphrase of the client key. */
  readonly clientKeyPassphrase?: string | undefined;
  /** false: accept any certificate, for this connection alone. Default true. */
  readonly tlsVerify?: boolean | undefined;
  /** `http://user:password@proxy:3128`; none when absent, whatever the environment says. */
  readonly proxy?: string | undefined;
  /** Until TCP and TLS stand. Default 10 000 ms. */
  readonly connectTimeoutMs?: number | undefined;
  /** The longest silence on an established connection, in either direction. Default 60 000 ms. */
  readonly idleTimeoutMs?: number | undefined;
  /** Connections at once to one origin. Default 64. */
  readonly maxConnections?: number | undefined;
}
