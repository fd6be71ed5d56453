import { type ActionTable, DONE, FILTER, PAGE } from '../query/action.ts';
import { Ec2Error, invalidValue } from '../query/ec2-error.ts';
import { readFilters } from '../query/filters.ts';
import { page } from '../query/paging.ts';
import type { XmlValue } from '../query/xml-writer.ts';
import type { Permission, Subnet, Vpc } from './entities.ts';
import { chosen, subnetOf, vpcOf } from './lookup.ts';
import type { Ec2State } from './state.ts';
import { readTagSpecifications, TAG_SPECIFICATION, tagSetIfAny } from './tags.ts';

interface Block {
  readonly first: number;
  readonly last: number;
}

function block(cidr: string): Block {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(cidr);
  const [a = 0, b = 0, c = 0, d = 0, bits = 0] = match?.slice(1).map(Number) ?? [];
  if (match === null || Math.max(a, b, c, d) > 255 || bits > 32)
    throw invalidValue(`Value (${cidr}) for parameter cidrBlock is invalid. This is not a valid CIDR block.`);
  const size = 2 ** (32 - bits);
  const address = ((a * 256 + b) * 256 + c) * 256 + d;
  const first = address - (address % size);
  if (bits < 16 || bits > 28) throw new Ec2Error('InvalidVpc.Range', `The CIDR '${cidr}' is invalid.`);
  return { first, last: first + size - 1 };
}

/** Five addresses of each subnet are the cloud's. */
const freeAddresses = (state: Ec2State, subnet: Subnet): number => {
  const { first, last } = block(subnet.cidr);
  const used = [...state.instances.values()].filter((instance) => instance.subnetId === subnet.id && instance.state !== 'terminated').length;
  return last - first + 1 - 5 - used;
};

const vpcView = (state: Ec2State, vpc: Vpc): XmlValue => ({
  vpcId: vpc.id,
  ownerId: state.flavour.name === 'aws' ? vpc.ownerId : undefined,
  state: vpc.state,
  cidrBlock: vpc.cidr,
  dhcpOptionsId: vpc.dhcpOptionsId ?? 'dopt-00000000',
  tagSet: tagSetIfAny(vpc.tags),
  instanceTenancy: 'default',
  isDefault: vpc.isDefault,
});

const subnetView = (state: Ec2State, subnet: Subnet): XmlValue => ({
  subnetId: subnet.id,
  ownerId: state.flavour.name === 'aws' ? subnet.ownerId : undefined,
  state: subnet.state,
  vpcId: subnet.vpcId,
  cidrBlock: subnet.cidr,
  availableIpAddressCount: freeAddresses(state, subnet),
  availabilityZone: subnet.zone,
  defaultForAz: subnet.isDefault,
  mapPublicIpOnLaunch: subnet.mapPublicIp,
  tagSet: tagSetIfAny(subnet.tags),
});

function needVpc(state: Ec2State): void {
  if (state.networking === 'classic') throw new Ec2Error('UnsupportedOperation', 'VPC is not supported by this cloud.');
}

