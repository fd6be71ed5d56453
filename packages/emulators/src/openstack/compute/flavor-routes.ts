import { randomUUID } from 'node:crypto';
import { type Answer, empty, json } from '../answer.ts';
import { PythonFloat } from '../python-json.ts';
import type { Routes } from '../routes.ts';
import { isAdministrator } from '../service-auth.ts';
import { integerAt, type JsonObject, objectAt, stringAt, textOf } from '../values.ts';
import { requireAdmin } from './administration.ts';
import { type ComputeCall, links, page, readBody } from './compute-call.ts';
import type { Flavor } from './flavors.ts';
import { invalidField, novaFault } from './nova-faults.ts';

function detail(call: ComputeCall, flavor: Flavor): JsonObject {
  const path = `flavors/${flavor.id}`;
  const plain = { id: flavor.id, name: flavor.name, ram: flavor.ramMiB, disk: flavor.diskGiB };
  if (call.cloud.flavour === 'rackspace') {
    return {
      ...plain,
      swap: flavor.swapMiB === 0 ? '' : flavor.swapMiB,
      'OS-FLV-EXT-DATA:ephemeral': flavor.ephemeralGiB,
      'OS-FLV-WITH-EXT-SPECS:extra_specs': flavor.extraSpecs,
      vcpus: flavor.vcpus,
      rxtx_factor: new PythonFloat(80),
      links: links(call, path),
    };
  }
  return {
    ...plain,
    // An empty text for "none" until 2.75.
    swap: flavor.swapMiB === 0 && !call.version.atLeast(75) ? '' : flavor.swapMiB,
    'OS-FLV-EXT-DATA:ephemeral': flavor.ephemeralGiB,
    'OS-FLV-DISABLED:disabled': false,
    vcpus: flavor.vcpus,
    'os-flavor-access:is_public': flavor.isPublic,
    rxtx_factor: new PythonFloat(1),
    links: links(call, path),
    description: call.version.atLeast(55) ? flavor.description : undefined,
    extra_specs: call.version.atLeast(61) ? flavor.extraSpecs : undefined,
  };
}

const visible = (call: ComputeCall, flavor: Flavor): boolean => flavor.isPublic || isAdministrator(call) || flavor.projectIds.has(call.project.id);

function list(call: ComputeCall, path: string, view: (flavor: Flavor) => JsonObject): Answer {
  const minRam = Number(call.request.queryValue('minRam') ?? 0);
  const minDisk = Number(call.request.queryValue('minDisk') ?? 0);
  if (!Number.isInteger(minRam)) throw novaFault(400, `Invalid minRam filter [${call.request.queryValue('minRam') ?? ''}]`);
  if (!Number.isInteger(minDisk)) throw novaFault(400, `Invalid minDisk filter [${call.request.queryValue('minDisk') ?? ''}]`);
  const all = call.region.compute.flavors.filter((flavor) => visible(call, flavor) && flavor.ramMiB >= minRam && flavor.diskGiB >= minDisk);
  const found = page(call, all, path);
  return json(200, { flavors: found.items.map(view), flavors_links: found.links });
}

function find(call: ComputeCall, id: string): Flavor {
  const flavor = call.region.compute.flavors.find((item) => item.id === id);
  if (flavor === undefined || !visible(call, flavor)) throw novaFault(404, `Flavor ${id} could not be found.`);
  return flavor;
}

async function create(call: ComputeCall): Promise<Answer> {
  const given = objectAt(await readBody(call), 'flavor');
  requireAdmin(call, 'os-flavor-manage:create');
  const name = stringAt(given, 'name');
  const [ram, vcpus, disk] = ['ram', 'vcpus', 'disk'].map((member) => integerAt(given, member));
  if (name === undefined || ram === undefined || vcpus === undefined || disk === undefined)
    throw invalidField('flavor', given ?? {}, "'name', 'ram', 'vcpus' and 'disk' are required properties");
  const { flavors } = call.region.compute;
  const asked = stringAt(given, 'flavorid') ?? stringAt(given, 'id');
  const id = asked === undefined || asked === 'auto' ? randomUUID() : asked;
  if (flavors.some((flavor) => flavor.name === name)) throw novaFault(409, `Flavor with name ${name} already exists.`);
  if (flavors.some((flavor) => flavor.id === id)) throw novaFault(409, `Flavor with ID ${id} already exists.`);
  const flavor: Flavor = {
    id,
    name,
    ramMiB: ram,
    vcpus,
    diskGiB: disk,
    ephemeralGiB: integerAt(given, 'OS-FLV-EXT-DATA:ephemeral') ?? 0,
    swapMiB: integerAt(given, 'swap') ?? 0,
    extraSpecs: {},
    isPublic: given?.['os-flavor-access:is_public'] !== false,
    description: stringAt(given, 'description') ?? null,
    projectIds: new Set(),
  };
  flavors.push(flavor);
  return json(200, { flavor: detail(call, flavor) });
}

