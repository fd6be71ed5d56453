import type { FirewallRule } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import { canonicalRule, markerText, parseMarker, parseRule, partsOf, textOf } from './rule-text.ts';

const rule = (more: Partial<FirewallRule>): FirewallRule => ({ direction: 'ingress', protocol: 'tcp', cidr: '10.0.0.0/8', ...more });
const texts = (more: Partial<FirewallRule>): readonly string[] => partsOf(canonicalRule(rule(more))).map((part) => textOf('f', part));
const range = 'FROM subnet 10.0.0.0/8 TO tag "portolan.fw.f" ALLOW';
const peer = 'FROM tag "portolan.fw.g" TO tag "portolan.fw.f" ALLOW';

describe('a portable rule', () => {
  it.each<[Partial<FirewallRule>, readonly string[]]>([
    [{ fromPort: 22, toPort: 22 }, [`${range} tcp PORT 22`]],
    [{ protocol: 'udp', fromPort: 8000, toPort: 8010 }, [`${range} udp PORTS 8000 - 8010`]],
    [{}, [`${range} tcp PORT all`]],
    [{ fromPort: 0, toPort: 65_535 }, [`${range} tcp PORT all`]],
    [{ protocol: 'icmp' }, [`${range} icmp TYPE all`]],
    [{ protocol: 'icmp', cidr: '2001:db8::/32' }, ['FROM subnet 2001:db8::/32 TO tag "portolan.fw.f" ALLOW icmp6 TYPE all']],
    [{ protocol: 'any' }, [`${range} tcp PORT all`, `${range} udp PORT all`, `${range} icmp TYPE all`]],
    [{ cidr: '0.0.0.0/0', fromPort: 80, toPort: 80 }, ['FROM (subnet 0.0.0.0/1 OR subnet 128.0.0.0/1) TO tag "portolan.fw.f" ALLOW tcp PORT 80']],
    [{ cidr: undefined, firewallId: 'g', fromPort: 5432, toPort: 5432 }, [`${peer} tcp PORT 5432`]],
    [{ cidr: undefined, firewallId: 'g', protocol: 'icmp' }, [`${peer} icmp TYPE all`, `${peer} icmp6 TYPE all`]],
  ])('%j is %j, and each is read back as it was written', (more, wanted) => {
    expect(texts(more)).toEqual(wanted);
    const parts = partsOf(canonicalRule(rule(more)));
    expect(wanted.map((text) => parseRule(text))).toEqual(parts.map((part) => ({ firewallId: 'f', part })));
  });

  it.each<[Partial<FirewallRule>, string]>([
    [{ direction: 'egress' }, 'unsupported'],
    [{ fromPort: 0, toPort: 10 }, 'invalid-argument'],
    [{ cidr: 'fe80::1%eth0/64' }, 'invalid-argument'],
  ])('%j is refused', (more, code) => {
    expect(() => canonicalRule(rule(more))).toThrow(expect.objectContaining({ code }));
  });
});

describe('a text of the server', () => {
  it.each([
    'FROM subnet 10.0.0.0/8 TO tag "portolan.fw.f" ALLOW tcp PORT 22',
    'from subnet 10.0.0.0/8 to tag portolan.fw.f allow TCP port 22',
    'FROM (subnet 10.0.0.0/8) TO (tag "portolan.fw.f") ALLOW tcp (PORT 22)',
    'FROM subnet 10.0.0.0/8 TO tag "portolan.fw.f" ALLOW tcp PORTS 22-22',
  ])('is read however it is put: %s', (text) => {
    expect(parseRule(text)).toEqual({ firewallId: 'f', part: { protocol: 'tcp', cidr: '10.0.0.0/8', fromPort: 22, toPort: 22 } });
  });

  it.each([
    'FROM any TO tag "portolan.fw.f" ALLOW tcp PORT 22',
    'FROM subnet 10.0.0.0/8 TO tag "portolan.fw.f" BLOCK tcp PORT 22',
    'FROM subnet 10.0.0.0/8 TO tag "portolan.fw.f" = "x" ALLOW tcp PORT 22',
    'FROM subnet 10.0.0.0/8 TO tag "portolan.fw." ALLOW tcp PORT 22',
    'FROM subnet 10.0.0.0/8 TO tag "role" ALLOW tcp PORT 22',
    'FROM subnet 10.0.0.0/8 TO (tag "portolan.fw.f" OR tag "role") ALLOW tcp PORT 22',
    'FROM subnet 10.0.0.0/8 TO tag "portolan.fw.f" ALLOW tcp (PORT 22 AND PORT 80)',
    'FROM subnet 10.0.0.0/8 TO tag "portolan.fw.f" ALLOW tcp PORT 22 PRIORITY 5',
    'FROM subnet 10.0.0.0/8 TO tag "portolan.fw.f" ALLOW icmp TYPE 8 CODE 0',
    markerText('f'),
  ])('is none that was written here: %s', (text) => {
    expect(parseRule(text)).toBeUndefined();
  });

  it('the rule that keeps a firewall in being is known again', () => {
    expect(parseMarker(markerText('f'))).toBe('f');
    expect(parseMarker('FROM tag portolan.fw.f TO (any) ALLOW TCP port 1')).toBe('f');
    expect(parseMarker('FROM tag "role" TO any ALLOW tcp PORT 1')).toBeUndefined();
    expect(parseMarker('FROM tag "portolan.fw.f" TO any BLOCK tcp PORT 1')).toBeUndefined();
  });
});
