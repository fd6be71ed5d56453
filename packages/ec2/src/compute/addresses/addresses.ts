import {
  type Address,
  type AddressDriver,
  type AllocateAddressRequest,
  type CallOptions,
  CloudError,
  isCloudError,
  type ListDriverOptions,
  type Page,
} from '@portolan/core/driver';
import type { Ec2Context } from '../context.ts';
import { type Filter, filters, type Query } from '../query.ts';
import { keyFilter, marksIn, markTags, ownerFilter, type TagWire, tagSpecification } from '../tags.ts';

// Requests: in a VPC an address has an id, without one it is its own.

const isId = (id: string): boolean => id.startsWith('eipalloc-');
const which = (id: string): Record<string, string> => (isId(id) ? { AllocationId: id } : { PublicIp: id });

const list = (filter: Filter | undefined): Query => ({ action: 'DescribeAddresses', parameters: filters([filter]) });
const get = (id: string): Query => ({ action: 'DescribeAddresses', parameters: isId(id) ? { 'AllocationId.1': id } : { 'PublicIp.1': id } });

/** Eucalyptus decides by its networking mode. */
const allocate = (context: Ec2Context, marks: AllocateAddressRequest): Query => ({
  action: 'AllocateAddress',
  parameters: { Domain: context.preset.id === 'aws' ? 'vpc' : undefined, ...tagSpecification('elastic-ip', markTags(marks, context.clock.now())) },
});

const associate = (id: string, serverId: string): Query => ({
  action: 'AssociateAddress',
  parameters: { ...which(id), InstanceId: serverId, AllowReassociation: isId(id) ? true : undefined },
  idempotent: true,
});

const disassociate = (wire: AddressWire): Query => ({
  action: 'DisassociateAddress',
  parameters: wire.associationId ? { AssociationId: wire.associationId } : { PublicIp: wire.publicIp },
  idempotent: true,
});

const release = (id: string): Query => ({ action: 'ReleaseAddress', parameters: which(id), idempotent: true });

// Wire

/** Source: EC2 API "Address". Eucalyptus tells administrators `available (eucalyptus)` and `i-1a2b3c4d (arn:…)` for an instance. */
export interface AddressWire {
  readonly publicIp?: string | undefined;
  readonly allocationId?: string | undefined;
  readonly associationId?: string | undefined;
  readonly domain?: string | undefined;
  readonly instanceId?: string | undefined;
  readonly networkInterfaceId?: string | undefined;
  readonly privateIpAddress?: string | undefined;
  readonly tagSet?: readonly TagWire[] | undefined;
}

// Mapping

export const toAddress = (wire: AddressWire): Address => ({
  id: wire.allocationId || wire.publicIp || '',
  address: wire.publicIp ?? '',
  serverId: /^i-[0-9a-f]+/i.exec(wire.instanceId ?? '')?.[0],
  ...marksIn(wire.tagSet),
  raw: wire,
});

// Glue

interface DescribeAddressesWire {
  readonly addressesSet?: readonly AddressWire[] | undefined;
}

export class Ec2Addresses implements AddressDriver {
  readonly #context: Ec2Context;

  constructor(context: Ec2Context) {
    this.#context = context;
  }

  async listPage(options: ListDriverOptions): Promise<Page<Address>> {
    return { items: await this.#list(ownerFilter(options.owner), options) };
  }

  listByIdempotencyKey(key: string, options: CallOptions): Promise<readonly Address[]> {
    return this.#list(keyFilter(key), options);
  }

  async get(id: string, options: CallOptions): Promise<Address> {
    return toAddress(await this.#look(id, options));
  }

  async allocate({ networkId, ...marks }: AllocateAddressRequest, options: CallOptions): Promise<Address> {
    if (networkId !== undefined) {
      throw new CloudError('invalid-argument', 'network: EC2 has one pool of public addresses', { outcome: 'not-done', remedy: 'leave it out' });
    }
    const address = toAddress((await this.#context.client.call(allocate(this.#context, marks), options)) as AddressWire);
    this.#context.fresh.remember(address.id);
    return { ...address, owner: marks.owner };
  }

  async associate(id: string, serverId: string, options: CallOptions): Promise<void> {
    const { client, fresh } = this.#context;
    await fresh.settled(id, options, () => fresh.settled(serverId, options, () => client.call(associate(id, serverId), options)));
  }

  async disassociate(id: string, options: CallOptions): Promise<void> {
    const wire = await this.#look(id, options);
    if (!wire.associationId && toAddress(wire).serverId === undefined) return;
    await this.#context.client.call(disassociate(wire), options);
  }

  /** In a VPC one that is in use is refused: it is taken off first. */
  async release(id: string, options: CallOptions): Promise<void> {
    try {
      if (isId(id)) await this.disassociate(id, options);
      await this.#context.client.call(release(id), options);
    } catch (error) {
      if (!isCloudError(error, 'not-found')) throw error;
    }
    this.#context.fresh.forget(id);
  }

  async #list(filter: Filter | undefined, options: CallOptions): Promise<readonly Address[]> {
    const wire = (await this.#context.client.call(list(filter), options)) as DescribeAddressesWire;
    return (wire.addressesSet ?? []).map(toAddress);
  }

  #look(id: string, options: CallOptions): Promise<AddressWire> {
    return this.#context.fresh.settled(id, options, async () => {
      const wire = (await this.#context.client.call(get(id), options)) as DescribeAddressesWire;
      const address = wire.addressesSet?.[0];
      if (address === undefined) throw new CloudError('not-found', 'no such address');
      return address;
    });
  }
}
