import type { FirewallRule } from '@portolan/core/driver';
import type { RuleWire } from './wire.ts';

const PROTOCOLS: Readonly<Record<string, FirewallRule['protocol']>> = {
  tcp: 'tcp',
  '6': 'tcp',
  udp: 'udp',
  '17': 'udp',
  icmp: 'icmp',
  '1': 'icmp',
  'ipv6-icmp': 'icmp',
  icmpv6: 'icmp',
  '58': 'icmp',
  any: 'any',
  '0': 'any',
};

const EVERYWHERE = { IPv4: '0.0.0.0/0', IPv6: '::/0' } as const;

const isV6 = (cidr: string): boolean => cidr.includes(':');

/** What a rule says in portable words; undefined for what has none (VRRP, address groups). */
export function toRule(wire: RuleWire): FirewallRule | undefined {
  const protocol = PROTOCOLS[String(wire.protocol ?? 'any').toLowerCase()];
  if (protocol === undefined || (wire.direction !== 'ingress' && wire.direction !== 'egress') || (wire.remote_address_group_id ?? null) !== null)
    return undefined;
  const ported = protocol === 'tcp' || protocol === 'udp';
  const fromPort = ported ? (wire.port_range_min ?? undefined) : undefined;
  const toPort = ported ? (wire.port_range_max ?? undefined) : undefined;
  const group = wire.remote_group_id ?? undefined;
  return {
    direction: wire.direction,
    protocol,
    ...(fromPort === undefined || toPort === undefined ? {} : { fromPort, toPort }),
    // Neither range nor group is everywhere, of one family.
    ...(group === undefined ? { cidr: wire.remote_ip_prefix ?? EVERYWHERE[wire.ethertype === 'IPv6' ? 'IPv6' : 'IPv4'] } : { firewallId: group }),
  };
}

/** A rule for a group is one for each family in Neutron: portably it is one. */
export function toRules(wires: readonly RuleWire[]): readonly FirewallRule[] {
  const rules = new Map<string, FirewallRule>();
  for (const wire of wires) {
    const rule = toRule(wire);
    if (rule !== undefined) rules.set(identityOf(rule), rule);
  }
  return [...rules.values()];
}

export const identityOf = (rule: FirewallRule): string =>
  JSON.stringify([rule.direction, rule.protocol, rule.fromPort ?? null, rule.toPort ?? null, rule.cidr?.toLowerCase() ?? null, rule.firewallId ?? null]);

/** What Neutron must hold for a portable rule: one for the range's family, or one for each family when the other side is a group. */
export function fromRule(groupId: string, rule: FirewallRule): readonly RuleWire[] {
  const families = rule.cidr === undefined ? (['IPv4', 'IPv6'] as const) : ([isV6(rule.cidr) ? 'IPv6' : 'IPv4'] as const);
  return families.map((ethertype) => ({
    security_group_id: groupId,
    direction: rule.direction,
    ethertype,
    ...(rule.protocol === 'any' ? {} : { protocol: rule.protocol === 'icmp' && ethertype === 'IPv6' ? 'ipv6-icmp' : rule.protocol }),
    ...(rule.fromPort === undefined ? {} : { port_range_min: rule.fromPort }),
    ...(rule.toPort === undefined ? {} : { port_range_max: rule.toPort }),
    ...(rule.cidr === undefined ? { remote_group_id: rule.firewallId ?? null } : { remote_ip_prefix: rule.cidr }),
  }));
}
