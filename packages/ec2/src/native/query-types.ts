import type { CallOptions } from '@portolan/core/driver';

/** `{ 'tag:Name': 'web*', 'instance-state-name': ['pending', 'running'] }`, or as the API writes them. Values of one filter are alternatives, filters add up. */
export type Filters = Readonly<Record<string, string | readonly string[]>> | readonly { readonly Name: string; readonly Value: readonly string[] }[];

export interface QueryCallOptions extends CallOptions {
  /** Doing it twice is doing it once: sent again after a lost answer. Default: for Describe, List and Get, and where a ClientToken is given. */
  readonly idempotent?: boolean | undefined;
}
