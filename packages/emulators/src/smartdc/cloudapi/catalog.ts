import { randomUUID } from 'node:crypto';

export interface Image {
  readonly id: string;
  name: string;
  version: string;
  readonly os: 'smartos' | 'linux' | 'windows' | 'bsd' | 'illumos' | 'other';
  /** The real type of API 8 and later; older versions see smartmachine or virtualmachine. */
  readonly type: 'zone-dataset' | 'lx-dataset' | 'zvol' | 'docker' | 'other';
  state: 'active' | 'unactivated' | 'disabled' | 'creating' | 'failed';
  description?: string;
  homepage?: string;
  eula?: string;
  acl?: string[];
  readonly origin?: string;
  readonly requirements: ImageRequirements;
  readonly sizeBytes: number;
  /** MiB; zvol only. */
  readonly imageSizeMiB?: number;
  tags: Record<string, string>;
  readonly publishedMs: number;
  readonly ownerId: string;
  readonly public: boolean;
  /** Why it failed. */
  error?: { readonly code: string; readonly message: string };
  /** While `creating`: that it will fail. */
  readonly fails?: boolean;
  /** While `creating`: when it becomes active. */
  activeAtMs?: number;
}

export interface ImageRequirements {
  readonly min_ram?: number;
  readonly max_ram?: number;
  readonly brand?: string;
  readonly bootrom?: string;
  readonly password?: boolean;
}

export interface Package {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly memoryMiB: number;
  readonly diskMiB: number;
  readonly swapMiB: number;
  readonly lwps: number;
  /** 0: unset, as on old zone packages. */
  readonly vcpus: number;
  readonly group?: string;
  readonly description?: string;
  readonly brand?: string;
  readonly flexibleDisk?: boolean;
  /** How a flexible package is cut when the request does not say. */
  readonly disks?: readonly { readonly size?: number | 'remaining'; readonly block_size?: number }[];
  readonly active: boolean;
}

export interface Network {
  readonly id: string;
  name: string;
  readonly public: boolean;
  description?: string;
  /** `192.168.128.0/24`. */
  readonly subnet: string;
  startIp: string;
  endIp: string;
  readonly gateway?: string;
  resolvers: string[];
  routes: Record<string, string>;
  readonly fabric?: { readonly vlanId: number; readonly internetNat: boolean };
  /** Of a pool: the networks it hands addresses out of. Lists show the pool and hide these. */
  readonly memberIds?: readonly string[];
  /** Of an account's own network; those without are everybody's. */
  readonly ownerId?: string;
  /** Addresses that are not handed out by themselves. */
  readonly reserved: Set<string>;
  /** How many addresses of the range have been passed. */
  used: number;
}

export interface Vlan {
  readonly ownerId: string;
  readonly vlanId: number;
  name: string;
  description?: string;
}

export interface FirewallRule {
  readonly id: string;
  readonly ownerId: string;
  rule: string;
  enabled: boolean;
  log: boolean;
  description?: string;
  readonly global?: true;
}

/** The operator's account, owner of everything that is there from the beginning. */
export const ADMIN_ID = '930896af-bf8c-48d4-885c-6573a94b1853';

type ImageSeed = Pick<Image, 'name' | 'version' | 'os' | 'type'> & Partial<Image>;

export const makeImage = (seed: ImageSeed, nowMs: number): Image => ({
  id: randomUUID(),
  state: 'active',
  requirements: {},
  sizeBytes: 140_000_000,
  tags: {},
  publishedMs: nowMs,
  ownerId: ADMIN_ID,
  public: true,
  ...seed,
});

export function seedImages(nowMs: number): Image[] {
  return [
    makeImage({ name: 'base-64-lts', version: '22.4.1', os: 'smartos', type: 'zone-dataset', description: 'A 64-bit SmartOS image.' }, nowMs),
    makeImage({ name: 'minimal-64-lts', version: '22.4.1', os: 'smartos', type: 'zone-dataset' }, nowMs),
    makeImage({ name: 'ubuntu-22.04', version: '20230420', os: 'linux', type: 'lx-dataset', tags: { role: 'os' }, requirements: { brand: 'lx' } }, nowMs),
    makeImage({ name: 'debian-12', version: '20240612', os: 'linux', type: 'lx-dataset', requirements: { brand: 'lx', min_ram: 256 } }, nowMs),
    makeImage({ name: 'ubuntu-certified-24.04', version: '20240423', os: 'linux', type: 'zvol', imageSizeMiB: 10_240 }, nowMs),
    makeImage({ name: 'debian-9', version: '20190501', os: 'linux', type: 'lx-dataset', state: 'disabled' }, nowMs),
  ];
}

