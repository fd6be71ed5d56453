import { type Answer, empty, json } from '../answer.ts';
import type { Routes } from '../routes.ts';
import { isoSeconds } from '../timestamps.ts';
import { integerAt, type JsonObject, stringAt, textOf } from '../values.ts';
import { badRequest, listRows, type NetworkCall, neutronFault, notFound, readResource } from './network-call.ts';
import type { SecurityGroup, SecurityGroupRule } from './network-state.ts';

const PROTOCOLS = new Set([
  'tcp',
  'udp',
  'icmp',
  'icmpv6',
  'ipv6-icmp',
  'sctp',
  'ah',
  'dccp',
  'egp',
  'esp',
  'gre',
  'igmp',
  'ospf',
  'pgm',
  'rsvp',
  'udplite',
  'vrrp',
  'ipip',
]);

/** A number of the database's own. Neutron shows it in a group's rules alone. */
const standardId = (id: string): number => (Number.parseInt(id.slice(0, 6), 16) % 100_000) + 1;

function ruleBody(rule: SecurityGroupRule): JsonObject {
  return {
    id: rule.id,
    tenant_id: rule.projectId,
    security_group_id: rule.groupId,
    ethertype: rule.ethertype,
    direction: rule.direction,
    protocol: rule.protocol,
    port_range_min: rule.portMin,
    port_range_max: rule.portMax,
    remote_ip_prefix: rule.remoteIpPrefix,
    remote_address_group_id: null,
    normalized_cidr: rule.remoteIpPrefix,
    remote_group_id: rule.remoteGroupId,
    description: rule.description,
    created_at: isoSeconds(rule.createdAt),
    updated_at: isoSeconds(rule.createdAt),
    revision_number: 0,
    project_id: rule.projectId,
  };
}

const groupBody = (group: SecurityGroup): JsonObject => ({
  id: group.id,
  name: group.name,
  stateful: true,
  tenant_id: group.projectId,
  description: group.description,
  shared: false,
  security_group_rules: group.rules.map((rule) => ({ ...ruleBody(rule), tags: [], standard_attr_id: standardId(rule.id) })),
  tags: [],
  created_at: isoSeconds(group.createdAt),
  updated_at: isoSeconds(group.updatedAt),
  revision_number: group.revision,
  project_id: group.projectId,
});

/** The project's groups; `default` comes into being when first looked for. */
function mine(call: NetworkCall): SecurityGroup[] {
  call.region.networks.defaultGroup(call.project.id, call.now);
  return [...call.region.networks.groups.values()].filter((group) => group.projectId === call.project.id);
}

function find(call: NetworkCall, id: string): SecurityGroup {
  const group = mine(call).find((item) => item.id === id);
  if (group === undefined) throw notFound('SecurityGroupNotFound', `Security group ${id} does not exist`);
  return group;
}

function findRule(call: NetworkCall, id: string): { readonly group: SecurityGroup; readonly rule: SecurityGroupRule } {
  for (const group of mine(call)) {
    const rule = group.rules.find((item) => item.id === id);
    if (rule !== undefined) return { group, rule };
  }
  throw notFound('SecurityGroupRuleNotFound', `Security group rule ${id} does not exist`);
}

async function create(call: NetworkCall): Promise<Answer> {
  const given = await readResource(call, 'security_group', ['name', 'description', 'stateful']);
  const name = stringAt(given, 'name') ?? '';
  mine(call);
  if (name.toLowerCase() === 'default') throw neutronFault(409, 'SecurityGroupDefaultAlreadyExists', 'Default security group already exists.');
  const group = call.region.networks.addGroup(call.project.id, name, stringAt(given, 'description') ?? '', call.now);
  return json(201, { security_group: groupBody(group) });
}

async function update(call: NetworkCall, id: string): Promise<Answer> {
  const given = await readResource(call, 'security_group', ['name', 'description', 'stateful']);
  const group = find(call, id);
  const name = stringAt(given, 'name');
  if (group.name === 'default' && name !== undefined)
    throw neutronFault(409, 'SecurityGroupCannotUpdateDefault', 'Updating default security group not allowed.');
  group.name = name ?? group.name;
  group.description = stringAt(given, 'description') ?? group.description;
  group.updatedAt = call.now;
  group.revision += 1;
  return json(200, { security_group: groupBody(group) });
}

function remove(call: NetworkCall, id: string): Answer {
  const group = find(call, id);
  if (group.name === 'default') {
    throw neutronFault(409, 'SecurityGroupCannotRemoveDefault', 'Insufficient rights for removing default security group.');
  }
  if ([...call.region.networks.ports.values()].some((port) => port.securityGroups.includes(id))) {
    throw neutronFault(409, 'SecurityGroupInUse', `Security Group ${id} in use.`);
  }
  call.region.networks.groups.delete(id);
  return empty(204);
}

