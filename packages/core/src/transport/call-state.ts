import { CloudError, isCloudError, type Outcome } from '../errors/cloud-error.ts';
import type { FailedResponse } from './failed-response.ts';
import { type RetryPolicy, retryDelay } from './retry.ts';
import type { HttpRequest, RequestBody } from './transport.ts';

const IDEMPOTENT: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']);
const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** What a call has been through: attempts, what they may have done, whether its body is still whole. Decides whether there is a next one. */
export class CallState {
  /** The attempt under way, from 1. */
  attempt = 0;
  /** The request of this attempt as it went out, credentials included. Undefined until then. */
  sent: HttpRequest | undefined;
  #request: HttpRequest;
  readonly #policy: RetryPolicy;
  readonly #idempotent: boolean;
  readonly #body: RequestBody | undefined;
  #opened = false;
  #refreshed = false;
  #taken: number | undefined;
  #sending = false;
  /** An attempt before this one may have been carried out. */
  #ambiguous = false;
  #rejected: { readonly error: CloudError; readonly response: FailedResponse } | undefined;

  constructor(request: HttpRequest, policy: RetryPolicy) {
    this.#policy = policy;
    this.#idempotent = request.idempotent ?? IDEMPOTENT.has(request.method);
    const { body } = request;
    this.#body = body;
    this.#request = body === undefined || body.replayable ? request : { ...request, body: this.#watched(body) };
  }

  /** As the driver gave it, its body watched. */
  get request(): HttpRequest {
    return this.#request;
  }

  began(): void {
    this.attempt += 1;
    this.#sending = false;
    this.#rejected = undefined;
    this.sent = undefined;
  }

  /** From here on the server may act. */
  sending(request: HttpRequest): void {
    this.#sending = true;
    this.sent = request;
  }

  succeeded(): void {
    this.#policy.budget.succeeded(this.#taken);
  }

  /** Remembers which answer made the error. */
  answered(response: FailedResponse, error: CloudError): CloudError {
    this.#rejected = { error, response };
    return error;
  }

  /** Judges what ended an attempt. No `error`: not ours to judge (the caller's abort). */
  failed(error: unknown, timedOut: boolean): { readonly error?: CloudError; readonly response?: FailedResponse } {
    if (!isCloudError(error)) return {};
    const outcome: Outcome | undefined = this.#sending ? (timedOut ? 'unknown' : error.outcome) : 'not-done';
    // A read changes nothing, however it ends.
    if (SAFE.has(this.request.method)) error.outcome = 'not-done';
    else error.outcome = this.#ambiguous && outcome === 'not-done' ? 'unknown' : outcome;
    if (outcome !== 'not-done') this.#ambiguous = true;
    this.#sending = false;
    if (timedOut) return {};
    return this.#rejected?.error === error ? { error, response: this.#rejected.response } : { error };
  }

  /** Nothing was sent this time. What an attempt before this one did stays as unsure as it is. */
  waitedInVain(error: unknown): void {
    if (isCloudError(error) && this.#ambiguous && !SAFE.has(this.request.method)) error.outcome = 'unknown';
  }

  /** Whether an `unauthenticated` answer is worth a renewal: the first of the call, with a body that can still be sent. */
  mayRefresh(): boolean {
    if (this.#refreshed || this.#rejected?.error.code !== 'unauthenticated' || !this.#bodyIsWhole()) return false;
    this.#refreshed = true;
    return true;
  }

  /** Whether the server refused nothing but our `Expect` (417: some old proxies do), so that the same request without one may pass. */
  mayDropExpect(): boolean {
    if (this.#rejected?.response.status !== 417 || this.#request.expectContinue !== true || !this.#bodyIsWhole()) return false;
    this.#request = { ...this.#request, expectContinue: false };
    return true;
  }

  /** The wait before the next attempt, or undefined: the error stands. */
  nextDelay(error: CloudError, random: () => number, leftMs: number): number | undefined {
    if (error.retry !== 'maybe') return undefined;
    const harmless = this.#idempotent || error.outcome === 'not-done' || error.status === 429;
    if (!harmless || !this.#bodyIsWhole()) return undefined;
    // The attempt that only found out that a token had expired does not count.
    if (this.attempt - (this.#refreshed ? 1 : 0) >= this.#policy.maxAttempts) {
      // One attempt and no more is the caller's wish, not exhaustion.
      if (this.#policy.maxAttempts > 1) error.retry = 'exhausted';
      return undefined;
    }
    const delayMs = retryDelay(this.#policy, this.attempt, random, error.retryAfterMs);
    if (delayMs === undefined || delayMs >= leftMs) return undefined;
    const taken = this.#policy.budget.take(error.code === 'timeout');
    if (taken === undefined) return undefined;
    this.#taken = taken;
    return delayMs;
  }

  /** A stream that never got to be sent is the caller's no more: destroy it, as one that was sent in part is. */
  discardBody(): void {
    if (this.#body === undefined || this.#body.replayable || this.#opened) return;
    this.#opened = true;
    try {
      const source = this.#body.open();
      if (!(source instanceof Uint8Array)) source.on('error', () => {}).destroy();
    } catch {
      // It was spent already.
    }
  }

  #bodyIsWhole(): boolean {
    return this.#body === undefined || this.#body.replayable || !this.#opened;
  }

  #watched(body: RequestBody): RequestBody {
    return {
      length: body.length,
      replayable: false,
      open: () => {
        if (this.#opened) throw new CloudError('invalid-argument', 'a stream cannot be sent twice', { outcome: 'not-done' });
        this.#opened = true;
        return body.open();
      },
    };
  }
}
