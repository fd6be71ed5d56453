import { Container } from 'inversify';
import { type Capabilities, declaredPaths, withoutCapability } from '../capabilities.ts';
import { Cloud } from '../cloud.ts';
import type { ConfigContext } from '../config/config-fields.ts';
import { transportOptions } from '../config/connection-config.ts';
import { nearest } from '../config/nearest.ts';
import { configError } from '../config/read-config.ts';
import { secretsOf } from '../config/secrets-of.ts';
import { CloudError } from '../errors/cloud-error.ts';
import type { GroupContext } from '../group.ts';
import { type Clock, systemClock } from '../time/clock.ts';
import { createTransport } from '../transport/axios-transport.ts';
import type { Connection } from '../transport/connection.ts';
import { Pace } from '../transport/pace.ts';
import { defaultRetryPolicy } from '../transport/retry.ts';
import type { Transport } from '../transport/transport.ts';
import type { ProviderManifest } from './manifest.ts';
import { ComputeDriverToken, ConnectionToken, NativeToken, SettingsToken, ShutdownToken, StorageDriverToken } from './tokens.ts';

/** Parts of a connection that tests and special programs replace. */
export interface OpenOptions {
  readonly clock?: Clock | undefined;
  readonly random?: (() => number) | undefined;
  /** Wraps (or replaces) the connection's transport. */
  readonly transport?: ((standard: Transport) => Transport) | undefined;
}

const SHUTDOWN_MS = 5_000;

/**
 * One child container a connection: whatever is near credentials is bound in it and nowhere else, so that two accounts of one provider
 * never share a token. Sends nothing.
 */
export async function openCloud(
  root: Container,
  manifest: ProviderManifest,
  input: unknown,
  context: ConfigContext,
  options: OpenOptions = {},
): Promise<Cloud> {
  const settings = await manifest.parseConfig(input, context);
  const capabilities = installed(manifest.capabilitiesFor?.(settings) ?? manifest.capabilities, settings.lacks ?? [], context.source);
  const [tls, module] = await Promise.all([transportOptions(settings, context.source), manifest.load()]);
  const standard = createTransport(tls);
  const transport = options.transport?.(standard) ?? standard;
  const clock = options.clock ?? systemClock;
  const random = options.random ?? Math.random;
  const connection: Connection = {
    provider: manifest.id,
    transport,
    clock,
    random,
    pace: new Pace(clock, random),
    retry: defaultRetryPolicy(settings.maxAttempts === undefined ? {} : { maxAttempts: settings.maxAttempts }),
    timeoutMs: settings.timeoutMs,
    secrets: () => secretsOf(settings),
  };
  const scope = new Container({ parent: root, defaultScope: 'Singleton' });
  scope.bind(SettingsToken).toConstantValue(settings);
  scope.bind(ConnectionToken).toConstantValue(connection);
  await scope.loadAsync(module);
  const group: GroupContext = {
    provider: manifest.id,
    capabilities,
    clock,
    random,
    maxBufferedBytes: settings.maxBufferedBytes,
    maxConnections: settings.maxConnections,
  };
  return new Cloud({
    context: group,
    compute: scope.get(ComputeDriverToken, { optional: true }),
    storage: scope.get(StorageDriverToken, { optional: true }),
    native: scope.get(NativeToken, { optional: true }),
    close: async () => {
      try {
        await shutDown(scope);
      } finally {
        await transport.close();
        await scope.unbindAllAsync();
      }
    },
  });
}

/** What is left of the capabilities of a kind of cloud on this installation. */
function installed(declared: Capabilities, lacks: readonly string[], source: string): Capabilities {
  const problems: string[] = [];
  let left = declared;
  for (const path of lacks) {
    const less = withoutCapability(left, path);
    const close = less === undefined ? nearest(path, declaredPaths(declared)) : undefined;
    if (less === undefined)
      problems.push(
        `${source}: field "lacks": ${JSON.stringify(path)} is no capability of this provider${close === undefined ? '' : `; did you mean "${close}"?`}`,
      );
    else left = less;
  }
  if (problems.length > 0) throw configError(problems);
  return left;
}

/** A server that is gone, or refuses to end a session, must not keep a program from ending; nor may what goes wrong here. */
async function shutDown(scope: Container): Promise<void> {
  const late = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  // Not `AbortSignal.timeout`, whose timer does not keep the program alive: it would end in the middle of `close()`.
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      late.abort(new CloudError('timeout', `the session was not ended within ${SHUTDOWN_MS / 1000} s`));
      resolve();
    }, SHUTDOWN_MS);
  });
  const ending = async (): Promise<void> => {
    await scope.get(ShutdownToken, { optional: true })?.shutdown(late.signal);
  };
  try {
    await Promise.race([ending().catch(() => undefined), patience]);
  } finally {
    clearTimeout(timer);
  }
}
