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
  readonly timeline: Timeline;
}

export interface ServerSeed {
  readonly name: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly state?: 'active' | 'stopped';
  /** Default: one of 2 GiB, and the first image. */
  readonly flavorId?: string | undefined;
  readonly imageId?: string | undefined;
}

/** What Nova keeps of one region. */
export class ComputeState {
  readonly flavors: readonly Flavor[];
  readonly keyPairs: KeyPair[] = [];
  readonly #servers = new Map<string, ServerRecord>();
  #nextKeyPairId = 1;

  constructor(flavors: readonly Flavor[]) {
    this.flavors = flavors;
  }

  nextKeyPairId(): number {
    return this.#nextKeyPairId++;
  }

  add(server: ServerRecord): void {
    this.#servers.set(server.id, server);
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

  /** Newest first; in the same second the later created comes first, which real Nova leaves to the uuids. */
  ofProject(projectId: string): ServerRecord[] {
    return [...this.#servers.values()].filter((server) => server.projectId === projectId).reverse();
  }
}
