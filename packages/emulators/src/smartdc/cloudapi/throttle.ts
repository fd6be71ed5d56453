import { ApiError } from './api-error.ts';

export interface ThrottleOptions {
  /** Requests at once; CloudAPI's default is 30. */
  readonly burst: number;
  /** Requests a second afterwards; CloudAPI's default is 10. */
  readonly rate: number;
}

/** A token bucket for each account, on the cloud's clock. */
export class Throttle {
  readonly #options: ThrottleOptions;
  readonly #buckets = new Map<string, { tokens: number; atMs: number }>();

  constructor(options: ThrottleOptions) {
    this.#options = options;
  }

  /** Documented as 420; restify answers 429. */
  take(accountId: string, nowMs: number): void {
    const { burst, rate } = this.#options;
    const before = this.#buckets.get(accountId) ?? { tokens: burst, atMs: nowMs };
    const tokens = Math.min(burst, before.tokens + ((nowMs - before.atMs) / 1000) * rate);
    if (tokens < 1) throw new ApiError(429, 'RequestThrottled', `You have exceeded your request rate of ${rate} r/s.`);
    this.#buckets.set(accountId, { tokens: tokens - 1, atMs: nowMs });
  }
}
