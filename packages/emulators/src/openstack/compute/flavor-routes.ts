import { type Answer, json } from '../answer.ts';
import { PythonFloat } from '../python-json.ts';
import type { Routes } from '../routes.ts';
import type { JsonObject } from '../values.ts';
import { type ComputeCall, links, page } from './compute-call.ts';
import type { Flavor } from './flavors.ts';
import { novaFault } from './nova-faults.ts';

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
    'os-flavor-access:is_public': true,
    rxtx_factor: new PythonFloat(1),
    links: links(call, path),
    description: call.version.atLeast(55) ? null : undefined,
    extra_specs: call.version.atLeast(61) ? flavor.extraSpecs : undefined,
  };
}

function list(call: ComputeCall, path: string, view: (flavor: Flavor) => JsonObject): Answer {
  const minRam = Number(call.request.queryValue('minRam') ?? 0);
  const minDisk = Number(call.request.queryValue('minDisk') ?? 0);
  if (!Number.isInteger(minRam)) throw novaFault(400, `Invalid minRam filter [${call.request.queryValue('minRam') ?? ''}]`);
  if (!Number.isInteger(minDisk)) throw novaFault(400, `Invalid minDisk filter [${call.request.queryValue('minDisk') ?? ''}]`);
  const all = call.region.compute.flavors.filter((flavor) => flavor.ramMiB >= minRam && flavor.diskGiB >= minDisk);
  const found = page(call, all, path);
  return json(200, { flavors: found.items.map(view), flavors_links: found.links });
}

function find(call: ComputeCall, id: string): Flavor {
  const flavor = call.region.compute.flavors.find((item) => item.id === id);
  if (flavor === undefined) throw novaFault(404, `Flavor ${id} could not be found.`);
  return flavor;
}

export function addFlavorRoutes(routes: Routes<ComputeCall, Answer | Promise<Answer>>): void {
  routes
    .on('GET flavors', (call) => list(call, 'flavors', (flavor) => ({ id: flavor.id, name: flavor.name, links: links(call, `flavors/${flavor.id}`) })))
    .on('GET flavors/detail', (call) => list(call, 'flavors/detail', (flavor) => detail(call, flavor)))
    .on('GET flavors/{id}', (call, id) => json(200, { flavor: detail(call, find(call, id)) }))
    .on('GET flavors/{id}/os-extra_specs', (call, id) => json(200, { extra_specs: find(call, id).extraSpecs }));
}
