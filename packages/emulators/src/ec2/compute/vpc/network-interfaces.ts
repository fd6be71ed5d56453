import { type ActionTable, DONE } from '../../query/action.ts';
import { Ec2Error, missingParameter } from '../../query/ec2-error.ts';
import type { XmlValue } from '../../query/xml-writer.ts';
import type { Resource } from '../entities.ts';
import { Kind } from '../kind.ts';
import { groupByName, groupOf, instanceOf, subnetOf } from '../lookup.ts';
import type { Ec2State } from '../state.ts';
import { TAG_SPECIFICATION, tagSet } from '../tags.ts';

interface Attachment {
  readonly id: string;
  readonly instanceId: string;
  readonly deviceIndex: number;
  readonly attachedAt: number;
  deleteOnTermination: boolean;
}

interface NetworkInterface extends Resource {
  readonly subnetId: string;
  readonly vpcId: string;
  readonly zone: string;
  readonly macAddress: string;
  description: string;
  addresses: readonly string[];
  sourceDestCheck: boolean;
  groupIds: readonly string[];
  attachment: Attachment | undefined;
}

const networkInterfaces: Kind<NetworkInterface> = new Kind({
  type: 'network-interface',
  prefix: 'eni',
  code: 'InvalidNetworkInterfaceID',
  what: 'networkInterface ID',
});

const hostName = (address: string): string => `ip-${address.replaceAll('.', '-')}.ec2.internal`;

const groupSet = (state: Ec2State, card: NetworkInterface): XmlValue =>
  card.groupIds.map((groupId) => ({ groupId, groupName: state.groups.get(groupId)?.name ?? '' }));

const attachmentView = (card: NetworkInterface): XmlValue =>
  card.attachment === undefined
    ? undefined
    : {
        attachmentId: card.attachment.id,
        instanceId: card.attachment.instanceId,
        instanceOwnerId: card.ownerId,
        deviceIndex: card.attachment.deviceIndex,
        status: 'attached',
        attachTime: new Date(card.attachment.attachedAt),
        deleteOnTermination: card.attachment.deleteOnTermination,
      };

const interfaceView = (state: Ec2State, card: NetworkInterface): XmlValue => ({
  networkInterfaceId: card.id,
  subnetId: card.subnetId,
  vpcId: card.vpcId,
  availabilityZone: card.zone,
  description: card.description,
  ownerId: card.ownerId,
  requesterManaged: false,
  status: card.attachment === undefined ? 'available' : 'in-use',
  macAddress: card.macAddress,
  privateIpAddress: card.addresses[0],
  privateDnsName: hostName(card.addresses[0] ?? ''),
  sourceDestCheck: card.sourceDestCheck,
  groupSet: groupSet(state, card),
  attachment: attachmentView(card),
  tagSet: tagSet(card.tags),
  privateIpAddressesSet: card.addresses.map((address, index) => ({ privateIpAddress: address, privateDnsName: hostName(address), primary: index === 0 })),
  interfaceType: 'interface',
});

const byAttachment = (state: Ec2State, id: string): NetworkInterface => {
  const card = state.visible(networkInterfaces.all(state)).find(({ attachment }) => attachment?.id === id);
  if (card === undefined) throw new Ec2Error('InvalidAttachmentID.NotFound', `The attachment '${id}' does not exist`);
  return card;
};

const ATTRIBUTES = ['description', 'sourceDestCheck', 'groupSet', 'attachment'];

