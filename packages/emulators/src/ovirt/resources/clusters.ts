import { randomUUID } from 'node:crypto';
import { catalogue } from '../catalogue/catalogue.ts';
import { requireMembers } from '../open/mandatory.ts';
import { membersOf } from '../open/plain-object.ts';
import { mergeMembers } from '../open/read-members.ts';
import { DEFAULT_POLICY } from '../open/seeds/scheduling.ts';
import type { Searchable } from '../search/run-search.ts';
import type { EngineState } from '../state/engine-state.ts';
import type { Cluster } from '../state/model.ts';
import { type Answer, API, actionAnswer, bodyOf, type Call, created, listing, must, ok, reference } from '../wire/call.ts';
import { type Element, element, group, leaf } from '../wire/element.ts';
import { conflict, immutable } from '../wire/faults.ts';
import { enumAt, idOf, integerAt, textAt } from '../wire/read-body.ts';
import type { Router } from '../wire/router.ts';
import { ARCHITECTURES, fixedEnum, keptField, machineFields } from './kept-members.ts';
import { lookUp } from './lookup.ts';
import { checkDescription, checkName } from './names.ts';
import { searchByName } from './search-by-name.ts';

export function clusterRoutes(router: Router): void {
  router
    .on('GET /clusters', (call) => listing(call, 'clusters', call.state.clusters.values(), clusterSearch(call.state), clusterElement))
    .on('POST /clusters', addCluster)
    .on('GET /clusters/{cluster}', (call) => ok(clusterElement(clusterOf(call))))
    .on('PUT /clusters/{cluster}', updateCluster)
    .on('DELETE /clusters/{cluster}', removeCluster)
    .on('POST /clusters/{cluster}/upgrade', upgrade);
}

/** It only notes that somebody upgrades the cluster's hosts, and how far that has come. */
function upgrade(call: Call): Answer {
  const { state } = call;
  const cluster = clusterOf(call);
  const body = bodyOf(call, 'action');
  requireMembers(body, 'Action', 'upgrade', ['upgrade_action']);
  const action = enumAt(body, ['start', 'update_progress', 'finish'], 'upgrade_action');
  const kept = state.open.kept(cluster.id) ?? new Map<string, Element>();
  const running = kept.get('upgrade_in_progress')?.text === 'true';
  if (action === 'start' && running) throw conflict('Cannot start upgrade of Cluster. The upgrade of the Cluster is already in progress.');
  if (action !== 'start' && !running) throw conflict('Cannot update upgrade of Cluster. No upgrade of the Cluster is in progress.');
  const done = {
    upgrade_in_progress: action !== 'finish',
    upgrade_percent_complete: action === 'finish' ? 100 : (integerAt(body, 'upgrade_percent_complete') ?? 0),
    upgrade_correlation_id: textAt(body, 'correlation_id'),
  };
  state.open.keep(cluster.id, mergeMembers(kept, membersOf(must(catalogue().struct('Cluster')), done)));
  return actionAnswer(call, undefined);
}

const clusterOf = (call: Call): Cluster => must(call.state.clusters.get(call.ids['cluster'] ?? ''));

const clusterSearch = (state: EngineState): Searchable<Cluster> => {
  const center = { kind: 'text', of: (one: Cluster) => state.dataCenters.get(one.dataCenterId)?.name ?? '' } as const;
  const base = searchByName<Cluster>(['cluster', 'clusters']);
  return {
    ...base,
    fields: {
      ...base.fields,
      'datacenter.name': center,
      datacenter: center,
      comment: keptField(state, '', 'comment'),
      architecture: fixedEnum('x86_64', ARCHITECTURES),
      compatibility_level: { kind: 'number', of: () => 4.7 },
      cpu_type: keptField(state, 'Intel Nehalem Family', 'cpu', 'type'),
      ...machineFields((one) => [...state.vms.values()].filter((vm) => vm.clusterId === one.id)),
    },
  };
};

