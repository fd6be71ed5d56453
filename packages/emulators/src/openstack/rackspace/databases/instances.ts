import { randomBytes, randomUUID } from 'node:crypto';
import { type Answer, empty, json } from '../../answer.ts';
import { isoSeconds } from '../../timestamps.ts';
import { arrayAt, integerAt, isObject, type JsonObject, objectAt, stringAt, textOf } from '../../values.ts';
import { objectBody, type RackspaceCall, type RackspaceRoutes } from '../rackspace-service.ts';
import { configurationOf } from './configurations.ts';
import { badRequest, busy, fault, findInstance, page, readyInstance, wrapped } from './database-call.ts';
import { type Backup, copyOfUsers, type Instance } from './database-state.ts';
import { addDatabases } from './databases.ts';
import { datastoreOf, flavorLinks, flavorOf } from './flavors.ts';
import { addUsers } from './users.ts';

const MAX_INSTANCES = 25;
const MAX_VOLUME = 1024;

function instanceBody(call: RackspaceCall, instance: Instance, whole: boolean): JsonObject {
  const { databases } = call.region.rackspace;
  const configuration = instance.configurationId === undefined ? undefined : databases.configurations.get(instance.configurationId);
  const replicas = [...databases.instances.values()].filter(({ replicaOf }) => replicaOf === instance.id);
  return {
    id: instance.id,
    name: instance.name,
    status: instance.status,
    flavor: flavorLinks(call, instance.flavorId),
    // How much is used is known once it runs.
    volume: { size: instance.volumeSize, used: whole && instance.status === 'ACTIVE' ? 0.16 : undefined },
    hostname: `${instance.id.replaceAll('-', '')}.rackspaceclouddb.com`,
    datastore: instance.datastore,
    links: [
      { href: `${call.base}/instances/${instance.id}`, rel: 'self' },
      { href: `${call.region.linkOrigin}/databases/instances/${instance.id}`, rel: 'bookmark' },
    ],
    configuration: configuration === undefined ? undefined : { id: configuration.id, name: configuration.name },
    replica_of: instance.replicaOf === undefined ? undefined : { id: instance.replicaOf },
    replicas: replicas.length === 0 ? undefined : replicas.map(({ id }) => ({ id })),
    created: whole ? isoSeconds(instance.createdAt) : undefined,
    updated: whole ? isoSeconds(instance.updatedAt) : undefined,
  };
}

function flavorId(given: unknown): number {
  const flavor = flavorOf(given);
  if (flavor === undefined) throw fault(404, `Flavor ${String(given)} cannot be found.`);
  return flavor.id;
}

function volumeSize(given: JsonObject | undefined): number {
  const size = integerAt(given, 'size');
  if (size === undefined || size < 1) throw badRequest("Validation error: instance['volume']['size'] must be 1 at least.");
  if (size > MAX_VOLUME) throw fault(413, `Instance volume size exceeds the maximum of ${MAX_VOLUME}.`);
  return size;
}

function backupToRestore(call: RackspaceCall, given: JsonObject): Backup | undefined {
  const reference = stringAt(objectAt(given, 'restorePoint'), 'backupRef');
  if (reference === undefined) return undefined;
  const backup = call.region.rackspace.databases.backups.get(reference.split('/').at(-1) ?? '');
  if (backup?.projectId !== call.project.id) throw fault(404, `Backup ${reference} cannot be found.`);
  if (backup.status !== 'COMPLETED') throw fault(409, `Backup ${backup.id} is not in a state to be restored: ${backup.status}.`);
  return backup;
}

async function create(call: RackspaceCall): Promise<Answer> {
  const given = await wrapped(call, 'instance');
  const name = stringAt(given, 'name');
  if (name === undefined || name.trim() === '') throw badRequest("Validation error: instance['name'] is required.");
  const { databases } = call.region.rackspace;
  if ([...databases.instances.values()].filter(({ projectId }) => projectId === call.project.id).length >= MAX_INSTANCES)
    throw fault(413, 'Quota exceeded for resources: instances');
  const master = stringAt(given, 'replica_of');
  const source = master === undefined ? undefined : readyInstance(call, master);
  const backup = backupToRestore(call, given);
  const datastore = source?.datastore ?? backup?.datastore ?? datastoreOf(objectAt(given, 'datastore'));
  if (datastore === undefined) throw fault(404, 'Datastore version cannot be found.');
  const configurationId = stringAt(given, 'configuration');
  if (configurationId !== undefined) configurationOf(call, configurationId);
  const content = source ?? backup;
  const instance = databases.addInstance({
    id: randomUUID(),
    projectId: call.project.id,
    name,
    status: 'BUILD',
    flavorId: flavorId(given['flavorRef']),
    volumeSize: volumeSize(objectAt(given, 'volume')),
    datastore,
    configurationId,
    replicaOf: source?.id,
    rootEnabled: false,
    databases: [...(content?.databases ?? [])],
    users: copyOfUsers(content?.users ?? []),
    createdAt: call.now,
    updatedAt: call.now,
  });
  try {
    addDatabases(instance, (arrayAt(given, 'databases') ?? []).filter(isObject));
    addUsers(instance, (arrayAt(given, 'users') ?? []).filter(isObject));
  } catch (error) {
    databases.instances.delete(instance.id);
    throw error;
  }
  busy(call, instance, 'BUILD');
  return json(200, { instance: instanceBody(call, instance, true) });
}

