import { randomUUID } from 'node:crypto';
import { type Answer, empty, json } from '../answer.ts';
import { novaFault } from '../compute/nova-faults.ts';
import type { Routes } from '../routes.ts';
import { isAdministrator } from '../service-auth.ts';
import { Timeline } from '../timeline.ts';
import { isoNaive } from '../timestamps.ts';
import { arrayAt, type JsonObject, objectAt, stringAt, textOf } from '../values.ts';
import { findVolume, readBody, type VolumeCall } from './volume-call.ts';
import { refusePolicy } from './volume-quotas.ts';
import { type AttachmentRecord, type GroupRecord, setStatus } from './volume-state.ts';

type Handlers = Routes<VolumeCall, Answer | Promise<Answer>>;

const groupBody = (group: GroupRecord): JsonObject => ({
  id: group.id,
  name: group.name,
  description: group.description,
  status: group.status,
  availability_zone: 'nova',
  created_at: isoNaive(group.createdAt),
  group_type: group.typeId,
  volume_types: group.volumeTypes,
  group_snapshot_id: null,
  source_group_id: null,
  replication_status: 'disabled',
});

function findGroup(call: VolumeCall, id: string): GroupRecord {
  const group = call.region.volumes.groups.get(id);
  if (group?.projectId !== call.project.id) throw novaFault(404, `Group ${id} could not be found.`);
  return group;
}

async function createGroup(call: VolumeCall): Promise<Answer> {
  const given = objectAt(await readBody(call), 'group');
  const { groups, groupTypes, types } = call.region.volumes;
  const typeId = stringAt(given, 'group_type');
  const wanted = (arrayAt(given, 'volume_types') ?? []).map(textOf);
  const type = [...groupTypes.values()].find(({ id, name }) => id === typeId || name === typeId);
  if (type === undefined) throw novaFault(404, `Group type ${typeId ?? ''} could not be found.`);
  const strange = wanted.find((one) => !types.some(({ id, name }) => id === one || name === one));
  if (strange !== undefined || wanted.length === 0) throw novaFault(400, `Volume type ${strange ?? ''} could not be found.`);
  const group: GroupRecord = {
    id: randomUUID(),
    projectId: call.project.id,
    name: stringAt(given, 'name') ?? null,
    description: stringAt(given, 'description') ?? null,
    typeId: type.id,
    volumeTypes: types.filter(({ id, name }) => wanted.includes(id) || wanted.includes(name)).map(({ id }) => id),
    status: 'creating',
    createdAt: call.now,
    updatedAt: null,
    timeline: new Timeline(),
  };
  group.timeline.plan(call.now, call.cloud.transitionMs, (at) => setStatus(group, 'available', at));
  groups.set(group.id, group);
  return json(202, { group: { id: group.id, name: group.name } });
}

export function addGroupRoutes(routes: Handlers): void {
  const mine = (call: VolumeCall): GroupRecord[] => [...call.region.volumes.groups.values()].filter(({ projectId }) => projectId === call.project.id);
  routes
    .on('GET group_types', (call) => json(200, { group_types: [...call.region.volumes.groupTypes.values()] }))
    .on('POST group_types', async (call) => {
      const given = objectAt(await readBody(call), 'group_type');
      if (!isAdministrator(call)) throw refusePolicy('group:group_types_manage');
      const name = stringAt(given, 'name') ?? '';
      const { groupTypes } = call.region.volumes;
      if ([...groupTypes.values()].some((type) => type.name === name)) throw novaFault(409, `Group Type ${name} already exists.`);
      const specs = (objectAt(given, 'group_specs') ?? {}) as Readonly<Record<string, string>>;
      const type = {
        id: randomUUID(),
        name,
        description: stringAt(given, 'description') ?? null,
        is_public: given?.['is_public'] !== false,
        group_specs: specs,
      };
      groupTypes.set(type.id, type);
      return json(202, { group_type: type });
    })
    .on('DELETE group_types/{id}', (call, id) => {
      if (!isAdministrator(call)) throw refusePolicy('group:group_types_manage');
      if (!call.region.volumes.groupTypes.delete(id)) throw novaFault(404, `Group type ${id} could not be found.`);
      return empty(202);
    })
    .on('GET groups', (call) => json(200, { groups: mine(call).map(({ id, name }) => ({ id, name })) }))
    .on('GET groups/detail', (call) => json(200, { groups: mine(call).map(groupBody) }))
    .on('POST groups', createGroup)
    .on('GET groups/{id}', (call, id) => json(200, { group: groupBody(findGroup(call, id)) }))
    .on('PUT groups/{id}', async (call, id) => {
      const given = objectAt(await readBody(call), 'group');
      const group = findGroup(call, id);
      group.name = stringAt(given, 'name') ?? group.name;
      group.description = stringAt(given, 'description') ?? group.description;
      return empty(202);
    })
    .on('POST groups/{id}/action', async (call, id) => {
      const argument = objectAt(await readBody(call), 'delete');
      const group = findGroup(call, id);
      if (argument === undefined) throw novaFault(400, 'There is no such action.');
      setStatus(group, 'deleting', call.now);
      group.timeline.plan(call.now, call.cloud.transitionMs, () => call.region.volumes.groups.delete(id));
      return empty(202);
    });
}

