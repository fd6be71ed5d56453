import {
  type CallOptions,
  CloudError,
  type CreateNetworkRequest,
  isCloudError,
  type ListDriverOptions,
  type Network,
  type NetworkDriver,
  type Page,
} from '@portolan/core/driver';
import type { Ec2Context } from '../context.ts';
import { orLeftover } from '../create-leftover.ts';
import { filters, pageSize, type Query } from '../query.ts';
import { keyFilter, marksIn, markTags, nameIn, ownerFilter, type TagWire, tagFresh, tagSpecification } from '../tags.ts';

// Requests: what servers are plugged into are subnets; a VPC is the space they are cut from.

const MAX_RESULTS = 1000;

const list = (options: ListDriverOptions, cursor: string | undefined, context: Ec2Context): Query => ({
  action: 'DescribeSubnets',
  parameters: {
    ...(context.preset.pages ? { MaxResults: pageSize(options.pageSize, MAX_RESULTS) } : {}),
    NextToken: cursor,
    ...filters([ownerFilter(options.owner)]),
  },
});

const listMarked = (key: string): Query => ({ action: 'DescribeSubnets', parameters: filters([keyFilter(key)]) });

const get = (id: string): Query => ({ action: 'DescribeSubnets', parameters: { 'SubnetId.1': id } });
const defaultVpc: Query = { action: 'DescribeVpcs', parameters: filters([{ name: 'isDefault', values: ['true'] }]) };

const tagsOf = (request: CreateNetworkRequest, { clock }: Ec2Context): Readonly<Record<string, string>> => ({
  Name: request.name,
  ...markTags(request, clock.now()),
});

const create = (request: CreateNetworkRequest, vpcId: string, context: Ec2Context): Query => ({
  action: 'CreateSubnet',
  parameters: {
    VpcId: vpcId,
    CidrBlock: request.cidr,
    AvailabilityZone: request.locationId,
    ...(context.preset.tagsAtCreate ? tagSpecification('subnet', tagsOf(request, context)) : {}),
  },
});

const remove = (id: string): Query => ({ action: 'DeleteSubnet', parameters: { SubnetId: id }, idempotent: true });

// Wire

/** Source: EC2 API "Subnet". */
export interface SubnetWire {
  readonly subnetId?: string | undefined;
  readonly state?: string | undefined;
  readonly vpcId?: string | undefined;
  readonly cidrBlock?: string | undefined;
  readonly ipv6CidrBlockAssociationSet?: readonly { readonly ipv6CidrBlock?: string | undefined }[] | undefined;
  readonly availabilityZone?: string | undefined;
  readonly defaultForAz?: string | undefined;
  readonly mapPublicIpOnLaunch?: string | undefined;
  readonly tagSet?: readonly TagWire[] | undefined;
}

/** `native` of `networks.create`. */
export interface Ec2NetworkOptions {
  /** The VPC to cut it from. Default: the account's default one. */
  readonly vpcId?: string | undefined;
}

// Mapping

const toNetwork = (wire: SubnetWire): Network => ({
  id: wire.subnetId ?? '',
  name: nameIn(wire.tagSet) ?? '',
  public: wire.mapPublicIpOnLaunch === undefined ? undefined : wire.mapPublicIpOnLaunch === 'true',
  cidrs: [wire.cidrBlock, ...(wire.ipv6CidrBlockAssociationSet ?? []).map((one) => one.ipv6CidrBlock)].filter(
    (cidr) => cidr !== undefined && cidr !== '',
  ) as string[],
  locationId: wire.availabilityZone || undefined,
  ...marksIn(wire.tagSet),
  raw: wire,
});

// Glue

export class Ec2Networks implements NetworkDriver {
  readonly #context: Ec2Context;

  constructor(context: Ec2Context) {
    this.#context = context;
  }

  async listPage(options: ListDriverOptions, cursor?: string): Promise<Page<Network>> {
    const wire = (await this.#context.client.call(list(options, cursor, this.#context), options)) as {
      readonly subnetSet?: readonly SubnetWire[];
      readonly nextToken?: string;
    };
    const items = (wire.subnetSet ?? []).map(toNetwork);
    return wire.nextToken === undefined || wire.nextToken === '' ? { items } : { items, next: wire.nextToken };
  }

  async listByIdempotencyKey(key: string, options: CallOptions): Promise<readonly Network[]> {
    const wire = (await this.#context.client.call(listMarked(key), options)) as { readonly subnetSet?: readonly SubnetWire[] };
    return (wire.subnetSet ?? []).map(toNetwork);
  }

  get(id: string, options: CallOptions): Promise<Network> {
    return this.#context.fresh.settled(id, options, async () => {
      const wire = (await this.#context.client.call(get(id), options)) as { readonly subnetSet?: readonly SubnetWire[] };
      const subnet = wire.subnetSet?.[0];
      if (subnet === undefined) throw new CloudError('not-found', 'no such subnet');
      return toNetwork(subnet);
    });
  }

  async create(request: CreateNetworkRequest, options: CallOptions): Promise<Network> {
    if (request.cidr === undefined) throw new CloudError('invalid-argument', 'cidr: EC2 needs the range of a network', { outcome: 'not-done' });
    const vpcId = await this.#vpcFor(request.native, options);
    const wire = (await this.#context.client.call(create(request, vpcId, this.#context), options)) as { readonly subnet?: SubnetWire };
    const network = toNetwork(wire.subnet ?? {});
    this.#context.fresh.remember(network.id);
    await orLeftover('network', network.id, () => tagFresh(this.#context, network.id, tagsOf(request, this.#context), options));
    return { ...network, name: request.name, owner: request.owner };
  }

  async delete(id: string, options: CallOptions): Promise<void> {
    try {
      await this.#context.fresh.settled(id, options, () => this.#context.client.call(remove(id), options));
    } catch (error) {
      if (!isCloudError(error, 'not-found')) throw error;
    }
    this.#context.fresh.forget(id);
  }

  async #vpcFor(native: unknown, options: CallOptions): Promise<string> {
    const given = (native as Ec2NetworkOptions | null | undefined)?.vpcId;
    if (given !== undefined && typeof given !== 'string') throw new CloudError('invalid-argument', 'native.vpcId: expected an id', { outcome: 'not-done' });
    if (given !== undefined) return given;
    const wire = (await this.#context.client.call(defaultVpc, options)) as { readonly vpcSet?: readonly { readonly vpcId?: string }[] };
    const vpcId = wire.vpcSet?.[0]?.vpcId;
    if (vpcId === undefined)
      throw new CloudError('invalid-argument', 'the account has no default VPC', { outcome: 'not-done', remedy: 'give native: { vpcId }' });
    return vpcId;
  }
}
