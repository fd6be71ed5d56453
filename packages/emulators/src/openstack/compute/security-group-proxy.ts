import { type Answer, json } from '../answer.ts';
import type { SecurityGroup, SecurityGroupRule } from '../network/network-state.ts';
import type { Routes } from '../routes.ts';
import type { JsonObject } from '../values.ts';
import { type ComputeCall, findServer } from './compute-call.ts';
import { novaFault } from './nova-faults.ts';

/** Nova's view of Neutron's groups, which openstackclient still looks them up through; gone with 2.36, and it shows ingress rules alone. */
function groups(call: ComputeCall): SecurityGroup[] {
  if (call.version.atLeast(36) || call.cloud.flavour === 'rackspace') throw novaFault(404, 'The resource could not be found.');
  call.region.networks.defaultGroup(call.project.id, call.now);
  return [...call.region.networks.groups.values()].filter((group) => group.projectId === call.project.id);
}

function ruleBody(call: ComputeCall, rule: SecurityGroupRule): JsonObject {
  const source = rule.remoteGroupId === null ? undefined : call.region.networks.groups.get(rule.remoteGroupId);
  const anywhere = rule.ethertype === 'IPv4' ? '0.0.0.0/0' : '::/0';
  return {
    id: rule.id,
    parent_group_id: rule.groupId,
    ip_protocol: rule.protocol,
    from_port: rule.portMin,
    to_port: rule.portMax,
    group: source === undefined ? {} : { name: source.name, tenant_id: source.projectId },
    ip_range: source === undefined ? { cidr: rule.remoteIpPrefix ?? anywhere } : {},
  };
}

const body = (call: ComputeCall, group: SecurityGroup): JsonObject => ({
  id: group.id,
  description: group.description,
  name: group.name,
  tenant_id: group.projectId,
  rules: group.rules.filter((rule) => rule.direction === 'ingress').map((rule) => ruleBody(call, rule)),
});

export function addSecurityGroupProxyRoutes(routes: Routes<ComputeCall, Answer | Promise<Answer>>): void {
  routes
    .on('GET os-security-groups', (call) => json(200, { security_groups: groups(call).map((group) => body(call, group)) }))
    .on('GET os-security-groups/{id}', (call, id) => {
      const group = groups(call).find((item) => item.id === id);
      if (group === undefined) throw novaFault(404, `Security group ${id} not found.`);
      return json(200, { security_group: body(call, group) });
    })
    .on('GET servers/{id}/os-security-groups', (call, id) => {
      const server = findServer(call, id);
      const all = [...call.region.networks.groups.values()].filter((group) => group.projectId === call.project.id);
      return json(200, { security_groups: all.filter((group) => server.securityGroups.includes(group.name)).map((group) => body(call, group)) });
    });
}
