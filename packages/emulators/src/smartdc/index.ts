import { createPrivateKey, createPublicKey, generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import { AdjustableClock, type EmulatorClock } from '../kit/clock.ts';
import { FaultPlan } from '../kit/faults.ts';
import { EmulatorServer, type SeenRequest } from '../kit/server.ts';
import { seedImages, seedNetworks, seedPackages, seedPool } from './cloudapi/catalog.ts';
import { Cloud } from './cloudapi/cloud.ts';
import { cloudapi } from './cloudapi/service.ts';
import { Accounts, addKey } from './identity/accounts.ts';
import { exportTarget } from './manta/exports.ts';
import { manta } from './manta/service.ts';
import { Store } from './manta/store.ts';
import type { SmartdcEmulator, SmartdcEmulatorOptions, SmartdcProfile } from './options.ts';
import { seedAccounts, seedCloud } from './seed.ts';

export type { AccountSeed, MachineSeed, SmartdcEmulator, SmartdcEmulatorOptions, SmartdcProfile, SubuserSeed } from './options.ts';

const DATACENTERS = ['us-test-1', 'us-test-2'] as const;

/** CloudAPI of two datacenters that share their accounts, and one Manta: three ports. `port` is the first datacenter's. */
export async function startSmartdcEmulator(options: SmartdcEmulatorOptions = {}): Promise<SmartdcEmulator> {
  const clock: EmulatorClock = options.clock ?? new AdjustableClock();
  const faults = new FaultPlan();
  const seen: SeenRequest[] = [];
  const privateKey = options.privateKey ?? (await processKey());
  const publicKey = createPublicKey(createPrivateKey(privateKey)).export({ type: 'spki', format: 'pem' }).toString();
  const login = options.account ?? 'demo';

  const accounts = new Accounts();
  const account = accounts.add(login, clock.now());
  const { ssh } = addKey(account, 'id_rsa', publicKey);
  const store = new Store({
    clock,
    accounts,
    tokenLifetimeMs: options.tokenLifetimeMs ?? 3_600_000,
    requiresTls: options.mantaRequiresTls === true,
    defaultPageSize: Math.min(256, options.maxPageSize ?? 256),
    buckets: options.mantaBuckets !== false,
    bucketPageSize: Math.min(1024, options.maxPageSize ?? 1024),
    minPartBytes: options.minPartBytes ?? 5 * 1024 * 1024,
  });
  store.tree.addAccount(login, clock.now());
  seedAccounts(options, accounts, account, store.tree, clock.now());

  // The operator's images are the same everywhere.
  const images = seedImages(clock.now());
  const clouds = DATACENTERS.map(
    (datacenter) =>
      new Cloud({
        datacenter,
        clock,
        accounts,
        transitionMs: options.transitionMs ?? 50,
        maxPageSize: Math.min(1000, options.maxPageSize ?? 1000),
        images: images.map((image) => ({ ...image })),
        packages: seedPackages(),
        networks: [...seedNetworks(), ...(options.networkPool === true ? seedPool() : [])],
        ...(options.limits === undefined ? {} : { limits: options.limits }),
        ...(options.userMigrations === undefined ? {} : { userMigrations: options.userMigrations }),
        ...(options.delegateDatasets === undefined ? {} : { delegateDatasets: options.delegateDatasets }),
        ...(options.approvedForProvisioning === undefined ? {} : { approvedForProvisioning: options.approvedForProvisioning }),
      }),
  );
  for (const cloud of clouds) {
    cloud.exports = exportTarget(store.tree);
    for (const other of clouds) if (other !== cloud) cloud.siblings.set(other.datacenter, other);
  }
  const [home, away] = clouds as [Cloud, Cloud];
  seedCloud(options, home, account, clock.now());

  const shared = { clock, faults, seen, upgrades: true, ...(options.tls === undefined ? {} : { tls: options.tls }) };
  const at = (port: number | undefined): { port?: number } => (port === undefined ? {} : { port });
  const servers: EmulatorServer[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(servers.map((server) => server.close()));
  };
  try {
    servers.push(await EmulatorServer.listen({ ...shared, ...at(options.port), handler: cloudapi(home, options.throttle) }));
    servers.push(await EmulatorServer.listen({ ...shared, handler: cloudapi(away, options.throttle) }));
    servers.push(await EmulatorServer.listen({ ...shared, ...at(options.mantaPort), handler: manta(store, options.tls !== undefined) }));
  } catch (error) {
    await close();
    throw error;
  }
  const [url, awayUrl, mantaUrl] = servers.map((server) => server.origin) as [string, string, string];
  for (const cloud of clouds) {
    Object.assign(cloud.datacenters, { [home.datacenter]: url, [away.datacenter]: awayUrl });
    Object.assign(cloud.services, { cloudapi: cloud === home ? url : awayUrl, manta: mantaUrl });
  }

  const profile: SmartdcProfile = { provider: 'smartdc', url, mantaUrl, account: login, keyId: ssh.fingerprint, privateKey };
  return {
    provider: 'smartdc',
    url,
    mantaUrl,
    profile,
    seen,
    faults,
    clock,
    addKey(name, key, owner = {}) {
      const found = accounts.get(owner.account ?? login);
      const holder = owner.user === undefined ? found : found?.users.find((user) => user.login === owner.user);
      if (holder === undefined) throw new Error('no such account or user');
      return addKey(holder, name, key).ssh.fingerprint;
    },
    failNextProvisions(times = 1) {
      home.failingProvisions += times;
    },
    failNextImages(times = 1) {
      home.failingImages += times;
    },
    setDisabled(disabled, name = login) {
      const found = accounts.get(name);
      if (found === undefined) throw new Error(`no account ${name}`);
      found.disabled = disabled;
    },
    setMaintenance(maintenance) {
      home.maintenance = maintenance === undefined ? undefined : { until: maintenance.until?.toUTCString() };
    },
    storedObject(path) {
      const entry = store.tree.find(path.split('/').slice(1));
      return entry?.type === 'object' ? entry.body : undefined;
    },
    revokeTokens() {
      store.tokens.clear();
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

let madeKey: Promise<string> | undefined;

/** Making an RSA key takes longer than starting the servers: one does for a process. */
function processKey(): Promise<string> {
  madeKey ??= promisify(generateKeyPair)('rsa', { modulusLength: 2048 }).then((pair) => pair.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString());
  return madeKey;
}
