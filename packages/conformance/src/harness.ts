import type { Cloud } from '@portolan/core';
import type { Clock, Transport } from '@portolan/core/driver';

/** How a connection under test is opened. */
export interface OpenWith {
  /** Time as the connection sees it. */
  readonly clock?: Clock;
  /** Wraps the connection's transport: the suite counts requests with it. */
  readonly transport?: (standard: Transport) => Transport;
  /** Fields that take the place of the profile's: a wrong password, another address. */
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** What goes wrong on the way, where the back can arrange it (emulators can). */
export type Mischief =
  | { readonly kind: 'cut-response'; readonly bytes: number }
  | { readonly kind: 'cut-request'; readonly bytes: number }
  | { readonly kind: 'reset-after' }
  | { readonly kind: 'respond'; readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string };

/** All that a provider adds to be tested: how to reach it, and what is there. */
export interface Harness {
  /** Row of the table: `openstack (emulator)`. */
  readonly name: string;
  open(options: OpenWith): Promise<Cloud>;
  /** An image that servers can be made of. */
  readonly image: RegExp;
  /** What the smallest size for test servers must have. */
  readonly size?: { readonly memoryMiB?: number; readonly cpus?: number };
  /** A bucket that exists, where buckets are adopted and not made. */
  readonly bucket?: string;
  /** A network that servers can be plugged into. Default: the first. */
  readonly network?: RegExp;
  /** A range that new networks may have. Default 10.77.0.0/24. */
  readonly networkCidr?: string;
  /** Fields that make the credentials wrong, e.g. `{ password: 'wrong' }`. */
  readonly wrongSecret?: Readonly<Record<string, unknown>>;
  /** Fields that point the connection at another origin, e.g. `{ url: origin }`. */
  readonly at?: (origin: string) => Readonly<Record<string, unknown>>;
  /** A second back that speaks https under a certificate nobody trusts: fields that lead there, and the file that would make it trusted. */
  readonly untrusted?: () => Promise<{ readonly fields: Readonly<Record<string, unknown>>; readonly caFile: string; readonly close: () => Promise<void> }>;
  /** Fields that name a region that is not there. */
  readonly wrongRegion?: Readonly<Record<string, unknown>>;
  /** Names that this cloud refuses for servers. */
  readonly refusedServerName?: string;
  /** Arranges trouble for the next request that the filter lets through. */
  readonly mischief?: (what: Mischief, when: (request: { readonly method: string; readonly target: string }) => boolean) => void;
  /** Makes every token given out so far void. */
  readonly revokeTokens?: () => void;
  /** Moves the cloud's clock. */
  readonly advance?: (ms: number) => void;
  /** Pauses of waits in ms; real clouds need the default. */
  readonly intervalMs?: number;
  /** Longest wait for a server. Default 120 000 ms. */
  readonly waitMs?: number;
  /** Cases this back cannot show, each with the reason: known faults of a real server, never of the driver. */
  readonly exempt?: Readonly<Record<string, string>>;
  close(): Promise<void>;
}
