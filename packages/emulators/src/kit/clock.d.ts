/** Time as an emulator sees it. States move when the clock says so, never because a timer fired. */
export interface EmulatorClock {
  /** Milliseconds since the epoch, as the emulated server would print it in `Date`. */
  now(): number;
}
export declare const systemClock: EmulatorClock;
/**
 * A clock that follows the system's, plus an offset which tests move.
 * `advance(3_600_000)` makes every token an hour older, every pending server an hour further, and the server's `Date` an hour later.
 */
export declare class AdjustableClock implements EmulatorClock {
  #private;
  now(): number;
  advance(ms: number): void;
}
/** A clock that stands still until it is moved. */
export declare class ManualClock implements EmulatorClock {
  #private;
  constructor(startMs?: number);
  now(): number;
  advance(ms: number): void;
}
//# sourceMappingURL=clock.d.ts.map
