import { type Answer, empty, json } from '../answer.ts';
import type { Routes } from '../routes.ts';
import { isoNaive } from '../timestamps.ts';
import { type JsonObject, objectAt } from '../values.ts';
import { type ComputeCall, findServer, page, readBody, stringMember } from './compute-call.ts';
import type { ServerRecord } from './compute-state.ts';
import { novaFault } from './nova-faults.ts';
import { requireUnlocked, runAction } from './server-actions.ts';
import { createServers } from './server-create.ts';
import { addressesOnly, detail, serverAddresses, serverStatus, summary, updated } from './server-view.ts';

type Handler = Routes<ComputeCall, Answer | Promise<Answer>>;

/** Filters a plain user may use; others are dropped before 2.75, as Nova does. */
type Filter = (call: ComputeCall, server: ServerRecord, values: readonly string[]) => boolean;

const commaList = (values: readonly string[]): string[] => values.flatMap((value) => value.split(','));

const FILTERS: Readonly<Record<string, Filter>> = {
  // A regular expression that may match anywhere: `bob` finds `bobbin`.
  name: (_call, server, [value = '']) => pattern(value).test(server.name),
  status: (_call, server, values) => values.some((value) => value.toUpperCase() === serverStatus(server)),
  image: (_call, server, [value]) => server.imageId === value,
  flavor: (_call, server, [value]) => server.flavor.id === value,
  ip: (call, server, [value = '']) =>
    [...serverAddresses(call, server).values()].flat().some((address) => address.version === 4 && pattern(value).test(address.addr)),
  ip6: (call, server, [value = '']) =>
    [...serverAddresses(call, server).values()].flat().some((address) => address.version === 6 && pattern(value).test(address.addr)),
  reservation_id: (_call, server, [value]) => server.reservationId === value,
  'changes-since': (_call, server, [value = '']) => server.updatedAt >= Date.parse(value),
};

const TAG_FILTERS: Readonly<Record<string, Filter>> = {
  tags: (_call, server, values) => commaList(values).every((tag) => server.tags.includes(tag)),
  'tags-any': (_call, server, values) => commaList(values).some((tag) => server.tags.includes(tag)),
  'not-tags': (_call, server, values) => !commaList(values).every((tag) => server.tags.includes(tag)),
  'not-tags-any': (_call, server, values) => !commaList(values).some((tag) => server.tags.includes(tag)),
};

/** From 2.83 on for everybody. */
const LATE_FILTERS: Readonly<Record<string, Filter>> = {
  key_name: (_call, server, [value]) => server.keyName === value,
  user_id: (_call, server, [value]) => server.userId === value,
  vm_state: (_call, server, values) => values.includes(server.vmState),
  availability_zone: (_call, server, [value]) => server.availabilityZone === value,
};

const OTHER_QUERY = new Set([
  'limit',
  'marker',
  'sort_key',
  'sort_dir',
  'all_tenants',
  'deleted',
  'uuid',
  'locked',
  'host',
  'project_id',
  'tenant_id',
  'changes-before',
  'hostname',
  'launched_at',
  'task_state',
  'power_state',
  'config_drive',
  'progress',
]);

/** MySQL's regular expressions ignore case under Nova's collation. An invalid one matches nothing. */
function pattern(value: string): RegExp {
  try {
    return new RegExp(value, 'i');
  } catch {
    return /$^/;
  }
}

function filtered(call: ComputeCall): ServerRecord[] {
  const filters = { ...FILTERS, ...(call.version.atLeast(26) ? TAG_FILTERS : {}), ...(call.version.atLeast(83) ? LATE_FILTERS : {}) };
  const wanted = new Map<string, string[]>();
  for (const [name, value] of call.request.queryPairs()) {
    if (filters[name] !== undefined) wanted.set(name, [...(wanted.get(name) ?? []), value]);
    else if (call.version.atLeast(75) && !OTHER_QUERY.has(name)) {
      throw novaFault(400, `'${name}' does not match any of the regexes: '^_'`);
    }
  }
  const all = call.region.compute
    .ofProject(call.project.id)
    .filter((server) => [...wanted].every(([name, values]) => filters[name]?.(call, server, values) ?? true));
  return sorted(call, all);
}

