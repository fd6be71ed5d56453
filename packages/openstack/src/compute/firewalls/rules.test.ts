import type { FirewallRule } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import { fromRule, toRule, toRules } from './rules.ts';

describe('firewall rules', () => {
  it.each<[FirewallRule, number]>([
    [{ direction: 'ingress', protocol: 'tcp', fromPort: 22, toPort: 22, cidr: '10.0.0.0/8' }, 1],
    [{ direction: 'egress', protocol: 'udp', cidr: '::/0' }, 1],
    [{ direction: 'ingress', protocol: 'icmp', cidr: '::/0' }, 1],
    [{ direction: 'ingress', protocol: 'any', cidr: '0.0.0.0/0' }, 1],
    [{ direction: 'ingress', protocol: 'icmp', firewallId: 'sg-2' }, 2],
  ])('%j survives the way to Neutron and back, as %i rule(s) there', (rule, count) => {
    const wires = fromRule('sg-1', rule);
    expect(wires).toHaveLength(count);
    expect(toRules(wires)).toEqual([rule]);
  });

  it('calls ICMP by its IPv6 name where it is', () => {
    expect(fromRule('sg-1', { direction: 'ingress', protocol: 'icmp', cidr: '::/0' })[0]).toMatchObject({ ethertype: 'IPv6', protocol: 'ipv6-icmp' });
  });

  it('reads a rule without other side as everywhere, of its family', () => {
    expect(toRule({ direction: 'egress', ethertype: 'IPv6', protocol: null, remote_ip_prefix: null })).toEqual({
      direction: 'egress',
      protocol: 'any',
      cidr: '::/0',
    });
  });

  it('leaves out what has no portable words', () => {
    expect(toRule({ direction: 'ingress', ethertype: 'IPv4', protocol: 'vrrp' })).toBeUndefined();
    expect(toRule({ direction: 'ingress', ethertype: 'IPv4', protocol: 'tcp', remote_address_group_id: 'g' })).toBeUndefined();
    expect(toRule({ direction: 'ingress', ethertype: 'IPv4', protocol: 'icmp', port_range_min: 8, port_range_max: 0 })).toEqual({
      direction: 'ingress',
      protocol: 'icmp',
      cidr: '0.0.0.0/0',
    });
  });
});