export const networkActions: ActionTable = {
  CreateVpc: {
    accepts: 'CidrBlock InstanceTenancy',
    awsAccepts: `AmazonProvidedIpv6CidrBlock ${TAG_SPECIFICATION}`,
    run: ({ parameters, state, proceed }) => {
      needVpc(state);
      const cidr = parameters.required('CidrBlock');
      block(cidr);
      const tags = readTagSpecifications(state, parameters, ['vpc']).get('vpc') ?? [];
      proceed();
      const vpc: Vpc = { ...state.born('vpc'), state: 'pending', cidr, isDefault: false };
      for (const [key, value] of tags) vpc.tags.set(key, value);
      state.vpcs.set(vpc.id, vpc);
      state.later(vpc.id, () => {
        vpc.state = 'available';
      });
      const all = (targets: Permission['targets']): Permission[] => [{ protocol: '-1', fromPort: undefined, toPort: undefined, targets }];
      const born = state.born('sg');
      const self = { group: { userId: state.accountId, groupId: born.id, groupName: 'default' } };
      state.groups.set(born.id, {
        ...born,
        name: 'default',
        description: 'default VPC security group',
        vpcId: vpc.id,
        ingress: all([self]),
        egress: all([{ cidr: '0.0.0.0/0' }]),
      });
      return { vpc: vpcView(state, vpc) };
    },
  },
  DescribeVpcs: {
    accepts: `VpcId.# ${FILTER}`,
    awsAccepts: PAGE,
    run: ({ parameters, state }) => {
      const ids = parameters.list('VpcId');
      const matches = readFilters<Vpc>(
        parameters,
        {
          'vpc-id': (vpc) => [vpc.id],
          state: (vpc) => [vpc.state],
          cidr: (vpc) => [vpc.cidr],
          'cidr-block': (vpc) => [vpc.cidr],
          isDefault: (vpc) => [vpc.isDefault],
          'is-default': (vpc) => [vpc.isDefault],
          'owner-id': (vpc) => [vpc.ownerId],
        },
        (vpc) => vpc.tags,
      );
      const found = chosen(state, state.vpcs, ids, vpcOf).filter(matches);
      const { items, nextToken } = page(found, parameters, { flavour: state.flavour, limit: state.pageLimit, ids: ids.length });
      return { vpcSet: items.map((vpc) => vpcView(state, vpc)), nextToken };
    },
  },
  DeleteVpc: {
    accepts: 'VpcId',
    run: ({ parameters, state, proceed }) => {
      const vpc = vpcOf(state, parameters.required('VpcId'));
      const groups = [...state.groups.values()].filter((group) => group.vpcId === vpc.id);
      if ([...state.subnets.values()].some((subnet) => subnet.vpcId === vpc.id) || groups.some((group) => group.name !== 'default')) {
        throw new Ec2Error('DependencyViolation', `The vpc '${vpc.id}' has dependencies and cannot be deleted.`);
      }
      proceed();
      for (const group of groups) state.groups.delete(group.id);
      state.timeline.cancel(vpc.id);
      state.vpcs.delete(vpc.id);
      return DONE;
    },
  },
  CreateSubnet: {
    accepts: 'VpcId CidrBlock AvailabilityZone',
    awsAccepts: `AvailabilityZoneId ${TAG_SPECIFICATION}`,
    run: ({ parameters, state, proceed }) => {
      needVpc(state);
      const vpc = vpcOf(state, parameters.required('VpcId'));
      const cidr = parameters.required('CidrBlock');
      const zone = parameters.text('AvailabilityZone') ?? state.zones[0]!;
      if (!state.zones.includes(zone)) throw invalidValue(`Value (${zone}) for parameter availabilityZone is invalid.`);
      const wanted = block(cidr);
      const whole = block(vpc.cidr);
      if (wanted.first < whole.first || wanted.last > whole.last) throw new Ec2Error('InvalidSubnet.Range', `The CIDR '${cidr}' is invalid.`);
      for (const other of state.subnets.values()) {
        const taken = block(other.cidr);
        if (other.vpcId === vpc.id && wanted.first <= taken.last && taken.first <= wanted.last)
          throw new Ec2Error('InvalidSubnet.Conflict', `The CIDR '${cidr}' conflicts with another subnet`);
      }
      const tags = readTagSpecifications(state, parameters, ['subnet']).get('subnet') ?? [];
      proceed();
      const subnet: Subnet = { ...state.born('subnet'), state: 'pending', vpcId: vpc.id, cidr, zone, isDefault: false, mapPublicIp: false };
      for (const [key, value] of tags) subnet.tags.set(key, value);
      state.subnets.set(subnet.id, subnet);
      state.later(subnet.id, () => {
        subnet.state = 'available';
      });
      return { subnet: subnetView(state, subnet) };
    },
  },
  DescribeSubnets: {
    accepts: `SubnetId.# ${FILTER}`,
    awsAccepts: PAGE,
    run: ({ parameters, state }) => {
      const ids = parameters.list('SubnetId');
      const matches = readFilters<Subnet>(
        parameters,
        {
          'subnet-id': (subnet) => [subnet.id],
          'vpc-id': (subnet) => [subnet.vpcId],
          state: (subnet) => [subnet.state],
          cidr: (subnet) => [subnet.cidr],
          'cidr-block': (subnet) => [subnet.cidr],
          'availability-zone': (subnet) => [subnet.zone],
          'default-for-az': (subnet) => [subnet.isDefault],
        },
        (subnet) => subnet.tags,
      );
      const found = chosen(state, state.subnets, ids, subnetOf).filter(matches);
      const { items, nextToken } = page(found, parameters, { flavour: state.flavour, limit: state.pageLimit, ids: ids.length });
      return { subnetSet: items.map((subnet) => subnetView(state, subnet)), nextToken };
    },
  },
  DeleteSubnet: {
    accepts: 'SubnetId',
    run: ({ parameters, state, proceed }) => {
      const subnet = subnetOf(state, parameters.required('SubnetId'));
      if ([...state.instances.values()].some((instance) => instance.subnetId === subnet.id && instance.state !== 'terminated')) {
        throw new Ec2Error('DependencyViolation', `The subnet '${subnet.id}' has dependencies and cannot be deleted.`);
      }
      proceed();
      state.timeline.cancel(subnet.id);
      state.subnets.delete(subnet.id);
      return DONE;
    },
  },
  ModifySubnetAttribute: {
    accepts: 'SubnetId MapPublicIpOnLaunch.Value',
    run: ({ parameters, state, proceed }) => {
      const subnet = subnetOf(state, parameters.required('SubnetId'));
      const value = parameters.boolean('MapPublicIpOnLaunch.Value');
      proceed();
      if (value !== undefined) subnet.mapPublicIp = value;
      return DONE;
    },
  },
};
