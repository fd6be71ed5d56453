import type { Clock, FailedResponse } from '@portolan/core/driver';

/** Our clock, set right by what servers say when they refuse it. */
export class ServerClock {
  readonly #clock: Clock;
  readonly #toleranceMs: number;
  #offsetMs = 0;

  /** `toleranceMs`: a difference that matters. */
  constructor(clock: Clock, toleranceMs: number) {
    this.#clock = clock;
    this.#toleranceMs = toleranceMs;
  }

  /** The server's time, as far as we know it. */
  now(): number {
    return this.#clock.now() + this.#offsetMs;
  }

  /**
   * Whether a request signed for `signedForMs` was refused by a server whose clock is elsewhere. Of many refused together each may be tried again,
   * though the first has set the clock right already.
   */
  learn(rejected: FailedResponse, signedForMs: number): boolean {
    // A cache in between tells its own past.
    if (Number(rejected.headers['age'] ?? '0') > 0) return false;
    const theirs = Date.parse(rejected.headers['date'] ?? '');
    if (Number.isNaN(theirs) || Number.isNaN(signedForMs) || Math.abs(theirs - signedForMs) < this.#toleranceMs) return false;
    const offsetMs = theirs - rejected.receivedAt;
    if (Math.abs(this.#offsetMs - offsetMs) >= this.#toleranceMs) this.#offsetMs = offsetMs;
    return true;
  }
}
