import type { XmlValue } from '../query/xml-writer.ts';
import { type Instance, STATE_CODES, type Volume } from './entities.ts';
import { metadataView } from './metadata-options.ts';
import type { Ec2State } from './state.ts';
import { tagSetIfAny } from './tags.ts';

export const stateView = (state: Instance['state']): XmlValue => ({ code: STATE_CODES[state], name: state });

export const groupSet = (state: Ec2State, ids: readonly string[]): XmlValue[] =>
  ids.map((groupId) => ({ groupId, groupName: state.groups.get(groupId)?.name ?? '' }));

/** In the order of attachment. */
export const attachedVolumes = (state: Ec2State, instance: Instance): Volume[] =>
  [...state.volumes.values()].filter((volume) => volume.attachment?.instanceId === instance.id);

const dashed = (address: string): string => address.replaceAll('.', '-');

const isGone = (instance: Instance): boolean => instance.state === 'terminated';

function blockDeviceMapping(state: Ec2State, instance: Instance): XmlValue[] {
  return attachedVolumes(state, instance).map((volume) => ({
    deviceName: volume.attachment!.device,
    ebs: {
      volumeId: volume.id,
      status: volume.attachment!.state,
      attachTime: new Date(volume.attachment!.attachedAt),
      deleteOnTermination: volume.attachment!.deleteOnTermination,
    },
  }));
}

function addressing(state: Ec2State, instance: Instance): { [name: string]: XmlValue } {
  if (state.flavour.name === 'eucalyptus') {
    // Until the network has assigned them, and after the instance is gone: all zeroes.
    const assigned = instance.state !== 'pending' && !isGone(instance) && instance.state !== 'stopped';
    const privateAddress = assigned ? instance.privateAddress : '0.0.0.0';
    const publicAddress = assigned ? (instance.publicAddress ?? privateAddress) : '0.0.0.0';
    return {
      privateDnsName: `euca-${dashed(privateAddress)}.eucalyptus.internal`,
      dnsName: assigned ? `euca-${dashed(publicAddress)}.eucalyptus.cloud.internal` : '',
      privateIpAddress: privateAddress,
      ipAddress: publicAddress,
    };
  }
  if (isGone(instance)) return { privateDnsName: '', dnsName: '' };
  return {
    privateDnsName: `ip-${dashed(instance.privateAddress)}.ec2.internal`,
    dnsName: instance.publicAddress === undefined ? '' : `ec2-${dashed(instance.publicAddress)}.compute-1.amazonaws.com`,
    privateIpAddress: instance.privateAddress,
    ipAddress: instance.publicAddress,
  };
}

function networkInterfaces(state: Ec2State, instance: Instance): XmlValue {
  if (instance.subnetId === undefined) return undefined;
  if (isGone(instance)) return [];
  const association =
    instance.publicAddress === undefined
      ? undefined
      : { publicIp: instance.publicAddress, publicDnsName: `ec2-${dashed(instance.publicAddress)}.compute-1.amazonaws.com`, ipOwnerId: 'amazon' };
  const address = { privateIpAddress: instance.privateAddress, privateDnsName: `ip-${dashed(instance.privateAddress)}.ec2.internal` };
  return [
    {
      networkInterfaceId: instance.id.replace(/^i-/, 'eni-'),
      subnetId: instance.subnetId,
      vpcId: instance.vpcId,
      description: '',
      ownerId: instance.ownerId,
      status: 'in-use',
      macAddress: `0a:${instance.id.slice(-10).replace(/..(?!$)/g, '$&:')}`,
      ...address,
      sourceDestCheck: true,
      groupSet: groupSet(state, instance.groupIds),
      attachment: {
        attachmentId: instance.id.replace(/^i-/, 'eni-attach-'),
        deviceIndex: 0,
        status: 'attached',
        attachTime: new Date(instance.firstLaunchedAt),
        deleteOnTermination: true,
      },
      association,
      privateIpAddressesSet: [{ ...address, primary: true, association }],
    },
  ];
}

export function instanceView(state: Ec2State, instance: Instance): XmlValue {
  const aws = state.flavour.name === 'aws';
  return {
    instanceId: instance.id,
    imageId: instance.imageId,
    instanceState: stateView(instance.state),
    ...addressing(state, instance),
    reason: instance.reason,
    keyName: instance.keyName,
    amiLaunchIndex: instance.launchIndex,
    productCodes: [],
    instanceType: instance.instanceType,
    // Whole seconds.
    launchTime: new Date(Math.floor(instance.launchedAt / 1000) * 1000),
    placement: { availabilityZone: instance.zone, groupName: aws ? '' : undefined, tenancy: aws ? 'default' : undefined },
    platform: instance.platform,
    monitoring: { state: instance.monitoring ? 'enabled' : 'disabled' },
    subnetId: isGone(instance) ? undefined : instance.subnetId,
    vpcId: isGone(instance) ? undefined : instance.vpcId,
    groupSet: isGone(instance) ? [] : groupSet(state, instance.groupIds),
    stateReason: instance.stateReason,
    architecture: instance.architecture,
    rootDeviceType: instance.rootDeviceType,
    rootDeviceName: instance.rootDeviceName,
    blockDeviceMapping: blockDeviceMapping(state, instance),
    virtualizationType: instance.virtualizationType,
    clientToken: instance.clientToken,
    tagSet: tagSetIfAny(instance.tags),
    hypervisor: aws ? 'xen' : undefined,
    networkInterfaceSet: networkInterfaces(state, instance),
    ebsOptimized: aws ? false : undefined,
    enaSupport: aws ? true : undefined,
    sourceDestCheck: aws && !isGone(instance) ? true : undefined,
    metadataOptions: aws ? metadataView(instance.metadataOptions) : undefined,
  };
}

/** Instances launched together, as one reservation each. */
export function reservations(state: Ec2State, instances: readonly Instance[]): { [name: string]: XmlValue }[] {
  const byReservation = new Map<string, Instance[]>();
  for (const instance of instances) {
    const together = byReservation.get(instance.reservationId);
    if (together === undefined) byReservation.set(instance.reservationId, [instance]);
    else together.push(instance);
  }
  return [...byReservation].map(([reservationId, members]) => ({
    reservationId,
    ownerId: state.accountId,
    groupSet: state.networking === 'vpc' ? [] : groupSet(state, members[0]?.groupIds ?? []),
    instancesSet: members.map((instance) => instanceView(state, instance)),
  }));
}
