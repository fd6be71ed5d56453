import type { ServiceIdentifier } from 'inversify';
import type { AuthStrategy } from '../auth/auth-strategy.ts';
import type { ComputeDriver } from '../compute/compute-driver.ts';
import type { StorageDriver } from '../storage/storage-driver.ts';
import type { Connection } from '../transport/connection.ts';
import type { ProviderEntry } from './manifest.ts';

/** `Symbol.for`: two copies of core in one program mean the same. */
export const token = <T>(name: string): ServiceIdentifier<T> => Symbol.for(`portolan/${name}`);

/** Unnamed, one binding a provider: the registry collects them all. */
export const ProviderEntryToken: ServiceIdentifier<ProviderEntry> = token<ProviderEntry>('ProviderEntry');

/** The connection's settings, as the provider's `parseConfig` returned them. Bound by `connect`. */
export const SettingsToken: ServiceIdentifier<unknown> = token<unknown>('Settings');
/** Transport, clock, retry policy and provider id of the connection. Bound by `connect`. */
export const ConnectionToken: ServiceIdentifier<Connection> = token<Connection>('Connection');

/** Bound by every provider's module: its own way to say who we are. */
export const AuthStrategyToken: ServiceIdentifier<AuthStrategy> = token<AuthStrategy>('AuthStrategy');
/** Bound by a provider's module when it has compute. */
export const ComputeDriverToken: ServiceIdentifier<ComputeDriver> = token<ComputeDriver>('ComputeDriver');
/** Bound by a provider's module when it has storage. */
export const StorageDriverToken: ServiceIdentifier<StorageDriver> = token<StorageDriver>('StorageDriver');
/** Bound by a provider's module: what `cloud.native` is. */
export const NativeToken: ServiceIdentifier<unknown> = token<unknown>('Native');
/** Bound by a provider's module that has sessions to end. Called once, at `cloud.close()`, with a few seconds to do it. */
export const ShutdownToken: ServiceIdentifier<Shutdown> = token<Shutdown>('Shutdown');

export interface Shutdown {
  /** Ends sessions on the server. May send requests; what goes wrong is not an error of the program. */
  shutdown(signal: AbortSignal): Promise<void>;
}
