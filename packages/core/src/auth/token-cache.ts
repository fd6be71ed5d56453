import type { CallOptions } from '../call-options.ts';
import { CloudError } from '../errors/cloud-error.ts';
import type { Clock } from '../time/clock.ts';
import { onAbort } from '../time/on-abort.ts';
import type { SharedTokens } from './shared-tokens.ts';

export interface FreshToken<T> {
  readonly value: T;
  /** Absent: it does not expire by itself. */
  readonly expiresAt?: Date | undefined;
}

export interface TokenCacheOptions<T> {
  /** Gets a new token. `signal` is aborted when nobody waits for it any more. */
  readonly fetch: (signal: AbortSignal) => Promise<FreshToken<T>>;
  readonly clock: Clock;
  /** A token this close to its end is renewed. Default 60 000 ms, at most a fifth of the token's life. */
  readonly marginMs?: number | undefined;
  /** Where others may have left one, and will find ours. */
  readonly shared?: SharedTokens<T> | undefined;
}

interface Held<T> {
  readonly value: T;
  /** From here on it is renewed, while callers still get it. */
  readonly renewFrom: number;
  /** From here on nobody gets it. */
  readonly goodUntil: number;
}

interface Renewal<T> {
  readonly result: Promise<T>;
  readonly controller: AbortController;
  /** Callers that wait. A renewal in the background has none and runs to its end. */
  waiting: number;
  readonly background: boolean;
}

const MARGIN_MS = 60_000;
/** After a renewal in the background failed, the next is not tried sooner. */
const PAUSE_AFTER_FAILURE_MS = 5_000;

/**
 * One token for all callers. Near its end one caller's request renews it in the background while all go on with the old one; past that
 * everybody waits for the one renewal in flight. A failure is told to those who waited and not kept.
 */
export class TokenCache<T> {
  readonly #fetch: (signal: AbortSignal) => Promise<FreshToken<T>>;
  readonly #clock: Clock;
  readonly #marginMs: number;
  readonly #shared: SharedTokens<T> | undefined;
  /** The one we had was refused: what others left is most likely the same. */
  #refused = false;
  #held: Held<T> | undefined;
  #renewal: Renewal<T> | undefined;
  #notBefore = 0;

  constructor(options: TokenCacheOptions<T>) {
    this.#fetch = options.fetch;
    this.#clock = options.clock;
    this.#marginMs = options.marginMs ?? MARGIN_MS;
    this.#shared = options.shared;
  }

  /** A token that is good now. Rejects with the signal's reason as soon as it is aborted, and then leaves the renewal to the others. */
  async get(options: CallOptions = {}): Promise<T> {
    options.signal?.throwIfAborted();
    const now = this.#clock.now();
    const held = this.#held;
    if (held !== undefined && now < held.goodUntil) {
      if (now >= held.renewFrom && now >= this.#notBefore && this.#renewal === undefined) this.#renew(true).result.catch(() => {});
      return held.value;
    }
    return this.#wait(this.#renewal ?? this.#renew(false), options.signal);
  }

  /** Forgets this very value: a newer one, which the caller has not seen, stays. */
  invalidate(value: T): void {
    if (this.#held?.value !== value) return;
    this.#held = undefined;
    this.#refused = true;
  }

  /** What is held now, good or not, without fetching anything. */
  peek(): T | undefined {
    return this.#held?.value;
  }

  #renew(background: boolean): Renewal<T> {
    const controller = new AbortController();
    const renewal: Renewal<T> = { result: this.#fetchAndHold(controller), controller, waiting: 0, background };
    this.#renewal = renewal;
    return renewal;
  }

  async #fetchAndHold(controller: AbortController): Promise<T> {
    // Not before the renewal stands where the others see it.
    await Promise.resolve();
    const ours = (): boolean => this.#renewal?.controller === controller;
    try {
      const fresh = await (this.#shared === undefined ? this.#fetch(controller.signal) : this.#fetchOrShare(this.#shared, controller.signal));
      this.#held = this.#hold(fresh);
      return fresh.value;
    } catch (error) {
      if (ours()) this.#notBefore = this.#clock.now() + PAUSE_AFTER_FAILURE_MS;
      throw error;
    } finally {
      if (ours()) this.#renewal = undefined;
    }
  }

  /** A token that another process left, if it is as good as a new one; else a new one, for them to find. */
  async #fetchOrShare(shared: SharedTokens<T>, signal: AbortSignal): Promise<FreshToken<T>> {
    if (!this.#refused) {
      const found = await shared.get(signal);
      const livesMs = (found?.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY) - this.#clock.now();
      if (found !== undefined && livesMs > this.#marginMs) return found;
    } else {
      // Not to be found by others while we sign in, nor if we cannot.
      await shared.drop(signal);
    }
    const fresh = await this.#fetch(signal);
    this.#refused = false;
    await shared.put(fresh, signal);
    return fresh;
  }

  #hold(fresh: FreshToken<T>): Held<T> {
    const expiresAt = fresh.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY;
    if (!Number.isFinite(expiresAt)) return { value: fresh.value, renewFrom: Number.POSITIVE_INFINITY, goodUntil: Number.POSITIVE_INFINITY };
    // A token that lives five minutes must not be renewed all the time because of a margin of five.
    const margin = Math.max(0, Math.min(this.#marginMs, (expiresAt - this.#clock.now()) / 5));
    // The last quarter of the margin is for the request to travel in.
    return { value: fresh.value, renewFrom: expiresAt - margin, goodUntil: expiresAt - margin / 4 };
  }

  async #wait(renewal: Renewal<T>, signal: AbortSignal | undefined): Promise<T> {
    if (signal === undefined) {
      renewal.waiting += 1; // Never leaves, so the renewal is never called off.
      return renewal.result.catch(rethrowCopy);
    }
    renewal.waiting += 1;
    return new Promise<T>((resolve, reject) => {
      const forget = onAbort(signal, () => {
        renewal.waiting -= 1;
        if (renewal.waiting === 0 && !renewal.background) {
          // Whoever comes next starts anew instead of joining a renewal that is being called off.
          if (this.#renewal === renewal) this.#renewal = undefined;
          renewal.controller.abort(signal.reason);
        }
        reject(signal.reason);
      });
      renewal.result.catch(rethrowCopy).then(resolve, reject).finally(forget);
    });
  }
}

/** Errors are given their context (operation, target) on the way up: callers that failed together must not share one. */
function rethrowCopy(error: unknown): never {
  throw error instanceof CloudError ? error.copy() : error;
}
