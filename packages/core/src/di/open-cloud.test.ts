import { Container, ContainerModule } from 'inversify';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Cloud } from '../cloud.ts';
import { CloudError } from '../errors/cloud-error.ts';
import { everything } from '../testing/everything.ts';
import { cloudError, rejection } from '../testing/rejection.ts';
import { aServer } from '../testing/servers.ts';
import type { Connection } from '../transport/connection.ts';
import { FakeClock } from '../transport/testing/fake-connection.ts';
import type { Transport } from '../transport/transport.ts';
import type { ProviderManifest } from './manifest.ts';
import { type OpenOptions, openCloud } from './open-cloud.ts';
import { ComputeDriverToken, ConnectionToken, NativeToken, SettingsToken, type Shutdown, ShutdownToken } from './tokens.ts';

interface FakeSettings {
  readonly account: string;
  readonly maxAttempts?: number;
  readonly timeoutMs?: number;
}

/** What a driver keeps near its credentials. */
class Session {
  readonly settings: FakeSettings;
  readonly connection: Connection;

  constructor(settings: FakeSettings, connection: Connection) {
    this.settings = settings;
    this.connection = connection;
  }
}

const context = { source: 'connect()', directory: '/', home: '/', env: {} };

function bench(shutdown?: () => Shutdown) {
  const log: string[] = [];
  const transport: Transport = {
    send: async () => {
      throw new CloudError('unavailable', 'no network in here');
    },
    close: async () => void log.push('transport closed'),
  };
  // One module for all connections, as a package has.
  const module = new ContainerModule(({ bind }) => {
    bind(NativeToken).toResolvedValue(
      (settings, connection) => new Session(settings as FakeSettings, connection as Connection),
      [SettingsToken, ConnectionToken],
    );
    bind(ComputeDriverToken).toResolvedValue(
      (native) => ({
        servers: {
          listPage: async () => ({ items: [] }),
          get: async (id: string) => aServer(id, { name: (native as Session).settings.account }),
        },
      }),
      [NativeToken],
    );
    if (shutdown !== undefined) bind(ShutdownToken).toDynamicValue(shutdown);
  });
  const manifest: ProviderManifest = {
    id: 'fake',
    capabilities: everything,
    fields: {},
    parseConfig: async (input) => input as never,
    load: async () => module,
  };
  const root = new Container({ defaultScope: 'Singleton' });
  const open = (settings: FakeSettings, options: OpenOptions = {}, changed: Partial<ProviderManifest> = {}): Promise<Cloud> =>
    openCloud(root, { ...manifest, ...changed }, settings, context, { transport: () => transport, clock: new FakeClock(), ...options });
  return { open, root, log };
}

afterEach(() => {
  vi.useRealTimers();
});

describe('openCloud', () => {
  it('keeps two accounts of one provider apart, each with its own session', async () => {
    const { open, root } = bench();
    const [one, two] = await Promise.all([open({ account: 'one' }), open({ account: 'two' })]);
    expect((await one.compute.servers.get('x')).name).toBe('one');
    expect((await two.compute.servers.get('x')).name).toBe('two');
    const [a, b] = [one.native as Session, two.native as Session];
    expect(a).not.toBe(b);
    expect(a.connection).not.toBe(b.connection);
    // Nothing near credentials in what connections share.
    for (const token of [SettingsToken, ConnectionToken, NativeToken, ComputeDriverToken]) expect(root.isBound(token)).toBe(false);
    await one.close();
    expect((await two.compute.servers.get('x')).name).toBe('two');
  });

  it('makes one session a connection, whoever asks for it', async () => {
    const { open } = bench();
    const cloud = await open({ account: 'one' });
    const session = cloud.native as Session;
    expect(session.settings.account).toBe('one');
    expect((await cloud.compute.servers.get('x')).name).toBe('one');
    expect(cloud.native).toBe(session);
  });

  it('gives the driver what the profile says of retries and time', async () => {
    const { open } = bench();
    const { connection } = (await open({ account: 'a', maxAttempts: 7, timeoutMs: 123 })).native as Session;
    expect([connection.provider, connection.retry.maxAttempts, connection.timeoutMs]).toEqual(['fake', 7, 123]);
  });

  it('takes the capabilities of this configuration where they are less', async () => {
    const { open } = bench();
    const cloud = await open({ account: 'a' }, {}, { capabilitiesFor: () => ({}) });
    expect(cloud.capabilities).toEqual({});
    expect((await cloudError(cloud.compute.servers.get('x'))).code).toBe('unsupported');
    expect(cloud.storage.objects.supported).toBe(false);
  });

  it('refuses a bad configuration before it loads the driver', async () => {
    const { open } = bench();
    let loaded = 0;
    const bad = new CloudError('invalid-argument', 'bad configuration');
    const changed: Partial<ProviderManifest> = {
      parseConfig: async () => {
        throw bad;
      },
      load: async () => {
        loaded += 1;
        return new ContainerModule(() => undefined);
      },
    };
    expect(await rejection(open({ account: 'a' }, {}, changed))).toBe(bad);
    expect(loaded).toBe(0);
  });
});

describe('cloud.close', () => {
  it('ends the session, then the connections, once', async () => {
    const { open, log } = bench(() => ({
      shutdown: async (signal) => {
        expect(signal.aborted).toBe(false);
        log.push('signed off');
      },
    }));
    const cloud = await open({ account: 'a' });
    expect(log).toEqual([]);
    await Promise.all([cloud.close(), cloud.close(), cloud[Symbol.asyncDispose]()]);
    expect(log).toEqual(['signed off', 'transport closed']);
  });

  it('closes without a session to end', async () => {
    const { open, log } = bench();
    await (await open({ account: 'a' })).close();
    expect(log).toEqual(['transport closed']);
  });

  it.each<[string, () => Shutdown]>([
    ['rejects', () => ({ shutdown: () => Promise.reject(new Error('no')) })],
    [
      'throws',
      () => ({
        shutdown: () => {
          throw new TypeError('a bug');
        },
      }),
    ],
    [
      'cannot even be made',
      () => {
        throw new TypeError('a bug');
      },
    ],
  ])('closes the connections also when the end of the session %s', async (_, shutdown) => {
    const { open, log } = bench(shutdown);
    await (await open({ account: 'a' })).close();
    expect(log).toEqual(['transport closed']);
  });

  it('waits five seconds for a session that will not end, tells it so, and goes on', async () => {
    vi.useFakeTimers();
    let signal: AbortSignal | undefined;
    const { open, log } = bench(() => ({
      shutdown: (given) => {
        signal = given;
        return new Promise(() => undefined);
      },
    }));
    const cloud = await open({ account: 'a' });
    let closed = false;
    const closing = cloud.close().then(() => {
      closed = true;
    });
    await vi.advanceTimersByTimeAsync(4_999);
    expect([closed, signal?.aborted, log]).toEqual([false, false, []]);
    await vi.advanceTimersByTimeAsync(1);
    await closing;
    expect([signal?.aborted, log]).toEqual([true, ['transport closed']]);
    expect(signal?.reason).toMatchObject({ code: 'timeout' });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('leaves no timer behind when all went well', async () => {
    vi.useFakeTimers();
    const { open } = bench(() => ({ shutdown: async () => undefined }));
    await (await open({ account: 'a' })).close();
    expect(vi.getTimerCount()).toBe(0);
  });
});