type PackageSeed = Pick<Package, 'name' | 'memoryMiB' | 'diskMiB' | 'vcpus'> & Partial<Package>;

export const makePackage = (seed: PackageSeed): Package => ({
  id: randomUUID(),
  version: '1.0.0',
  swapMiB: seed.memoryMiB * 4,
  lwps: 4000,
  active: true,
  ...seed,
});

export function seedPackages(): Package[] {
  return [
    makePackage({ name: 'sdc_128', memoryMiB: 128, diskMiB: 3072, vcpus: 0, group: 'SDC' }),
    makePackage({ name: 'g4-highcpu-512M', memoryMiB: 512, diskMiB: 10_240, vcpus: 1, group: 'g4' }),
    makePackage({ name: 'Small 1GB', memoryMiB: 1024, diskMiB: 30_720, vcpus: 1 }),
    // Names are not unique: by name the higher version is meant, and triton refuses to choose.
    makePackage({ name: 'g4-highcpu-1G', memoryMiB: 1024, diskMiB: 25_600, vcpus: 1, group: 'g4', version: '1.0.0' }),
    makePackage({ name: 'g4-highcpu-1G', memoryMiB: 1024, diskMiB: 30_720, vcpus: 1, group: 'g4', version: '1.0.1' }),
    makePackage({ name: 'g4-highcpu-2G', memoryMiB: 2048, diskMiB: 51_200, vcpus: 1, group: 'g4' }),
    makePackage({ name: 'g4-general-8G', memoryMiB: 8192, diskMiB: 204_800, vcpus: 2, group: 'g4', description: 'General purpose' }),
    makePackage({ name: 'b1-bhyve-4G', memoryMiB: 4096, diskMiB: 102_400, vcpus: 2, brand: 'bhyve', flexibleDisk: true, group: 'b1' }),
    makePackage({ name: 'b1-bhyve-8G', memoryMiB: 8192, diskMiB: 204_800, vcpus: 4, brand: 'bhyve', flexibleDisk: true, group: 'b1' }),
    makePackage({ name: 'g3-retired-4G', memoryMiB: 4096, diskMiB: 102_400, vcpus: 1, active: false }),
  ];
}

/** VLAN of the fabric network that is there from the beginning. */
export const DEFAULT_VLAN = 2;

export function seedNetworks(): Network[] {
  return [
    {
      id: randomUUID(),
      name: 'Joyent-SDC-Public',
      public: true,
      subnet: '203.0.113.0/24',
      startIp: '203.0.113.10',
      endIp: '203.0.113.250',
      gateway: '203.0.113.1',
      resolvers: ['8.8.8.8'],
      routes: {},
      reserved: new Set(),
      used: 0,
    },
    {
      id: randomUUID(),
      name: 'My-Fabric-Network',
      public: false,
      description: 'Default fabric',
      subnet: '192.168.128.0/22',
      startIp: '192.168.128.5',
      endIp: '192.168.131.250',
      gateway: '192.168.128.1',
      resolvers: ['8.8.8.8', '8.8.4.4'],
      routes: {},
      fabric: { vlanId: DEFAULT_VLAN, internetNat: true },
      reserved: new Set(),
      used: 0,
    },
  ];
}

/** A pool of two private networks: asked for by the pool's id, machines report a member's. */
export function seedPool(): Network[] {
  const members = [88, 89].map(
    (octet): Network => ({
      id: randomUUID(),
      name: `pool-member-${octet}`,
      public: false,
      subnet: `10.${octet}.0.0/24`,
      startIp: `10.${octet}.0.10`,
      endIp: `10.${octet}.0.250`,
      resolvers: [],
      routes: {},
      reserved: new Set(),
      used: 0,
    }),
  );
  const memberIds = members.map(({ id }) => id);
  const pool: Network = {
    id: randomUUID(),
    name: 'private-pool',
    public: false,
    description: 'Networks behind one name',
    subnet: '',
    startIp: '',
    endIp: '',
    resolvers: [],
    routes: {},
    memberIds,
    reserved: new Set(),
    used: 0,
  };
  return [pool, ...members];
}
