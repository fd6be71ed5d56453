import { Quotas } from '../quotas.ts';
import type { Timeline } from '../timeline.ts';
import type { Flavor } from './flavors.ts';

export interface KeyPair {
  readonly id: number;
  readonly userId: string;
  readonly name: string;
  readonly type: 'ssh' | 'x509';
  readonly publicKey: string;
  readonly fingerprint: string;
  readonly createdAt: number;
}

export interface VolumeAttachment {
  readonly volumeId: string;
  readonly device: string;
  readonly attachmentId: string;
  deleteOnTermination: boolean;
}

export interface InstanceAction {
  readonly action: string;
  readonly requestId: string;
  readonly startedAt: number;
}

export type VmState =
  | 'building'
  | 'active'
  | 'stopped'
  | 'paused'
  | 'suspended'
  | 'rescued'
  | 'resized'
  | 'error'
  | 'shelved'
  | 'shelved_offloaded'
  | 'deleted';

export interface ServerRecord {
  readonly id: string;
  readonly projectId: string;
  readonly userId: string;
  name: string;
  /** Empty when booted from a volume. */
  imageId: string;
  flavor: Flavor;
  /** While a resize waits for its confirmation: the flavor to go back to. */
  oldFlavor: Flavor | undefined;
  /** The state a confirmed or reverted resize returns to. */
  stateBeforeResize: VmState;
  readonly createdAt: number;
  updatedAt: number;
  launchedAt: number | null;
  metadata: Record<string, string>;
  tags: string[];
  keyName: string | null;
  configDrive: boolean;
  /** Base64 as given. */
  userData: string | null;
  adminPass: string;
  vmState: VmState;
  taskState: string | null;
  /** libvirt's numbers: 0 none, 1 running, 3 paused, 4 shut down, 7 suspended. */
  powerState: number;
  locked: boolean;
  lockedReason: string | null;
  description: string | null;
  hostname: string;
  availabilityZone: string;
  diskConfig: 'AUTO' | 'MANUAL';
  accessIPv4: string;
  accessIPv6: string;
  /** Names. */
  securityGroups: string[];
  readonly volumes: VolumeAttachment[];
  readonly actions: InstanceAction[];
  reservationId: string;
  fault: { readonly code: number; readonly message: string; readonly createdAt: number } | undefined;
  host: string;
  readonly migrations: Migration[];
  readonly serverGroupId: string | undefined;
  readonly timeline: Timeline;
}

/** Where it runs is not its maker's to say. */
export type NewServer = Omit<ServerRecord, 'host' | 'migrations' | 'serverGroupId'> & { readonly serverGroupId?: string | undefined };

export interface ServerSeed {
  readonly name: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly state?: 'active' | 'stopped';
  /** Default: one of 2 GiB, and the first image. */
  readonly flavorId?: string | undefined;
  readonly imageId?: string | undefined;
}

/** Where servers are said to run. */
export const HOSTS: readonly string[] = ['fake1', 'fake2'];

export interface Migration {
  readonly type: 'migration' | 'live-migration' | 'resize';
  readonly from: string;
  readonly to: string;
  readonly status: string;
  readonly at: number;
}

export interface ServerGroup {
  readonly id: string;
  readonly projectId: string;
  readonly userId: string;
  readonly name: string;
  readonly policy: string;
  readonly rules: Readonly<Record<string, number>>;
}

export interface Aggregate {
  readonly id: number;
  readonly name: string;
  readonly availabilityZone: string | null;
  hosts: string[];
  metadata: Readonly<Record<string, string>>;
  readonly createdAt: number;
}

/** Wider than Zed's: nobody is to reach them by accident. */
const QUOTAS = {
  instances: 10_000,
  cores: 40_000,
  ram: 81_920_000,
  metadata_items: 128,
  key_pairs: 100,
  server_groups: 10,
  server_group_members: 10,
  injected_files: 5,
  injected_file_content_bytes: 10_240,
  injected_file_path_bytes: 255,
  fixed_ips: -1,
  floating_ips: -1,
  security_groups: -1,
  security_group_rules: -1,
} as const;

/** What Nova keeps of one region. */
export class ComputeState {
  readonly flavors: Flavor[];
  readonly quotas: Quotas = new Quotas(QUOTAS);
  readonly serverGroups: Map<string, ServerGroup> = new Map();
  readonly aggregates: Map<number, Aggregate> = new Map();
  readonly keyPairs: KeyPair[] = [];
  readonly #servers = new Map<string, ServerRecord>();
  #nextKeyPairId = 1;

  constructor(flavors: readonly Flavor[]) {
    this.flavors = flavors.map((flavor) => ({ ...flavor }));
  }

  nextKeyPairId(): number {
    return this.#nextKeyPairId++;
  }

  add(server: NewServer): ServerRecord {
    // Turn by turn, which is what Nova's scheduler comes to.
    const host = HOSTS[this.#servers.size % HOSTS.length] ?? '';
    const record: ServerRecord = Object.assign(server, { host, migrations: [], serverGroupId: server.serverGroupId });
    this.#servers.set(server.id, record);
    return record;
  }

  remove(id: string): void {
    this.#servers.delete(id);
  }

  settle(now: number): void {
    for (const server of this.#servers.values()) server.timeline.settle(now);
  }

  get(id: string): ServerRecord | undefined {
    return this.#servers.get(id);
  }

  all(): ServerRecord[] {
    return [...this.#servers.values()];
  }

  /** Newest first; in the same second the later created comes first, which real Nova leaves to the uuids. */
  ofProject(projectId: string): ServerRecord[] {
    return [...this.#servers.values()].filter((server) => server.projectId === projectId).reverse();
  }
}
