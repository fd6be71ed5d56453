import { type ActionTable, DONE } from '../../query/action.ts';
import { Ec2Error } from '../../query/ec2-error.ts';
import type { XmlValue } from '../../query/xml-writer.ts';
import type { Resource } from '../entities.ts';
import { Kind } from '../kind.ts';
import { subnetOf, vpcOf } from '../lookup.ts';
import type { Ec2State } from '../state.ts';
import { TAG_SPECIFICATION, tagSet, tagSetIfAny } from '../tags.ts';

export interface InternetGateway extends Resource {
  vpcId: string | undefined;
}

export const internetGateways: Kind<InternetGateway> = new Kind({
  type: 'internet-gateway',
  prefix: 'igw',
  code: 'InvalidInternetGatewayID',
  what: 'internetGateway ID',
});

const gatewayView = (_state: Ec2State, gateway: InternetGateway): XmlValue => ({
  internetGatewayId: gateway.id,
  ownerId: gateway.ownerId,
  attachmentSet: gateway.vpcId === undefined ? [] : [{ vpcId: gateway.vpcId, state: 'available' }],
  tagSet: tagSet(gateway.tags),
});

const internetGatewayActions: ActionTable = {
  CreateInternetGateway: {
    accepts: '',
    awsAccepts: TAG_SPECIFICATION,
    run: ({ parameters, state, proceed }) => {
      proceed();
      return { internetGateway: gatewayView(state, internetGateways.add(state, { vpcId: undefined }, parameters)) };
    },
  },
  DescribeInternetGateways: internetGateways.describe({
    ids: 'InternetGatewayId',
    set: 'internetGatewaySet',
    view: gatewayView,
    fields: {
      'internet-gateway-id': (gateway) => [gateway.id],
      'attachment.vpc-id': (gateway) => [gateway.vpcId],
      'attachment.state': (gateway) => [gateway.vpcId === undefined ? undefined : 'available'],
      'owner-id': (gateway) => [gateway.ownerId],
    },
  }),
  AttachInternetGateway: {
    accepts: 'InternetGatewayId VpcId',
    run: ({ parameters, state, proceed }) => {
      const gateway = internetGateways.of(state, parameters.required('InternetGatewayId'));
      const vpc = vpcOf(state, parameters.required('VpcId'));
      if (gateway.vpcId !== undefined)
        throw new Ec2Error('Resource.AlreadyAssociated', `resource ${gateway.id} is already attached to network ${gateway.vpcId}`);
      if (state.visible(internetGateways.all(state)).some(({ vpcId }) => vpcId === vpc.id))
        throw new Ec2Error('InvalidParameterValue', `Network ${vpc.id} already has an internet gateway attached`);
      proceed();
      gateway.vpcId = vpc.id;
      return DONE;
    },
  },
  DetachInternetGateway: {
    accepts: 'InternetGatewayId VpcId',
    run: ({ parameters, state, proceed }) => {
      const gateway = internetGateways.of(state, parameters.required('InternetGatewayId'));
      const vpcId = parameters.required('VpcId');
      if (gateway.vpcId !== vpcId) throw new Ec2Error('Gateway.NotAttached', `resource ${gateway.id} is not attached to network ${vpcId}`);
      proceed();
      gateway.vpcId = undefined;
      return DONE;
    },
  },
  DeleteInternetGateway: {
    accepts: 'InternetGatewayId',
    run: ({ parameters, state, proceed }) => {
      const gateway = internetGateways.of(state, parameters.required('InternetGatewayId'));
      if (gateway.vpcId !== undefined) throw new Ec2Error('DependencyViolation', `The internetGateway '${gateway.id}' has dependencies and cannot be deleted.`);
      proceed();
      internetGateways.remove(state, gateway);
      return DONE;
    },
  },
};

interface NatGateway extends Resource {
  state: 'pending' | 'available' | 'deleting' | 'deleted';
  readonly vpcId: string;
  readonly subnetId: string;
  readonly allocationId: string | undefined;
  readonly publicIp: string | undefined;
  readonly privateIp: string;
  readonly createdAt: number;
  deletedAt: number | undefined;
}

export const natGateways: Kind<NatGateway> = new Kind({ type: 'natgateway', prefix: 'nat', code: 'NatGatewayNotFound', what: 'Nat Gateway' });

const natView = (_state: Ec2State, gateway: NatGateway): XmlValue => ({
  natGatewayId: gateway.id,
  vpcId: gateway.vpcId,
  subnetId: gateway.subnetId,
  state: gateway.state,
  createTime: new Date(gateway.createdAt),
  deleteTime: gateway.deletedAt === undefined ? undefined : new Date(gateway.deletedAt),
  natGatewayAddressSet: [
    { allocationId: gateway.allocationId, publicIp: gateway.publicIp, privateIp: gateway.privateIp, networkInterfaceId: gateway.id.replace('nat-', 'eni-') },
  ],
  tagSet: tagSetIfAny(gateway.tags),
});

const natGatewayActions: ActionTable = {
  CreateNatGateway: {
    accepts: 'SubnetId AllocationId ClientToken',
    awsAccepts: `ConnectivityType PrivateIpAddress ${TAG_SPECIFICATION}`,
    run: ({ parameters, state, proceed }) => {
      const subnet = subnetOf(state, parameters.required('SubnetId'));
      const token = parameters.text('ClientToken');
      const known = token === undefined ? undefined : state.calls.get(`CreateNatGateway ${token}`);
      if (known !== undefined) return { natGateway: natView(state, natGateways.of(state, known.resultId)), clientToken: token };
      const isPrivate = parameters.text('ConnectivityType') === 'private';
      const allocationId = isPrivate ? undefined : parameters.required('AllocationId');
      const address = allocationId === undefined ? undefined : state.visible(state.addresses).find(({ id }) => id === allocationId);
      if (allocationId !== undefined && address === undefined)
        throw new Ec2Error('InvalidAllocationID.NotFound', `The allocation ID '${allocationId}' does not exist`);
      proceed();
      const fields = { vpcId: subnet.vpcId, subnetId: subnet.id, allocationId, publicIp: address?.publicIp, privateIp: state.nextPrivateAddress() };
      const gateway = natGateways.add(state, { ...fields, state: 'pending', createdAt: state.now, deletedAt: undefined }, parameters);
      if (token !== undefined) state.calls.set(`CreateNatGateway ${token}`, { fingerprint: '', resultId: gateway.id });
      state.later(gateway.id, () => {
        gateway.state = 'available';
      });
      return { natGateway: natView(state, gateway), clientToken: token };
    },
  },
  // The one action whose filters are `Filter.n` at Amazon and whose ids are `NatGatewayId.n`.
  DescribeNatGateways: natGateways.describe({
    ids: 'NatGatewayId',
    set: 'natGatewaySet',
    view: natView,
    fields: {
      'nat-gateway-id': (gateway) => [gateway.id],
      'vpc-id': (gateway) => [gateway.vpcId],
      'subnet-id': (gateway) => [gateway.subnetId],
      state: (gateway) => [gateway.state],
    },
  }),
  DeleteNatGateway: {
    accepts: 'NatGatewayId',
    run: ({ parameters, state, proceed }) => {
      const gateway = natGateways.of(state, parameters.required('NatGatewayId'));
      proceed();
      gateway.state = 'deleting';
      state.later(gateway.id, (due) => {
        gateway.state = 'deleted';
        gateway.deletedAt = due;
      });
      return { natGatewayId: gateway.id };
    },
  },
};

export const gatewayActions: ActionTable = { ...internetGatewayActions, ...natGatewayActions };