const attachmentBody = (record: AttachmentRecord): JsonObject => ({
  id: record.id,
  status: record.status,
  instance: record.instanceId,
  volume_id: record.volumeId,
  attached_at: record.attachedAt === null ? '' : isoNaive(record.attachedAt),
  detached_at: '',
  attach_mode: record.status === 'reserved' ? 'null' : 'rw',
  connection_info: record.connection,
});

function findAttachment(call: VolumeCall, id: string): AttachmentRecord {
  const record = call.region.volumes.reservations.get(id);
  if (record?.projectId !== call.project.id) throw novaFault(404, `Volume attachment could not be found with filter: attachment_id = ${id}.`);
  return record;
}

/** How a host connects to what it says of itself. */
const connectionOf = (record: AttachmentRecord, connector: JsonObject): JsonObject => ({
  driver_volume_type: 'iscsi',
  access_mode: 'rw',
  target_portal: '127.0.0.1:3260',
  target_iqn: `iqn.2010-10.org.openstack:volume-${record.volumeId}`,
  target_lun: 0,
  volume_id: record.volumeId,
  attachment_id: record.id,
  host: connector['host'],
});

/** Since 3.27 a volume is reserved first, then connected, then attached. */
export function addReservationRoutes(routes: Handlers): void {
  const mine = (call: VolumeCall): AttachmentRecord[] => {
    const volumeId = call.request.queryValue('volume_id');
    return [...call.region.volumes.reservations.values()].filter(
      (one) => one.projectId === call.project.id && (volumeId === undefined || one.volumeId === volumeId),
    );
  };
  routes
    .on('GET attachments', (call) =>
      json(200, { attachments: mine(call).map(({ id, status, instanceId, volumeId }) => ({ id, status, instance: instanceId, volume_id: volumeId })) }),
    )
    .on('GET attachments/detail', (call) => json(200, { attachments: mine(call).map(attachmentBody) }))
    .on('POST attachments', async (call) => {
      const given = objectAt(await readBody(call), 'attachment');
      const volume = findVolume(call, stringAt(given, 'volume_uuid') ?? '');
      if (volume.status !== 'available')
        throw novaFault(
          400,
          `Invalid volume: Volume ${volume.id} status must be available or downloading to reserve, but the current status is ${volume.status}.`,
        );
      const instanceId = stringAt(given, 'instance_uuid') ?? null;
      const record: AttachmentRecord = {
        id: randomUUID(),
        projectId: call.project.id,
        volumeId: volume.id,
        instanceId,
        status: 'reserved',
        connection: {},
        attachedAt: null,
      };
      const connector = objectAt(given, 'connector');
      if (connector !== undefined) {
        record.status = 'attaching';
        record.connection = connectionOf(record, connector);
      }
      call.region.volumes.reservations.set(record.id, record);
      setStatus(volume, connector === undefined ? 'reserved' : 'attaching', call.now);
      return json(200, { attachment: attachmentBody(record) });
    })
    .on('GET attachments/{id}', (call, id) => json(200, { attachment: attachmentBody(findAttachment(call, id)) }))
    .on('PUT attachments/{id}', async (call, id) => {
      const connector = objectAt(objectAt(await readBody(call), 'attachment'), 'connector');
      const record = findAttachment(call, id);
      if (connector === undefined) throw novaFault(400, "Invalid input: 'connector' is a required property");
      record.status = 'attaching';
      record.connection = connectionOf(record, connector);
      setStatus(findVolume(call, record.volumeId), 'attaching', call.now);
      return json(200, { attachment: attachmentBody(record) });
    })
    .on('POST attachments/{id}/action', (call, id) => {
      const record = findAttachment(call, id);
      record.status = 'attached';
      record.attachedAt = call.now;
      const volume = findVolume(call, record.volumeId);
      volume.attachments = [{ id: record.id, serverId: record.instanceId ?? '', device: '/dev/vdb', attachedAt: call.now }];
      setStatus(volume, 'in-use', call.now);
      return empty(204);
    })
    .on('DELETE attachments/{id}', (call, id) => {
      const record = findAttachment(call, id);
      call.region.volumes.reservations.delete(id);
      const volume = call.region.volumes.volumes.get(record.volumeId);
      if (volume !== undefined) {
        volume.attachments = [];
        setStatus(volume, 'available', call.now);
      }
      return json(200, { attachments: [] });
    });
}