async function act(call: ComputeCall, id: string): Promise<Answer> {
  const body = await readBody(call);
  requireAdmin(call, 'os-flavor-access:add_tenant_access');
  const flavor = find(call, id);
  const added = stringAt(objectAt(body, 'addTenantAccess'), 'tenant');
  const removed = stringAt(objectAt(body, 'removeTenantAccess'), 'tenant');
  if (flavor.isPublic) throw novaFault(409, 'Can not change the access of a public flavor.');
  if (added !== undefined && flavor.projectIds.has(added))
    throw novaFault(409, `Flavor access already exists for flavor ${id} and project ${added} combination.`);
  if (removed !== undefined && !flavor.projectIds.has(removed)) throw novaFault(404, `Flavor access not found for ${id} / ${removed} combination.`);
  const projectIds = new Set([...flavor.projectIds, ...(added === undefined ? [] : [added])].filter((project) => project !== removed));
  replace(call, { ...flavor, projectIds });
  return json(200, { flavor_access: accessRows({ ...flavor, projectIds }) });
}

const replace = (call: ComputeCall, flavor: Flavor): void => {
  const { flavors } = call.region.compute;
  flavors.splice(
    flavors.findIndex(({ id }) => id === flavor.id),
    1,
    flavor,
  );
};

const accessRows = ({ id, projectIds }: Flavor): JsonObject[] => [...projectIds].map((tenant_id) => ({ flavor_id: id, tenant_id }));

function addSpecRoutes(routes: Routes<ComputeCall, Answer | Promise<Answer>>): void {
  const place = 'flavors/{id}/os-extra_specs';
  routes
    .on(`GET ${place}`, (call, id) => json(200, { extra_specs: find(call, id).extraSpecs }))
    .on(`POST ${place}`, async (call, id) => {
      const given = objectAt(await readBody(call), 'extra_specs') ?? {};
      requireAdmin(call, 'os-flavor-extra-specs:create');
      const flavor = find(call, id);
      flavor.extraSpecs = { ...flavor.extraSpecs, ...Object.fromEntries(Object.entries(given).map(([name, value]) => [name, textOf(value)])) };
      return json(200, { extra_specs: given });
    })
    .on(`GET ${place}/{key}`, (call, id, key) => {
      const { extraSpecs } = find(call, id);
      if (extraSpecs[key] === undefined) throw novaFault(404, `Flavor ${id} has no extra specs with key ${key}.`);
      return json(200, { [key]: extraSpecs[key] });
    })
    .on(`DELETE ${place}/{key}`, (call, id, key) => {
      requireAdmin(call, 'os-flavor-extra-specs:delete');
      const flavor = find(call, id);
      const { [key]: gone, ...rest } = flavor.extraSpecs;
      if (gone === undefined) throw novaFault(404, `Flavor ${id} has no extra specs with key ${key}.`);
      flavor.extraSpecs = rest;
      return empty(200);
    });
}

export function addFlavorRoutes(routes: Routes<ComputeCall, Answer | Promise<Answer>>): void {
  routes
    .on('GET flavors', (call) =>
      list(call, 'flavors', (flavor) => ({
        id: flavor.id,
        name: flavor.name,
        description: call.version.atLeast(55) ? flavor.description : undefined,
        links: links(call, `flavors/${flavor.id}`),
      })),
    )
    .on('GET flavors/detail', (call) => list(call, 'flavors/detail', (flavor) => detail(call, flavor)))
    .on('GET flavors/{id}', (call, id) => json(200, { flavor: detail(call, find(call, id)) }))
    .on('POST flavors', create)
    .on('PUT flavors/{id}', async (call, id) => {
      const given = objectAt(await readBody(call), 'flavor');
      requireAdmin(call, 'os-flavor-manage:update');
      const flavor = find(call, id);
      flavor.description = stringAt(given, 'description') ?? null;
      return json(200, { flavor: detail(call, flavor) });
    })
    .on('DELETE flavors/{id}', (call, id) => {
      requireAdmin(call, 'os-flavor-manage:delete');
      const { flavors } = call.region.compute;
      flavors.splice(flavors.indexOf(find(call, id)), 1);
      return empty(202);
    })
    .on('GET flavors/{id}/os-flavor-access', (call, id) => {
      requireAdmin(call, 'os-flavor-access');
      const flavor = find(call, id);
      if (flavor.isPublic) throw novaFault(404, 'Access list not available for public flavors.');
      return json(200, { flavor_access: accessRows(flavor) });
    })
    .on('POST flavors/{id}/action', act);
  addSpecRoutes(routes);
}
