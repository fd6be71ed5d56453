import { describe, expect, it } from 'vitest';
import { computeContext, everything } from '../testing/everything.ts';
import { cloudError } from '../testing/rejection.ts';
import type { FirewallRule } from './compute-types.ts';
import { Firewalls } from './firewalls.ts';
import { Networks } from './networks.ts';

function bench(egress = true) {
  const rules: FirewallRule[] = [];
  const firewalls = new Firewalls(computeContext({ firewalls: { ...everything.compute.firewalls, egress } }), {
    listPage: async () => ({ items: ['a', 'b', 'a'].map((name, index) => ({ id: String(index), name, rules: [], raw: undefined })) }),
    get: async (id) => ({ id, name: id, rules: [], raw: undefined }),
    allow: async (_, rule) => void rules.push(rule),
    revoke: async (_, rule) => void rules.push(rule),
  });
  return { firewalls, rules };
}

const web = { direction: 'ingress', protocol: 'tcp', fromPort: 80, toPort: 443, cidr: '0.0.0.0/0' } as const;

describe('firewalls.allow and revoke', () => {
  it.each<FirewallRule>([
    web,
    { ...web, fromPort: 0, toPort: 65_535 },
    { ...web, cidr: '::/0' },
    { ...web, cidr: '2001:db8::1/128' },
    { ...web, cidr: '10.1.2.3/32' },
    { direction: 'egress', protocol: 'any', cidr: '10.0.0.0/8' },
    { direction: 'ingress', protocol: 'icmp', firewallId: 'f-1' },
    { direction: 'ingress', protocol: 'udp', firewallId: 'f-1' },
  ])('pass on %j as it is', async (rule) => {
    const { firewalls, rules } = bench();
    await firewalls.allow('f', rule);
    await firewalls.revoke({ id: 'f' }, rule);
    expect(rules).toEqual([rule, rule]);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['an unknown direction', { ...web, direction: 'in' }],
    ['an unknown protocol', { ...web, protocol: 'sctp' }],
    ['no other side', { ...web, cidr: undefined }],
    ['two other sides', { ...web, firewallId: 'f-1' }],
    ['an empty firewall id', { ...web, cidr: undefined, firewallId: '' }],
    ['an address without bits', { ...web, cidr: '10.0.0.1' }],
    ['too many bits', { ...web, cidr: '10.0.0.0/33' }],
    ['too many bits for IPv6', { ...web, cidr: '::/129' }],
    ['bits twice', { ...web, cidr: '10.0.0.0/8/8' }],
    ['a name', { ...web, cidr: 'localhost/8' }],
    ['a range that is no text', { ...web, cidr: 10 }],
    ['one port of two', { ...web, toPort: undefined }],
    ['ports the wrong way round', { ...web, fromPort: 443, toPort: 80 }],
    ['a port too high', { ...web, toPort: 65_536 }],
    ['half a port', { ...web, fromPort: 80.5 }],
    ['ports of icmp', { ...web, protocol: 'icmp' }],
  ])('refuse %s, and change nothing', async (_, rule) => {
    const { firewalls, rules } = bench();
    for (const work of [firewalls.allow('f', rule as FirewallRule), firewalls.revoke('f', rule as FirewallRule)])
      expect(await cloudError(work)).toMatchObject({ code: 'invalid-argument', outcome: 'not-done' });
    expect(rules).toEqual([]);
  });

  it('refuse rules for leaving packets where there are none', async () => {
    const { firewalls, rules } = bench(false);
    expect((await cloudError(firewalls.allow('f', { direction: 'egress', protocol: 'any', cidr: '::/0' }))).code).toBe('unsupported');
    await firewalls.allow('f', web);
    expect(rules.length).toBe(1);
  });
});

describe('firewalls.list', () => {
  it('keeps those of the name', async () => {
    expect((await bench().firewalls.list({ name: 'a' }).toArray()).map((firewall) => firewall.id)).toEqual(['0', '2']);
  });
});

describe('networks.create', () => {
  it.each(['999.0.0.0/8', '10.0.0.0', '10.0.0.0/33', 'x/8', 8])('refuses the range %j', async (cidr) => {
    let made = 0;
    const networks = new Networks(computeContext({}), {
      listPage: async () => ({ items: [] }),
      get: async () => ({}) as never,
      create: async ({ name }) => {
        made += 1;
        return { id: '1', name, cidrs: [], raw: undefined };
      },
    });
    expect((await cloudError(networks.create({ name: 'n', cidr: cidr as string }))).code).toBe('invalid-argument');
    expect(made).toBe(0);
    await networks.create({ name: 'n', cidr: '10.1.0.0/24' });
    expect(made).toBe(1);
  });
});
