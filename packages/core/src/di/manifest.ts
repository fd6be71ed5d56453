import type { ContainerModule } from 'inversify';
import type { Capabilities } from '../capabilities.ts';
import type { ConfigContext, ConfigFields } from '../config/config-fields.ts';
import type { ConnectionSettings } from '../config/connection-config.ts';

/** All that is known of a provider before it is used. Importing it loads nothing heavy. */
export interface ProviderManifest<Settings extends ConnectionSettings = ConnectionSettings> {
  readonly id: string;
  readonly capabilities: Capabilities;
  /** The fields of its profiles, for documentation and suggestions. */
  readonly fields: ConfigFields<unknown> & Readonly<Record<string, unknown>>;
  /** Reads a profile (without `provider`) and what else its users have (environment, files). Rejects with all problems at once. */
  parseConfig(input: unknown, context: ConfigContext): Promise<Settings>;
  /** What this configuration can do, when that is less than `capabilities`: an S3 endpoint without EC2, say. */
  capabilitiesFor?(settings: Settings): Capabilities;
  /** Loads the driver. Its module binds `AuthStrategyToken`, `ComputeDriverToken`, `StorageDriverToken`, `NativeToken`, `ShutdownToken`. */
  load(): Promise<ContainerModule>;
}

/** A provider that can be had: `manifest` imports its package. */
export interface ProviderEntry {
  readonly id: string;
  manifest(): Promise<ProviderManifest>;
}
