export const systemClock = { now: () => Date.now() };
/**
 * A clock that follows the system's, plus an offset which tests move.
 * `advance(3_600_000)` makes every token an hour older, every pending server an hour further, and the server's `Date` an hour later.
 */
export class AdjustableClock {
  #offsetMs = 0;
  now() {
    return Date.now() + this.#offsetMs;
  }
  advance(ms) {
    this.#offsetMs += ms;
  }
}
/** A clock that stands still until it is moved. */
export class ManualClock {
  #now;
  constructor(startMs = Date.now()) {
    this.#now = startMs;
  }
  now() {
    return this.#now;
  }
  advance(ms) {
    this.#now += ms;
  }
}
//# sourceMappingURL=clock.js.map
