import type { EmulatorClock } from '../../kit/clock.ts';

interface Entry {
  readonly due: number;
  readonly run: () => void;
  cancelled: boolean;
}

export interface Planned {
  cancel(): void;
}

/**
 * What the engine will have done by a time. Nothing runs by itself: `catchUp` runs all that is due, in order of time, at each request.
 * While an entry runs, `now()` is its due time, so that chains (wait_for_launch, powering_up, up) keep their distances however late they are looked at.
 */
export class Agenda {
  readonly #clock: EmulatorClock;
  #entries: Entry[] = [];
  #running: number | undefined;

  constructor(clock: EmulatorClock) {
    this.#clock = clock;
  }

  now(): number {
    return this.#running ?? this.#clock.now();
  }

  after(ms: number, run: () => void): Planned {
    const entry: Entry = { due: this.now() + ms, run, cancelled: false };
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#entries[middle]?.due ?? 0) <= entry.due) low = middle + 1;
      else high = middle;
    }
    this.#entries.splice(low, 0, entry);
    return {
      cancel: () => {
        entry.cancelled = true;
      },
    };
  }

  catchUp(): void {
    const now = this.#clock.now();
    while (this.#entries[0] !== undefined && this.#entries[0].due <= now) {
      const entry = this.#entries.shift();
      if (entry === undefined || entry.cancelled) continue;
      this.#running = entry.due;
      try {
        entry.run();
      } finally {
        this.#running = undefined;
      }
    }
  }
}
