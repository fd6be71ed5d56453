import type { Firewall, FirewallRule } from '@portolan/core/driver';
import type { Parameter } from '../query.ts';
import { marksIn } from '../tags.ts';
import type { IpPermissionWire, SecurityGroupWire } from './wire.ts';

const PROTOCOLS: Readonly<Record<string, FirewallRule['protocol']>> = {
  tcp: 'tcp',
  '6': 'tcp',
  udp: 'udp',
  '17': 'udp',
  icmp: 'icmp',
  '1': 'icmp',
  '-1': 'any',
  all: 'any',
};

export const toFirewall = (wire: SecurityGroupWire): Firewall => ({
  // Clouds that know no ids of groups know their names.
  id: wire.groupId || wire.groupName || '',
  name: wire.groupName ?? '',
  description: wire.groupDescription || undefined,
  rules: [
    ...(wire.ipPermissions ?? []).flatMap((one) => toRules(one, 'ingress')),
    ...(wire.ipPermissionsEgress ?? []).flatMap((one) => toRules(one, 'egress')),
  ],
  ...marksIn(wire.tagSet),
  raw: wire,
});

/** One rule for each other side. Protocols we have no word for (ICMPv6, ESP, …) stay in `raw`. */
function toRules(wire: IpPermissionWire, direction: FirewallRule['direction']): FirewallRule[] {
  const protocol = PROTOCOLS[wire.ipProtocol ?? ''];
  if (protocol === undefined) return [];
  const ported = protocol === 'tcp' || protocol === 'udp';
  const [fromPort, toPort] = [Number(wire.fromPort ?? Number.NaN), Number(wire.toPort ?? Number.NaN)];
  const allPorts = !ported || Number.isNaN(fromPort) || Number.isNaN(toPort) || fromPort === -1 || (fromPort === 0 && toPort === 65_535);
  const rule = { direction, protocol, ...(allPorts ? {} : { fromPort, toPort }) };
  return [
    ...(wire.ipRanges ?? []).map(({ cidrIp }) => ({ ...rule, cidr: cidrIp })),
    ...(wire.ipv6Ranges ?? []).map(({ cidrIpv6 }) => ({ ...rule, cidr: cidrIpv6 })),
    ...(wire.groups ?? []).map((group) => ({ ...rule, firewallId: group.groupId || group.groupName })),
  ];
}

/** As `IpPermissions.1` of Authorize and Revoke. */
export function permission(rule: FirewallRule): Record<string, Parameter> {
  const { protocol, cidr, firewallId } = rule;
  const ports =
    protocol === 'any'
      ? {}
      : protocol === 'icmp'
        ? { FromPort: -1, ToPort: -1 } // All types and codes.
        : { FromPort: rule.fromPort ?? 0, ToPort: rule.toPort ?? 65_535 };
  const other =
    cidr === undefined
      ? { [firewallId?.startsWith('sg-') === true ? 'Groups.1.GroupId' : 'Groups.1.GroupName']: firewallId }
      : cidr.includes(':')
        ? { 'Ipv6Ranges.1.CidrIpv6': cidr }
        : { 'IpRanges.1.CidrIp': cidr };
  const members = { IpProtocol: protocol === 'any' ? '-1' : protocol, ...ports, ...other };
  return Object.fromEntries(Object.entries(members).map(([name, value]) => [`IpPermissions.1.${name}`, value]));
}
