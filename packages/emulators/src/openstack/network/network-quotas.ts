import { type Answer, empty, json } from '../answer.ts';
import type { Routes } from '../routes.ts';
import { isAdministrator } from '../service-auth.ts';
import type { JsonObject } from '../values.ts';
import { hostCount } from './cidr.ts';
import { badRequest, type NetworkCall, neutronFault, readResource } from './network-call.ts';

const refuse = (rule: string): ReturnType<typeof neutronFault> => neutronFault(403, 'PolicyNotAuthorized', `rule:${rule} is disallowed by policy`);

/** What the project has of each. */
export function networkUsage(call: NetworkCall, projectId: string): Readonly<Record<string, number>> {
  const { networks: all } = call.region;
  const count = (rows: Iterable<{ readonly projectId: string }>): number => [...rows].filter((row) => row.projectId === projectId).length;
  return {
    network: count(all.networks.values()),
    subnet: count(all.subnets.values()),
    port: count(all.ports.values()),
    router: count(all.routers.values()),
    floatingip: count(all.floatingIps.values()),
    security_group: count(all.groups.values()),
    security_group_rule: [...all.groups.values()].filter((group) => group.projectId === projectId).reduce((total, group) => total + group.rules.length, 0),
    subnetpool: [...all.plain.values()].filter((row) => row.kind === 'subnetpools' && row.projectId === projectId).length,
  };
}

/** Before one more is made. */
export function requireQuota(call: NetworkCall, name: string, more: number = 1): void {
  const limit = call.region.networks.quotas.limit(call.project.id, name);
  if ((networkUsage(call, call.project.id)[name] ?? 0) + more > limit) throw neutronFault(409, 'OverQuota', `Quota exceeded for resources: ['${name}'].`);
}

export function addNetworkQuotaRoutes(routes: Routes<NetworkCall, Answer | Promise<Answer>>): void {
  const own = (call: NetworkCall, projectId: string): void => {
    if (projectId !== call.project.id && !isAdministrator(call)) throw refuse('get_quota');
  };
  routes
    .on('GET quotas/{project}', (call, projectId) => {
      own(call, projectId);
      return json(200, { quota: call.region.networks.quotas.of(projectId) });
    })
    .on('GET quotas/{project}/default', (call, projectId) => {
      own(call, projectId);
      return json(200, { quota: call.region.networks.quotas.defaults });
    })
    .on('GET quotas/{project}/details', (call, projectId) => {
      own(call, projectId);
      const used = networkUsage(call, projectId);
      const rows = Object.entries(call.region.networks.quotas.of(projectId)).map(([name, limit]): [string, JsonObject] => [
        name,
        { limit, used: used[name] ?? 0, reserved: 0 },
      ]);
      return json(200, { quota: Object.fromEntries(rows) });
    })
    .on('PUT quotas/{project}', async (call, projectId) => {
      const { quotas } = call.region.networks;
      const given = await readResource(call, 'quota', Object.keys(quotas.defaults));
      if (!isAdministrator(call)) throw refuse('update_quota');
      const wrong = Object.entries(given).find(([name, value]) => name in quotas.defaults && !(Number.isInteger(Number(value)) && Number(value) >= -1));
      if (wrong !== undefined) throw badRequest(`Invalid input for ${wrong[0]}. Reason: it is no number.`);
      quotas.change(projectId, given);
      return json(200, { quota: quotas.of(projectId) });
    })
    .on('DELETE quotas/{project}', (call, projectId) => {
      if (!isAdministrator(call)) throw refuse('delete_quota');
      call.region.networks.quotas.reset(projectId);
      return empty(204);
    })
    .on('GET network-ip-availabilities', (call) => {
      // To others they are there, and empty.
      return json(200, { network_ip_availabilities: isAdministrator(call) ? availabilities(call) : [] });
    })
    .on('GET agents', () => json(200, { agents: [] }));
}

function availabilities(call: NetworkCall): JsonObject[] {
  const { networks } = call.region;
  return [...networks.networks.values()].map((network) => {
    const subnets = [...networks.subnets.values()].filter(({ networkId }) => networkId === network.id);
    const rows = subnets.map((subnet) => ({
      subnet_id: subnet.id,
      subnet_name: subnet.name,
      cidr: subnet.cidr,
      ip_version: subnet.ipVersion,
      total_ips: hostCount(subnet.cidr),
      used_ips: [...networks.ports.values()].filter((port) => port.fixedIps.some(({ subnetId }) => subnetId === subnet.id)).length,
    }));
    return {
      network_id: network.id,
      network_name: network.name,
      project_id: network.projectId,
      tenant_id: network.projectId,
      total_ips: rows.reduce((total, row) => total + row.total_ips, 0),
      used_ips: rows.reduce((total, row) => total + row.used_ips, 0),
      subnet_ip_availability: rows,
    };
  });
}
