import {
  type CallOptions,
  CloudError,
  type CreateFirewallRequest,
  type Firewall,
  type FirewallDriver,
  type FirewallRule,
  isCloudError,
  type ListDriverOptions,
  type Page,
} from '@portolan/core/driver';
import type { Ec2Context } from '../context.ts';
import { orLeftover } from '../create-leftover.ts';
import type { Query } from '../query.ts';
import { tagFresh } from '../tags.ts';
import { toFirewall } from './mapping.ts';
import * as requests from './requests.ts';
import type { SecurityGroupWire } from './wire.ts';

interface DescribeWire {
  readonly securityGroupInfo?: readonly SecurityGroupWire[] | undefined;
  readonly nextToken?: string | undefined;
}

export class Ec2Firewalls implements FirewallDriver {
  readonly #context: Ec2Context;

  constructor(context: Ec2Context) {
    this.#context = context;
  }

  async listPage(options: ListDriverOptions, cursor?: string): Promise<Page<Firewall>> {
    const wire = (await this.#context.client.call(requests.list(options, cursor, this.#context), options)) as DescribeWire;
    const items = (wire.securityGroupInfo ?? []).map(toFirewall);
    return wire.nextToken === undefined || wire.nextToken === '' ? { items } : { items, next: wire.nextToken };
  }

  async listByIdempotencyKey(key: string, options: CallOptions): Promise<readonly Firewall[]> {
    const wire = (await this.#context.client.call(requests.listMarked(key), options)) as DescribeWire;
    return (wire.securityGroupInfo ?? []).map(toFirewall);
  }

  get(id: string, options: CallOptions): Promise<Firewall> {
    return this.#context.fresh.settled(id, options, async () => {
      const wire = (await this.#context.client.call(requests.get(id), options)) as DescribeWire;
      const group = wire.securityGroupInfo?.[0];
      if (group === undefined) throw new CloudError('not-found', 'no such security group');
      return toFirewall(group);
    });
  }

  async create(request: CreateFirewallRequest, options: CallOptions): Promise<Firewall> {
    const { client, fresh } = this.#context;
    const vpcId = request.networkId === undefined ? undefined : await this.#vpcOf(request.networkId, options);
    const wire = (await client.call(requests.create(request, vpcId, this.#context), options)) as { readonly groupId?: string };
    const id = wire.groupId || request.name;
    fresh.remember(id);
    await orLeftover('firewall', id, () => tagFresh(this.#context, id, requests.tagsOf(request, this.#context), options));
    // It may come with rules: in a VPC, everything may leave.
    return this.get(id, options);
  }

  async delete(id: string, options: CallOptions): Promise<void> {
    await this.#act(requests.remove(id), id, 'not-found', options);
    this.#context.fresh.forget(id);
  }

  async allow(id: string, rule: FirewallRule, options: CallOptions): Promise<void> {
    await this.#act(requests.allow(id, rule), id, 'already-exists', options);
  }

  async revoke(id: string, rule: FirewallRule, options: CallOptions): Promise<void> {
    try {
      await this.#act(requests.revoke(id, rule), id, undefined, options);
    } catch (error) {
      // The rule is not there; a group that is not there is another matter.
      if (!isCloudError(error, 'not-found') || error.providerCode !== 'InvalidPermission.NotFound') throw error;
    }
  }

  async #vpcOf(subnetId: string, options: CallOptions): Promise<string | undefined> {
    const wire = (await this.#context.client.call(requests.subnet(subnetId), options)) as { readonly subnetSet?: readonly { readonly vpcId?: string }[] };
    return wire.subnetSet?.[0]?.vpcId;
  }

  async #act(query: Query, id: string, fine: 'not-found' | 'already-exists' | undefined, options: CallOptions): Promise<void> {
    try {
      await this.#context.fresh.settled(id, options, () => this.#context.client.call(query, options));
    } catch (error) {
      if (fine === undefined || !isCloudError(error, fine)) throw error;
    }
  }
}
