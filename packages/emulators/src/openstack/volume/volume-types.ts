import { randomUUID } from 'node:crypto';
import { type Answer, empty, json } from '../answer.ts';
import { novaFault } from '../compute/nova-faults.ts';
import type { Routes } from '../routes.ts';
import { isAdministrator } from '../service-auth.ts';
import { type JsonObject, objectAt, stringAt } from '../values.ts';
import { readBody, type VolumeCall } from './volume-call.ts';
import { refusePolicy } from './volume-quotas.ts';
import type { VolumeType } from './volume-state.ts';

const typeBody = (call: VolumeCall, type: VolumeType): JsonObject =>
  call.v1
    ? { id: type.id, name: type.name, extra_specs: {} }
    : {
        id: type.id,
        name: type.name,
        is_public: type.isPublic,
        description: type.description,
        extra_specs: isAdministrator(call) ? type.extraSpecs : {},
        qos_specs_id: isAdministrator(call) ? type.qosId : undefined,
        'os-volume-type-access:is_public': type.isPublic,
      };

const visible = (call: VolumeCall, type: VolumeType): boolean => type.isPublic || isAdministrator(call) || type.projectIds.has(call.project.id);

function find(call: VolumeCall, id: string): VolumeType {
  const { types } = call.region.volumes;
  const type = types.find((item) => item.id === id || (id === 'default' && item === types[0]));
  if (type === undefined || !visible(call, type)) throw novaFault(404, `Volume type ${id} could not be found.`);
  return type;
}

function requireAdmin(call: VolumeCall, rule: string): void {
  if (!isAdministrator(call)) throw refusePolicy(rule);
}

const MANAGE = 'volume_extension:types_manage';

async function create(call: VolumeCall): Promise<Answer> {
  const given = objectAt(await readBody(call), 'volume_type');
  requireAdmin(call, MANAGE);
  const name = stringAt(given, 'name');
  const { types } = call.region.volumes;
  if (name === undefined || name === '') throw novaFault(400, "Invalid input for field/attribute volume_type. 'name' is a required property");
  if (types.some((type) => type.name === name)) throw novaFault(409, `Volume Type ${name} already exists.`);
  const type: VolumeType = {
    id: randomUUID(),
    name,
    description: stringAt(given, 'description') ?? '',
    isPublic: given?.['os-volume-type-access:is_public'] !== false,
    extraSpecs: { ...(objectAt(given, 'extra_specs') as Record<string, string> | undefined) },
    projectIds: new Set(),
    qosId: null,
  };
  types.push(type);
  return json(200, { volume_type: typeBody(call, type) });
}

function addSpecRoutes(routes: Routes<VolumeCall, Answer | Promise<Answer>>): void {
  routes
    .on('GET types/{id}/extra_specs', (call, id) => {
      requireAdmin(call, 'volume_extension:types_extra_specs:index');
      return json(200, { extra_specs: find(call, id).extraSpecs });
    })
    .on('POST types/{id}/extra_specs', async (call, id) => {
      const given = objectAt(await readBody(call), 'extra_specs') ?? {};
      requireAdmin(call, 'volume_extension:types_extra_specs:create');
      Object.assign(find(call, id).extraSpecs, given);
      return json(200, { extra_specs: given });
    })
    .on('GET types/{id}/extra_specs/{key}', (call, id, key) => {
      const { extraSpecs } = find(call, id);
      if (extraSpecs[key] === undefined) throw novaFault(404, `Volume Type ${id} has no extra specs with key ${key}.`);
      return json(200, { [key]: extraSpecs[key] });
    })
    .on('DELETE types/{id}/extra_specs/{key}', (call, id, key) => {
      requireAdmin(call, 'volume_extension:types_extra_specs:delete');
      const type = find(call, id);
      const { [key]: gone, ...rest } = type.extraSpecs;
      if (gone === undefined) throw novaFault(404, `Volume Type ${id} has no extra specs with key ${key}.`);
      type.extraSpecs = rest;
      return empty(202);
    })
    .on('GET types/{id}/os-volume-type-access', (call, id) => {
      requireAdmin(call, 'volume_extension:volume_type_access:get_all_for_type');
      const type = find(call, id);
      if (type.isPublic) throw novaFault(404, 'Access list not available for public volume types.');
      return json(200, { volume_type_access: [...type.projectIds].map((project_id) => ({ volume_type_id: id, project_id })) });
    })
    .on('POST types/{id}/action', async (call, id) => {
      const given = await readBody(call);
      requireAdmin(call, 'volume_extension:volume_type_access:addProjectAccess');
      const type = find(call, id);
      const added = stringAt(objectAt(given, 'addProjectAccess'), 'project');
      const removed = stringAt(objectAt(given, 'removeProjectAccess'), 'project');
      if (type.isPublic) throw novaFault(409, 'Type access modification is not applicable to public volume type.');
      if (added !== undefined) {
        if (type.projectIds.has(added)) throw novaFault(409, `Volume type access for ${id} / ${added} combination already exists.`);
        type.projectIds.add(added);
      } else if (removed === undefined || !type.projectIds.delete(removed))
        throw novaFault(404, `Volume type access not found for ${id} / ${removed ?? ''} combination.`);
      return empty(202);
    });
}

export function addTypeRoutes(routes: Routes<VolumeCall, Answer | Promise<Answer>>): void {
  routes
    .on('GET types', (call) => json(200, { volume_types: call.region.volumes.types.filter((type) => visible(call, type)).map((type) => typeBody(call, type)) }))
    .on('GET types/{id}', (call, id) => {
      const row = typeBody(call, find(call, id));
      // Not with the one asked for as the default.
      return json(200, { volume_type: id === 'default' ? { ...row, 'os-volume-type-access:is_public': undefined } : row });
    })
    .on('POST types', create)
    .on('PUT types/{id}', async (call, id) => {
      const given = objectAt(await readBody(call), 'volume_type') ?? {};
      requireAdmin(call, MANAGE);
      const type = find(call, id);
      type.name = stringAt(given, 'name') ?? type.name;
      type.description = stringAt(given, 'description') ?? type.description;
      if (typeof given['is_public'] === 'boolean') type.isPublic = given['is_public'];
      return json(200, { volume_type: typeBody(call, type) });
    })
    .on('DELETE types/{id}', (call, id) => {
      requireAdmin(call, MANAGE);
      const type = find(call, id);
      const { types, volumes } = call.region.volumes;
      if ([...volumes.values()].some((volume) => volume.type === type)) throw novaFault(400, 'Target volume type is still in use.');
      types.splice(types.indexOf(type), 1);
      return empty(202);
    });
  addSpecRoutes(routes);
}
