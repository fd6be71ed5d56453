import type { Emulator, EmulatorOptions } from '../emulator.ts';
import { AdjustableClock } from '../kit/clock.ts';
import { FaultPlan } from '../kit/faults.ts';
import { EmulatorServer, type SeenRequest } from '../kit/server.ts';
import type { Cloud, Flavour, Region } from './cloud.ts';
import { ComputeState, type ServerSeed } from './compute/compute-state.ts';
import { OPENSTACK_FLAVORS, RACKSPACE_FLAVORS } from './compute/flavors.ts';
import { seedServer } from './compute/seed-server.ts';
import { Catalog } from './identity/catalog.ts';
import { type ApplicationCredential, Directory, type User } from './identity/directory.ts';
import { Tokens } from './identity/tokens.ts';
import { type ImageSeed, ImageState } from './image/image-state.ts';
import { NetworkState } from './network/network-state.ts';
import { RackspaceState } from './rackspace/rackspace-state.ts';
import { route } from './router.ts';
import { SEED_IMAGES } from './seed-images.ts';
import { SwiftStore } from './swift/swift-store.ts';
import { VolumeState } from './volume/volume-state.ts';

export interface OpenstackEmulatorOptions extends EmulatorOptions {
  /** `rackspace`: Keystone v2 with API keys, two compute rows, split tenants, no microversions. Default `openstack`. */
  readonly flavour?: Flavour;
  /** Serve Keystone v2.0 beside v3, as clouds up to Pike did. Default true; Rackspace has nothing else. */
  readonly keystoneV2?: boolean;
  /** What links in answers begin with, such as `http://10.0.0.1:8774` behind a TLS proxy. Default: the port's own origin. */
  readonly linkOrigin?: string;
  /** Swift's `max_file_size`; larger objects need segments. Default 5 GiB + 2. */
  readonly maxObjectBytes?: number;
  /** More of these in the first region, owned by the profile's project. */
  readonly seed?: { readonly images?: readonly ImageSeed[]; readonly servers?: readonly ServerSeed[] };
}

export interface OpenstackEmulator extends Emulator {
  readonly provider: Flavour;
  /** Origin of each region's port, by region name. The first one is `url`, and holds Keystone. */
  readonly regions: Readonly<Record<string, string>>;
  /** A ready application credential of the profile's user and project. Absent on Rackspace. */
  readonly applicationCredential: Pick<ApplicationCredential, 'id' | 'name' | 'secret'> | undefined;
  /** A profile that uses the application credential. Absent on Rackspace. */
  readonly applicationCredentialProfile: Readonly<Record<string, unknown>> | undefined;
  /** Another user, in another project: sees nothing of the profile's. */
  readonly stranger: Pick<User, 'name' | 'password' | 'apiKey'> & { readonly projectName: string };
  /** May do everything, everywhere. Absent on Rackspace. */
  readonly administrator: (Pick<User, 'name' | 'password'> & { readonly projectName: string }) | undefined;
  readonly projectId: string;
  /** Last part of the Swift URL. */
  readonly storageAccount: string;
  /** User data of a server as it was given (base64), from any region. */
  userData(serverId: string): string | undefined;
}

const REGIONS: Readonly<Record<Flavour, readonly [string, string]>> = { openstack: ['RegionOne', 'RegionTwo'], rackspace: ['ORD', 'DFW'] };

const VOLUME_TYPES = {
  openstack: [
    { name: '__DEFAULT__', description: 'Default Volume Type' },
    { name: 'fast', description: '' },
  ],
  rackspace: [
    { name: 'SATA', description: '' },
    { name: 'SSD', description: '' },
  ],
} as const;

/** Swift's default: 5 GiB + 2. */
const MAX_OBJECT_BYTES = 5_368_709_122;

const HOUR_MS = 3_600_000;

