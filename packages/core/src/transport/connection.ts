import type { Clock } from '../time/clock.ts';
import type { Pace } from './pace.ts';
import type { RetryPolicy } from './retry.ts';
import type { Transport } from './transport.ts';

/** What every client of one connection shares. Bound in the connection's own container, never in a parent. */
export interface Connection {
  /** Provider id: `smartdc`, `aws`, … */
  readonly provider: string;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly retry: RetryPolicy;
  /** One for all clients of the connection. Absent: no call waits for what another was told. */
  readonly pace?: Pace | undefined;
  /** Between 0 and 1, for jitter. */
  readonly random: () => number;
  /** Default of `CallOptions.timeoutMs`, from the profile. */
  readonly timeoutMs?: number | undefined;
  /** What must show in no error, even when a server repeats it: passwords and keys of the profile. */
  readonly secrets?: (() => readonly string[]) | undefined;
}
