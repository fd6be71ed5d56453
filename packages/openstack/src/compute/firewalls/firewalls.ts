import {
  type CallOptions,
  CloudError,
  type CreateFirewallRequest,
  encodePathSegment,
  type Firewall,
  type FirewallDriver,
  type FirewallRule,
  isCloudError,
  type ListDriverOptions,
  type Page,
  readTextMarks,
  unexpectedBody,
  writeTextMarks,
} from '@portolan/core/driver';
import type { OpenstackClient, ServiceRequest } from '../../client.ts';
import { type LinkWire, nextOfLinks, pageQuery } from '../../link-paging.ts';
import { parseTimestamp } from '../../timestamps.ts';
import { allPages } from '../all-pages.ts';
import { fromRule, identityOf, toRule, toRules } from './rules.ts';
import type { RuleWire, SecurityGroupWire } from './wire.ts';

// requests

const list = (options: ListDriverOptions, cursor?: string): ServiceRequest => ({
  service: 'network',
  method: 'GET',
  path: '/security-groups',
  query: pageQuery({ limit: options.pageSize }, cursor),
  operation: 'ListSecurityGroups',
});

const pathOf = (id: string): string => `/security-groups/${encodePathSegment(id)}`;

const get = (id: string): ServiceRequest => ({ service: 'network', method: 'GET', path: pathOf(id), operation: 'GetSecurityGroup' });

const create = (name: string, description: string | undefined): ServiceRequest => ({
  service: 'network',
  method: 'POST',
  path: '/security-groups',
  json: { security_group: { name, ...(description === undefined ? {} : { description }) } },
  operation: 'CreateSecurityGroup',
});

const remove = (id: string): ServiceRequest => ({ service: 'network', method: 'DELETE', path: pathOf(id), accept: [404], operation: 'DeleteSecurityGroup' });

/** Twice the same is refused, so it may be sent twice. */
const addRule = (rule: RuleWire): ServiceRequest => ({
  service: 'network',
  method: 'POST',
  path: '/security-group-rules',
  json: { security_group_rule: rule },
  idempotent: true,
  operation: 'CreateSecurityGroupRule',
});

const removeRule = (id: string): ServiceRequest => ({
  service: 'network',
  method: 'DELETE',
  path: `/security-group-rules/${encodePathSegment(id)}`,
  accept: [404],
  operation: 'DeleteSecurityGroupRule',
});

// wire

interface GroupsPageWire {
  readonly security_groups?: readonly SecurityGroupWire[];
  readonly security_groups_links?: readonly LinkWire[];
}

// mapping

export const toFirewall = (wire: SecurityGroupWire): Firewall => ({
  id: wire.id,
  name: wire.name ?? '',
  description: readTextMarks(wire.description).text || undefined,
  createdAt: parseTimestamp(wire.created_at),
  owner: readTextMarks(wire.description).marks['owner'],
  rules: toRules(wire.security_group_rules ?? []),
  raw: wire,
});

/** Security groups. They belong to the project, not to a network: the network of a create says nothing here. */
export class OpenstackFirewalls implements FirewallDriver {
  readonly #client: OpenstackClient;

  constructor(client: OpenstackClient) {
    this.#client = client;
  }

  async listPage(options: ListDriverOptions, cursor?: string): Promise<Page<Firewall>> {
    const page = await this.#client.json<GroupsPageWire>(list(options, cursor), options);
    if (!Array.isArray(page.security_groups)) throw unexpectedBody('it has no list of security groups');
    const items = (page.security_groups as readonly SecurityGroupWire[]).map(toFirewall);
    const next = nextOfLinks(page.security_groups_links);
    return next === undefined ? { items } : { items, next };
  }

  async get(id: string, options: CallOptions): Promise<Firewall> {
    return toFirewall(await this.#group(id, options));
  }

  async create(request: CreateFirewallRequest, options: CallOptions): Promise<Firewall> {
    if (request.native !== undefined) throw new CloudError('invalid-argument', 'native: firewalls take no such options', { outcome: 'not-done' });
    const { name, idempotencyKey, owner } = request;
    const description = writeTextMarks(request.description, { key: idempotencyKey, owner });
    return toFirewall(groupOf(await this.#client.json(create(name, description), options)));
  }

  /** Neutron filters by a whole description alone: all are looked through. */
  async listByIdempotencyKey(key: string, options: CallOptions): Promise<readonly Firewall[]> {
    const all = await allPages((cursor) => this.listPage(options, cursor));
    return all.filter(({ raw }) => readTextMarks((raw as SecurityGroupWire).description).marks['key'] === key);
  }

  async delete(id: string, options: CallOptions): Promise<void> {
    await this.#client.empty(remove(id), options);
  }

  async allow(id: string, rule: FirewallRule, options: CallOptions): Promise<void> {
    for (const wire of fromRule(id, rule)) {
      try {
        await this.#client.empty(addRule(wire), options);
      } catch (error) {
        if (!isCloudError(error, 'already-exists')) throw error;
      }
    }
  }

  async revoke(id: string, rule: FirewallRule, options: CallOptions): Promise<void> {
    const { security_group_rules: rules = [] } = await this.#group(id, options);
    const asked = identityOf(rule);
    for (const wire of rules) {
      const one = toRule(wire);
      if (one !== undefined && wire.id !== undefined && identityOf(one) === asked) await this.#client.empty(removeRule(wire.id), options);
    }
  }

  async #group(id: string, options: CallOptions): Promise<SecurityGroupWire> {
    return groupOf(await this.#client.json(get(id), options));
  }
}

function groupOf(body: { readonly security_group?: SecurityGroupWire }): SecurityGroupWire {
  if (typeof body.security_group?.id !== 'string') throw unexpectedBody('it has no security group');
  return body.security_group;
}
