import { randomUUID } from 'node:crypto';
import { Quotas } from '../quotas.ts';
import { Timeline } from '../timeline.ts';
import type { JsonObject } from '../values.ts';

export interface VolumeType {
  readonly id: string;
  name: string;
  description: string;
  isPublic: boolean;
  extraSpecs: Record<string, string>;
  /** Who may use it when it is not public. */
  readonly projectIds: Set<string>;
  qosId: string | null;
}

export interface Backup {
  readonly id: string;
  readonly projectId: string;
  readonly volumeId: string;
  readonly snapshotId: string | null;
  readonly parentId: string | null;
  readonly incremental: boolean;
  readonly name: string | null;
  readonly description: string | null;
  status: string;
  readonly sizeGiB: number;
  readonly metadata: Readonly<Record<string, string>>;
  readonly createdAt: number;
  updatedAt: number | null;
  readonly timeline: Timeline;
}

export interface GroupRecord {
  readonly id: string;
  readonly projectId: string;
  name: string | null;
  description: string | null;
  readonly typeId: string;
  readonly volumeTypes: readonly string[];
  status: string;
  readonly createdAt: number;
  updatedAt: number | null;
  readonly timeline: Timeline;
}

export interface GroupType {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly is_public: boolean;
  readonly group_specs: Readonly<Record<string, string>>;
}

/** A volume that a host has reserved, or has. */
export interface AttachmentRecord {
  readonly id: string;
  readonly projectId: string;
  readonly volumeId: string;
  readonly instanceId: string | null;
  status: 'reserved' | 'attaching' | 'attached';
  connection: JsonObject;
  attachedAt: number | null;
}

export interface QosSpecs {
  readonly id: string;
  readonly name: string;
  readonly consumer: string;
  specs: Readonly<Record<string, string>>;
}

export interface Transfer {
  readonly noSnapshots: boolean;
  readonly id: string;
  readonly projectId: string;
  readonly volumeId: string;
  readonly name: string | null;
  readonly authKey: string;
  readonly createdAt: number;
}

/** Wider than Zed's, which is ten of each: nobody is to reach them by accident. */
const QUOTAS = {
  volumes: 1000,
  snapshots: 1000,
  gigabytes: 100_000,
  per_volume_gigabytes: -1,
  backups: 1000,
  backup_gigabytes: 100_000,
  groups: 10,
} as const;

export interface Attachment {
  readonly id: string;
  readonly serverId: string;
  readonly device: string;
  readonly attachedAt: number;
}

export interface Volume {
  readonly id: string;
  projectId: string;
  userId: string;
  name: string | null;
  description: string | null;
  sizeGiB: number;
  status: string;
  type: VolumeType;
  readOnly: boolean;
  readonly availabilityZone: string;
  bootable: boolean;
  readonly snapshotId: string | null;
  readonly sourceVolumeId: string | null;
  imageMetadata: Readonly<Record<string, string>> | undefined;
  metadata: Record<string, string>;
  attachments: Attachment[];
  readonly createdAt: number;
  updatedAt: number | null;
  readonly timeline: Timeline;
}

export interface Snapshot {
  readonly id: string;
  readonly projectId: string;
  readonly userId: string;
  readonly volumeId: string;
  name: string | null;
  description: string | null;
  status: string;
  readonly sizeGiB: number;
  metadata: Record<string, string>;
  readonly createdAt: number;
  updatedAt: number | null;
  readonly timeline: Timeline;
}

/** What Cinder keeps of one region. */
export class VolumeState {
  readonly types: VolumeType[];
  readonly volumes: Map<string, Volume> = new Map();
  readonly snapshots: Map<string, Snapshot> = new Map();
  readonly backups: Map<string, Backup> = new Map();
  readonly transfers: Map<string, Transfer> = new Map();
  readonly groups: Map<string, GroupRecord> = new Map();
  readonly groupTypes: Map<string, GroupType> = new Map();
  readonly reservations: Map<string, AttachmentRecord> = new Map();
  readonly qos: Map<string, QosSpecs> = new Map();
  readonly quotas: Quotas = new Quotas(QUOTAS);

  constructor(types: readonly Pick<VolumeType, 'name' | 'description'>[]) {
    this.types = types.map((type) => ({ id: randomUUID(), ...type, isPublic: true, extraSpecs: {}, projectIds: new Set(), qosId: null }));
  }

  add(given: Pick<Volume, 'projectId' | 'userId' | 'sizeGiB' | 'type'> & Partial<Volume>, now: number, transitionMs: number): Volume {
    const volume: Volume = {
      id: randomUUID(),
      projectId: given.projectId,
      userId: given.userId,
      name: given.name ?? null,
      description: given.description ?? null,
      sizeGiB: given.sizeGiB,
      status: 'creating',
      type: given.type,
      readOnly: false,
      availabilityZone: 'nova',
      bootable: given.bootable ?? false,
      snapshotId: given.snapshotId ?? null,
      sourceVolumeId: given.sourceVolumeId ?? null,
      imageMetadata: given.imageMetadata,
      metadata: given.metadata ?? {},
      attachments: [],
      createdAt: now,
      updatedAt: null,
      timeline: new Timeline(),
    };
    volume.timeline.plan(now, transitionMs, (at) => setStatus(volume, 'available', at));
    this.volumes.set(volume.id, volume);
    return volume;
  }

  settle(now: number): void {
    for (const volume of this.volumes.values()) volume.timeline.settle(now);
    for (const snapshot of this.snapshots.values()) snapshot.timeline.settle(now);
    for (const backup of this.backups.values()) backup.timeline.settle(now);
    for (const group of this.groups.values()) group.timeline.settle(now);
  }

  find(id: string, projectId: string): Volume | undefined {
    const volume = this.volumes.get(id);
    return volume?.projectId === projectId ? volume : undefined;
  }

  snapshotsOf(volumeId: string): Snapshot[] {
    return [...this.snapshots.values()].filter((snapshot) => snapshot.volumeId === volumeId);
  }

  /** Called by Nova: the attachment is Nova's to make, Cinder's to show, a moment later. */
  attach(volume: Volume, serverId: string, device: string, now: number, transitionMs: number): string {
    const id = randomUUID();
    setStatus(volume, 'attaching', now);
    volume.timeline.plan(now, transitionMs, (at) => {
      volume.attachments = [{ id, serverId, device, attachedAt: at }];
      setStatus(volume, 'in-use', at);
    });
    return id;
  }

  detach(volume: Volume, now: number, transitionMs: number): void {
    setStatus(volume, 'detaching', now);
    volume.timeline.plan(now, transitionMs, (at) => {
      volume.attachments = [];
      setStatus(volume, 'available', at);
    });
  }

  delete(volume: Volume, now: number, transitionMs: number): void {
    setStatus(volume, 'deleting', now);
    volume.timeline.plan(now, transitionMs, () => this.volumes.delete(volume.id));
  }
}

export function setStatus(resource: { status: string; updatedAt: number | null }, status: string, at: number): void {
  resource.status = status;
  resource.updatedAt = at;
}
