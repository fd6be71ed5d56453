import {
  type CallOptions,
  type Clock,
  CloudError,
  type CreateFirewallRequest,
  type Firewall,
  type FirewallDriver,
  type FirewallRule,
  type ListDriverOptions,
  madeUpId,
  type Page,
  unexpectedBody,
} from '@portolan/core/driver';
import type { CloudapiClient } from '../../client.ts';
import { knownOptions } from '../../native-options.ts';
import { machinePage } from '../servers/machine-pages.ts';
import { FIREWALL_TAG_VALUE, firewallTag } from '../servers/marks.ts';
import type { MachineWire } from '../servers/wire.ts';
import { entryFields, type Group, markerFields, same, toGroups } from './mapping.ts';
import * as requests from './requests.ts';
import { canonicalRule, partsOf } from './rule-text.ts';
import type { FirewallRuleFields, FirewallRuleWire } from './wire.ts';

/**
 * CloudAPI has rules and no groups of them. A firewall is a tag, `portolan.fw.ID`: machines behind it wear the tag, its rules let in what goes to the tag,
 * and one more rule, which is off, keeps it in being with its name while it has no other.
 */
export class SmartdcFirewalls implements FirewallDriver {
  readonly #client: CloudapiClient;
  readonly #clock: Clock;

  constructor(client: CloudapiClient, clock: Clock) {
    this.#client = client;
    this.#clock = clock;
  }

  async listPage(options: ListDriverOptions): Promise<Page<Firewall>> {
    return { items: (await this.#groups(options)).map(({ firewall }) => firewall) };
  }

  async get(id: string, options: CallOptions): Promise<Firewall> {
    return find(await this.#groups(options), id).firewall;
  }

  async create(request: CreateFirewallRequest, options: CallOptions): Promise<Firewall> {
    const { name, description, networkId, idempotencyKey: key, owner } = request;
    if (networkId !== undefined) throw new CloudError('unsupported', 'a firewall holds on all networks: it takes none', { outcome: 'not-done' });
    knownOptions<Record<never, never>>(request.native, []);
    const id = madeUpId('firewall');
    const made = owner === undefined && key === undefined ? undefined : new Date(this.#clock.now()).toISOString();
    const rule = await this.#add(markerFields(id, { name, description, key, owner, made }), options);
    const [group] = toGroups([rule]);
    if (group !== undefined) return group.firewall;
    // It would never be found again.
    await this.#client.empty(requests.remove(rule.id), options);
    throw new CloudError('unsupported', 'this CloudAPI does not keep the descriptions of rules, and the names of firewalls are kept there', {
      outcome: 'not-done',
      remedy: 'say so in the profile: lacks: [compute.firewalls]',
    });
  }

  async listByIdempotencyKey(key: string, options: CallOptions): Promise<readonly Firewall[]> {
    return (await this.#groups(options)).filter((group) => group.key === key).map(({ firewall }) => firewall);
  }

  async delete(id: string, options: CallOptions): Promise<void> {
    const groups = await this.#groups(options);
    const group = groups.find((one) => one.id === id);
    if (group === undefined) return;
    const peer = groups.find((one) => one !== group && one.entries.some(({ part }) => part.firewallId === id));
    if (peer !== undefined) throw inUse(`a rule of the firewall ${JSON.stringify(peer.firewall.name)} lets in its servers`, 'revoke that rule first');
    const machine = await this.#machineBehind(id, options);
    if (machine !== undefined) throw inUse(`the server ${machine.id} is behind it`, 'delete the servers behind it first');
    // What keeps it in being goes last: a delete that fails half-way can be done again.
    for (const entry of group.entries) await this.#client.empty(requests.remove(entry.id), options);
    for (const marker of group.markers) await this.#client.empty(requests.remove(marker.id), options);
  }

  async allow(id: string, asked: FirewallRule, options: CallOptions): Promise<void> {
    const rule = canonicalRule(asked);
    const groups = await this.#groups(options);
    const { entries } = find(groups, id);
    if (rule.firewallId !== undefined) find(groups, rule.firewallId);
    for (const part of partsOf(rule)) {
      const there = entries.filter((entry) => entry.protocol === rule.protocol && same(entry.part, part));
      if (there.some(({ enabled }) => enabled)) continue;
      const [off] = there;
      if (off === undefined) await this.#add(entryFields(id, rule.protocol, part), options);
      else await this.#client.empty(requests.turn(off.id, 'enable'), options);
    }
  }

  async revoke(id: string, asked: FirewallRule, options: CallOptions): Promise<void> {
    const rule = canonicalRule(asked);
    const { entries, firewall } = find(await this.#groups(options), id);
    const parts = partsOf(rule);
    // What is left of an `any` is shown as the protocols it still lets in, and can be revoked as those.
    const wholeAny = firewall.rules.some((one) => one.protocol === 'any' && one.cidr === rule.cidr && one.firewallId === rule.firewallId);
    for (const entry of entries) {
      const mine = entry.protocol === rule.protocol || (entry.protocol === 'any' && !wholeAny);
      if (mine && parts.some((part) => same(entry.part, part))) await this.#client.empty(requests.remove(entry.id), options);
    }
  }

  /** All of them are there, or `not-found`. */
  async assertThere(ids: readonly string[], options: CallOptions): Promise<void> {
    if (ids.length === 0) return;
    const groups = await this.#groups(options);
    for (const id of ids) find(groups, id);
  }

  async #machineBehind(id: string, options: CallOptions): Promise<MachineWire | undefined> {
    const tag = firewallTag(id);
    for (let cursor: string | undefined; ; ) {
      const page = await machinePage(this.#client, { tags: { [tag]: FIREWALL_TAG_VALUE } }, options, cursor);
      const found = page.items.find((machine) => machine.tags?.[tag] !== undefined && machine.state !== 'deleted');
      if (found !== undefined || page.next === undefined) return found;
      cursor = page.next;
    }
  }

  async #add(fields: FirewallRuleFields, options: CallOptions): Promise<FirewallRuleWire> {
    return assertRule(await this.#client.json<unknown>(requests.create(fields), options));
  }

  async #groups(options: CallOptions): Promise<readonly Group[]> {
    const rules = await this.#client.json<unknown>(requests.list(), options);
    if (!Array.isArray(rules)) throw unexpectedBody('it is no list of firewall rules', {}, JSON.stringify(rules));
    return toGroups(rules.map(assertRule));
  }
}

function assertRule(body: unknown): FirewallRuleWire {
  const { id, rule } = (body ?? {}) as Partial<FirewallRuleWire>;
  if (typeof id !== 'string' || typeof rule !== 'string') throw unexpectedBody('it is no firewall rule', {}, JSON.stringify(body));
  return body as FirewallRuleWire;
}

function find(groups: readonly Group[], id: string): Group {
  const group = groups.find((one) => one.id === id);
  if (group === undefined) throw new CloudError('not-found', `there is no firewall ${JSON.stringify(id)}`, { outcome: 'not-done' });
  return group;
}

const inUse = (said: string, remedy: string): CloudError => new CloudError('conflict', said, { outcome: 'not-done', remedy });
