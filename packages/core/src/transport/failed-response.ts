import type { HttpRequest } from './transport.ts';

/** An answer that is not what was asked for, its body read (as far as 64 KiB) so that a driver can name the fault. */
export interface FailedResponse {
  /** The request as it was sent. Its headers may hold credentials: do not print it. */
  readonly request: HttpRequest;
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** At most the first 64 KiB. */
  readonly body: Buffer;
  /** When it arrived, in ms since the epoch by our clock: with its `date` header this tells the clock skew. */
  readonly receivedAt: number;
}
