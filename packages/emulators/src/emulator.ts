import type { EmulatorClock } from './kit/clock.ts';
import type { FaultPlan } from './kit/faults.ts';
import type { SeenRequest, TlsFiles } from './kit/server.ts';

/** Options every emulator takes. */
export interface EmulatorOptions {
  /** Port on 127.0.0.1; a free one when absent. */
  readonly port?: number;
  /** Serve https with this key and certificate; plain http when absent. */
  readonly tls?: TlsFiles;
  /** Time of the emulated cloud; an `AdjustableClock` when absent. */
  readonly clock?: EmulatorClock;
  /**
   * How long a state transition takes in the emulated cloud, in ms of its clock (provisioning, stopping, …). Default 50.
   * 0: done by the time of the next request.
   */
  readonly transitionMs?: number;
  /** Lifetime of tokens in ms of the cloud's clock, where the cloud has tokens. Default 1 hour. */
  readonly tokenLifetimeMs?: number;
  /** The most items a list answers at once, where the cloud has such a limit; the cloud's own documented one when absent. */
  readonly maxPageSize?: number;
}

/** A running emulator. */
export interface Emulator {
  /** The provider id it stands for: `smartdc`, `ovirt`, `openstack`, `rackspace`, `eucalyptus`, `aws`. */
  readonly provider: string;
  /** Base URL of its first port, without a final slash. */
  readonly url: string;
  /** A profile of portolan.yaml (as data) that connects to it, credentials included. */
  readonly profile: Readonly<Record<string, unknown>>;
  /** Every request that arrived on any of its ports, in order. Empty it with `seen.length = 0`. */
  readonly seen: SeenRequest[];
  readonly faults: FaultPlan;
  readonly clock: EmulatorClock;
  /** Invalidates every token given out so far, as a restarted identity service would. No effect where there are no tokens. */
  revokeTokens(): void;
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}