const attributeActions: ActionTable = {
  DescribeNetworkInterfaceAttribute: {
    accepts: 'NetworkInterfaceId Attribute',
    run: ({ parameters, state }) => {
      const card = networkInterfaces.of(state, parameters.required('NetworkInterfaceId'));
      const name = parameters.required('Attribute');
      if (!ATTRIBUTES.includes(name)) throw new Ec2Error('InvalidParameterValue', `Invalid value '${name}' for attribute`);
      const values: Readonly<Record<string, XmlValue>> = {
        description: { value: card.description },
        sourceDestCheck: { value: card.sourceDestCheck },
        groupSet: groupSet(state, card),
        attachment: attachmentView(card),
      };
      return { networkInterfaceId: card.id, [name]: values[name] };
    },
  },
  ModifyNetworkInterfaceAttribute: {
    accepts: 'NetworkInterfaceId Description.Value SourceDestCheck.Value SecurityGroupId.# Attachment.AttachmentId Attachment.DeleteOnTermination',
    run: ({ parameters, state, proceed }) => {
      const card = networkInterfaces.of(state, parameters.required('NetworkInterfaceId'));
      const groups = parameters.list('SecurityGroupId').map((id) => groupOf(state, id).id);
      const attachmentId = parameters.text('Attachment.AttachmentId');
      if (attachmentId !== undefined && card.attachment?.id !== attachmentId)
        throw new Ec2Error('InvalidAttachmentID.NotFound', `The attachment '${attachmentId}' does not exist`);
      proceed();
      card.description = parameters.text('Description.Value') ?? card.description;
      card.sourceDestCheck = parameters.boolean('SourceDestCheck.Value') ?? card.sourceDestCheck;
      if (groups.length > 0) card.groupIds = groups;
      if (card.attachment !== undefined && attachmentId !== undefined)
        card.attachment.deleteOnTermination = parameters.boolean('Attachment.DeleteOnTermination') ?? card.attachment.deleteOnTermination;
      return DONE;
    },
  },
  ResetNetworkInterfaceAttribute: {
    accepts: 'NetworkInterfaceId SourceDestCheck',
    run: ({ parameters, state, proceed }) => {
      const card = networkInterfaces.of(state, parameters.required('NetworkInterfaceId'));
      proceed();
      card.sourceDestCheck = true;
      return DONE;
    },
  },
  // Eucalyptus answers these two and does nothing.
  AssignPrivateIpAddresses: {
    awsAccepts: 'NetworkInterfaceId PrivateIpAddress.# SecondaryPrivateIpAddressCount AllowReassignment',
    run: ({ parameters, state, proceed }) => {
      const card = networkInterfaces.of(state, parameters.required('NetworkInterfaceId'));
      const named = parameters.list('PrivateIpAddress');
      const count = parameters.integer('SecondaryPrivateIpAddressCount') ?? 0;
      if (named.length === 0 && count === 0) throw missingParameter('privateIpAddresses or secondaryPrivateIpAddressCount');
      proceed();
      const added = named.length > 0 ? named : Array.from({ length: count }, () => state.nextPrivateAddress());
      card.addresses = [...new Set([...card.addresses, ...added])];
      return { networkInterfaceId: card.id, assignedPrivateIpAddressesSet: added.map((privateIpAddress) => ({ privateIpAddress })), ...DONE };
    },
  },
  UnassignPrivateIpAddresses: {
    awsAccepts: 'NetworkInterfaceId PrivateIpAddress.#',
    run: ({ parameters, state, proceed }) => {
      const card = networkInterfaces.of(state, parameters.required('NetworkInterfaceId'));
      const gone = parameters.requiredList('PrivateIpAddress');
      const wrong = gone.find((address) => address === card.addresses[0] || !card.addresses.includes(address));
      if (wrong !== undefined) throw new Ec2Error('InvalidParameterValue', `Some of [${wrong}] are not assigned to interface ${card.id}`);
      proceed();
      card.addresses = card.addresses.filter((address) => !gone.includes(address));
      return DONE;
    },
  },
};

