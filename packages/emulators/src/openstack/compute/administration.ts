import { type Answer, empty, json } from '../answer.ts';
import type { Routes } from '../routes.ts';
import { isAdministrator } from '../service-auth.ts';
import { isoNaive } from '../timestamps.ts';
import { type JsonObject, objectAt, stringAt } from '../values.ts';
import { type ComputeCall, readBody } from './compute-call.ts';
import { type Aggregate, HOSTS, type ServerRecord } from './compute-state.ts';
import { novaFault } from './nova-faults.ts';

type Handlers = Routes<ComputeCall, Answer | Promise<Answer>>;

export function requireAdmin(call: ComputeCall, rule: string): void {
  if (!isAdministrator(call)) throw novaFault(403, `Policy doesn't allow os_compute_api:${rule} to be performed.`);
}

/** `fake1` is `9d2f…0001`: the same in every answer. */
const hypervisorId = (index: number): string => `9d2f5a4e-0000-4000-8000-00000000000${index + 1}`;

function hypervisorBody(call: ComputeCall, index: number): JsonObject {
  const host = HOSTS[index] ?? '';
  const here = call.region.compute.all().filter((server) => server.host === host && server.vmState !== 'shelved_offloaded');
  const sum = (of: (server: ServerRecord) => number): number => here.reduce((total, server) => total + of(server), 0);
  // Until 2.53 they had numbers, until 2.88 what they had left.
  const late = call.version.atLeast(88);
  const used = {
    vcpus: 1000,
    memory_mb: 800_000,
    local_gb: 600_000,
    vcpus_used: sum(({ flavor }) => flavor.vcpus),
    memory_mb_used: 512 + sum(({ flavor }) => flavor.ramMiB),
    local_gb_used: sum(({ flavor }) => flavor.diskGiB),
    running_vms: here.filter(({ powerState }) => powerState === 1).length,
    current_workload: 0,
  };
  return {
    id: call.version.atLeast(53) ? hypervisorId(index) : index + 1,
    hypervisor_hostname: host,
    state: 'up',
    status: 'enabled',
    hypervisor_type: 'fake',
    hypervisor_version: 1000,
    host_ip: '127.0.0.1',
    service: { id: call.version.atLeast(53) ? serviceId(index + 2) : index + 3, host, disabled_reason: null },
    servers: call.request.queryValue('with_servers') === 'True' ? here.map(({ id, name }) => ({ uuid: id, name })) : undefined,
    uptime: late ? null : undefined,
    ...(late ? {} : used),
  };
}

const serviceId = (index: number): string => `5e41c3a0-0000-4000-8000-00000000000${index + 1}`;

const services = (call: ComputeCall): JsonObject[] =>
  [
    { binary: 'nova-conductor', host: 'emulated', zone: 'internal' },
    { binary: 'nova-scheduler', host: 'emulated', zone: 'internal' },
    ...HOSTS.map((host) => ({ binary: 'nova-compute', host, zone: 'nova' })),
  ].map((service, index) => ({
    id: call.version.atLeast(53) ? serviceId(index) : index + 1,
    ...service,
    status: 'enabled',
    state: 'up',
    updated_at: isoNaive(call.now),
    disabled_reason: null,
    forced_down: call.version.atLeast(11) ? false : undefined,
  }));

export const migrationBody = (call: ComputeCall, server: ServerRecord, index: number): JsonObject => {
  const migration = server.migrations[index];
  const type = migration?.type ?? 'migration';
  return {
    id: index + 1,
    uuid: call.version.atLeast(59) ? `${server.id.slice(0, 35)}${index % 10}` : undefined,
    instance_uuid: server.id,
    source_compute: migration?.from,
    source_node: migration?.from,
    dest_compute: migration?.to,
    dest_node: migration?.to,
    dest_host: null,
    old_instance_type_id: 1,
    new_instance_type_id: 1,
    status: migration?.status,
    migration_type: type,
    created_at: isoNaive(migration?.at ?? 0),
    updated_at: isoNaive(migration?.at ?? 0),
  };
};

const aggregateBody = (call: ComputeCall, aggregate: Aggregate): JsonObject => ({
  id: aggregate.id,
  uuid: call.version.atLeast(41) ? `a66e0000-0000-4000-8000-${String(aggregate.id).padStart(12, '0')}` : undefined,
  name: aggregate.name,
  availability_zone: aggregate.availabilityZone,
  hosts: aggregate.hosts,
  metadata: aggregate.metadata,
  created_at: isoNaive(aggregate.createdAt),
  updated_at: null,
  deleted: false,
  deleted_at: null,
});

const findAggregate = (call: ComputeCall, id: string): Aggregate => {
  const aggregate = call.region.compute.aggregates.get(Number(id));
  if (aggregate === undefined) throw novaFault(404, `Aggregate ${id} could not be found.`);
  return aggregate;
};

