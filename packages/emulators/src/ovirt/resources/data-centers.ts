import { randomUUID } from 'node:crypto';
import { requireMembers } from '../open/mandatory.ts';
import type { Searchable } from '../search/run-search.ts';
import type { EngineState } from '../state/engine-state.ts';
import type { DataCenter, Network } from '../state/model.ts';
import { type Answer, API, actionAnswer, bodyOf, type Call, created, listing, must, ok } from '../wire/call.ts';
import { type Element, element, leaf, list } from '../wire/element.ts';
import { conflict, immutable } from '../wire/faults.ts';
import { idOf, textAt } from '../wire/read-body.ts';
import type { Router } from '../wire/router.ts';
import { keptField, keptFlag } from './kept-members.ts';
import { lookUp } from './lookup.ts';
import { checkDescription, checkName } from './names.ts';
import { searchByName } from './search-by-name.ts';

export function dataCenterRoutes(router: Router): void {
  router
    .on('GET /datacenters', (call) => listing(call, 'data_centers', call.state.dataCenters.values(), centerSearch(call.state), dataCenterElement))
    .on('POST /datacenters', addDataCenter)
    .on('GET /datacenters/{center}', (call) => ok(dataCenterElement(centerOf(call))))
    .on('PUT /datacenters/{center}', updateDataCenter)
    .on('DELETE /datacenters/{center}', removeDataCenter)
    .on('POST /datacenters/{center}/setmaster', setMaster);
}

const centerSearch = (state: EngineState): Searchable<DataCenter> => {
  const base = searchByName<DataCenter>(['datacenter', 'datacenters']);
  return {
    ...base,
    fields: {
      ...base.fields,
      comment: keptField(state, '', 'comment'),
      local: keptFlag(state, false, 'local'),
      status: {
        kind: 'enum',
        values: ['uninitialized', 'up', 'maintenance', 'notoperational', 'nonresponsive', 'contend'],
        of: (one) => one.status.replaceAll('_', ''),
      },
      compatibility_version: { kind: 'text', of: () => '4.7' },
      'clusters.name': {
        kind: 'text',
        of: (one) => [...state.clusters.values()].filter((cluster) => cluster.dataCenterId === one.id).map((cluster) => cluster.name),
      },
    },
  };
};

const centerOf = (call: Call): DataCenter => must(call.state.dataCenters.get(call.ids['center'] ?? ''));

const version = (name: string): Element => element(name, {}, [leaf('major', 4), leaf('minor', 7)]);

function dataCenterElement(one: DataCenter): Element {
  return element('data_center', { href: `${API}/datacenters/${one.id}`, id: one.id }, [
    leaf('name', one.name),
    leaf('description', one.description),
    leaf('comment', ''),
    leaf('local', false),
    leaf('quota_mode', 'disabled'),
    leaf('status', one.status),
    leaf('storage_format', 'v5'),
    list('supported_versions', [version('version')]),
    version('version'),
  ]);
}

function refuseName(call: Call, verb: string, name: string, self?: DataCenter): void {
  checkName('Data Center', verb, name, 40);
  if ([...call.state.dataCenters.values()].some((one) => one !== self && one.name === name))
    throw conflict(`Cannot ${verb} Data Center. The Data Center name is already in use.`);
}

/** It comes with a management network, and is up once it has storage. */
function addDataCenter(call: Call): Answer {
  const { state } = call;
  const body = bodyOf(call, 'data_center');
  requireMembers(body, 'DataCenter', 'add', ['name', 'local']);
  const name = textAt(body, 'name') ?? '';
  refuseName(call, 'add', name);
  const description = textAt(body, 'description') ?? '';
  checkDescription('Data Center', 'add', description, 4000);
  const center: DataCenter = { id: randomUUID(), name, description, status: 'uninitialized' };
  state.dataCenters.set(center.id, center);
  const network: Network = { id: randomUUID(), name: 'ovirtmgmt', description: 'Management Network', dataCenterId: center.id };
  state.networks.set(network.id, network);
  const profileId = randomUUID();
  state.vnicProfiles.set(profileId, { id: profileId, name: 'ovirtmgmt', networkId: network.id });
  return created(dataCenterElement(center));
}

function updateDataCenter(call: Call): Answer {
  const center = centerOf(call);
  const body = bodyOf(call, 'data_center');
  const id = idOf(body);
  if (id !== undefined && id !== center.id) throw immutable('id');
  const name = textAt(body, 'name');
  if (name !== undefined && name !== center.name) refuseName(call, 'edit', name, center);
  center.name = name ?? center.name;
  center.description = textAt(body, 'description') ?? center.description;
  return ok(dataCenterElement(center));
}

function removeDataCenter(call: Call): Answer {
  const { state } = call;
  const center = centerOf(call);
  const domains = [...state.storageDomains.values()].filter((one) => one.dataCenterId === center.id).map((one) => one.name);
  if (domains.length > 0) throw conflict(`Cannot remove Data Center. There are Storage Domains attached to it: ${domains.join(', ')}.`);
  const clusters = [...state.clusters.values()].filter((one) => one.dataCenterId === center.id).map((one) => one.name);
  if (clusters.length > 0) throw conflict(`Cannot remove Data Center. There are clusters in it: ${clusters.join(', ')}.`);
  removeNetworks(state, center.id);
  state.dataCenters.delete(center.id);
  state.open.forget(`/datacenters/${center.id}`);
  return ok();
}

function removeNetworks(state: EngineState, centerId: string): void {
  const networks = [...state.networks.values()].filter((one) => one.dataCenterId === centerId);
  for (const network of networks) {
    for (const profile of [...state.vnicProfiles.values()]) if (profile.networkId === network.id) state.vnicProfiles.delete(profile.id);
    state.networks.delete(network.id);
  }
}

function setMaster(call: Call): Answer {
  const { state } = call;
  const center = centerOf(call);
  const body = bodyOf(call, 'action');
  requireMembers(body, 'Action', 'setMaster', ['storage_domain.id|storage_domain.name']);
  const domain = must(lookUp(body, 'storage_domain', state.storageDomains));
  if (domain.dataCenterId !== center.id || domain.type !== 'data' || domain.status !== 'active')
    throw conflict('Cannot switch master Storage Domain. The relevant Storage Domain is not an active data domain of this Data Center.');
  if (domain.master) throw conflict('Cannot switch master Storage Domain. The selected Storage Domain is the current master.');
  for (const one of state.storageDomains.values()) if (one.dataCenterId === center.id) one.master = one === domain;
  const job = state.startJob(call.correlationId, `Switching master Storage Domain to ${domain.name}`);
  job.finish();
  return actionAnswer(call, job.id);
}
