import type { FirewallRule } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import { permission, toFirewall } from './mapping.ts';

describe('toFirewall', () => {
  it('makes one rule of each other side', () => {
    const firewall = toFirewall({
      groupId: 'sg-1',
      groupName: 'web',
      groupDescription: 'd',
      ipPermissions: [
        {
          ipProtocol: 'tcp',
          fromPort: '22',
          toPort: '22',
          ipRanges: [{ cidrIp: '10.0.0.0/8' }, { cidrIp: '11.0.0.0/8' }],
          ipv6Ranges: [{ cidrIpv6: '::/0' }],
          groups: [{ groupId: 'sg-2' }],
        },
        { ipProtocol: '17', fromPort: '0', toPort: '65535', ipRanges: [{ cidrIp: '0.0.0.0/0' }] },
        { ipProtocol: 'icmp', fromPort: '-1', toPort: '-1', groups: [{ groupName: 'default' }] },
        { ipProtocol: '58', ipRanges: [{ cidrIp: '0.0.0.0/0' }] },
      ],
      ipPermissionsEgress: [{ ipProtocol: '-1', ipRanges: [{ cidrIp: '0.0.0.0/0' }] }],
    });
    expect(firewall).toMatchObject({ id: 'sg-1', name: 'web', description: 'd' });
    expect(firewall.rules).toEqual([
      { direction: 'ingress', protocol: 'tcp', fromPort: 22, toPort: 22, cidr: '10.0.0.0/8' },
      { direction: 'ingress', protocol: 'tcp', fromPort: 22, toPort: 22, cidr: '11.0.0.0/8' },
      { direction: 'ingress', protocol: 'tcp', fromPort: 22, toPort: 22, cidr: '::/0' },
      { direction: 'ingress', protocol: 'tcp', fromPort: 22, toPort: 22, firewallId: 'sg-2' },
      { direction: 'ingress', protocol: 'udp', cidr: '0.0.0.0/0' },
      { direction: 'ingress', protocol: 'icmp', firewallId: 'default' },
      { direction: 'egress', protocol: 'any', cidr: '0.0.0.0/0' },
    ]);
  });

  it('makes something of nothing', () => {
    expect(toFirewall({})).toMatchObject({ id: '', name: '', rules: [] });
  });
});

describe('permission', () => {
  it.each<[FirewallRule, Record<string, unknown>]>([
    [
      { direction: 'ingress', protocol: 'tcp', fromPort: 80, toPort: 81, cidr: '1.2.3.4/32' },
      { IpProtocol: 'tcp', FromPort: 80, ToPort: 81, 'IpRanges.1.CidrIp': '1.2.3.4/32' },
    ],
    [
      { direction: 'ingress', protocol: 'udp', cidr: '::/0' },
      { IpProtocol: 'udp', FromPort: 0, ToPort: 65_535, 'Ipv6Ranges.1.CidrIpv6': '::/0' },
    ],
    [
      { direction: 'ingress', protocol: 'icmp', firewallId: 'sg-1' },
      { IpProtocol: 'icmp', FromPort: -1, ToPort: -1, 'Groups.1.GroupId': 'sg-1' },
    ],
    [
      { direction: 'ingress', protocol: 'any', firewallId: 'default' },
      { IpProtocol: '-1', 'Groups.1.GroupName': 'default' },
    ],
  ])('writes %j', (rule, expected) => {
    expect(permission(rule)).toEqual(Object.fromEntries(Object.entries(expected).map(([name, value]) => [`IpPermissions.1.${name}`, value])));
  });
});
