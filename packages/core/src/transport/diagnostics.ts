import { type Channel, channel } from 'node:diagnostics_channel';
import type { CloudError } from '../errors/cloud-error.ts';
import { isCloudError } from '../errors/cloud-error.ts';
import { redactedUrlOf } from './redact.ts';
import type { HttpRequest } from './transport.ts';

/** One attempt of one call. The same object comes to `start` and to what ends the attempt, so a subscriber may keep things by it. */
export interface RequestEvent {
  readonly provider: string;
  /** `GetMachine`; absent where the driver names none. */
  readonly operation: string | undefined;
  readonly method: string;
  /** Without secrets. */
  readonly url: string;
  /** From 1. */
  readonly attempt: number;
  /** Bytes of the request's body, as far as they were sent. */
  sentBytes: number;
  /** Set by `end`. */
  status: number | undefined;
  /** Bytes of the answer's body, as far as they were read. */
  receivedBytes: number;
  /** Until the head of the answer, in ms. */
  headDurationMs: number | undefined;
  /** Until the last byte of the answer, or the failure, in ms. */
  durationMs: number | undefined;
  /** Set by `error`. An abort is the caller's own reason. */
  error: unknown;
}

/** Published before the wait for the next attempt. */
export interface RetryEvent {
  readonly provider: string;
  readonly operation: string | undefined;
  /** The attempt that failed. */
  readonly attempt: number;
  readonly delayMs: number;
  readonly error: CloudError;
}

// diagnostics_channel is process-wide by name: two copies of this library publish to the same subscribers.
export const REQUEST_START: Channel = channel('portolan:request:start');
export const REQUEST_END: Channel = channel('portolan:request:end');
export const REQUEST_ERROR: Channel = channel('portolan:request:error');
export const REQUEST_RETRY: Channel = channel('portolan:request:retry');

/** Follows one attempt. Undefined while nobody listens: then nothing is measured. */
export interface Observation {
  readonly event: RequestEvent;
  /** Wraps the request so that its bytes are counted. */
  watch(request: HttpRequest): HttpRequest;
  answered(status: number): void;
  ended(receivedBytes: number): void;
  failed(error: unknown, receivedBytes?: number): void;
}

export function observe(provider: string, request: HttpRequest, attempt: number): Observation | undefined {
  if (!REQUEST_START.hasSubscribers && !REQUEST_END.hasSubscribers && !REQUEST_ERROR.hasSubscribers) return undefined;
  const began = performance.now();
  const event: RequestEvent = {
    provider,
    operation: request.operation,
    method: request.method,
    url: redactedUrlOf(request),
    attempt,
    sentBytes: 0,
    status: undefined,
    receivedBytes: 0,
    headDurationMs: undefined,
    durationMs: undefined,
    error: undefined,
  };
  let over = false;
  const close = (publish: () => void): void => {
    if (over) return;
    over = true;
    event.durationMs = performance.now() - began;
    publish();
  };
  REQUEST_START.publish(event);
  return {
    event,
    watch: (sent) => counting(sent, event),
    answered: (status) => {
      event.status = status;
      event.headDurationMs = performance.now() - began;
    },
    ended: (receivedBytes) =>
      close(() => {
        event.receivedBytes = receivedBytes;
        REQUEST_END.publish(event);
      }),
    failed: (error, receivedBytes = 0) =>
      close(() => {
        event.receivedBytes = receivedBytes;
        event.error = error;
        REQUEST_ERROR.publish(event);
      }),
  };
}

export function publishRetry(provider: string, request: HttpRequest, attempt: number, delayMs: number, error: unknown): void {
  if (!REQUEST_RETRY.hasSubscribers || !isCloudError(error)) return;
  const event: RetryEvent = { provider, operation: request.operation, attempt, delayMs, error };
  REQUEST_RETRY.publish(event);
}

function counting(request: HttpRequest, event: RequestEvent): HttpRequest {
  const { body } = request;
  if (body === undefined) return request;
  return {
    ...request,
    body: {
      length: body.length,
      replayable: body.replayable,
      open: () => {
        const source = body.open();
        if (source instanceof Uint8Array) event.sentBytes = source.byteLength;
        else {
          // A listener for `data` would set the stream going before its reader is there; `push` is where every chunk passes.
          const push = source.push;
          source.push = function (this: typeof source, chunk: unknown, encoding?: BufferEncoding): boolean {
            if (typeof chunk === 'string') event.sentBytes += Buffer.byteLength(chunk, encoding);
            else if (chunk instanceof Uint8Array) event.sentBytes += chunk.byteLength;
            return push.call(this, chunk, encoding);
          };
        }
        return source;
      },
    },
  };
}
