import { CloudError, type FirewallRule } from '@portolan/core/driver';
import { firewallIdOf, firewallTag } from '../servers/marks.ts';
import { canonicalRange, rangeOfTargets, targetsOf } from './ranges.ts';

// Rules as text. Source: sdc-fwrule src/fwrule.jison, lib/rule.js. Ranges of ports are from its version 2 on, IPv6 and `TYPE all` from 3.

type Protocol = FirewallRule['protocol'];

/** What one rule of CloudAPI says of packets that come in. */
export interface Part {
  readonly protocol: 'tcp' | 'udp' | 'icmp' | 'icmp6';
  readonly fromPort?: number | undefined;
  readonly toPort?: number | undefined;
  readonly cidr?: string | undefined;
  readonly firewallId?: string | undefined;
}

/** The rule in the one form it is told in: the range begins at its first address, all ports are none. */
export function canonicalRule(rule: FirewallRule): FirewallRule {
  const { direction, protocol, cidr, firewallId } = rule;
  if (direction !== 'ingress') throw refused('unsupported', 'egress: what leaves is not held back here');
  const all = rule.fromPort === undefined || (rule.fromPort === 0 && rule.toPort === 65_535);
  if (!all && rule.fromPort === 0) throw refused('invalid-argument', 'fromPort: got 0; ports of CloudAPI begin at 1');
  const range = cidr === undefined ? undefined : canonicalRange(cidr);
  if (cidr !== undefined && range === undefined) throw refused('invalid-argument', `cidr: ${JSON.stringify(cidr)} cannot be told in a rule`);
  return {
    direction,
    protocol,
    ...(all ? {} : { fromPort: rule.fromPort, toPort: rule.toPort }),
    ...(range === undefined ? { firewallId } : { cidr: range }),
  };
}

/** A rule of CloudAPI is of one protocol, and ICMP is two: what it takes to say a canonical one. */
export function partsOf({ protocol, fromPort, toPort, cidr, firewallId }: FirewallRule): readonly Part[] {
  const icmp = cidr === undefined ? (['icmp', 'icmp6'] as const) : cidr.includes(':') ? (['icmp6'] as const) : (['icmp'] as const);
  const protocols = protocol === 'any' ? (['tcp', 'udp', ...icmp] as const) : protocol === 'icmp' ? icmp : [protocol];
  const rest = { ...(fromPort === undefined ? {} : { fromPort, toPort }), ...(cidr === undefined ? { firewallId } : { cidr }) };
  return protocols.map((one) => ({ protocol: one, ...rest }));
}

export function textOf(firewallId: string, part: Part): string {
  const peers = part.cidr === undefined ? [target(part.firewallId ?? '')] : (targetsOf(part.cidr) ?? []);
  const from = peers.length === 1 ? peers[0] : `(${peers.join(' OR ')})`;
  return `FROM ${from} TO ${target(firewallId)} ALLOW ${part.protocol} ${portsOf(part)}`;
}

function portsOf({ protocol, fromPort, toPort }: Part): string {
  if (protocol === 'icmp' || protocol === 'icmp6') return 'TYPE all';
  if (fromPort === undefined) return 'PORT all';
  return fromPort === toPort ? `PORT ${fromPort}` : `PORTS ${fromPort} - ${toPort}`;
}

const target = (firewallId: string): string => `tag "${firewallTag(firewallId)}"`;

/**
 * The rule that keeps a firewall in being. It is off, and were it switched on it would change nothing: it allows what leaves,
 * which is allowed already.
 */
export const markerText = (firewallId: string): string => `FROM ${target(firewallId)} TO any ALLOW tcp PORT 1`;

export interface ParsedRule {
  /** The firewall it belongs to. */
  readonly firewallId: string;
  readonly part: Part;
}

const RULE = /^\s*FROM\s+(.+?)\s+TO\s+(.+?)\s+ALLOW\s+(tcp|udp|icmp6?)\s+(.+?)\s*$/i;
const MARKER = /^\s*FROM\s+(.+?)\s+TO\s+\(?any\)?\s+ALLOW\s+tcp\s+PORT\s+1\s*$/i;

/** Undefined: not one of the rules that `textOf` writes, however the server put it. */
export function parseRule(text: string): ParsedRule | undefined {
  const [, from, to, protocol, ports] = RULE.exec(text) ?? [];
  if (from === undefined || to === undefined || protocol === undefined || ports === undefined) return undefined;
  const name = protocol.toLowerCase() as Part['protocol'];
  const firewallId = parseTag(to);
  const span = parsePorts(name, ports);
  const peer = parsePeer(from);
  return firewallId === undefined || span === undefined || peer === undefined ? undefined : { firewallId, part: { protocol: name, ...span, ...peer } };
}

/** The firewall that this rule keeps in being. */
export const parseMarker = (text: string): string | undefined => parseTag(MARKER.exec(text)?.[1] ?? '');

/** `tag "portolan.fw.ID"`, with and without brackets and quotes. */
function parseTag(side: string): string | undefined {
  const name = /^tag\s+(?:"([^"]+)"|([\w.-]+))$/i.exec(bare(side));
  return firewallIdOf(name?.[1] ?? name?.[2] ?? '');
}

function parsePeer(side: string): { readonly cidr: string } | { readonly firewallId: string } | undefined {
  const firewallId = parseTag(side);
  if (firewallId !== undefined) return { firewallId };
  const cidr = rangeOfTargets(bare(side).split(/\s+OR\s+/i));
  return cidr === undefined ? undefined : { cidr };
}

function parsePorts(protocol: Part['protocol'], text: string): { readonly fromPort?: number; readonly toPort?: number } | undefined {
  const plain = bare(text);
  if (protocol.startsWith('icmp')) return /^TYPE\s+all$/i.test(plain) ? {} : undefined;
  if (/^PORT\s+all$/i.test(plain)) return {};
  const [, first, last = first] = /^PORTS?\s+(\d+)(?:\s*-\s*(\d+))?$/i.exec(plain) ?? [];
  return first === undefined ? undefined : { fromPort: Number(first), toPort: Number(last) };
}

const bare = (side: string): string => side.replace(/^\(\s*|\s*\)$/g, '');

export const PROTOCOLS: readonly Protocol[] = ['tcp', 'udp', 'icmp', 'any'];

const refused = (code: 'unsupported' | 'invalid-argument', said: string): CloudError => new CloudError(code, said, { outcome: 'not-done' });
