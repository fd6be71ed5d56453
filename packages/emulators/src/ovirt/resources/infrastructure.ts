import type { Searchable } from '../search/run-search.ts';
import type { EngineState } from '../state/engine-state.ts';
import type { Cluster, DataCenter, Host, InstanceType } from '../state/model.ts';
import { API, type Call, listing, must, ok, plainListing, reference } from '../wire/call.ts';
import { type Element, element, group, leaf, link, list } from '../wire/element.ts';
import type { Router } from '../wire/router.ts';
import { networkElement } from './networks.ts';
import { cpuElement } from './vm-element.ts';

/** What only administrators change: data centers, clusters, hosts, sizes. */
export function infrastructureRoutes(router: Router): void {
  router
    .on('GET /datacenters', (call) => listing(call, 'data_centers', call.state.dataCenters.values(), named(['datacenter', 'datacenters']), dataCenterElement))
    .on('GET /datacenters/{center}', (call) => ok(dataCenterElement(centerOf(call))))
    .on('GET /datacenters/{center}/clusters', (call) =>
      plainListing(
        call,
        'clusters',
        [...call.state.clusters.values()].filter((one) => one.dataCenterId === centerOf(call).id),
        clusterElement,
      ),
    )
    .on('GET /datacenters/{center}/networks', (call) =>
      plainListing(
        call,
        'networks',
        [...call.state.networks.values()].filter((one) => one.dataCenterId === centerOf(call).id),
        networkElement,
      ),
    )
    .on('GET /clusters', (call) => listing(call, 'clusters', call.state.clusters.values(), clusterSearch(call.state), clusterElement))
    .on('GET /clusters/{cluster}', (call) => ok(clusterElement(clusterOf(call))))
    .on('GET /clusters/{cluster}/networks', (call) =>
      plainListing(
        call,
        'networks',
        [...call.state.networks.values()].filter((one) => one.dataCenterId === clusterOf(call).dataCenterId),
        networkElement,
      ),
    )
    .on('GET /hosts', (call) => listing(call, 'hosts', call.state.hosts.values(), hostSearch(call.state), (host) => hostElement(host, call.state)))
    .on('GET /hosts/{host}', (call) => ok(hostElement(must(call.state.hosts.get(call.ids['host'] ?? '')), call.state)))
    .on('GET /instancetypes', (call) =>
      listing(call, 'instance_types', call.state.instanceTypes.values(), named(['instancetype', 'instancetypes']), typeElement),
    )
    .on('GET /instancetypes/{type}', (call) => ok(typeElement(must(call.state.instanceTypes.get(call.ids['type'] ?? '')))));
}

const centerOf = (call: Call): DataCenter => must(call.state.dataCenters.get(call.ids['center'] ?? ''));
const clusterOf = (call: Call): Cluster => must(call.state.clusters.get(call.ids['cluster'] ?? ''));

const named = <T extends { readonly name: string; readonly description?: string }>(own: readonly string[]): Searchable<T> => ({
  own,
  defaultSort: 'name',
  fields: {
    name: { kind: 'text', of: (item) => item.name },
    description: { kind: 'text', of: (item) => item.description ?? '' },
    comment: { kind: 'text', of: () => '' },
  },
});

const clusterSearch = (state: EngineState): Searchable<Cluster> => {
  const center = { kind: 'text', of: (one: Cluster) => state.dataCenters.get(one.dataCenterId)?.name ?? '' } as const;
  const base = named<Cluster>(['cluster', 'clusters']);
  return { ...base, fields: { ...base.fields, 'datacenter.name': center, datacenter: center } };
};

const hostSearch = (state: EngineState): Searchable<Host> => {
  const base = named<Host>(['host', 'hosts']);
  return {
    ...base,
    fields: {
      ...base.fields,
      address: { kind: 'text', of: (one) => one.address },
      cluster: { kind: 'text', of: (one) => state.clusters.get(one.clusterId)?.name ?? '' },
      status: { kind: 'enum', values: ['up', 'down', 'maintenance', 'nonresponsive', 'nonoperational'], of: () => 'up' },
    },
  };
};

const version = (name: string): Element => element(name, {}, [leaf('major', 4), leaf('minor', 7)]);

function dataCenterElement(one: DataCenter): Element {
  const href = `${API}/datacenters/${one.id}`;
  return element('data_center', { href, id: one.id }, [
    leaf('name', one.name),
    leaf('description', one.description),
    leaf('comment', ''),
    ...['clusters', 'iscsibonds', 'networks', 'permissions', 'qoss', 'quotas', 'storagedomains'].map((rel) => link(`${href}/${rel}`, rel)),
    leaf('local', false),
    leaf('quota_mode', 'disabled'),
    leaf('status', 'up'),
    leaf('storage_format', 'v5'),
    list('supported_versions', [version('version')]),
    version('version'),
  ]);
}

function clusterElement(one: Cluster): Element {
  const href = `${API}/clusters/${one.id}`;
  return element('cluster', { href, id: one.id }, [
    actions(href),
    leaf('name', one.name),
    leaf('description', one.description),
    leaf('comment', ''),
    ...['affinitygroups', 'cpuprofiles', 'enabledfeatures', 'externalnetworkproviders', 'networkfilters', 'networks', 'permissions'].map((rel) =>
      link(`${href}/${rel}`, rel),
    ),
    leaf('ballooning_enabled', true),
    leaf('bios_type', 'q35_sea_bios'),
    group('cpu', [leaf('architecture', 'x86_64'), leaf('type', 'Intel Nehalem Family')]),
    leaf('gluster_service', false),
    leaf('virt_service', true),
    version('version'),
    reference('data_center', '/datacenters', one.dataCenterId),
  ]);
}

const actions = (href: string): Element =>
  element(
    'actions',
    {},
    ['resetemulatedmachine', 'syncallnetworks', 'upgrade'].map((rel) => link(`${href}/${rel}`, rel)),
  );

function hostElement(one: Host, state: EngineState): Element {
  const href = `${API}/hosts/${one.id}`;
  const running = [...state.vms.values()].filter((vm) => vm.hostId === one.id).length;
  return element('host', { href, id: one.id }, [
    leaf('name', one.name),
    leaf('comment', ''),
    ...['nics', 'permissions', 'statistics', 'storage', 'tags'].map((rel) => link(`${href}/${rel}`, rel)),
    leaf('address', one.address),
    leaf('external_status', 'ok'),
    leaf('memory', 256 * 1024 ** 3),
    leaf('port', 54321),
    leaf('protocol', 'stomp'),
    leaf('status', 'up'),
    group('summary', [leaf('active', running), leaf('migrating', 0), leaf('total', running)]),
    leaf('type', 'ovirt_node'),
    reference('cluster', '/clusters', one.clusterId),
  ]);
}

function typeElement(one: InstanceType): Element {
  const href = `${API}/instancetypes/${one.id}`;
  return element('instance_type', { href, id: one.id }, [
    leaf('name', one.name),
    leaf('description', ''),
    ...['graphicsconsoles', 'nics', 'watchdogs'].map((rel) => link(`${href}/${rel}`, rel)),
    cpuElement(one.cpu),
    leaf('memory', one.memory),
    group('memory_policy', [leaf('ballooning', true), leaf('guaranteed', one.memory), leaf('max', one.memory * 4)]),
    leaf('status', 'ok'),
    leaf('type', 'desktop'),
  ]);
}
