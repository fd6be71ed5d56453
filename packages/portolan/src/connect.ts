import { homedir } from 'node:os';
import { dirname, resolve } from 'node:path';
import { type Cloud, CloudError, type ConfigOf, type ProviderId } from '@portolan/core';
import type { ConfigContext, Connection, ProviderManifest, Transport } from '@portolan/core/driver';
import { describeProfiles } from './describe-profiles.ts';

export interface ConnectOptions {
  /** Used instead of looking for `portolan.yaml`. */
  readonly configFile?: string | undefined;
  /** Where the search begins, and what relative paths of `connect({…})` are relative to. Default: the working directory. */
  readonly cwd?: string | undefined;
  /** Default: `process.env`. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /** Default: the user's home. */
  readonly home?: string | undefined;
  /** Time, for tests. */
  readonly clock?: Connection['clock'] | undefined;
  /** Between 0 and 1, for tests. */
  readonly random?: (() => number) | undefined;
  /** Wraps the connection's transport: to count, to record, to break. */
  readonly transport?: ((standard: Transport) => Transport) | undefined;
}

/** A profile of a driver that is not in the types: named by its package. */
export interface ThirdPartyProfile {
  readonly provider: `${string}/${string}` | `${string}-${string}`;
  readonly [field: string]: unknown;
}

/**
 * Connects to a cloud: by the name of a profile, by the profile itself, or (without arguments) by `PORTOLAN_PROFILE` or the file's `default`.
 * Loads that provider's driver and no other. Sends nothing: the first call signs in.
 *
 * Rejects with `invalid-argument`, all problems at once, when the configuration is not right.
 */
export function connect<P extends ProviderId>(profile: { readonly provider: P } & ConfigOf<P>, options?: ConnectOptions): Promise<Cloud<P>>;
export function connect(profile: ThirdPartyProfile, options?: ConnectOptions): Promise<Cloud>;
export function connect(profile?: string, options?: ConnectOptions): Promise<Cloud>;
export async function connect(profile?: string | { readonly provider: string }, options: ConnectOptions = {}): Promise<Cloud> {
  const env = options.env ?? process.env;
  const home = options.home ?? homedir();
  const cwd = resolve(options.cwd ?? process.cwd());
  const { fields, context } =
    typeof profile === 'object' ? inCode(profile, { env, home, directory: cwd, source: 'connect()' }) : await fromFile(profile, options, { env, home, cwd });
  const { provider, ...rest } = fields;
  if (typeof provider !== 'string' || provider === '') {
    throw new CloudError('invalid-argument', `${context.source}: field "provider" is missing: which cloud is it?`, {
      operation: 'connect',
      outcome: 'not-done',
    });
  }
  const [{ loadDi }, { importDriver, knownProviders, looksLikePackage }] = await Promise.all([import('@portolan/core/driver'), import('./providers.ts')]);
  const { openCloud, ProviderRegistry } = await loadDi();
  const registry = new ProviderRegistry(knownProviders());
  const manifest: ProviderManifest =
    registry.find(provider) === undefined && looksLikePackage(provider)
      ? await importDriver(provider, context.directory, context.source)
      : await registry.manifest(provider, context.source);
  return openCloud(registry.container, manifest, rest, context, { clock: options.clock, random: options.random, transport: options.transport });
}

interface Chosen {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly context: ConfigContext;
}

const inCode = (profile: object, context: ConfigContext): Chosen => ({ fields: { ...profile }, context });

async function fromFile(
  name: string | undefined,
  options: ConnectOptions,
  where: { readonly env: ConfigContext['env']; readonly home: string; readonly cwd: string },
): Promise<Chosen> {
  const [{ findConfigFile, profileOf, readConfigFile }, { interpolate }, { configError }] = await Promise.all([
    import('./config-file.ts'),
    import('./interpolate.ts'),
    import('@portolan/core/driver'),
  ]);
  const path = options.configFile === undefined ? await findConfigFile(where) : resolve(where.cwd, options.configFile);
  if (path === undefined) {
    throw new CloudError('invalid-argument', `no portolan.yaml from ${where.cwd} upwards, nor in the user's configuration folder`, {
      operation: 'connect',
      outcome: 'not-done',
      remedy: 'write one (profiles: { dev: { provider: memory } }), set PORTOLAN_CONFIG, or call connect({ provider: … })',
    });
  }
  const file = await readConfigFile(path);
  const wanted = name ?? (where.env['PORTOLAN_PROFILE'] || undefined) ?? file.default;
  if (wanted === undefined) {
    throw new CloudError('invalid-argument', `${path}: which profile? ${describeProfiles(file)}`, {
      operation: 'connect',
      outcome: 'not-done',
      remedy: 'name one: connect("…"), PORTOLAN_PROFILE, or "default:" in the file',
    });
  }
  const source = `${path}, profile "${wanted}"`;
  const problems: string[] = [];
  const written = profileOf(file, wanted);
  const fields = interpolate(written, where.env, source, problems);
  if (problems.length > 0) throw configError(problems);
  return { fields, context: { source, directory: dirname(path), home: where.home, env: where.env, written } };
}
