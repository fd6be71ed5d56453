import { randomUUID } from 'node:crypto';
import { BlockStore } from '../state/block-store.ts';
import type { EngineState } from '../state/engine-state.ts';
import type { Disk, StorageDomain, Vm } from '../state/model.ts';
import { conflict } from '../wire/faults.ts';

const MIB = 1024 * 1024;
/** LVM extents of block storage. */
const EXTENT = 128 * MIB;
/** What vdsm's file volumes are aligned to. */
const FILE_ALIGNMENT = 4096;
/** What a fresh sparse volume of block storage gets, before it is extended bit by bit. */
const CHUNK = 1024 * MIB;

const up = (bytes: number, unit: number): number => Math.ceil(bytes / unit) * unit;

/**
 * The virtual size that a disk gets. A guest of a raw volume sees the whole device, so that on block storage raw disks grow to whole extents.
 * Source: vdsm lib/vdsm/storage/volume.py, `create`: "the apparent size of the file/device".
 */
export function roundedSize(bytes: number, format: Disk['format'], domain: StorageDomain): number {
  return domain.storage === 'iscsi' && format === 'raw' ? up(bytes, EXTENT) : up(bytes, FILE_ALIGNMENT);
}

/** What a disk takes up on its storage. */
export function actualSize(state: EngineState, disk: Disk): number {
  if (!disk.sparse) return disk.provisionedSize;
  const used = Math.max(disk.content.allocatedBytes, disk.initialSize);
  if (state.storageDomains.get(disk.storageDomainId)?.storage === 'iscsi') return up(Math.max(used * 1.1, Math.min(CHUNK, disk.provisionedSize)), EXTENT);
  return up(used, FILE_ALIGNMENT) + (disk.format === 'cow' ? 200_704 : 0);
}

export function usedBytes(state: EngineState, domain: StorageDomain): number {
  let used = 4 * 1024 * MIB;
  for (const disk of state.disks.values()) if (disk.storageDomainId === domain.id) used += actualSize(state, disk);
  return used;
}

export function refuseWithoutSpace(state: EngineState, domain: StorageDomain, bytes: number, verb: string): void {
  if (usedBytes(state, domain) + bytes > domain.totalBytes) {
    throw conflict(`Cannot ${verb}. Low disk space on Storage Domain ${domain.name}.`);
  }
}

/** A copy of a disk's content under a new id, locked until the caller says otherwise. */
export function copyDisk(state: EngineState, original: Disk, changes: Partial<Disk>): Disk {
  const { templateId: _, ...rest } = original;
  return {
    ...rest,
    id: randomUUID(),
    createdAt: state.now(),
    status: 'locked',
    content: original.content.clone(),
    ...changes,
  };
}

export function emptyDisk(state: EngineState, given: Omit<Disk, 'id' | 'status' | 'createdAt' | 'content'>): Disk {
  return { ...given, id: randomUUID(), status: 'locked', createdAt: state.now(), content: new BlockStore() };
}

/** Locks the disk, and forgets it once the storage has removed it. */
export function removeDisk(state: EngineState, disk: Disk, done: () => void = () => undefined): void {
  disk.status = 'locked';
  state.later(() => {
    for (const vm of state.vmsOf(disk.id)) vm.attachments.delete(disk.id);
    state.disks.delete(disk.id);
    done();
  });
}

export function lockedDisks(state: EngineState, vm: Vm): string[] {
  return [...vm.attachments.keys()].flatMap((id) => {
    const disk = state.disks.get(id);
    return disk?.status === 'locked' ? [disk.alias] : [];
  });
}
