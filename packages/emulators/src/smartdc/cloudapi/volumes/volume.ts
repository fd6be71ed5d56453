import { randomBytes, randomUUID } from 'node:crypto';

/** An NFS volume (VOLAPI's `tritonnfs`). */
export interface Volume {
  readonly id: string;
  readonly ownerId: string;
  name: string;
  readonly sizeMiB: number;
  state: 'creating' | 'ready' | 'failed' | 'deleting';
  readonly networkIds: readonly string[];
  readonly tags: Readonly<Record<string, string>> | undefined;
  readonly createdMs: number;
  /** Address of the storage machine behind it; known once it is ready. */
  readonly address: string;
  /** When what is under way ends. */
  dueMs: number | undefined;
}

/** MiB: what VOLAPI's packages are made with. */
export const VOLUME_SIZES: readonly number[] = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000].map((gib) => gib * 1024);

type VolumeFields = Pick<Volume, 'ownerId' | 'networkIds' | 'createdMs' | 'address' | 'dueMs'> & {
  readonly [field in 'name' | 'sizeMiB' | 'tags']?: Volume[field];
};

/** Without a name it gets a long random one, without a size the smallest. */
export const newVolume = (fields: VolumeFields): Volume => ({
  id: randomUUID(),
  state: 'creating',
  tags: undefined,
  sizeMiB: VOLUME_SIZES[0] ?? 0,
  name: randomBytes(32).toString('hex'),
  ...fields,
});

/** What has fallen due happens; volumes that are deleted leave the list. */
export function settleVolumes(volumes: readonly Volume[], nowMs: number): Volume[] {
  return volumes.filter((volume) => {
    if (volume.dueMs === undefined || volume.dueMs > nowMs) return true;
    volume.dueMs = undefined;
    if (volume.state === 'deleting') return false;
    volume.state = 'ready';
    return true;
  });
}
