import type { Capabilities } from './capabilities.ts';

/**
 * Providers that are known at compile time: their drivers add themselves.
 *
 * ```ts
 * declare module '@portolan/core' {
 *   interface ProviderTypes { smartdc: { config: SmartdcConfig; native: SmartdcNative; capabilities: typeof capabilities } }
 * }
 * ```
 */
// biome-ignore lint/suspicious/noEmptyInterface: drivers augment it
export interface ProviderTypes {}

/** Provider ids known at compile time. */
export type ProviderId = keyof ProviderTypes & string;

export interface ProviderShape {
  readonly config: object;
  readonly native: unknown;
  readonly capabilities: Capabilities;
}

export type NativeOf<P extends string> = P extends ProviderId ? (ProviderTypes[P] extends { native: infer N } ? N : unknown) : unknown;
export type ConfigOf<P extends string> = P extends ProviderId ? (ProviderTypes[P] extends { config: infer C } ? C : object) : object;
export type CapabilitiesOf<P extends string> = P extends ProviderId
  ? ProviderTypes[P] extends { capabilities: infer C extends Capabilities }
    ? C
    : Capabilities
  : Capabilities;