async function createRule(call: NetworkCall): Promise<Answer> {
  const given = await readResource(call, 'security_group_rule', [
    'security_group_id',
    'direction',
    'ethertype',
    'protocol',
    'port_range_min',
    'port_range_max',
    'remote_ip_prefix',
    'remote_group_id',
    'remote_address_group_id',
    'description',
  ]);
  const group = find(call, stringAt(given, 'security_group_id') ?? '');
  const rule = checkedRule(call, given);
  const same = group.rules.find((item) => sameRule(item, rule));
  if (same !== undefined) throw neutronFault(409, 'SecurityGroupRuleExists', `Security group rule already exists. Rule id is ${same.id}.`);
  return json(201, { security_group_rule: ruleBody(call.region.networks.addRule(group, rule, call.now)) });
}

type NewRule = Pick<SecurityGroupRule, 'direction' | 'ethertype' | 'protocol' | 'portMin' | 'portMax' | 'remoteIpPrefix' | 'remoteGroupId' | 'description'>;

const sameRule = (a: NewRule, b: NewRule): boolean =>
  (['direction', 'ethertype', 'protocol', 'portMin', 'portMax', 'remoteIpPrefix', 'remoteGroupId'] as const).every((member) => a[member] === b[member]);

function checkedRule(call: NetworkCall, given: JsonObject): NewRule {
  const direction = given['direction'];
  if (direction !== 'ingress' && direction !== 'egress') throw badRequest(`Invalid input for direction. Reason: ${textOf(direction)} is not in valid_values.`);
  const ethertype = given['ethertype'] ?? 'IPv4';
  if (ethertype !== 'IPv4' && ethertype !== 'IPv6') {
    throw neutronFault(
      400,
      'SecurityGroupRuleInvalidEtherType',
      `Security group rule for ethertype '${textOf(ethertype)}' not supported. Allowed values are IPv4, IPv6.`,
    );
  }
  const protocol = given['protocol'] === null || given['protocol'] === undefined ? null : textOf(given['protocol']).toLowerCase();
  if (protocol !== null && !PROTOCOLS.has(protocol) && !(/^\d+$/.test(protocol) && Number(protocol) <= 255)) {
    throw neutronFault(
      400,
      'SecurityGroupRuleInvalidProtocol',
      `Security group rule protocol ${protocol} not supported. Only protocol values and integer representations [0 to 255] are supported.`,
    );
  }
  const portMin = integerAt(given, 'port_range_min') ?? null;
  const portMax = integerAt(given, 'port_range_max') ?? null;
  if ((portMin !== null || portMax !== null) && protocol === null) {
    throw neutronFault(400, 'SecurityGroupProtocolRequiredWithPorts', 'Must also specify protocol if port range is given.');
  }
  const icmp = protocol?.includes('icmp') === true;
  if (!icmp && ((portMin === null) !== (portMax === null) || (portMin ?? 0) > (portMax ?? 0))) {
    throw neutronFault(400, 'SecurityGroupInvalidPortRange', 'For TCP/UDP protocols, port_range_min must be <= port_range_max');
  }
  const remoteIpPrefix = stringAt(given, 'remote_ip_prefix') ?? null;
  const remoteGroupId = stringAt(given, 'remote_group_id') ?? null;
  if (remoteIpPrefix !== null && remoteGroupId !== null) {
    throw neutronFault(400, 'SecurityGroupMultipleRemoteEntities', 'Only one of remote_ip_prefix or remote_group_id may be provided.');
  }
  if (remoteIpPrefix !== null && remoteIpPrefix.includes(':') !== (ethertype === 'IPv6')) {
    throw neutronFault(400, 'SecurityGroupRuleParameterConflict', `Conflicting value ethertype ${ethertype} for CIDR ${remoteIpPrefix}`);
  }
  if (remoteGroupId !== null) find(call, remoteGroupId);
  return { direction, ethertype, protocol, portMin, portMax, remoteIpPrefix, remoteGroupId, description: stringAt(given, 'description') ?? '' };
}

export function addSecurityGroupRoutes(routes: Routes<NetworkCall, Answer | Promise<Answer>>): void {
  routes
    .on('GET security-groups', (call) => json(200, listRows(call, 'security_groups', mine(call).map(groupBody))))
    .on('POST security-groups', create)
    .on('GET security-groups/{id}', (call, id) => json(200, { security_group: groupBody(find(call, id)) }))
    .on('PUT security-groups/{id}', update)
    .on('DELETE security-groups/{id}', remove)
    .on('GET security-group-rules', (call) =>
      json(
        200,
        listRows(
          call,
          'security_group_rules',
          mine(call).flatMap((group) => group.rules.map(ruleBody)),
        ),
      ),
    )
    .on('POST security-group-rules', createRule)
    .on('GET security-group-rules/{id}', (call, id) => json(200, { security_group_rule: ruleBody(findRule(call, id).rule) }))
    .on('DELETE security-group-rules/{id}', (call, id) => {
      const { group, rule } = findRule(call, id);
      group.rules.splice(group.rules.indexOf(rule), 1);
      return empty(204);
    });
}