const SORT: Readonly<Record<string, (server: ServerRecord) => string | number>> = {
  display_name: (server) => server.name,
  name: (server) => server.name,
  created_at: (server) => server.createdAt,
  uuid: (server) => server.id,
  vm_state: (server) => server.vmState,
};

function sorted(call: ComputeCall, servers: ServerRecord[]): ServerRecord[] {
  const key = SORT[call.request.queryValue('sort_key') ?? ''];
  if (key === undefined) return servers;
  const sign = call.request.queryValue('sort_dir') === 'asc' ? 1 : -1;
  return servers.sort((a, b) => (key(a) < key(b) ? -sign : key(a) > key(b) ? sign : 0));
}

function list(call: ComputeCall, path: string, view: (call: ComputeCall, server: ServerRecord) => JsonObject): Answer {
  const found = page(call, filtered(call), path);
  return json(200, { servers: found.items.map((server) => view(call, server)), servers_links: found.links });
}

async function update(call: ComputeCall, id: string): Promise<Answer> {
  const given = objectAt(await readBody(call), 'server');
  if (given === undefined) throw novaFault(400, "'server' is a required property");
  const server = findServer(call, id);
  const name = stringMember(given, 'name');
  if (name === '') throw novaFault(400, "Invalid input for field/attribute name. Value: . '' is too short");
  server.name = name ?? server.name;
  server.accessIPv4 = stringMember(given, 'accessIPv4') ?? server.accessIPv4;
  server.accessIPv6 = stringMember(given, 'accessIPv6') ?? server.accessIPv6;
  if (call.version.atLeast(19)) server.description = stringMember(given, 'description') ?? server.description;
  server.updatedAt = call.now;
  return json(200, { server: updated(call, server) });
}

/** Accepted at once, gone after a transition; asking again while it goes is accepted too. */
function remove(call: ComputeCall, id: string): Answer {
  const server = findServer(call, id);
  requireUnlocked(server);
  if (server.taskState === 'deleting') return empty(204);
  const { region, cloud } = call;
  server.timeline.cancel();
  server.taskState = 'deleting';
  server.updatedAt = call.now;
  server.timeline.plan(call.now, cloud.transitionMs, (at) => {
    region.compute.remove(server.id);
    for (const port of region.networks.portsOf(server.id)) region.networks.deletePort(port.id);
    for (const attachment of server.volumes) {
      const volume = region.volumes.volumes.get(attachment.volumeId);
      if (volume === undefined) continue;
      volume.attachments = [];
      volume.status = 'available';
      if (attachment.deleteOnTermination) region.volumes.delete(volume, at, 0);
    }
  });
  if (cloud.transitionMs === 0) server.timeline.settle(call.now);
  return empty(204);
}

export function addServerRoutes(routes: Handler): void {
  routes
    .on('GET servers', (call) => list(call, 'servers', summary))
    .on('GET servers/detail', (call) => list(call, 'servers/detail', detail))
    .on('POST servers', createServers)
    .on('GET servers/{id}', (call, id) => {
      const server = findServer(call, id);
      // One server's own page alone tells its groups.
      const groups = call.version.atLeast(71) ? { server_groups: server.serverGroupId === undefined ? [] : [server.serverGroupId] } : {};
      return json(200, { server: { ...detail(call, server), ...groups } });
    })
    .on('PUT servers/{id}', update)
    .on('DELETE servers/{id}', remove)
    .on('POST servers/{id}/action', runAction)
    .on('GET servers/{id}/ips', (call, id) => json(200, { addresses: addressesOnly(call, findServer(call, id)) }))
    .on('GET servers/{id}/ips/{label}', (call, id, label) => {
      const addresses = addressesOnly(call, findServer(call, id))[label];
      if (addresses === undefined) throw novaFault(404, 'Instance is not a member of specified network');
      return json(200, { [label]: addresses });
    })
    .on('GET servers/{id}/os-instance-actions', (call, id) => {
      const server = findServer(call, id);
      const rows = server.actions.map((row) => ({
        action: row.action,
        instance_uuid: id,
        request_id: row.requestId,
        user_id: server.userId,
        project_id: server.projectId,
        start_time: isoNaive(row.startedAt),
        message: null,
        updated_at: call.version.atLeast(58) ? isoNaive(row.startedAt) : undefined,
      }));
      return json(200, { instanceActions: rows });
    });
}