function list(call: RackspaceCall): Answer {
  const replicas = call.request.queryValue('include_replicas') !== 'false';
  const mine = [...call.region.rackspace.databases.instances.values()].filter(
    (one) => one.projectId === call.project.id && (replicas || one.replicaOf === undefined),
  );
  return page(
    call,
    'instances',
    mine,
    'instances',
    ({ id }) => id,
    (instance) => instanceBody(call, instance, false),
  );
}

/** A group is put on; without one, what was is taken off, which takes effect with the next restart. */
function configure(call: RackspaceCall, instance: Instance, configuration: string): void {
  if (configuration === '') {
    if (instance.configurationId === undefined) return;
    instance.configurationId = undefined;
    instance.status = 'RESTART_REQUIRED';
    return;
  }
  const found = configurationOf(call, configuration);
  if (found.datastore.type !== instance.datastore.type) throw badRequest('The configuration is of another datastore.');
  instance.configurationId = found.id;
}

function resize(call: RackspaceCall, instance: Instance, given: JsonObject): void {
  const volume = objectAt(given, 'volume');
  if (volume !== undefined) {
    const size = volumeSize(volume);
    if (size <= instance.volumeSize) throw badRequest("The new volume 'size' must be larger than the current volume size of the instance.");
    busy(call, instance, 'RESIZE');
    instance.volumeSize = size;
    return;
  }
  const flavor = flavorId(given['flavorRef']);
  if (flavor === instance.flavorId) throw badRequest('No change was requested because the new flavor is the one of the instance.');
  busy(call, instance, 'RESIZE', () => {
    instance.flavorId = flavor;
  });
}

async function act(call: RackspaceCall, id: string): Promise<Answer> {
  const body = await objectBody(call, () => badRequest('Validation error: the body is no JSON object.'));
  const instance = readyInstance(call, id);
  const size = objectAt(body, 'resize');
  if (objectAt(body, 'restart') !== undefined) busy(call, instance, 'REBOOT');
  else if (size !== undefined) resize(call, instance, size);
  else throw badRequest(`There is no action named: ${Object.keys(body).join(', ')}.`);
  return empty(202);
}

export function addInstanceRoutes(routes: RackspaceRoutes): void {
  routes
    .on('GET instances', list)
    .on('POST instances', create)
    .on('GET instances/{id}', (call, id) => json(200, { instance: instanceBody(call, findInstance(call, id), true) }))
    .on('PATCH instances/{id}', async (call, id) => {
      const given = await wrapped(call, 'instance');
      const instance = findInstance(call, id);
      const name = stringAt(given, 'name');
      const configuration = given['configuration'];
      if (name !== undefined) instance.name = name;
      if (configuration !== undefined) configure(call, instance, textOf(configuration ?? ''));
      instance.updatedAt = call.now;
      return empty(202);
    })
    .on('PUT instances/{id}', async (call, id) => {
      const configuration = (await wrapped(call, 'instance'))['configuration'];
      configure(call, readyInstance(call, id), textOf(configuration ?? ''));
      return empty(202);
    })
    .on('DELETE instances/{id}', (call, id) => {
      const instance = findInstance(call, id);
      if (instance.status === 'BUILD') throw fault(422, `Instance ${id} is not ready to be deleted. Status: BUILD.`);
      const { instances } = call.region.rackspace.databases;
      if ([...instances.values()].some(({ replicaOf }) => replicaOf === id)) throw fault(403, `The instance ${id} has replicas.`);
      instance.timeline.cancel();
      instance.status = 'SHUTDOWN';
      instance.timeline.plan(call.now, call.cloud.transitionMs, () => instances.delete(id));
      return empty(202);
    })
    .on('POST instances/{id}/action', act)
    .on('GET instances/{id}/root', (call, id) => json(200, { rootEnabled: readyInstance(call, id).rootEnabled }))
    .on('POST instances/{id}/root', (call, id) => {
      // Once enabled it counts as enabled for good.
      readyInstance(call, id).rootEnabled = true;
      return json(200, { user: { name: 'root', password: randomBytes(15).toString('base64url') } });
    })
    .on('GET instances/{id}/configuration', (call, id) => {
      const { configurationId } = findInstance(call, id);
      const set = configurationId === undefined ? {} : configurationOf(call, configurationId).values;
      return json(200, { instance: { configuration: { max_connections: 151, key_buffer_size: '50M', ...set } } });
    });
}
