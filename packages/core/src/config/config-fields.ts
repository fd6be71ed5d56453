import type { Secret } from '../secret.ts';

/** How a field of a profile is read. The table is code, documentation and suggestion at once. */
export interface FieldSpec<V = unknown> {
  readonly kind: FieldKind;
  /** One sentence for users. */
  readonly doc: string;
  readonly required?: boolean | undefined;
  readonly default?: V | undefined;
  /** Environment variables asked in this order when the profile does not say. */
  readonly env?: readonly string[] | undefined;
  /** For kind `choice`. */
  readonly choices?: readonly string[] | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly example?: string | undefined;
}

/**
 * - `string`: text, never empty · `secret`: text that becomes a `Secret` · `url`: http(s), without user, query and fragment; a final slash is cut
 * - `path`: a file; `~` and paths relative to the configuration's folder are resolved · `integer`, `boolean` (also as text, from the environment)
 * - `choice`: one of `choices` · `strings`: a list · `map`: names to text · `any`: passed on as it is
 */
export type FieldKind = 'string' | 'secret' | 'url' | 'path' | 'integer' | 'boolean' | 'choice' | 'strings' | 'map' | 'any';

/** One entry for every field of `C`: a forgotten one does not compile. */
export type ConfigFields<C> = { readonly [K in keyof Required<C>]: FieldSpec };

/** What `C` becomes when it is read: secrets are `Secret`. */
export type SettingsOf<C> = { readonly [K in keyof C]: Extract<C[K], Secret> extends never ? C[K] : Secret | Extract<C[K], undefined> };

/** Where a configuration came from, for messages, and what it is relative to. */
export interface ConfigContext {
  /** `/home/me/portolan.yaml, profile "staging"`, or `connect()`. */
  readonly source: string;
  /** Relative paths start here. */
  readonly directory: string;
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Fields as they were written, before variables were put in: what messages show of them. */
  readonly written?: Readonly<Record<string, unknown>> | undefined;
}
