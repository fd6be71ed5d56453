import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { isCloudError } from '../errors/cloud-error.ts';
import { REQUEST_END, REQUEST_ERROR, REQUEST_RETRY, REQUEST_START, type RequestEvent, type RetryEvent } from './diagnostics.ts';

type Attributes = Record<string, string | number>;

interface Span {
  setAttributes(attributes: Attributes): unknown;
  setStatus(status: { code: number; message?: string }): unknown;
  addEvent(name: string, attributes: Attributes): unknown;
  end(): void;
}

/**
 * What is used of `@opentelemetry/api`; give its namespace object: `import * as api from '@opentelemetry/api'`.
 * Described here and not imported: the package is an optional peer, and types that need it would not compile without it.
 */
export interface OpenTelemetryApi {
  // biome-ignore lint/suspicious/noExplicitAny: an opaque value of theirs, handed from one of their calls to another
  readonly context: { active(): any };
  readonly trace: {
    getActiveSpan(): Span | undefined;
    // biome-ignore lint/suspicious/noExplicitAny: the same
    getTracer(name: string): { startSpan(name: string, options: { kind: any; attributes: Attributes }, context: any): Span };
  };
  // biome-ignore lint/suspicious/noExplicitAny: the same
  readonly SpanKind: { readonly CLIENT: any };
  readonly SpanStatusCode: { readonly ERROR: number };
}

const TRACER = 'portolan';

/**
 * One client span per attempt, a child of whatever span was active at the call, with the attributes of OpenTelemetry's HTTP conventions (1.23 and later).
 * URLs come without secrets. Nothing is added to requests: what was signed stays as it was. Returns what ends the bridge.
 */
export function bridgeOpenTelemetry(api: OpenTelemetryApi): () => void {
  const tracer = api.trace.getTracer(TRACER);
  const spans = new WeakMap<RequestEvent, Span>();

  const onStart = (message: unknown): void => {
    const event = message as RequestEvent;
    const name = event.operation === undefined ? event.method : `${event.method} ${event.operation}`;
    spans.set(event, tracer.startSpan(name, { kind: api.SpanKind.CLIENT, attributes: requestAttributes(event) }, api.context.active()));
  };

  const finish = (message: unknown): void => {
    const event = message as RequestEvent;
    const span = spans.get(event);
    if (span === undefined) return;
    spans.delete(event);
    const fault = faultOf(event);
    span.setAttributes({
      ...(event.status === undefined ? {} : { 'http.response.status_code': event.status }),
      ...(event.sentBytes === 0 ? {} : { 'http.request.body.size': event.sentBytes }),
      ...(event.receivedBytes === 0 ? {} : { 'http.response.body.size': event.receivedBytes }),
      ...(fault === undefined ? {} : { 'error.type': fault.type }),
    });
    if (fault !== undefined) span.setStatus({ code: api.SpanStatusCode.ERROR, ...(fault.message === undefined ? {} : { message: fault.message }) });
    span.end();
  };

  const onRetry = (message: unknown): void => {
    const event = message as RetryEvent;
    api.trace.getActiveSpan()?.addEvent('portolan.retry', {
      'portolan.provider': event.provider,
      'portolan.attempt': event.attempt,
      'portolan.delay_ms': Math.round(event.delayMs),
      'error.type': event.error.code,
    });
  };

  const handlers = [
    [REQUEST_START, onStart],
    [REQUEST_END, finish],
    [REQUEST_ERROR, finish],
    [REQUEST_RETRY, onRetry],
  ] as const;
  for (const [channel, handler] of handlers) subscribe(channel.name, handler);
  return () => {
    for (const [channel, handler] of handlers) unsubscribe(channel.name, handler);
  };
}

function requestAttributes(event: RequestEvent): Attributes {
  const { protocol, hostname, port } = new URL(event.url);
  return {
    'http.request.method': event.method,
    'url.full': event.url,
    'server.address': hostname,
    'server.port': port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port),
    'portolan.provider': event.provider,
    ...(event.operation === undefined ? {} : { 'portolan.operation': event.operation }),
    ...(event.attempt === 1 ? {} : { 'http.request.resend_count': event.attempt - 1 }),
  };
}

/** For a client every status from 400 on is an error. */
function faultOf(event: RequestEvent): { readonly type: string; readonly message?: string } | undefined {
  const { error, status } = event;
  if (isCloudError(error)) return { type: error.code, message: error.message };
  if (error instanceof Error) return { type: error.name, message: error.message };
  if (error !== undefined) return { type: '_OTHER' };
  return status !== undefined && status >= 400 ? { type: String(status) } : undefined;
}
