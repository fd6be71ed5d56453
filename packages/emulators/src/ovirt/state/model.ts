import type { BlockStore } from './block-store.ts';

/** What the engine's database would hold. Sizes in bytes, times in ms since the epoch. */
export interface DataCenter {
  readonly id: string;
  name: string;
  description: string;
  status: 'uninitialized' | 'up' | 'maintenance' | 'not_operational';
}

export interface Cluster {
  readonly id: string;
  name: string;
  description: string;
  readonly dataCenterId: string;
}

export type HostStatus = 'up' | 'maintenance' | 'preparing_for_maintenance' | 'installing' | 'unassigned' | 'reboot' | 'down' | 'non_responsive';

export interface Host {
  readonly id: string;
  name: string;
  address: string;
  clusterId: string;
  status: HostStatus;
}

export interface Network {
  readonly id: string;
  name: string;
  description: string;
  readonly dataCenterId: string;
  vlan?: number;
}

export interface VnicProfile {
  readonly id: string;
  name: string;
  readonly networkId: string;
}

export const STORAGE_KINDS = ['nfs', 'iscsi', 'glance', 'fcp', 'localfs', 'posixfs', 'glusterfs'] as const; // prettier-ignore
export type StorageKind = (typeof STORAGE_KINDS)[number];

export interface StorageDomain {
  readonly id: string;
  name: string;
  description: string;
  readonly type: 'data' | 'iso' | 'export' | 'image';
  readonly storage: StorageKind;
  dataCenterId: string | undefined;
  /** As its data center sees it. */
  status: 'active' | 'maintenance' | 'locked' | 'activating' | 'preparing_for_maintenance' | 'detaching';
  readonly totalBytes: number;
  master: boolean;
  /** Where it is, as it was told when it was added. */
  readonly connection: { readonly address?: string; readonly path?: string };
}

export interface Cpu {
  readonly sockets: number;
  readonly cores: number;
  readonly threads: number;
}

export interface InstanceType {
  readonly id: string;
  name: string;
  description: string;
  memory: number;
  cpu: Cpu;
}

export type DiskFormat = 'raw' | 'cow';

export interface Disk {
  readonly id: string;
  alias: string;
  description: string;
  format: DiskFormat;
  sparse: boolean;
  provisionedSize: number;
  readonly initialSize: number;
  status: 'ok' | 'locked' | 'illegal';
  storageDomainId: string;
  readonly contentType: string;
  readonly shareable: boolean;
  readonly createdAt: number;
  /** The virtual disk's bytes, as a guest would see them. */
  readonly content: BlockStore;
  /** The template whose disk this is. */
  readonly templateId?: string;
}

export interface Attachment {
  readonly diskId: string;
  interface: string;
  bootable: boolean;
  active: boolean;
  readonly readOnly: boolean;
}

export interface Nic {
  readonly id: string;
  name: string;
  readonly interface: string;
  mac: string;
  vnicProfileId: string | undefined;
  linked: boolean;
  plugged: boolean;
}

export interface Initialization {
  /** Scalar members as they were sent, in order; `root_password` is kept apart and never shown. */
  readonly members: readonly (readonly [name: string, value: string])[];
  readonly nicConfigurations: number;
}

export type VmStatus =
  | 'down'
  | 'up'
  | 'powering_up'
  | 'paused'
  | 'migrating'
  | 'wait_for_launch'
  | 'reboot_in_progress'
  | 'saving_state'
  | 'restoring_state'
  | 'suspended'
  | 'image_locked'
  | 'powering_down';

export interface Snapshot {
  readonly id: string;
  description: string;
  type: 'active' | 'regular' | 'stateless' | 'preview';
  status: 'ok' | 'locked' | 'in_preview';
  readonly createdAt: number;
  readonly persistMemory: boolean;
  /** The content of each disk at that moment, by disk id. */
  readonly contents: Map<string, BlockStore>;
  readonly nics?: ReadonlyMap<string, Nic>;
}

export interface Backup {
  readonly id: string;
  readonly vmId: string;
  readonly description: string;
  readonly diskIds: readonly string[];
  /** The disks as they were when it began, by id. */
  readonly contents: ReadonlyMap<string, BlockStore>;
  readonly fromCheckpointId: string | undefined;
  readonly toCheckpointId: string;
  phase: 'initializing' | 'starting' | 'ready' | 'finalizing' | 'succeeded' | 'failed';
  readonly createdAt: number;
  modifiedAt: number;
}