function clusterElement(one: Cluster): Element {
  return element('cluster', { href: `${API}/clusters/${one.id}`, id: one.id }, [
    leaf('name', one.name),
    leaf('description', one.description),
    leaf('comment', ''),
    leaf('ballooning_enabled', true),
    leaf('bios_type', 'q35_sea_bios'),
    group('cpu', [leaf('architecture', 'x86_64'), leaf('type', 'Intel Nehalem Family')]),
    group('error_handling', [leaf('on_error', 'migrate')]),
    group('fencing_policy', [leaf('enabled', true), group('skip_if_sd_active', [leaf('enabled', false)])]),
    leaf('firewall_type', 'firewalld'),
    leaf('gluster_service', false),
    leaf('ha_reservation', false),
    group('ksm', [leaf('enabled', true), leaf('merge_across_nodes', true)]),
    group('memory_policy', [group('over_commit', [leaf('percent', 100)]), group('transparent_hugepages', [leaf('enabled', true)])]),
    group('migration', [leaf('auto_converge', 'inherit'), group('bandwidth', [leaf('assignment_method', 'auto')]), leaf('compressed', 'inherit')]),
    leaf('switch_type', 'legacy'),
    leaf('threads_as_cores', false),
    leaf('trusted_service', false),
    leaf('tunnel_migration', false),
    element('version', {}, [leaf('major', 4), leaf('minor', 7)]),
    leaf('virt_service', true),
    leaf('vnc_encryption', false),
    reference('data_center', '/datacenters', one.dataCenterId),
    reference('mac_pool', '/macpools', '58ca604b-017d-0374-0220-00000000014e'),
    reference('scheduling_policy', '/schedulingpolicies', DEFAULT_POLICY),
  ]);
}

function refuseName(call: Call, verb: string, name: string, self?: Cluster): void {
  checkName('Cluster', verb, name, 40);
  if ([...call.state.clusters.values()].some((one) => one !== self && one.name === name))
    throw conflict(`Cannot ${verb} Cluster. The Cluster name is already in use.`);
}

function addCluster(call: Call): Answer {
  const { state } = call;
  const body = bodyOf(call, 'cluster');
  requireMembers(body, 'Cluster', 'add', ['name', 'data_center.id|data_center.name']);
  const name = textAt(body, 'name') ?? '';
  const center = must(lookUp(body, 'data_center', state.dataCenters));
  refuseName(call, 'add', name);
  const description = textAt(body, 'description') ?? '';
  checkDescription('Cluster', 'add', description, 4000);
  const cluster: Cluster = { id: randomUUID(), name, description, dataCenterId: center.id };
  state.clusters.set(cluster.id, cluster);
  // Its networks are those that its data center has at this moment.
  state.open.collection(`/clusters/${cluster.id}/networks`);
  const profile = must(catalogue().struct('CpuProfile'));
  state.open.add('/cpuprofiles', membersOf(profile, { name, cluster: `/clusters/${cluster.id}` }));
  return created(clusterElement(cluster));
}

function updateCluster(call: Call): Answer {
  const cluster = clusterOf(call);
  const body = bodyOf(call, 'cluster');
  const id = idOf(body);
  if (id !== undefined && id !== cluster.id) throw immutable('id');
  const name = textAt(body, 'name');
  if (name !== undefined && name !== cluster.name) refuseName(call, 'edit', name, cluster);
  cluster.name = name ?? cluster.name;
  cluster.description = textAt(body, 'description') ?? cluster.description;
  return ok(clusterElement(cluster));
}

function removeCluster(call: Call): Answer {
  const { state } = call;
  const cluster = clusterOf(call);
  const names = (items: Iterable<{ readonly name: string; readonly clusterId: string | undefined }>): string[] =>
    [...items].filter((one) => one.clusterId === cluster.id).map((one) => one.name);
  const hosts = names(state.hosts.values());
  if (hosts.length > 0) throw conflict(`Cannot remove Cluster. There are hosts in it: ${hosts.join(', ')}.`);
  const machines = [...names(state.vms.values()), ...names(state.templates.values())];
  if (machines.length > 0) throw conflict(`Cannot remove Cluster. VMs or Templates are in it: ${machines.join(', ')}.`);
  const profiles = state.open.collection('/cpuprofiles');
  for (const [id, item] of [...profiles]) if (item.members.get('cluster')?.attributes['id'] === cluster.id) profiles.delete(id);
  state.clusters.delete(cluster.id);
  state.open.forget(`/clusters/${cluster.id}`);
  return ok();
}
