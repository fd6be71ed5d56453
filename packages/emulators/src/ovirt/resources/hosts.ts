import { randomUUID } from 'node:crypto';
import { requireMembers } from '../open/mandatory.ts';
import type { Searchable } from '../search/run-search.ts';
import type { EngineState } from '../state/engine-state.ts';
import type { Host } from '../state/model.ts';
import { type Answer, API, bodyOf, type Call, created, listing, must, ok, reference } from '../wire/call.ts';
import { type Element, element, group, leaf } from '../wire/element.ts';
import { conflict, immutable } from '../wire/faults.ts';
import { idOf, textAt } from '../wire/read-body.ts';
import type { Router } from '../wire/router.ts';
import { become, hostActionRoutes } from './host-actions.ts';
import { ARCHITECTURES, fixedEnum, keptField, machineFields, openTags } from './kept-members.ts';
import { lookUp } from './lookup.ts';
import { checkName } from './names.ts';
import { searchByName } from './search-by-name.ts';

export function hostRoutes(router: Router): void {
  router
    .on('GET /hosts', (call) => listing(call, 'hosts', call.state.hosts.values(), hostSearch(call.state), (host) => hostElement(host, call.state)))
    .on('POST /hosts', addHost)
    .on('GET /hosts/{host}', (call) => ok(hostElement(hostOf(call), call.state)))
    .on('PUT /hosts/{host}', updateHost)
    .on('DELETE /hosts/{host}', removeHost);
  hostActionRoutes(router, hostOf);
}

const hostOf = (call: Call): Host => must(call.state.hosts.get(call.ids['host'] ?? ''));

const hostSearch = (state: EngineState): Searchable<Host> => {
  const base = searchByName<Host>(['host', 'hosts']);
  const cluster = { kind: 'text', of: (one: Host) => state.clusters.get(one.clusterId)?.name ?? '' } as const;
  return {
    ...base,
    fields: {
      ...base.fields,
      comment: keptField(state, '', 'comment'),
      address: { kind: 'text', of: (one) => one.address },
      id: { kind: 'text', of: (one) => one.id },
      datacenter: { kind: 'text', of: (one) => state.dataCenters.get(state.clusters.get(one.clusterId)?.dataCenterId ?? '')?.name ?? '' },
      tag: { kind: 'text', of: (one) => openTags(state, `/hosts/${one.id}`) },
      type: fixedEnum('ovirt_node', ['rhel', 'ovirt_node', 'ovirt_vintage_node']),
      architecture: fixedEnum('x86_64', ARCHITECTURES),
      external_status: fixedEnum('ok', ['ok', 'info', 'warning', 'error', 'failure']),
      update_available: fixedEnum('false', ['true', 'false']),
      cpus: { kind: 'number', of: () => 4 },
      cpu_speed: { kind: 'number', of: () => 2100 },
      cpu_model: { kind: 'text', of: () => 'Intel(R) Xeon(R) Gold 6230' },
      memory: { kind: 'number', of: () => 256 * 1024 },
      version: { kind: 'text', of: () => 'vdsm-4.50.5.1-1.el9' },
      active_vms: { kind: 'number', of: (one) => [...state.vms.values()].filter((vm) => vm.hostId === one.id).length },
      migrating_vms: { kind: 'number', of: (one) => [...state.vms.values()].filter((vm) => vm.hostId === one.id && vm.status === 'migrating').length },
      ...machineFields((one) => [...state.vms.values()].filter((vm) => vm.hostId === one.id)),
      cluster,
      'cluster.name': cluster,
      status: {
        kind: 'enum',
        values: ['up', 'down', 'maintenance', 'nonresponsive', 'nonoperational', 'installing', 'preparingformaintenance', 'reboot', 'unassigned'],
        of: (one) => one.status.replaceAll('_', ''),
      },
    },
  };
};