/** Starts a cloud of two regions, each on its own port of 127.0.0.1. */
export async function startOpenstackEmulator(options: OpenstackEmulatorOptions = {}): Promise<OpenstackEmulator> {
  const flavour = options.flavour ?? 'openstack';
  const clock = options.clock ?? new AdjustableClock();
  const faults = new FaultPlan();
  const seen: SeenRequest[] = [];
  const directory = new Directory(flavour);
  const regions: Region[] = [];
  let cloud: Cloud | undefined;

  const listen = (index: number): Promise<EmulatorServer> =>
    EmulatorServer.listen({
      ...(index === 0 && options.port !== undefined ? { port: options.port } : {}),
      ...(options.tls === undefined ? {} : { tls: options.tls }),
      clock,
      faults,
      seen,
      handler: (request, response) => {
        const region = regions[index];
        if (cloud === undefined || region === undefined) throw new Error('request before start');
        return route(cloud, region, request, response);
      },
    });

  const servers = await Promise.all([listen(0), listen(1)]);
  const now = clock.now();
  for (const [index, server] of servers.entries()) {
    const name = REGIONS[flavour][index] ?? '';
    regions.push({
      name,
      origin: server.origin,
      linkOrigin: options.linkOrigin ?? server.origin,
      compute: new ComputeState(flavour === 'rackspace' ? RACKSPACE_FLAVORS : OPENSTACK_FLAVORS),
      images: new ImageState(),
      volumes: new VolumeState(VOLUME_TYPES[flavour]),
      networks: new NetworkState(
        flavour,
        directory.projects.map((project) => project.id),
        now,
      ),
      objects: new SwiftStore(),
      rackspace: new RackspaceState(),
    });
  }
  const [origin = ''] = servers.map((server) => server.origin);
  const authUrl = flavour === 'rackspace' ? `${origin}/v2.0` : `${origin}/identity/v3`;
  cloud = {
    flavour,
    clock,
    transitionMs: options.transitionMs ?? 50,
    maxPageSize: options.maxPageSize,
    maxObjectBytes: options.maxObjectBytes ?? MAX_OBJECT_BYTES,
    keystoneV2: flavour === 'rackspace' || (options.keystoneV2 ?? true),
    directory,
    tokens: new Tokens(clock, options.tokenLifetimeMs ?? HOUR_MS, flavour),
    catalog: new Catalog(
      regions.map((region) => ({ name: region.name, origin: region.origin })),
      flavour,
    ),
    authUri: authUrl,
    regions: () => regions,
  };
  seed(regions, directory, flavour, now, options);

  const [user, other] = directory.users;
  const [project, otherProject] = directory.projects;
  const [home] = regions;
  if (user === undefined || other === undefined || project === undefined || otherProject === undefined || home === undefined) throw new Error('nobody seeded');
  const administrator = directory.users.find(({ name }) => name === 'admin');
  const credential = [...directory.applicationCredentials.values()][0];
  const close = async (): Promise<void> => {
    await Promise.all(servers.map((server) => server.close()));
  };
  return {
    provider: flavour,
    url: origin,
    profile:
      flavour === 'rackspace'
        ? { provider: 'rackspace', authUrl, username: user.name, apiKey: user.apiKey, region: home.name }
        : {
            provider: 'openstack',
            authUrl,
            username: user.name,
            password: user.password,
            projectName: project.name,
            userDomainName: 'Default',
            projectDomainName: 'Default',
            region: home.name,
          },
    applicationCredential: credential === undefined ? undefined : { id: credential.id, name: credential.name, secret: credential.secret },
    applicationCredentialProfile:
      credential === undefined
        ? undefined
        : { provider: 'openstack', authUrl, applicationCredentialId: credential.id, applicationCredentialSecret: credential.secret, region: home.name },
    stranger: { name: other.name, password: other.password, apiKey: other.apiKey, projectName: otherProject.name },
    administrator: administrator === undefined ? undefined : { name: administrator.name, password: administrator.password, projectName: 'admin' },
    projectId: project.id,
    storageAccount: project.storageAccount,
    regions: Object.fromEntries(regions.map((region) => [region.name, region.origin])),
    seen,
    faults,
    clock,
    userData: (serverId) => regions.map((region) => region.compute.get(serverId)?.userData).find((data) => typeof data === 'string') ?? undefined,
    revokeTokens: () => cloud.tokens.revokeAll(),
    close,
    [Symbol.asyncDispose]: close,
  };
}

function seed(regions: readonly Region[], directory: Directory, flavour: Flavour, now: number, options: OpenstackEmulatorOptions): void {
  const [project] = directory.projects;
  const [user] = directory.users;
  for (const region of regions) for (const image of SEED_IMAGES[flavour]) region.images.seed(image, now);
  const [home] = regions;
  if (home === undefined || project === undefined || user === undefined) return;
  for (const image of options.seed?.images ?? []) home.images.seed(image, now);
  for (const server of options.seed?.servers ?? []) seedServer(home, project, user, flavour, server, now);
}
