/** How often and how patiently a call is tried again. One object per connection: the budget in it is shared by all its calls. */
export interface RetryPolicy {
  /** The first attempt included. 1: never again. */
  readonly maxAttempts: number;
  /** The longest wait before the second attempt; it doubles from there. */
  readonly baseDelayMs: number;
  readonly maxDelayMs: number;
  /** A server that asks for a longer wait than this is not waited for: the call fails with its `retryAfterMs`. */
  readonly maxRetryAfterMs: number;
  readonly budget: RetryBudget;
}

const CAPACITY = 500;
const RETRY_COST = 5;
const TIMEOUT_COST = 10;

/**
 * Bounds what retries add to the load of a server in trouble, as the AWS SDKs do: every retry takes tokens, only success returns them.
 * A hundred retries in a row without one success, and calls fail at their first failure until something succeeds again.
 */
export class RetryBudget {
  readonly #capacity: number;
  #tokens: number;

  constructor(capacity: number = CAPACITY) {
    this.#capacity = capacity;
    this.#tokens = capacity;
  }

  get tokens(): number {
    return this.#tokens;
  }

  /** What the retry took, to be given to `succeeded`; undefined when there is not enough left. A timeout costs double. */
  take(afterTimeout: boolean): number | undefined {
    const cost = afterTimeout ? TIMEOUT_COST : RETRY_COST;
    if (this.#tokens < cost) return undefined;
    this.#tokens -= cost;
    return cost;
  }

  /** `taken`: by the last retry of the call that succeeded, or nothing if its first attempt did. */
  succeeded(taken: number | undefined): void {
    this.#tokens = Math.min(this.#capacity, this.#tokens + (taken ?? 1));
  }
}

/** A policy with a budget of its own: call it once a connection. */
export function defaultRetryPolicy(overrides: Partial<RetryPolicy> = {}): RetryPolicy {
  return { maxAttempts: 4, baseDelayMs: 100, maxDelayMs: 20_000, maxRetryAfterMs: 60_000, budget: new RetryBudget(), ...overrides };
}

/**
 * How long to wait before attempt `attempt + 1`: anything between 0 and the doubled delay ("full jitter": callers that failed together do not
 * come back together). What the server asked for is waited in full, and the jitter after it. Undefined: it asked for too long.
 */
export function retryDelay(policy: RetryPolicy, attempt: number, random: () => number, retryAfterMs?: number): number | undefined {
  const jitter = random() * Math.min(policy.maxDelayMs, policy.baseDelayMs * 2 ** (attempt - 1));
  if (retryAfterMs === undefined) return jitter;
  return retryAfterMs > policy.maxRetryAfterMs ? undefined : retryAfterMs + jitter;
}