function hostElement(one: Host, state: EngineState): Element {
  const running = [...state.vms.values()].filter((vm) => vm.hostId === one.id).length;
  const spm = [...state.hosts.values()].find((host) => host.clusterId === one.clusterId && host.status === 'up') === one;
  return element('host', { href: `${API}/hosts/${one.id}`, id: one.id }, [
    leaf('name', one.name),
    leaf('comment', ''),
    leaf('address', one.address),
    leaf('auto_numa_status', 'unknown'),
    group('certificate', [leaf('organization', 'example.com'), leaf('subject', `O=example.com,CN=${one.address}`)]),
    group('cpu', [
      leaf('name', 'Intel(R) Xeon(R) Gold 6230'),
      leaf('speed', 2100),
      group('topology', [leaf('cores', 2), leaf('sockets', 2), leaf('threads', 1)]),
    ]),
    leaf('external_status', 'ok'),
    group('hardware_information', [
      leaf('family', 'Xeon'),
      leaf('manufacturer', 'Example'),
      leaf('product_name', 'R1'),
      leaf('serial_number', `SN-${one.id.slice(0, 8)}`),
      leaf('uuid', one.id),
    ]),
    leaf('kdump_status', 'disabled'),
    group('ksm', [leaf('enabled', false)]),
    leaf('max_scheduling_memory', 224 * 1024 ** 3),
    leaf('memory', 256 * 1024 ** 3),
    leaf('numa_supported', true),
    group('os', [leaf('type', 'RHEL'), group('version', [leaf('full_version', '9 - 1.0.el9'), leaf('major', 9)])]),
    leaf('port', 54321),
    group('power_management', [leaf('automatic_pm_enabled', true), leaf('enabled', false), leaf('kdump_detection', true)]),
    leaf('protocol', 'stomp'),
    group('se_linux', [leaf('mode', 'enforcing')]),
    group('spm', [leaf('priority', 5), leaf('status', spm ? 'spm' : 'none')]),
    group('ssh', [leaf('port', 22)]),
    leaf('status', one.status),
    group('summary', [leaf('active', running), leaf('migrating', 0), leaf('total', running)]),
    leaf('type', 'ovirt_node'),
    leaf('update_available', false),
    group('version', [leaf('build', 5), leaf('full_version', 'vdsm-4.50.5.1-1.el9'), leaf('major', 4), leaf('minor', 50), leaf('revision', 1)]),
    reference('cluster', '/clusters', one.clusterId),
  ]);
}

/** The engine installs what a host needs, and then it is up. */
function addHost(call: Call): Answer {
  const { state } = call;
  const body = bodyOf(call, 'host');
  requireMembers(body, 'Host', 'add', ['name', 'address']);
  const name = textAt(body, 'name') ?? '';
  const address = textAt(body, 'address') ?? '';
  checkName('Host', 'add', name);
  // Without a cluster it goes into the one that is called Default.
  const cluster = lookUp(body, 'cluster', state.clusters) ?? [...state.clusters.values()].find((one) => one.name === 'Default');
  if (cluster === undefined) throw conflict('Cannot add Host. Cluster does not exist.');
  if ([...state.hosts.values()].some((one) => one.name === name))
    throw conflict('Cannot add Host. The Host name is already in use, please choose a unique name and try again.');
  if ([...state.hosts.values()].some((one) => one.address === address))
    throw conflict('Cannot add Host. The specified hostname or IP address is already in use.');
  const host: Host = { id: randomUUID(), name, address, clusterId: cluster.id, status: 'installing' };
  state.hosts.set(host.id, host);
  const job = state.startJob(call.correlationId, `Adding new Host ${name} to Cluster ${cluster.name}`);
  become(state, host, ['installing', 'unassigned', 'up'], () => {
    state.addEvent(13, `Status of host ${name} was set to Up.`, call.correlationId);
    job.finish();
  });
  return created(hostElement(host, state));
}

function updateHost(call: Call): Answer {
  const { state } = call;
  const host = hostOf(call);
  const body = bodyOf(call, 'host');
  const id = idOf(body);
  if (id !== undefined && id !== host.id) throw immutable('id');
  const name = textAt(body, 'name');
  if (name !== undefined && name !== host.name) {
    checkName('Host', 'edit', name);
    if ([...state.hosts.values()].some((one) => one.name === name)) throw conflict('Cannot edit Host. The Host name is already in use.');
  }
  const cluster = lookUp(body, 'cluster', state.clusters);
  if (cluster !== undefined && cluster.id !== host.clusterId && host.status !== 'maintenance')
    throw conflict('Cannot edit Host. Changing the cluster of a Host is allowed only in Maintenance.');
  host.name = name ?? host.name;
  host.address = textAt(body, 'address') ?? host.address;
  host.clusterId = cluster?.id ?? host.clusterId;
  return ok(hostElement(host, state));
}

function removeHost(call: Call): Answer {
  const { state } = call;
  const host = hostOf(call);
  if (host.status !== 'maintenance' && host.status !== 'down')
    throw conflict('Cannot remove Host. Host is operational. Please switch Host to Maintenance mode first.');
  state.hosts.delete(host.id);
  state.open.forget(`/hosts/${host.id}`);
  state.startJob(call.correlationId, `Removing Host ${host.name}`).finish();
  return ok();
}
