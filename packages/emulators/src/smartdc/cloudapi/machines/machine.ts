import { randomBytes, randomUUID } from 'node:crypto';
import type { Disk } from './disk-layout.ts';
import type { Job } from './jobs.ts';

export type TagValue = string | number | boolean;

/** VMAPI's states, as far as the emulator produces them; `view.ts` gives the words CloudAPI uses. */
export type MachineState = 'provisioning' | 'running' | 'stopping' | 'ready' | 'stopped' | 'failed' | 'destroyed' | 'unreachable';

export interface Nic {
  readonly mac: string;
  readonly ip: string;
  primary: boolean;
  readonly netmask: string;
  readonly gateway: string | undefined;
  readonly networkId: string;
  state: 'provisioning' | 'running' | 'stopped';
}

export interface Snapshot {
  readonly name: string;
  readonly createdMs: number;
  readonly sizeBytes: number;
}

export interface MountedVolume {
  readonly name: string;
  readonly mode: 'rw' | 'ro';
  readonly mountpoint: string;
}

export interface Machine {
  readonly id: string;
  readonly ownerId: string;
  name: string;
  readonly brand: string;
  readonly imageId: string;
  packageId: string;
  memoryMiB: number;
  diskMiB: number;
  state: MachineState;
  /** The server it was placed on; none until the provision job has got that far. */
  computeNode: string | undefined;
  metadata: Record<string, unknown>;
  readonly credentials: Record<string, string>;
  tags: Record<string, TagValue>;
  nics: Nic[];
  /** Of kvm and bhyve machines. */
  disks: Disk[];
  /** Disks being made at a slot that was asked for. */
  pendingDisks: Disk[];
  /** What the disks may take together; undefined without a flexible package. */
  flexibleDiskMiB: number | undefined;
  /** NFS volumes mounted at creation, by name. */
  readonly volumes: MountedVolume[];
  encrypted: boolean;
  delegateDataset: boolean;
  firewallEnabled: boolean;
  deletionProtection: boolean;
  readonly createdMs: number;
  updatedMs: number;
  readonly snapshots: Snapshot[];
  /** Newest last. */
  readonly jobs: Job[];
}

export const isHvm = (brand: string): boolean => brand === 'kvm' || brand === 'bhyve';

/** Smartdata's prefix, as on SmartOS NICs. */
export const newMac = (): string => `90:b8:d0:${(randomBytes(3).toString('hex').match(/../g) ?? []).join(':')}`;

export function newMachine(
  fields: Pick<Machine, 'id' | 'ownerId' | 'name' | 'brand' | 'imageId' | 'packageId' | 'memoryMiB' | 'diskMiB' | 'createdMs'>,
): Machine {
  return {
    ...fields,
    state: 'provisioning',
    computeNode: undefined,
    metadata: {},
    credentials: {},
    tags: {},
    nics: [],
    disks: [],
    pendingDisks: [],
    flexibleDiskMiB: undefined,
    volumes: [],
    encrypted: false,
    delegateDataset: false,
    firewallEnabled: false,
    deletionProtection: false,
    updatedMs: fields.createdMs,
    snapshots: [],
    jobs: [],
  };
}

export const newComputeNode = (): string => randomUUID();
