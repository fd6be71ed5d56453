import { CloudError } from '../errors/cloud-error.ts';
import type { Clock } from '../time/clock.ts';

/** Those who waited together do not come back together: each within this long after the rest is over, and within a quarter of the rest. */
const LONGEST_SPREAD_MS = 2_000;

/**
 * When a server asks one call to come back later, all calls of the connection to that server keep still meanwhile: it is the account that is limited, not the call,
 * and every request sent in the meantime makes the rest longer on many clouds. One object per connection.
 */
export class Pace {
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #rests = new Map<string, { readonly until: number; readonly asked: number }>();

  constructor(clock: Clock, random: () => number) {
    this.#clock = clock;
    this.#random = random;
  }

  /** The server asked for a rest. A longer one that is under way stays. */
  rest(origin: string, ms: number): void {
    if (ms <= 0) return;
    const until = this.#clock.now() + ms;
    if ((this.#rests.get(origin)?.until ?? 0) < until) this.#rests.set(origin, { until, asked: ms });
  }

  /** Whether a request to this server has to wait at all. */
  rests(origin: string): boolean {
    return this.#rests.size > 0 && this.#rests.has(origin);
  }

  /** How long a request to this server should wait before it is sent. */
  delayOf(origin: string): number {
    const rest = this.#rests.get(origin);
    if (rest === undefined) return 0;
    const left = rest.until - this.#clock.now();
    if (left <= 0) {
      this.#rests.delete(origin);
      return 0;
    }
    return left + this.#random() * Math.min(LONGEST_SPREAD_MS, rest.asked / 4);
  }

  /** Resolves when a request may be sent; rejects at once when the rest is longer than the call has left. */
  async turn(origin: string, leftMs: number, signal: AbortSignal | undefined): Promise<void> {
    for (let delayMs = this.delayOf(origin); delayMs > 0; delayMs = this.delayOf(origin)) {
      if (delayMs >= leftMs) {
        const seconds = Math.ceil(delayMs / 1000);
        throw new CloudError('rate-limited', `the server asked for a rest of ${seconds} s more, and the call has less; nothing was sent`, {
          retry: 'maybe',
          retryAfterMs: Math.ceil(delayMs),
          outcome: 'not-done',
        });
      }
      await this.#clock.sleep(delayMs, signal);
    }
  }
}