export interface Checkpoint {
  readonly id: string;
  readonly description: string;
  readonly diskIds: readonly string[];
  readonly parentId: string | undefined;
  readonly createdAt: number;
}

export interface Vm {
  readonly id: string;
  name: string;
  description: string;
  comment: string;
  clusterId: string;
  readonly templateId: string;
  instanceTypeId: string | undefined;
  status: VmStatus;
  memory: number;
  guaranteedMemory: number;
  maxMemory: number;
  cpu: Cpu;
  osType: string;
  type: string;
  deleteProtected: boolean;
  stateless: boolean;
  customProperties: readonly (readonly [name: string, value: string])[];
  initialization: Initialization | undefined;
  /** What the guest was given at its last start; for tests. */
  lastBoot: { readonly initialization: Initialization | undefined; readonly applied: boolean } | undefined;
  started: boolean;
  /** A configuration that waits for the VM to be down: `next_run`. */
  nextRun: Partial<Pick<Vm, 'memory' | 'guaranteedMemory' | 'maxMemory' | 'cpu' | 'instanceTypeId'>> | undefined;
  hostId: string | undefined;
  readonly createdAt: number;
  startedAt: number | undefined;
  stoppedAt: number | undefined;
  readonly attachments: Map<string, Attachment>;
  readonly nics: Map<string, Nic>;
  readonly snapshots: Map<string, Snapshot>;
  readonly tagIds: Set<string>;
  readonly address: string;
  /** The pool that it belongs to. */
  poolId?: string | undefined;
  readonly checkpoints: Map<string, Checkpoint>;
  /** The file in its CD-ROM drive; the second one is what is in there until it is down. */
  cdrom: string | undefined;
  cdromNow: string | undefined;
}

export interface Template {
  readonly id: string;
  name: string;
  description: string;
  comment: string;
  readonly baseId: string;
  readonly versionNumber: number;
  readonly versionName: string;
  status: 'ok' | 'locked' | 'illegal';
  readonly clusterId: string | undefined;
  readonly memory: number;
  readonly cpu: Cpu;
  readonly osType: string;
  readonly createdAt: number;
  readonly attachments: Map<string, Attachment>;
  readonly nics: Map<string, Nic>;
  readonly tagIds: Set<string>;
}

export interface Tag {
  readonly id: string;
  name: string;
  description: string;
  parentId: string | undefined;
}

export interface Job {
  readonly id: string;
  readonly correlationId: string;
  readonly description: string;
  status: 'started' | 'finished' | 'failed';
  readonly startedAt: number;
  endedAt: number | undefined;
  /** Of another program, not of the engine. */
  external?: boolean;
  autoCleared?: boolean;
}

export interface EngineEvent {
  readonly index: number;
  readonly code: number;
  readonly description: string;
  readonly severity: string;
  readonly time: number;
  readonly correlationId: string;
  readonly vmId?: string;
  /** As it was called then. */
  readonly vmName?: string | undefined;
  readonly origin: string;
  readonly customId: number;
}

export type TransferPhase =
  | 'initializing'
  | 'transferring'
  | 'resuming'
  | 'paused_user'
  | 'paused_system'
  | 'cancelled_user'
  | 'cancelled_system'
  | 'finalizing_success'
  | 'finalizing_failure'
  | 'finalizing_cleanup'
  | 'finished_success'
  | 'finished_failure'
  | 'finished_cleanup';

export interface Transfer {
  readonly id: string;
  readonly diskId: string;
  readonly direction: 'upload' | 'download';
  readonly format: DiskFormat;
  readonly shallow: boolean;
  readonly inactivityTimeout: number;
  readonly timeoutPolicy: 'legacy' | 'pause' | 'cancel';
  phase: TransferPhase;
  /** The secret of the imageio URL. A resumed transfer gets a new one. */
  ticketId: string | undefined;
  /** Bytes read or written so far. */
  transferred: number;
  lastActivity: number;
  /** Data requests running at this moment: a transfer with one is not idle. */
  connections: number;
  /** What is read and written: the disk's own bytes (raw), or a qcow2 file made from or to be made into them (cow). */
  readonly store: BlockStore;
  readonly sizeBytes: number;
  readonly sparse: boolean;
  /** It reads a snapshot or a backup, and leaves the disk alone. */
  readonly ofThePast: boolean;
}