export const networkInterfaceActions: ActionTable = {
  CreateNetworkInterface: {
    accepts:
      'SubnetId Description PrivateIpAddress SecurityGroupId.# PrivateIpAddresses.#.PrivateIpAddress PrivateIpAddresses.#.Primary SecondaryPrivateIpAddressCount',
    awsAccepts: `ClientToken InterfaceType ${TAG_SPECIFICATION}`,
    run: ({ parameters, state, proceed }) => {
      const subnet = subnetOf(state, parameters.required('SubnetId'));
      const listed = parameters.structures('PrivateIpAddresses');
      const primary = parameters.text('PrivateIpAddress') ?? listed.find((item) => item.boolean('Primary') === true)?.text('PrivateIpAddress');
      const named = listed.map((item) => item.required('PrivateIpAddress')).filter((address) => address !== primary);
      const groups = parameters.list('SecurityGroupId').map((id) => groupOf(state, id).id);
      proceed();
      const more = Array.from({ length: parameters.integer('SecondaryPrivateIpAddressCount') ?? 0 }, () => state.nextPrivateAddress());
      const host = state.nextSequence();
      const fields: Omit<NetworkInterface, keyof Resource> = {
        subnetId: subnet.id,
        vpcId: subnet.vpcId,
        zone: subnet.zone,
        macAddress: `02:00:00:00:${((host >> 8) & 255).toString(16).padStart(2, '0')}:${(host & 255).toString(16).padStart(2, '0')}`,
        description: parameters.text('Description') ?? '',
        addresses: [primary ?? state.nextPrivateAddress(), ...named, ...more],
        sourceDestCheck: true,
        groupIds: groups.length > 0 ? groups : [groupByName(state, 'default', subnet.vpcId).id],
        attachment: undefined,
      };
      return { networkInterface: interfaceView(state, networkInterfaces.add(state, fields, parameters)) };
    },
  },
  DescribeNetworkInterfaces: networkInterfaces.describe({
    ids: 'NetworkInterfaceId',
    set: 'networkInterfaceSet',
    view: interfaceView,
    fields: {
      'network-interface-id': (card) => [card.id],
      'subnet-id': (card) => [card.subnetId],
      'vpc-id': (card) => [card.vpcId],
      'availability-zone': (card) => [card.zone],
      description: (card) => [card.description],
      'group-id': (card) => card.groupIds,
      'private-ip-address': (card) => [card.addresses[0]],
      'addresses.private-ip-address': (card) => card.addresses,
      'mac-address': (card) => [card.macAddress],
      status: (card) => [card.attachment === undefined ? 'available' : 'in-use'],
      'attachment.instance-id': (card) => [card.attachment?.instanceId],
      'attachment.attachment-id': (card) => [card.attachment?.id],
    },
  }),
  AttachNetworkInterface: {
    accepts: 'NetworkInterfaceId InstanceId DeviceIndex',
    run: ({ parameters, state, proceed }) => {
      const card = networkInterfaces.of(state, parameters.required('NetworkInterfaceId'));
      const instance = instanceOf(state, parameters.required('InstanceId'));
      const deviceIndex = parameters.integer('DeviceIndex');
      if (deviceIndex === undefined) throw missingParameter('deviceIndex');
      if (card.attachment !== undefined) throw new Ec2Error('InvalidNetworkInterface.InUse', `Interface: [${card.id}] in use.`);
      const taken = [...networkInterfaces.all(state).values()].some(
        ({ attachment }) => attachment?.instanceId === instance.id && attachment.deviceIndex === deviceIndex,
      );
      if (deviceIndex === 0 || taken)
        throw new Ec2Error('InvalidParameterValue', `Instance '${instance.id}' already has an interface attached at device index '${deviceIndex}'.`);
      if (instance.zone !== card.zone)
        throw new Ec2Error(
          'InvalidParameterCombination',
          'You may not attach a network interface to an instance if they are not in the same availability zone',
        );
      proceed();
      card.attachment = { id: state.newId('eni-attach'), instanceId: instance.id, deviceIndex, attachedAt: state.now, deleteOnTermination: false };
      return { attachmentId: card.attachment.id };
    },
  },
  DetachNetworkInterface: {
    accepts: 'AttachmentId Force',
    run: ({ parameters, state, proceed }) => {
      const card = byAttachment(state, parameters.required('AttachmentId'));
      proceed();
      card.attachment = undefined;
      return DONE;
    },
  },
  DeleteNetworkInterface: {
    accepts: 'NetworkInterfaceId',
    run: ({ parameters, state, proceed }) => {
      const card = networkInterfaces.of(state, parameters.required('NetworkInterfaceId'));
      if (card.attachment !== undefined) throw new Ec2Error('InvalidNetworkInterface.InUse', `Network interface '${card.id}' is currently in use.`);
      proceed();
      networkInterfaces.remove(state, card);
      return DONE;
    },
  },
  ...attributeActions,
};
