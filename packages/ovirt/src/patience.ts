import { type CallOptions, type Clock, CloudError, isCloudError } from '@portolan/core/driver';
import { LOCKED } from './errors.ts';

/** Until the first look again. Pauses grow to thirty times as much. */
export const POLL_INTERVAL_MS = 100;
const LONGEST_PAUSES = 30;
/** The engine locks what it works on; copies of disks take minutes. */
const LONGEST_LOCK_MS = 120_000;

/**
 * The time that a call of several requests may take. Pauses between looks grow, from 100 ms to 3 s unless the profile says otherwise; every one of them ends with the caller's signal.
 * What the caller allowed for the whole call (`timeoutMs`) is shared out over its requests.
 */
export class Patience {
  readonly #clock: Clock;
  readonly #signal: AbortSignal | undefined;
  readonly #end: number;
  readonly #limitMs: number;
  readonly #bounded: boolean;
  readonly #firstPauseMs: number;
  #pauseMs: number;

  constructor(clock: Clock, options: CallOptions, limitMs: number, pollIntervalMs: number = POLL_INTERVAL_MS) {
    this.#clock = clock;
    this.#firstPauseMs = pollIntervalMs;
    this.#pauseMs = pollIntervalMs;
    this.#signal = options.signal;
    this.#bounded = options.timeoutMs !== undefined;
    this.#limitMs = options.timeoutMs ?? limitMs;
    this.#end = clock.now() + this.#limitMs;
  }

  get signal(): AbortSignal | undefined {
    return this.#signal;
  }

  get leftMs(): number {
    return this.#end - this.#clock.now();
  }

  /** For the next request. */
  get options(): CallOptions {
    const signal = this.#signal === undefined ? {} : { signal: this.#signal };
    return this.#bounded ? { ...signal, timeoutMs: Math.max(1, this.leftMs) } : signal;
  }

  /** For another stretch of the same call: the limit begins anew, what the caller allowed does not. */
  next(limitMs: number): Patience {
    const signal = this.#signal === undefined ? {} : { signal: this.#signal };
    return new Patience(this.#clock, this.#bounded ? { ...signal, timeoutMs: Math.max(1, this.leftMs) } : signal, limitMs, this.#firstPauseMs);
  }

  /** The next pause is a short one again. */
  fresh(): this {
    this.#pauseMs = this.#firstPauseMs;
    return this;
  }

  /** Waits before another look; `what` was waited for: `the server to be down`. */
  async pause(what: string, atMostMs: number = Number.POSITIVE_INFINITY): Promise<void> {
    if (this.leftMs <= 0) throw new CloudError('timeout', `waited ${Math.round(this.#limitMs / 1000)} s for ${what}`, { retry: 'maybe', outcome: 'unknown' });
    await this.#clock.sleep(Math.max(1, Math.min(this.#pauseMs, this.leftMs, atMostMs)), this.#signal);
    this.#pauseMs = Math.min(this.#pauseMs * 1.5, this.#firstPauseMs * LONGEST_PAUSES);
  }

  /** Does it again while the engine says that the thing is locked: that passes. */
  async whileLocked<T>(what: string, work: (options: CallOptions) => Promise<T>): Promise<T> {
    const until = this.#clock.now() + LONGEST_LOCK_MS;
    this.fresh();
    for (;;) {
      try {
        return await work(this.options);
      } catch (error) {
        if (!isLocked(error)) throw error;
        if (this.leftMs <= 0 || this.#clock.now() >= until) {
          error.retry = 'exhausted';
          throw error;
        }
      }
      await this.pause(`${what} to be unlocked`);
    }
  }
}

export const isLocked = (error: unknown): error is CloudError => isCloudError(error, 'conflict') && error.providerCode === LOCKED;
