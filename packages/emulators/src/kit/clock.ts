/** Time as an emulator sees it. States move when the clock says so, never because a timer fired. */
export interface EmulatorClock {
  /** Milliseconds since the epoch, as the emulated server would print it in `Date`. */
  now(): number;
}

export const systemClock: EmulatorClock = { now: () => Date.now() };

/**
 * A clock that follows the system's, plus an offset which tests move.
 * `advance(3_600_000)` makes every token an hour older, every pending server an hour further, and the server's `Date` an hour later.
 */
export class AdjustableClock implements EmulatorClock {
  #offsetMs = 0;

  now(): number {
    return Date.now() + this.#offsetMs;
  }

  advance(ms: number): void {
    this.#offsetMs += ms;
  }
}

/** A clock that stands still until it is moved. */
export class ManualClock implements EmulatorClock {
  #now: number;

  constructor(startMs: number = Date.now()) {
    this.#now = startMs;
  }

  now(): number {
    return this.#now;
  }

  advance(ms: number): void {
    this.#now += ms;
  }
}
