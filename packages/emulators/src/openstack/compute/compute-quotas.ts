import { type Answer, empty, json } from '../answer.ts';
import type { Routes } from '../routes.ts';
import { isAdministrator } from '../service-auth.ts';
import { isoNaive } from '../timestamps.ts';
import { type JsonObject, objectAt } from '../values.ts';
import { requireAdmin } from './administration.ts';
import { type ComputeCall, readBody } from './compute-call.ts';
import { novaFault } from './nova-faults.ts';
import { serverStatus } from './server-view.ts';

/** What the project has of each. */
export function computeUsage(call: ComputeCall, projectId: string): Readonly<Record<string, number>> {
  const servers = call.region.compute.ofProject(projectId);
  return {
    instances: servers.length,
    cores: servers.reduce((total, { flavor }) => total + flavor.vcpus, 0),
    ram: servers.reduce((total, { flavor }) => total + flavor.ramMiB, 0),
    key_pairs: 0,
    server_groups: [...call.region.compute.serverGroups.values()].filter((group) => group.projectId === projectId).length,
  };
}

function requireOwn(call: ComputeCall, projectId: string): void {
  if (projectId !== call.project.id && !isAdministrator(call)) requireAdmin(call, 'os-quota-sets:show');
}

/** Since 2.36 nothing of networks, since 2.57 nothing of injected files. */
const shown = (call: ComputeCall, quotas: Readonly<Record<string, unknown>>): JsonObject =>
  Object.fromEntries(
    Object.entries(quotas).filter(
      ([name]) =>
        !(call.version.atLeast(36) && /^(floating_ips|fixed_ips|security_group)/.test(name)) && !(call.version.atLeast(57) && name.startsWith('injected_')),
    ),
  );

interface Span {
  readonly start: number;
  readonly end: number;
}

function spanOf(call: ComputeCall): Span {
  const read = (name: string, standard: number): number => {
    const text = call.request.queryValue(name);
    const time = text === undefined ? standard : Date.parse(/[zZ]$/.test(text) ? text : `${text}Z`);
    if (Number.isNaN(time)) throw novaFault(400, `Datetime is in invalid format: ${text ?? ''}`);
    return time;
  };
  return { start: read('start', call.now - 28 * 86_400_000), end: read('end', call.now) };
}

function usageBody(call: ComputeCall, projectId: string, { start, end }: Span, detailed: boolean): JsonObject {
  const servers = call.region.compute.ofProject(projectId);
  const rows = servers.map((server) => {
    const hours = Math.max(0, (Math.min(end, call.now) - Math.max(start, server.createdAt)) / 3_600_000);
    return { server, hours };
  });
  const sum = (of: (row: (typeof rows)[number]) => number): number => rows.reduce((total, row) => total + of(row), 0);
  return {
    tenant_id: projectId,
    start: isoNaive(start),
    stop: isoNaive(end),
    total_hours: sum(({ hours }) => hours),
    total_vcpus_usage: sum(({ server, hours }) => hours * server.flavor.vcpus),
    total_memory_mb_usage: sum(({ server, hours }) => hours * server.flavor.ramMiB),
    total_local_gb_usage: sum(({ server, hours }) => hours * server.flavor.diskGiB),
    server_usages: detailed
      ? rows.map(({ server, hours }) => ({
          instance_id: server.id,
          name: server.name,
          hours,
          flavor: server.flavor.name,
          vcpus: server.flavor.vcpus,
          memory_mb: server.flavor.ramMiB,
          local_gb: server.flavor.diskGiB,
          tenant_id: projectId,
          started_at: isoNaive(server.createdAt),
          ended_at: null,
          state: serverStatus(server).toLowerCase(),
          uptime: Math.floor((call.now - server.createdAt) / 1000),
        }))
      : undefined,
  };
}

export function addComputeQuotaRoutes(routes: Routes<ComputeCall, Answer | Promise<Answer>>): void {
  const place = 'os-quota-sets/{project}';
  routes
    .on(`GET ${place}`, (call, projectId) => {
      requireOwn(call, projectId);
      return json(200, { quota_set: { id: projectId, ...shown(call, call.region.compute.quotas.of(projectId)) } });
    })
    .on(`GET ${place}/detail`, (call, projectId) => {
      requireOwn(call, projectId);
      const used = computeUsage(call, projectId);
      const rows = Object.entries(call.region.compute.quotas.of(projectId)).map(
        ([name, limit]) => [name, { limit, in_use: used[name] ?? 0, reserved: 0 }] as const,
      );
      return json(200, { quota_set: { id: projectId, ...shown(call, Object.fromEntries(rows)) } });
    })
    .on(`GET ${place}/defaults`, (call, projectId) => json(200, { quota_set: { id: projectId, ...shown(call, call.region.compute.quotas.defaults) } }))
    .on(`PUT ${place}`, async (call, projectId) => {
      const given = objectAt(await readBody(call), 'quota_set') ?? {};
      requireAdmin(call, 'os-quota-sets:update');
      const { quotas } = call.region.compute;
      const strange = Object.keys(given).filter((name) => !(name in quotas.defaults) && name !== 'force' && name !== 'tenant_id');
      if (strange.length > 0) throw novaFault(400, `Additional properties are not allowed ('${strange.join("', '")}' was unexpected)`);
      quotas.change(projectId, given);
      return json(200, { quota_set: shown(call, quotas.of(projectId)) });
    })
    .on(`DELETE ${place}`, (call, projectId) => {
      requireAdmin(call, 'os-quota-sets:delete');
      call.region.compute.quotas.reset(projectId);
      return empty(202);
    })
    .on('GET os-quota-class-sets/{name}', (call, name) => {
      requireAdmin(call, 'os-quota-class-sets:show');
      return json(200, { quota_class_set: { id: name, ...shown(call, call.region.compute.quotas.defaults) } });
    })
    .on('GET os-simple-tenant-usage', (call) => {
      requireAdmin(call, 'os-simple-tenant-usage:list');
      const span = spanOf(call);
      const detailed = call.request.queryValue('detailed') === '1';
      const projects = call.cloud.directory.projects.filter(({ id }) => call.region.compute.ofProject(id).length > 0);
      return json(200, { tenant_usages: projects.map(({ id }) => usageBody(call, id, span, detailed)) });
    })
    .on('GET os-simple-tenant-usage/{project}', (call, projectId) => {
      requireOwn(call, projectId);
      const span = spanOf(call);
      // A project that has nothing has no usage, not even of 0.
      const none = call.region.compute.ofProject(projectId).length === 0;
      return json(200, { tenant_usage: none ? {} : usageBody(call, projectId, span, true) });
    });
}
