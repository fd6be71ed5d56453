import type { CallOptions } from '../call-options.ts';
import { CloudError } from '../errors/cloud-error.ts';
import type { Clock } from '../time/clock.ts';
import { onAbort } from '../time/on-abort.ts';

/** A reason that costs nothing: an abort without one makes an error with a stack. */
const DISARMED = 'disarmed';

/** The caller's signal and the time allowed, as one signal. */
export class Deadline {
  /** Undefined when there is neither a signal nor a limit. */
  readonly signal: AbortSignal | undefined;
  readonly #clock: Clock;
  readonly #until: number;
  readonly #controller: AbortController | undefined;
  readonly #timer: AbortController | undefined;
  readonly #theirs: AbortSignal | undefined;
  #forget: (() => void) | undefined;

  constructor(options: CallOptions, defaultTimeoutMs: number | undefined, clock: Clock) {
    const timeoutMs = options.timeoutMs ?? defaultTimeoutMs;
    this.#clock = clock;
    this.#theirs = options.signal;
    this.#until = timeoutMs === undefined ? Number.POSITIVE_INFINITY : clock.now() + timeoutMs;
    options.signal?.throwIfAborted();
    if (timeoutMs === undefined || !Number.isFinite(timeoutMs)) {
      this.signal = options.signal;
      return;
    }
    const controller = new AbortController();
    const timer = new AbortController();
    this.#controller = controller;
    this.#timer = timer;
    this.signal = controller.signal;
    this.#forget = onAbort(options.signal, () => controller.abort(options.signal?.reason));
    clock.sleep(timeoutMs, timer.signal).then(
      () =>
        controller.abort(new CloudError('timeout', `it took longer than the ${timeoutMs} ms allowed`, { retry: 'maybe', remedy: 'allow more with timeoutMs' })),
      () => {}, // Disarmed.
    );
  }

  get leftMs(): number {
    return this.#until - this.#clock.now();
  }

  /** Whether this is the error by which the limit ended something. */
  isTimeout(error: unknown): error is CloudError {
    return this.#controller !== undefined && this.#theirs?.aborted !== true && this.#controller.signal.aborted && error === this.#controller.signal.reason;
  }

  /** The time no longer counts; the caller's signal still does (a body that is being streamed). */
  disarm(): void {
    this.#timer?.abort(DISARMED);
  }

  /** Nothing counts any more. */
  release(): void {
    this.disarm();
    this.#forget?.();
  }
}
