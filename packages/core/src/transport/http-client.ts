import type { AuthStrategy } from '../auth/auth-strategy.ts';
import type { CallOptions } from '../call-options.ts';
import { CloudError } from '../errors/cloud-error.ts';
import { errorFromStatus } from '../errors/http-status.ts';
import { attachExchange } from '../errors/response-error.ts';
import { CallState } from './call-state.ts';
import type { Connection } from './connection.ts';
import { Deadline } from './deadline.ts';
import { type Observation, observe, publishRetry } from './diagnostics.ts';
import type { FailedResponse } from './failed-response.ts';
import { currentPlanning } from './planning.ts';
import { type Answer, asBytes, asEmpty, asJson, asText, type BodyReader, type JsonReadOptions, type ReadOptions, readHead } from './read-body.ts';
import { ResponseBody } from './response-body.ts';
import { hideSent } from './sent-secrets.ts';
import type { HttpRequest, HttpResponse } from './transport.ts';

export interface HttpClientOptions {
  /** Absent: requests go as they are (the calls that fetch a token). */
  readonly auth?: AuthStrategy | undefined;
  /** Names the fault. `responseError` does most of it. A promise, where the body takes a parser that is loaded when it is needed (XML). */
  readonly toError: (failure: FailedResponse) => CloudError | Promise<CloudError>;
}

const FAILURE_BYTES = 64 * 1024;

/**
 * Sends the calls of a driver: time limit, retries, credentials for every attempt anew, diagnostics, transport, errors.
 * `send` hands out the answer as it arrives; the readers (`json`, `text`, …) read it and try again when it breaks off.
 */
export class HttpClient {
  readonly #connection: Connection;
  readonly #auth: AuthStrategy | undefined;
  readonly #toError: (failure: FailedResponse) => CloudError | Promise<CloudError>;

  constructor(connection: Connection, options: HttpClientOptions) {
    this.#connection = connection;
    this.#auth = options.auth;
    this.#toError = options.toError;
  }

  /** The answer, its body unread: read it to the end or destroy it. The time limit ends with the head of the answer; the signal reaches the body too. */
  send(request: HttpRequest, options: CallOptions = {}): Promise<HttpResponse> {
    return this.#call(request, options, async (response) => response, true);
  }

  /** The answer with its body read by `reader`. A body that breaks off is a failed attempt and tried again like any other. */
  read<T>(request: HttpRequest, options: CallOptions, reader: BodyReader<T>): Promise<Answer<T>> {
    return this.#call(request, options, async (response) => ({ status: response.status, headers: response.headers, body: await reader(response) }), false);
  }

  async json<T>(request: HttpRequest, options: CallOptions = {}, read: JsonReadOptions = {}): Promise<T> {
    return (await this.read(request, options, asJson<T>(read))).body;
  }

  async text(request: HttpRequest, options: CallOptions = {}, read: ReadOptions = {}): Promise<string> {
    return (await this.read(request, options, asText(read))).body;
  }

  async bytes(request: HttpRequest, options: CallOptions = {}, read: ReadOptions = {}): Promise<Buffer> {
    return (await this.read(request, options, asBytes(read))).body;
  }

  /** For answers without a body, or with one that says nothing. Resolves with status and headers. */
  async empty(request: HttpRequest, options: CallOptions = {}): Promise<Answer<undefined>> {
    return this.read(request, options, asEmpty());
  }