/** What hosts and backends promise of a volume's speed. */
export function addQosRoutes(routes: Handlers): void {
  const find = (
    call: VolumeCall,
    id: string,
  ): { readonly id: string; readonly name: string; readonly consumer: string; specs: Readonly<Record<string, string>> } => {
    if (!isAdministrator(call)) throw refusePolicy('volume_extension:qos_specs_manage:get');
    const found = call.region.volumes.qos.get(id);
    if (found === undefined) throw novaFault(404, `No such QoS spec ${id}.`);
    return found;
  };
  routes
    .on('GET qos-specs', (call) => {
      if (!isAdministrator(call)) throw refusePolicy('volume_extension:qos_specs_manage:get_all');
      return json(200, { qos_specs: [...call.region.volumes.qos.values()] });
    })
    .on('POST qos-specs', async (call) => {
      const { name, consumer, ...specs } = objectAt(await readBody(call), 'qos_specs') ?? {};
      if (!isAdministrator(call)) throw refusePolicy('volume_extension:qos_specs_manage:create');
      const { qos } = call.region.volumes;
      if ([...qos.values()].some((one) => one.name === name)) throw novaFault(409, `QoS Specs ${textOf(name)} already exists.`);
      const made = { id: randomUUID(), name: textOf(name), consumer: textOf(consumer ?? 'back-end'), specs: specs as Readonly<Record<string, string>> };
      qos.set(made.id, made);
      return json(200, { qos_specs: made });
    })
    .on('GET qos-specs/{id}', (call, id) => json(200, { qos_specs: find(call, id) }))
    .on('PUT qos-specs/{id}', async (call, id) => {
      const given = (objectAt(await readBody(call), 'qos_specs') ?? {}) as Readonly<Record<string, string>>;
      const found = find(call, id);
      found.specs = { ...found.specs, ...given };
      return json(200, { qos_specs: given });
    })
    .on('PUT qos-specs/{id}/delete_keys', async (call, id) => {
      const keys = (arrayAt(await readBody(call), 'keys') ?? []).map(textOf);
      const found = find(call, id);
      found.specs = Object.fromEntries(Object.entries(found.specs).filter(([name]) => !keys.includes(name)));
      return empty(202);
    })
    .on('DELETE qos-specs/{id}', (call, id) => {
      call.region.volumes.qos.delete(find(call, id).id);
      return empty(202);
    })
    .on('GET qos-specs/{id}/associations', (call, id) => {
      find(call, id);
      return json(200, {
        qos_associations: call.region.volumes.types
          .filter((type) => type.qosId === id)
          .map(({ id: type, name }) => ({ association_type: 'volume_type', id: type, name })),
      });
    });
  for (const verb of ['associate', 'disassociate'] as const)
    routes.on(`GET qos-specs/{id}/${verb}`, (call, id) => {
      find(call, id);
      const typeId = call.request.queryValue('vol_type_id');
      const type = call.region.volumes.types.find((one) => one.id === typeId);
      if (type === undefined) throw novaFault(404, `Volume type ${typeId ?? ''} could not be found.`);
      type.qosId = verb === 'associate' ? id : null;
      return empty(202);
    });
}
