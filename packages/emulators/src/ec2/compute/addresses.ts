import { type ActionTable, DONE, FILTER } from '../query/action.ts';
import { Ec2Error, invalidValue, missingParameter } from '../query/ec2-error.ts';
import { readFilters } from '../query/filters.ts';
import type { Parameters } from '../query/parameters.ts';
import type { XmlValue } from '../query/xml-writer.ts';
import type { ElasticAddress, Instance } from './entities.ts';
import { instanceOf } from './lookup.ts';
import type { Ec2State } from './state.ts';
import { readTagSpecifications, TAG_SPECIFICATION, tagSetIfAny } from './tags.ts';

const byIp = (state: Ec2State, ip: string): ElasticAddress => {
  const address = state.visible(state.addresses).find((candidate) => candidate.publicIp === ip);
  if (address === undefined) throw new Ec2Error('InvalidAddress.NotFound', `Address '${ip}' not found.`);
  return address;
};

const byAllocation = (state: Ec2State, id: string): ElasticAddress => {
  const address = state.visible(state.addresses).find((candidate) => candidate.domain === 'vpc' && candidate.id === id);
  if (address === undefined) throw new Ec2Error('InvalidAllocationID.NotFound', `The allocation ID '${id}' does not exist`);
  return address;
};

function named(state: Ec2State, parameters: Parameters): ElasticAddress {
  const allocation = parameters.text('AllocationId');
  if (allocation !== undefined) return byAllocation(state, allocation);
  const ip = parameters.text('PublicIp');
  if (ip === undefined) throw missingParameter('AllocationId');
  return byIp(state, ip);
}

/** The instance's public address goes with the elastic one, and comes back new when it leaves. */
function release(state: Ec2State, address: ElasticAddress): void {
  const instance = address.association === undefined ? undefined : state.instances.get(address.association.instanceId);
  address.association = undefined;
  if (instance?.state === 'running')
    instance.publicAddress = instance.wantsPublicAddress && state.networking === 'classic' ? state.nextPublicAddress() : undefined;
}

function associate(state: Ec2State, address: ElasticAddress, instance: Instance): string {
  release(state, address);
  for (const other of state.addresses.values()) if (other.association?.instanceId === instance.id) other.association = undefined;
  const id = state.newId('eipassoc');
  address.association = { id, instanceId: instance.id };
  if (instance.state === 'running') instance.publicAddress = address.publicIp;
  return id;
}

const addressView = (state: Ec2State, address: ElasticAddress): XmlValue => {
  const instance = address.association === undefined ? undefined : state.instances.get(address.association.instanceId);
  const vpc = address.domain === 'vpc';
  return {
    publicIp: address.publicIp,
    domain: address.domain,
    allocationId: vpc ? address.id : undefined,
    associationId: vpc ? address.association?.id : undefined,
    instanceId: address.association?.instanceId ?? (vpc ? undefined : ''),
    privateIpAddress: vpc ? instance?.privateAddress : undefined,
    networkInterfaceId: vpc ? instance?.id.replace(/^i-/, 'eni-') : undefined,
    networkInterfaceOwnerId: vpc && instance !== undefined ? instance.ownerId : undefined,
    tagSet: tagSetIfAny(address.tags),
  };
};

export const addressActions: ActionTable = {
  AllocateAddress: {
    accepts: 'Domain',
    awsAccepts: `PublicIpv4Pool NetworkBorderGroup ${TAG_SPECIFICATION}`,
    run: ({ parameters, state, proceed }) => {
      if (state.addresses.size >= state.maxAddresses) throw new Ec2Error('AddressLimitExceeded', 'The maximum number of addresses has been reached.');
      const domain = parameters.text('Domain') ?? (state.networking === 'vpc' ? 'vpc' : 'standard');
      if (domain !== 'vpc' && domain !== 'standard') throw invalidValue(`Invalid value '${domain}' for domain.`);
      const tags = readTagSpecifications(state, parameters, ['elastic-ip']).get('elastic-ip') ?? [];
      proceed();
      const publicIp = state.nextPublicAddress();
      const effective = state.networking === 'vpc' ? 'vpc' : 'standard';
      const address: ElasticAddress = { ...state.born('eipalloc'), publicIp, domain: effective, association: undefined };
      for (const [key, value] of tags) address.tags.set(key, value);
      state.addresses.set(address.id, address);
      return { publicIp, domain: effective, allocationId: effective === 'vpc' ? address.id : undefined };
    },
  },
  DescribeAddresses: {
    accepts: `PublicIp.# AllocationId.# ${FILTER}`,
    run: ({ parameters, state }) => {
      const ips = parameters.list('PublicIp').filter((ip) => state.flavour.name === 'aws' || ip !== 'verbose');
      const chosen = [...ips.map((ip) => byIp(state, ip)), ...parameters.list('AllocationId').map((id) => byAllocation(state, id))];
      const matches = readFilters<ElasticAddress>(
        parameters,
        {
          'public-ip': (address) => [address.publicIp],
          'allocation-id': (address) => [address.domain === 'vpc' ? address.id : undefined],
          'association-id': (address) => [address.association?.id],
          'instance-id': (address) => [address.association?.instanceId],
          domain: (address) => [address.domain],
        },
        (address) => address.tags,
      );
      return { addressesSet: (chosen.length > 0 ? chosen : state.visible(state.addresses)).filter(matches).map((address) => addressView(state, address)) };
    },
  },
  AssociateAddress: {
    accepts: 'InstanceId PublicIp AllocationId NetworkInterfaceId PrivateIpAddress AllowReassociation',
    run: ({ parameters, state, proceed }) => {
      const address = named(state, parameters);
      const instance = instanceOf(state, parameters.required('InstanceId'));
      if (instance.state !== 'running' && instance.state !== 'stopped')
        throw new Ec2Error(
          state.networking === 'vpc' ? 'IncorrectInstanceState' : 'InvalidInstanceID',
          `The instance '${instance.id}' is not in a valid state for this operation.`,
        );
      const elsewhere = address.association !== undefined && address.association.instanceId !== instance.id;
      if (elsewhere && state.networking === 'vpc' && parameters.boolean('AllowReassociation') !== true) {
        throw new Ec2Error('Resource.AlreadyAssociated', `resource ${address.id} is already associated with associate-id ${address.association?.id}`);
      }
      proceed();
      const associationId = associate(state, address, instance);
      return state.networking === 'vpc' ? { ...DONE, associationId } : DONE;
    },
  },
  DisassociateAddress: {
    accepts: 'PublicIp AssociationId',
    run: ({ parameters, state, proceed }) => {
      const association = parameters.text('AssociationId');
      const address =
        association === undefined
          ? byIp(state, parameters.required('PublicIp'))
          : state.visible(state.addresses).find((candidate) => candidate.association?.id === association);
      if (address === undefined) throw new Ec2Error('InvalidAssociationID.NotFound', `The association ID '${association}' does not exist`);
      proceed();
      release(state, address);
      return DONE;
    },
  },
  ReleaseAddress: {
    accepts: 'PublicIp AllocationId',
    awsAccepts: 'NetworkBorderGroup',
    run: ({ parameters, state, proceed }) => {
      if (state.networking === 'vpc' && parameters.text('AllocationId') === undefined)
        throw invalidValue('You must specify an allocation id when releasing a VPC elastic IP address');
      const address = named(state, parameters);
      if (address.association !== undefined && state.networking === 'vpc')
        throw new Ec2Error('InvalidIPAddress.InUse', `Address ${address.publicIp} is in use.`);
      proceed();
      release(state, address);
      state.addresses.delete(address.id);
      return DONE;
    },
  },
};