  async #call<T>(request: HttpRequest, options: CallOptions, take: (response: HttpResponse) => Promise<T>, streamed: boolean): Promise<T> {
    const { clock, retry, random, timeoutMs } = this.#connection;
    const call = new CallState(request, retry);
    let deadline: Deadline | undefined;
    let kept = false;
    try {
      deadline = new Deadline(options, timeoutMs, clock);
      for (;;) {
        let response: HttpResponse | undefined;
        if (this.#connection.pace?.rests(request.origin) === true) await this.#turn(call, deadline);
        try {
          response = await this.#attempt(call, deadline.signal);
          const result = await take(response);
          call.succeeded();
          if (streamed && !isBodiless(response)) {
            kept = true;
            deadline.disarm();
            response.body.once('close', () => deadline?.release());
          }
          return result;
        } catch (error) {
          response?.body.destroy();
          if (error instanceof CloudError && call.sent !== undefined) error.hiding(this.#hide(call.sent));
          const failure = call.failed(error, deadline.isTimeout(error));
          if (failure.error === undefined) throw error;
          this.#keepStill(request.origin, failure.error);
          if (call.mayDropExpect() || (await this.#renewed(call, failure.response, deadline.signal))) continue;
          const delayMs = call.nextDelay(failure.error, random, deadline.leftMs);
          if (delayMs === undefined) throw failure.error;
          publishRetry(this.#connection.provider, request, call.attempt, delayMs, failure.error);
          await this.#pause(call, delayMs, deadline);
        }
      }
    } catch (error) {
      call.discardBody();
      throw error;
    } finally {
      if (!kept) deadline?.release();
    }
  }

  /** What one call is told holds for all of the connection, if it is a rest that is waited for at all. */
  #keepStill(origin: string, { code, status, retryAfterMs }: CloudError): void {
    const limited = code === 'rate-limited' || status === 429 || status === 503;
    if (limited && retryAfterMs !== undefined && retryAfterMs <= this.#connection.retry.maxRetryAfterMs) this.#connection.pace?.rest(origin, retryAfterMs);
  }

  async #turn(call: CallState, deadline: Deadline): Promise<void> {
    try {
      await this.#connection.pace?.turn(call.request.origin, deadline.leftMs, deadline.signal);
    } catch (error) {
      call.waitedInVain(error);
      throw error;
    }
  }

  async #pause(call: CallState, delayMs: number, deadline: Deadline): Promise<void> {
    try {
      await this.#connection.clock.sleep(delayMs, deadline.signal);
    } catch (error) {
      call.failed(error, deadline.isTimeout(error));
      throw error;
    }
  }

  async #attempt(call: CallState, signal: AbortSignal | undefined): Promise<HttpResponse> {
    call.began();
    const options: CallOptions = signal === undefined ? {} : { signal };
    const request = this.#auth === undefined ? call.request : await this.#auth.authorize(call.request, options);
    const planning = currentPlanning();
    // Signing in is no change: it is done to find out what would be sent.
    const stand = this.#auth === undefined ? undefined : planning?.answer(request, this.#hide(request));
    if (stand !== undefined) return stand;
    const observation = observe(this.#connection.provider, request, call.attempt);
    const watched = observation === undefined ? request : observation.watch(request);
    call.sending(request);
    let response: HttpResponse;
    try {
      response = await this.#connection.transport.send(watched, options);
    } catch (error) {
      observation?.failed(error);
      throw error;
    }
    if (observation !== undefined) follow(observation, response);
    if ((response.status >= 200 && response.status < 300) || request.accept?.includes(response.status) === true) return response;
    const { status, headers } = response;
    const head = await readHead(response.body, FAILURE_BYTES);
    const body = withoutSecrets(head.bytes, this.#hide(request));
    const failure: FailedResponse = { request, status, headers, body, receivedAt: this.#connection.clock.now() };
    signal?.throwIfAborted();
    throw call.answered(failure, head.cut && SAYS_IN_ITS_BODY.has(status) ? cutOff(failure) : await this.#toError(failure));
  }

  #hide(sent: HttpRequest): (text: string) => string {
    return hideSent(sent, this.#connection.secrets?.());
  }

  /** After an answer that does not believe us: whether the strategy got something better. Once a call. */
  async #renewed(call: CallState, rejected: FailedResponse | undefined, signal: AbortSignal | undefined): Promise<boolean> {
    if (rejected === undefined || this.#auth?.refresh === undefined || !call.mayRefresh()) return false;
    return this.#auth.refresh(rejected, signal === undefined ? {} : { signal });
  }
}

/** Before a driver reads it, and cuts it perhaps in the middle of a secret. Byte for byte the same where it repeats nothing. */
function withoutSecrets(body: Buffer, hide: (text: string) => string): Buffer {
  if (body.length === 0) return body;
  const text = body.toString('latin1');
  const hidden = hide(text);
  return hidden === text ? body : Buffer.from(hidden, 'latin1');
}

/** Without its body such a status says nothing: EC2 and S3 answer 400 to what is absent, throttled and unauthenticated alike. */
const SAYS_IN_ITS_BODY: ReadonlySet<number> = new Set([400, 409, 422]);

function cutOff(failure: FailedResponse): CloudError {
  const outcome = errorFromStatus(failure.status).outcome;
  return attachExchange(new CloudError('protocol', 'the answer broke off before it said why', { status: failure.status, retry: 'maybe', outcome }), failure);
}

function isBodiless(response: HttpResponse): boolean {
  return response.body instanceof ResponseBody && response.body.bodiless;
}

/** Tells the observers how the body ends. */
function follow(observation: Observation, response: HttpResponse): void {
  const { body } = response;
  const count = (): number => (body instanceof ResponseBody ? body.byteCount : 0);
  observation.answered(response.status);
  if (isBodiless(response)) {
    observation.ended(0);
    return;
  }
  body.once('error', (error) => observation.failed(error, count()));
  body.once('close', () => observation.ended(count()));
}
