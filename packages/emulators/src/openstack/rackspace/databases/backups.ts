import { randomUUID } from 'node:crypto';
import { type Answer, empty, json } from '../../answer.ts';
import { isoSeconds } from '../../timestamps.ts';
import { type JsonObject, stringAt } from '../../values.ts';
import type { RackspaceCall, RackspaceRoutes } from '../rackspace-service.ts';
import { badRequest, busy, fault, findInstance, page, readyInstance, wrapped } from './database-call.ts';
import { type Backup, copyOfUsers } from './database-state.ts';

const backupBody = (call: RackspaceCall, backup: Backup): JsonObject => ({
  id: backup.id,
  name: backup.name,
  description: backup.description ?? null,
  instance_id: backup.instanceId,
  parent_id: backup.parentId ?? null,
  status: backup.status,
  size: backup.status === 'COMPLETED' ? 0.14 : null,
  locationRef:
    backup.status === 'COMPLETED' ? `${call.region.linkOrigin}/v1/${call.project.storageAccount}/z_CLOUDDB_BACKUPS/${backup.id}.xbstream.gz.enc` : null,
  datastore: backup.datastore,
  created: isoSeconds(backup.createdAt),
  updated: isoSeconds(backup.updatedAt),
});

function find(call: RackspaceCall, id: string): Backup {
  const backup = call.region.rackspace.databases.backups.get(id);
  if (backup?.projectId !== call.project.id) throw fault(404, `Backup ${id} cannot be found.`);
  return backup;
}

async function create(call: RackspaceCall): Promise<Answer> {
  const given = await wrapped(call, 'backup');
  const name = stringAt(given, 'name');
  const reference = stringAt(given, 'instance');
  if (name === undefined || reference === undefined) throw badRequest('Validation error: name and instance are required.');
  const instance = readyInstance(call, reference.split('/').at(-1) ?? '');
  const parentId = stringAt(given, 'parent_id');
  if (parentId !== undefined && find(call, parentId).instanceId !== instance.id) throw badRequest('The parent is a backup of another instance.');
  const backup = call.region.rackspace.databases.addBackup({
    id: randomUUID(),
    projectId: call.project.id,
    name,
    description: stringAt(given, 'description'),
    instanceId: instance.id,
    parentId,
    datastore: instance.datastore,
    status: 'NEW',
    databases: [],
    users: [],
    createdAt: call.now,
    updatedAt: call.now,
  });
  busy(call, instance, 'BACKUP');
  const half = call.cloud.transitionMs / 2;
  backup.timeline
    .plan(call.now, half, () => {
      backup.status = 'BUILDING';
    })
    .plan(call.now, half, (at) => {
      backup.databases = [...instance.databases];
      backup.users = copyOfUsers(instance.users);
      backup.status = 'COMPLETED';
      backup.updatedAt = at;
    });
  return json(202, { backup: backupBody(call, backup) });
}

export function addBackupRoutes(routes: RackspaceRoutes): void {
  const list = (call: RackspaceCall, path: string, instance?: string): Answer => {
    const mine = [...call.region.rackspace.databases.backups.values()].filter(
      (one) => one.projectId === call.project.id && (instance === undefined || one.instanceId === instance),
    );
    return page(
      call,
      'backups',
      mine,
      path,
      ({ id }) => id,
      (backup) => backupBody(call, backup),
    );
  };
  routes
    .on('GET backups', (call) => list(call, 'backups'))
    .on('POST backups', create)
    .on('GET backups/{id}', (call, id) => json(200, { backup: backupBody(call, find(call, id)) }))
    .on('DELETE backups/{id}', (call, id) => {
      const backup = find(call, id);
      if (backup.status !== 'COMPLETED') throw fault(422, `Backup ${id} is running.`);
      const { backups } = call.region.rackspace.databases;
      // What was made after it goes with it.
      for (const one of backups.values()) if (one.parentId === id) backups.delete(one.id);
      backups.delete(id);
      return empty(202);
    })
    .on('GET instances/{id}/backups', (call, id) => {
      findInstance(call, id);
      return list(call, `instances/${id}/backups`, id);
    });
}
