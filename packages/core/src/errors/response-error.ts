import type { FailedResponse } from '../transport/failed-response.ts';
import { redactedUrlOf, redactHeaders } from '../transport/redact.ts';
import { parseRetryAfter } from '../transport/retry-after.ts';
import { CloudError, type CloudErrorDetails } from './cloud-error.ts';
import { errorFromStatus } from './http-status.ts';

/** What the driver read in the answer. What it leaves out follows from the status. */
export interface ResponseFault extends Pick<CloudErrorDetails, 'providerCode' | 'requestId' | 'retry' | 'retryAfterMs' | 'outcome' | 'remedy' | 'problems'> {
  readonly code?: CloudError['code'] | undefined;
  /** What the server said, in its words. */
  readonly message?: string | undefined;
}

/** The request behind an error, safe to print. */
export interface RedactedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The answer behind an error, safe to print. Its body is not kept: it may repeat what was sent. */
export interface RedactedResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** Beyond this the server's `date` and our clock are told apart. SigV4 refuses 15 min, http-signature 5 min. */
const SKEW_WORTH_TELLING_MS = 60_000;
const LONGEST_MESSAGE = 2000;

/**
 * The error for an answer. Code, retry and outcome follow from the status unless the driver knows better; `Retry-After` is read;
 * an `unauthenticated` answer from a server whose clock is far from ours says so. Request and response hang on it, redacted and not enumerable.
 */
export function responseError(failure: FailedResponse, fault: ResponseFault = {}): CloudError {
  const meaning = errorFromStatus(failure.status);
  const code = fault.code ?? meaning.code;
  const error = new CloudError(code, shorten(fault.message ?? ''), {
    status: failure.status,
    providerCode: fault.providerCode,
    requestId: fault.requestId,
    retry: fault.retry ?? (fault.code === undefined || fault.code === meaning.code ? meaning.retry : retryOf(code, meaning.retry)),
    retryAfterMs: fault.retryAfterMs ?? parseRetryAfter(failure.headers['retry-after'], failure.receivedAt, failure.headers['date']),
    outcome: fault.outcome ?? meaning.outcome,
    remedy: fault.remedy ?? (code === 'unauthenticated' ? clockSkewRemedy(failure) : undefined) ?? (code === meaning.code ? meaning.remedy : undefined),
    problems: fault.problems,
  });
  return attachExchange(error, failure);
}

/** Hangs request and response on an error: reachable as `error.request` and `error.response`, seen by no printer. */
export function attachExchange(error: CloudError, failure: FailedResponse): CloudError {
  const { method, headers } = failure.request;
  const request: RedactedRequest = { method, url: redactedUrlOf(failure.request), headers: redactHeaders(headers) };
  const response: RedactedResponse = { status: failure.status, headers: redactHeaders(failure.headers) };
  Object.defineProperty(error, 'request', { value: request, enumerable: false, configurable: true });
  Object.defineProperty(error, 'response', { value: response, enumerable: false, configurable: true });
  return error;
}

/** What `responseError` hung on an error, typed. */
export function exchangeOf(error: CloudError): { readonly request?: RedactedRequest | undefined; readonly response?: RedactedResponse | undefined } {
  const { request, response } = error as CloudError & { readonly request?: RedactedRequest; readonly response?: RedactedResponse };
  return { request, response };
}

/** How far our clock is ahead of the server's, in ms; negative when behind. Undefined without a readable `date` header. */
export function clockSkewMs(failure: Pick<FailedResponse, 'headers' | 'receivedAt'>): number | undefined {
  const theirs = Date.parse(failure.headers['date'] ?? '');
  return Number.isNaN(theirs) ? undefined : failure.receivedAt - theirs;
}

/** `the clock is 372 s behind the server: correct it`, or undefined when the clocks agree. */
export function clockSkewRemedy(failure: Pick<FailedResponse, 'headers' | 'receivedAt'>): string | undefined {
  const skew = clockSkewMs(failure);
  if (skew === undefined || Math.abs(skew) < SKEW_WORTH_TELLING_MS) return undefined;
  return `the clock is ${Math.round(Math.abs(skew) / 1000)} s ${skew < 0 ? 'behind' : 'ahead of'} the server: correct it`;
}

function retryOf(code: CloudError['code'], otherwise: CloudError['retry']): CloudError['retry'] {
  if (code === 'rate-limited' || code === 'unavailable') return 'maybe';
  return code === 'timeout' || code === 'unknown' ? otherwise : 'never';
}

function shorten(message: string): string {
  const text = message.trim();
  return text.length <= LONGEST_MESSAGE ? text : `${text.slice(0, LONGEST_MESSAGE)}…`;
}