async function actOnAggregate(call: ComputeCall, id: string): Promise<Answer> {
  const body = await readBody(call);
  requireAdmin(call, 'os-aggregates:add_host');
  const aggregate = findAggregate(call, id);
  const added = stringAt(objectAt(body, 'add_host'), 'host');
  const removed = stringAt(objectAt(body, 'remove_host'), 'host');
  const metadata = objectAt(objectAt(body, 'set_metadata'), 'metadata');
  if (added !== undefined) {
    if (!HOSTS.includes(added)) throw novaFault(404, `Compute host ${added} could not be found.`);
    if (aggregate.hosts.includes(added)) throw novaFault(409, `Cannot add host ${added} in aggregate ${id}: it is there.`);
    aggregate.hosts.push(added);
  } else if (removed !== undefined) {
    if (!aggregate.hosts.includes(removed)) throw novaFault(404, `Host ${removed} is not in aggregate ${id}.`);
    aggregate.hosts = aggregate.hosts.filter((host) => host !== removed);
  } else if (metadata === undefined) throw novaFault(400, `There is no such action: ${Object.keys(body).join(', ')}`);
  else {
    const merged = Object.entries({ ...aggregate.metadata, ...metadata }).filter(([, value]) => value !== null);
    aggregate.metadata = Object.fromEntries(merged) as Record<string, string>;
  }
  return json(200, { aggregate: aggregateBody(call, aggregate) });
}

function addAggregateRoutes(routes: Handlers): void {
  routes
    .on('GET os-aggregates', (call) => {
      requireAdmin(call, 'os-aggregates:index');
      return json(200, { aggregates: [...call.region.compute.aggregates.values()].map((one) => aggregateBody(call, one)) });
    })
    .on('POST os-aggregates', async (call) => {
      const given = objectAt(await readBody(call), 'aggregate');
      requireAdmin(call, 'os-aggregates:create');
      const name = stringAt(given, 'name');
      if (name === undefined || name === '') throw novaFault(400, "Invalid input for field/attribute aggregate. 'name' is a required property");
      const { aggregates } = call.region.compute;
      if ([...aggregates.values()].some((one) => one.name === name)) throw novaFault(409, `Aggregate ${name} already exists.`);
      const id = Math.max(0, ...aggregates.keys()) + 1;
      const aggregate: Aggregate = { id, name, availabilityZone: stringAt(given, 'availability_zone') ?? null, hosts: [], metadata: {}, createdAt: call.now };
      aggregates.set(id, aggregate);
      return json(200, { aggregate: aggregateBody(call, aggregate) });
    })
    .on('GET os-aggregates/{id}', (call, id) => {
      requireAdmin(call, 'os-aggregates:show');
      return json(200, { aggregate: aggregateBody(call, findAggregate(call, id)) });
    })
    .on('DELETE os-aggregates/{id}', (call, id) => {
      requireAdmin(call, 'os-aggregates:delete');
      const aggregate = findAggregate(call, id);
      if (aggregate.hosts.length > 0) throw novaFault(400, `Cannot remove aggregate ${id}: it has hosts.`);
      call.region.compute.aggregates.delete(aggregate.id);
      return empty(200);
    })
    .on('POST os-aggregates/{id}/action', actOnAggregate);
}

export function addAdministrationRoutes(routes: Handlers): void {
  const all = (call: ComputeCall): JsonObject[] => HOSTS.map((_, index) => hypervisorBody(call, index));
  addAggregateRoutes(routes);
  routes
    .on('GET os-hypervisors', (call) => {
      requireAdmin(call, 'os-hypervisors:list');
      return json(200, { hypervisors: all(call).map(({ id, hypervisor_hostname, state, status }) => ({ id, hypervisor_hostname, state, status })) });
    })
    .on('GET os-hypervisors/detail', (call) => {
      requireAdmin(call, 'os-hypervisors:list-detail');
      return json(200, { hypervisors: all(call) });
    })
    .on('GET os-hypervisors/{id}', (call, id) => {
      requireAdmin(call, 'os-hypervisors:show');
      const found = all(call).find((one) => String(one['id']) === id);
      if (found === undefined) throw novaFault(404, `Compute host ${id} could not be found.`);
      return json(200, { hypervisor: found });
    })
    .on('GET os-services', (call) => {
      requireAdmin(call, 'os-services:list');
      const [binary, host] = [call.request.queryValue('binary'), call.request.queryValue('host')];
      const rows = services(call).filter((one) => (binary === undefined || one['binary'] === binary) && (host === undefined || one['host'] === host));
      return json(200, { services: rows });
    })
    .on('PUT os-services/{id}', async (call, id) => {
      const given = await readBody(call);
      requireAdmin(call, 'os-services:update');
      const found = services(call).find((one) => one['id'] === id);
      if (found === undefined) throw novaFault(404, `Service ${id} could not be found.`);
      return json(200, { service: { ...found, ...given } });
    })
    .on('GET os-migrations', (call) => {
      requireAdmin(call, 'os-migrations:index');
      const wanted = call.request.queryValue('instance_uuid');
      const servers = call.region.compute.all().filter(({ id }) => wanted === undefined || id === wanted);
      return json(200, { migrations: servers.flatMap((server) => server.migrations.map((_, index) => migrationBody(call, server, index))) });
    })
    .on('GET servers/{id}/migrations', (call, id) => {
      requireAdmin(call, 'servers:migrations:index');
      const server = call.region.compute.get(id);
      if (server === undefined) throw novaFault(404, `Instance ${id} could not be found.`);
      // Those that run: an emulated one is over at once.
      const running = server.migrations.flatMap((one, index) => (one.status === 'running' ? [migrationBody(call, server, index)] : []));
      return json(200, { migrations: running });
    });
}
