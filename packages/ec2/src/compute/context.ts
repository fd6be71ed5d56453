import type { Clock } from '@portolan/core/driver';
import type { QueryClient } from '../client.ts';
import type { Preset } from '../presets.ts';
import type { FreshIds } from './fresh-ids.ts';

/** What the resources of one connection share. */
export interface Ec2Context {
  readonly client: QueryClient;
  readonly preset: Preset;
  readonly region: string;
  readonly imageOwners: readonly string[];
  /** Of the processors that images and sizes are listed for; absent: all. */
  readonly architecture: string | undefined;
  readonly clock: Clock;
  readonly fresh: FreshIds;
  /** For ClientTokens. */
  readonly uuid: () => string;
  /** Whether the cloud knows them. */
  readonly clientTokens: boolean;
}
