import { CloudError, type Firewall, type FirewallRule } from '@portolan/core/driver';
import { markerText, type Part, PROTOCOLS, parseMarker, parseRule, partsOf, textOf } from './rule-text.ts';
import type { FirewallRuleFields, FirewallRuleWire } from './wire.ts';

/** Begins the descriptions of what is ours: rules of others are passed over, whatever they say. */
const MARK = 'portolan.fw ';
/** Source: sdc-fwrule lib/validators.js validateString(). */
const MAX_DESCRIPTION = 255;

/** A rule of ours. */
export interface Entry {
  readonly id: string;
  readonly enabled: boolean;
  /** The portable protocol it was written for. */
  readonly protocol: FirewallRule['protocol'];
  readonly part: Part;
}

/** A firewall, out of the rules that make it up. */
export interface Group {
  readonly id: string;
  /** The idempotency key it was made with. */
  readonly key: string | undefined;
  /** One; more where its create was delivered more than once. */
  readonly markers: readonly FirewallRuleWire[];
  readonly entries: readonly Entry[];
  readonly firewall: Firewall;
}

/** What is kept of a firewall. `made`: with a key or an owner, as CloudAPI tells no times of rules. */
export interface Kept {
  readonly name: string;
  readonly description?: string | undefined;
  readonly key?: string | undefined;
  readonly owner?: string | undefined;
  readonly made?: string | undefined;
}

export function markerFields(id: string, what: Kept): FirewallRuleFields {
  const { name, description, key, owner, made } = what;
  const kept = `${MARK}${JSON.stringify({ name, description, key, owner, made })}`;
  if (kept.length > MAX_DESCRIPTION) {
    throw new CloudError('invalid-argument', `name, description and marks: they are ${kept.length - MAX_DESCRIPTION} characters too long together`, {
      outcome: 'not-done',
      remedy: 'CloudAPI keeps 255 characters with a rule, and all of these are kept there',
    });
  }
  return { rule: markerText(id), enabled: false, description: kept };
}

export const entryFields = (id: string, protocol: FirewallRule['protocol'], part: Part): FirewallRuleFields => ({
  rule: textOf(id, part),
  enabled: true,
  description: `${MARK}${protocol}`,
});

/** The firewalls among the rules of an account. */
export function toGroups(rules: readonly FirewallRuleWire[]): readonly Group[] {
  const entries = new Map<string, { readonly wire: FirewallRuleWire; readonly entry: Entry }[]>();
  for (const wire of rules) {
    const read = readEntry(wire);
    if (read !== undefined) entries.set(read.firewallId, [...(entries.get(read.firewallId) ?? []), { wire, entry: read.entry }]);
  }
  const markers = new Map<string, { readonly wire: FirewallRuleWire; readonly read: ReadMarker }[]>();
  for (const wire of rules) {
    const read = readMarker(wire);
    if (read !== undefined) markers.set(read.id, [...(markers.get(read.id) ?? []), { wire, read }]);
  }
  return [...markers.values()].flatMap((found) => {
    const [first] = found;
    if (first === undefined) return [];
    const { read } = first;
    const own = entries.get(read.id) ?? [];
    const { id, key, ...told } = read;
    const firewall = { id, ...told, rules: toRules(own.map(({ entry }) => entry)), raw: [...found, ...own].map(({ wire }) => wire) };
    return [{ id, key, markers: found.map(({ wire }) => wire), entries: own.map(({ entry }) => entry), firewall }];
  });
}

interface ReadMarker extends Pick<Firewall, 'id' | 'name' | 'description' | 'owner' | 'createdAt'> {
  readonly key: string | undefined;
}

function readMarker({ rule, description = '' }: FirewallRuleWire): ReadMarker | undefined {
  const id = parseMarker(rule);
  if (id === undefined || !description.startsWith(MARK)) return undefined;
  try {
    const kept = JSON.parse(description.slice(MARK.length)) as Partial<Record<keyof Kept, unknown>> | null;
    if (typeof kept?.name !== 'string') return undefined;
    const text = (name: keyof Kept): string | undefined => (typeof kept[name] === 'string' ? kept[name] : undefined);
    const [said, owner, createdAt] = [text('description'), text('owner'), Date.parse(text('made') ?? '')];
    return {
      id,
      name: kept.name,
      key: text('key'),
      ...(said === undefined ? {} : { description: said }),
      ...(owner === undefined ? {} : { owner }),
      ...(Number.isNaN(createdAt) ? {} : { createdAt: new Date(createdAt) }),
    };
  } catch {
    // Somebody wrote over it.
    return undefined;
  }
}

function readEntry({ id, rule, enabled, description = '' }: FirewallRuleWire): { readonly firewallId: string; readonly entry: Entry } | undefined {
  const protocol = PROTOCOLS.find((one) => description === `${MARK}${one}`);
  const parsed = protocol === undefined ? undefined : parseRule(rule);
  return protocol === undefined || parsed === undefined ? undefined : { firewallId: parsed.firewallId, entry: { id, enabled, protocol, part: parsed.part } };
}

/** One `any` is several rules of CloudAPI. When not all of them are there, those that are tell what they let in. */
function toRules(entries: readonly Entry[]): readonly FirewallRule[] {
  const live = entries.filter(({ enabled }) => enabled);
  const found = new Map<string, FirewallRule>();
  for (const { protocol, part } of live) {
    const meant = toRule(protocol, part);
    const whole = partsOf(meant).every((one) => live.some((entry) => entry.protocol === protocol && same(entry.part, one)));
    const rule = whole ? meant : toRule(part.protocol === 'icmp6' ? 'icmp' : part.protocol, part);
    found.set(JSON.stringify(rule), rule);
  }
  return [...found.values()];
}

function toRule(protocol: FirewallRule['protocol'], { fromPort, toPort, cidr, firewallId }: Part): FirewallRule {
  const ports = protocol === 'any' || fromPort === undefined ? {} : { fromPort, toPort };
  return { direction: 'ingress', protocol, ...ports, ...(cidr === undefined ? { firewallId } : { cidr }) };
}

export const same = (a: Part, b: Part): boolean =>
  a.protocol === b.protocol && a.fromPort === b.fromPort && a.toPort === b.toPort && a.cidr === b.cidr && a.firewallId === b.firewallId;
