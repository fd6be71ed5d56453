import { randomUUID } from 'node:crypto';
import { type Answer, empty, json } from '../answer.ts';
import { novaFault } from '../compute/nova-faults.ts';
import type { Routes } from '../routes.ts';
import { Timeline } from '../timeline.ts';
import { isoNaive } from '../timestamps.ts';
import { type JsonObject, objectAt, stringAt } from '../values.ts';
import { findVolume, page, readBody, type VolumeCall } from './volume-call.ts';
import { type Backup, setStatus } from './volume-state.ts';

const links = (call: VolumeCall, id: string): JsonObject[] => [
  { rel: 'self', href: `${call.base}/backups/${id}` },
  { rel: 'bookmark', href: `${call.bookmarkBase}/backups/${id}` },
];

const backupBody = (call: VolumeCall, backup: Backup): JsonObject => ({
  id: backup.id,
  status: backup.status,
  size: backup.sizeGiB,
  object_count: backup.status === 'available' ? 22 : null,
  availability_zone: null,
  container: 'volumebackups',
  created_at: isoNaive(backup.createdAt),
  updated_at: backup.updatedAt === null ? null : isoNaive(backup.updatedAt),
  name: backup.name,
  description: backup.description,
  fail_reason: null,
  volume_id: backup.volumeId,
  links: links(call, backup.id),
  is_incremental: backup.incremental,
  has_dependent_backups: [...call.region.volumes.backups.values()].some(({ parentId }) => parentId === backup.id),
  snapshot_id: backup.snapshotId,
  data_timestamp: isoNaive(backup.createdAt),
  metadata: call.version.atLeast(43) ? backup.metadata : undefined,
});

function find(call: VolumeCall, id: string): Backup {
  const backup = call.region.volumes.backups.get(id);
  if (backup?.projectId !== call.project.id) throw novaFault(404, `Backup ${id} could not be found.`);
  return backup;
}

async function create(call: VolumeCall): Promise<Answer> {
  const given = objectAt(await readBody(call), 'backup');
  const volume = findVolume(call, stringAt(given, 'volume_id') ?? '');
  const force = given?.['force'] === true;
  const snapshotId = stringAt(given, 'snapshot_id') ?? null;
  if (volume.status !== 'available' && !(volume.status === 'in-use' && (force || snapshotId !== null)))
    throw novaFault(400, `Invalid volume: Volume to be backed up must be available or in-use, but the current status is "${volume.status}".`);
  const { backups, quotas } = call.region.volumes;
  const mine = [...backups.values()].filter(({ projectId }) => projectId === call.project.id);
  if (mine.length >= quotas.limit(call.project.id, 'backups')) throw novaFault(413, 'BackupLimitExceeded: Maximum number of backups allowed (10) exceeded');
  const incremental = given?.['incremental'] === true;
  const parent = incremental ? mine.findLast((one) => one.volumeId === volume.id && one.status === 'available') : undefined;
  if (incremental && parent === undefined) throw novaFault(400, 'Invalid backup: No backups available to do an incremental backup.');
  const before = volume.status;
  const backup: Backup = {
    id: randomUUID(),
    projectId: call.project.id,
    volumeId: volume.id,
    snapshotId,
    parentId: parent?.id ?? null,
    incremental,
    name: stringAt(given, 'name') ?? null,
    description: stringAt(given, 'description') ?? null,
    status: 'creating',
    sizeGiB: volume.sizeGiB,
    metadata: (objectAt(given, 'metadata') ?? {}) as Readonly<Record<string, string>>,
    createdAt: call.now,
    updatedAt: null,
    timeline: new Timeline(),
  };
  setStatus(volume, 'backing-up', call.now);
  backup.timeline.plan(call.now, call.cloud.transitionMs, (at) => {
    setStatus(backup, 'available', at);
    if (volume.status === 'backing-up') setStatus(volume, before, at);
  });
  backups.set(backup.id, backup);
  return json(202, { backup: { id: backup.id, name: backup.name, links: links(call, backup.id) } });
}

/** Into a volume that is there, or a new one of the backup's size. */
async function restore(call: VolumeCall, id: string): Promise<Answer> {
  const given = objectAt(await readBody(call), 'restore');
  const backup = find(call, id);
  if (backup.status !== 'available') throw novaFault(400, 'Invalid backup: Backup status must be available');
  const { volumes } = call.region;
  const wanted = stringAt(given, 'volume_id');
  const name = stringAt(given, 'name') ?? `restore_backup_${backup.id}`;
  const [type] = volumes.types;
  if (type === undefined) throw new Error('no volume types');
  const target =
    wanted === undefined
      ? volumes.add({ projectId: call.project.id, userId: call.token.user.id, sizeGiB: backup.sizeGiB, type, name }, call.now, 0)
      : findVolume(call, wanted);
  target.timeline.settle(call.now);
  if (target.status !== 'available') throw novaFault(400, 'Invalid volume: Volume to be restored to must be available');
  if (target.sizeGiB < backup.sizeGiB)
    throw novaFault(400, `Invalid volume: volume size ${target.sizeGiB} is too small to restore backup of size ${backup.sizeGiB}.`);
  setStatus(target, 'restoring-backup', call.now);
  setStatus(backup, 'restoring', call.now);
  backup.timeline.plan(call.now, call.cloud.transitionMs, (at) => {
    setStatus(backup, 'available', at);
    setStatus(target, 'available', at);
  });
  return json(202, { restore: { backup_id: backup.id, volume_id: target.id, volume_name: target.name } });
}

export function addBackupRoutes(routes: Routes<VolumeCall, Answer | Promise<Answer>>): void {
  const list = (call: VolumeCall, path: string, show: (backup: Backup) => JsonObject): Answer => {
    const query = (name: string): string | undefined => call.request.queryValue(name);
    const all = [...call.region.volumes.backups.values()]
      .filter((backup) => backup.projectId === call.project.id)
      .filter((backup) => query('volume_id') === undefined || backup.volumeId === query('volume_id'))
      .filter((backup) => query('name') === undefined || backup.name === query('name'))
      .filter((backup) => query('status') === undefined || backup.status === query('status'))
      .reverse();
    const found = page(call, all, path);
    return json(200, { backups: found.items.map(show), backup_links: found.links, backups_links: found.links });
  };
  routes
    .on('GET backups', (call) => list(call, 'backups', ({ id, name }) => ({ id, name, links: links(call, id) })))
    .on('GET backups/detail', (call) => list(call, 'backups/detail', (backup) => backupBody(call, backup)))
    .on('POST backups', create)
    .on('GET backups/{id}', (call, id) => json(200, { backup: backupBody(call, find(call, id)) }))
    .on('POST backups/{id}/restore', restore)
    .on('DELETE backups/{id}', (call, id) => {
      const backup = find(call, id);
      const { backups } = call.region.volumes;
      if (backup.status !== 'available' && backup.status !== 'error') throw novaFault(400, 'Invalid backup: Backup status must be available or error');
      if ([...backups.values()].some(({ parentId }) => parentId === id)) throw novaFault(400, 'Invalid backup: Incremental backups exist for this backup.');
      setStatus(backup, 'deleting', call.now);
      backup.timeline.plan(call.now, call.cloud.transitionMs, () => backups.delete(id));
      return empty(202);
    });
}
