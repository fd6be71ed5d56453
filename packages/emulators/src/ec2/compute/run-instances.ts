import type { ActionTable } from '../query/action.ts';
import { Ec2Error, invalidValue, missingParameter } from '../query/ec2-error.ts';
import type { Parameters } from '../query/parameters.ts';
import type { Image, Instance, Subnet, Volume } from './entities.ts';
import { becomeRunning } from './instance-states.ts';
import { reservations } from './instance-view.ts';
import { keyPairNamed } from './key-pairs.ts';
import { withLaunchTemplate } from './launch-templates.ts';
import { groupByName, groupOf, imageOf, snapshotOf, subnetOf } from './lookup.ts';
import { readMetadataOptions } from './metadata-options.ts';
import type { Ec2State } from './state.ts';
import { readTagSpecifications, TAG_SPECIFICATION } from './tags.ts';

const MAX_USER_DATA = 16_384;
const MAX_INSTANCES_AT_ONCE = 200;

interface DevicePlan {
  readonly deviceName: string;
  readonly sizeGiB: number;
  readonly snapshotId: string;
  readonly volumeType: string;
  readonly encrypted: boolean;
  readonly deleteOnTermination: boolean;
}

/** The image's disks, changed and added to by the call's BlockDeviceMapping. */
function devicePlans(state: Ec2State, image: Image, parameters: Parameters): DevicePlan[] {
  const plans = new Map<string, DevicePlan>();
  for (const { deviceName, ebs } of image.blockDevices) {
    if (ebs === undefined) continue;
    plans.set(deviceName, {
      deviceName,
      sizeGiB: ebs.volumeSize,
      snapshotId: ebs.snapshotId ?? '',
      volumeType: ebs.volumeType,
      encrypted: ebs.encrypted,
      deleteOnTermination: ebs.deleteOnTermination,
    });
  }
  for (const mapping of parameters.structures('BlockDeviceMapping')) {
    const deviceName = mapping.required('DeviceName');
    if (mapping.text('NoDevice') !== undefined) {
      plans.delete(deviceName);
      continue;
    }
    if (mapping.text('VirtualName') !== undefined) continue;
    const known = plans.get(deviceName);
    const ebs = mapping.structure('Ebs');
    const snapshotId = ebs.text('SnapshotId') ?? known?.snapshotId ?? '';
    const snapshot = ebs.text('SnapshotId') === undefined ? undefined : snapshotOf(state, snapshotId);
    const least = snapshot?.volumeSizeGiB ?? known?.sizeGiB ?? 1;
    const sizeGiB = ebs.integer('VolumeSize') ?? snapshot?.volumeSizeGiB ?? known?.sizeGiB;
    if (sizeGiB === undefined) throw new Ec2Error('MissingParameter', 'The request must contain the parameter size or snapshotId');
    if (sizeGiB < least)
      throw new Ec2Error('InvalidBlockDeviceMapping', `Volume of size ${sizeGiB}GB is smaller than snapshot '${snapshotId}', expect size >= ${least}GB`);
    plans.set(deviceName, {
      deviceName,
      sizeGiB,
      snapshotId,
      volumeType: ebs.text('VolumeType') ?? known?.volumeType ?? 'standard',
      encrypted: ebs.boolean('Encrypted') ?? known?.encrypted ?? false,
      // Root disks go with their instance, others stay.
      deleteOnTermination: ebs.boolean('DeleteOnTermination') ?? known?.deleteOnTermination ?? false,
    });
  }
  return [...plans.values()];
}

function attachNewVolume(state: Ec2State, instance: Instance, plan: DevicePlan, tags: readonly (readonly [string, string])[]): void {
  const volume: Volume = {
    ...state.born('vol'),
    state: 'in-use',
    sizeGiB: plan.sizeGiB,
    zone: instance.zone,
    snapshotId: plan.snapshotId,
    volumeType: plan.volumeType,
    encrypted: plan.encrypted,
    createdAt: state.now,
    attachment: { instanceId: instance.id, device: plan.deviceName, state: 'attached', attachedAt: state.now, deleteOnTermination: plan.deleteOnTermination },
  };
  for (const [key, value] of tags) volume.tags.set(key, value);
  state.volumes.set(volume.id, volume);
}

interface Placement {
  readonly zone: string;
  readonly subnet: Subnet | undefined;
  readonly groupIds: readonly string[];
  readonly wantsPublicAddress: boolean;
}

function placement(state: Ec2State, parameters: Parameters): Placement {
  const [card] = parameters.structures('NetworkInterface');
  const topLevel =
    ['SubnetId', 'PrivateIpAddress'].some((name) => parameters.text(name) !== undefined) ||
    parameters.list('SecurityGroupId').length + parameters.list('SecurityGroup').length > 0;
  if (card !== undefined && topLevel) {
    throw new Ec2Error('InvalidParameterCombination', 'Network interfaces and an instance-level subnet ID may not be specified on the same request');
  }
  const source = card ?? parameters;
  const zoneAsked = parameters.text('Placement.AvailabilityZone');
  if (zoneAsked !== undefined && !state.zones.includes(zoneAsked)) throw invalidValue(`Invalid availability zone: [${zoneAsked}]`);
  const subnetId = source.text('SubnetId');
  const subnet =
    subnetId === undefined
      ? state.visible(state.subnets).find((candidate) => candidate.isDefault && (zoneAsked === undefined || candidate.zone === zoneAsked))
      : subnetOf(state, subnetId);
  const zone = subnet?.zone ?? zoneAsked ?? state.zones[0]!;
  if (zoneAsked !== undefined && zone !== zoneAsked)
    throw new Ec2Error('InvalidParameterValue', `The availability zone '${zoneAsked}' does not match that of subnet '${subnetId}'`);
  const byId = source.list('SecurityGroupId').map((id) => groupOf(state, id).id);
  const byName = parameters.list('SecurityGroup').map((name) => groupByName(state, name, subnet?.vpcId).id);
  const groupIds = byId.length + byName.length === 0 ? [groupByName(state, 'default', subnet?.vpcId).id] : [...byId, ...byName];
  for (const id of groupIds) {
    if (state.groups.get(id)?.vpcId !== subnet?.vpcId)
      throw new Ec2Error('InvalidParameter', `Security group ${id} and subnet ${subnet?.id} belong to different networks.`);
  }
  const wantsPublicAddress =
    card?.boolean('AssociatePublicIpAddress') ?? (subnet === undefined ? parameters.text('AddressingType') !== 'private' : subnet.mapPublicIp);
  return { zone, subnet, groupIds, wantsPublicAddress };
}

function counts(parameters: Parameters): number {
  const least = parameters.integer('MinCount');
  const most = parameters.integer('MaxCount');
  if (least === undefined) throw missingParameter('MinCount');
  if (most === undefined) throw missingParameter('MaxCount');
  if (least < 1) throw invalidValue(`Value (${least}) for parameter minCount is invalid.`);
  if (most < least) throw invalidValue(`Value (${most}) for parameter maxCount is invalid. maxCount must be equal to or greater than minCount`);
  if (least > MAX_INSTANCES_AT_ONCE)
    throw new Ec2Error(
      'InstanceLimitExceeded',
      `You have requested more instances (${least}) than your current instance limit of ${MAX_INSTANCES_AT_ONCE} allows.`,
    );
  return Math.min(most, MAX_INSTANCES_AT_ONCE);
}

/** All that was asked but the things a repeated, re-signed call may change. */
function fingerprint(parameters: Parameters): string {
  const volatile = new Set([
    'Action',
    'Version',
    'AWSAccessKeyId',
    'Signature',
    'SignatureMethod',
    'SignatureVersion',
    'Timestamp',
    'Expires',
    'SecurityToken',
    'DryRun',
  ]);
  return JSON.stringify(
    parameters
      .entries()
      .filter(([name]) => !volatile.has(name))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

export const runInstancesActions: ActionTable = {
  RunInstances: {
    accepts: `ImageId MinCount MaxCount KeyName SecurityGroup.# SecurityGroupId.# UserData InstanceType AddressingType Placement.AvailabilityZone Placement.GroupName Placement.Tenancy
      Placement.HostId Placement.Affinity KernelId RamdiskId BlockDeviceMapping.#.VirtualName BlockDeviceMapping.#.DeviceName BlockDeviceMapping.#.NoDevice
      BlockDeviceMapping.#.Ebs.SnapshotId BlockDeviceMapping.#.Ebs.VolumeSize BlockDeviceMapping.#.Ebs.DeleteOnTermination BlockDeviceMapping.#.Ebs.VolumeType
      BlockDeviceMapping.#.Ebs.Iops BlockDeviceMapping.#.Ebs.Encrypted Monitoring.Enabled SubnetId DisableApiTermination InstanceInitiatedShutdownBehavior PrivateIpAddress
      ClientToken AdditionalInfo IamInstanceProfile.Arn IamInstanceProfile.Name EbsOptimized NetworkInterface.#.NetworkInterfaceId NetworkInterface.#.DeviceIndex
      NetworkInterface.#.SubnetId NetworkInterface.#.Description NetworkInterface.#.PrivateIpAddress NetworkInterface.#.SecurityGroupId.# NetworkInterface.#.DeleteOnTermination
      NetworkInterface.#.AssociatePublicIpAddress NetworkInterface.#.SecondaryPrivateIpAddressCount ${TAG_SPECIFICATION}`,
    awsAccepts: `MetadataOptions.HttpTokens MetadataOptions.HttpPutResponseHopLimit MetadataOptions.HttpEndpoint MetadataOptions.InstanceMetadataTags CreditSpecification.CpuCredits
      BlockDeviceMapping.#.Ebs.Throughput BlockDeviceMapping.#.Ebs.KmsKeyId Ipv6AddressCount CpuOptions.CoreCount CpuOptions.ThreadsPerCore DisableApiStop LaunchTemplate.LaunchTemplateId LaunchTemplate.LaunchTemplateName LaunchTemplate.Version`,
    run: ({ parameters: given, state, proceed }) => {
      const parameters = withLaunchTemplate(state, given);
      const clientToken = parameters.text('ClientToken') ?? '';
      if (clientToken.length > 64) throw invalidValue('Client token exceeds 64 characters');
      const remembered = clientToken === '' ? undefined : state.calls.get(`RunInstances ${clientToken}`);
      const asked = fingerprint(parameters);
      if (remembered !== undefined) {
        if (remembered.fingerprint !== asked) {
          throw new Ec2Error(
            'IdempotentParameterMismatch',
            'Arguments on this idempotent request are inconsistent with arguments used in previous request(s).',
          );
        }
        const again = [...state.instances.values()].filter((instance) => instance.reservationId === remembered.resultId);
        const [reservation] = reservations(state, again);
        if (reservation !== undefined) return reservation;
      }
      const image = imageOf(state, parameters.required('ImageId'));
      const count = counts(parameters);
      if (image.state !== 'available') throw new Ec2Error('InvalidAMIID.Unavailable', `The image ID '${image.id}' is not available`);
      if (image.kind !== 'machine') throw new Ec2Error('InvalidAMIID.Malformed', `Invalid id: "${image.id}" (expecting "${state.flavour.imagePrefix}-...")`);
      const type = state.instanceType(parameters.text('InstanceType') ?? 'm1.small');
      if (type.architecture !== image.architecture) {
        throw invalidValue(
          `The architecture '${type.architecture}' of the specified instance type does not match the architecture '${image.architecture}' of the specified AMI. Specify an instance type and an AMI that have matching architectures, and try again.`,
        );
      }
      const keyName = parameters.text('KeyName');
      if (keyName !== undefined) keyPairNamed(state, keyName);
      const userData = parameters.base64('UserData') ?? Buffer.alloc(0);
      if (userData.length > MAX_USER_DATA) throw invalidValue('User data is limited to 16384 bytes');
      const place = placement(state, parameters);
      const plans = devicePlans(state, image, parameters);
      const tags = readTagSpecifications(state, parameters, ['instance', 'volume', 'network-interface']);
      const shutdown = parameters.text('InstanceInitiatedShutdownBehavior') ?? 'stop';
      if (shutdown !== 'stop' && shutdown !== 'terminate')
        throw invalidValue(`Value (${shutdown}) for parameter instanceInitiatedShutdownBehavior is invalid.`);
      const addressingType = parameters.text('AddressingType') === 'private' ? 'private' : 'public';
      const metadataOptions = readMetadataOptions(parameters.structure('MetadataOptions'));
      proceed();
      const reservationId = state.newId('r');
      const launched: Instance[] = [];
      for (let launchIndex = 0; launchIndex < count; launchIndex += 1) {
        const instance: Instance = {
          ...state.born('i'),
          reservationId,
          launchIndex,
          imageId: image.id,
          state: 'pending',
          reason: '',
          stateReason: { code: 'pending', message: 'pending' },
          instanceType: type.name,
          keyName,
          zone: place.zone,
          subnetId: place.subnet?.id,
          vpcId: place.subnet?.vpcId,
          privateAddress:
            (launchIndex === 0 ? (parameters.text('PrivateIpAddress') ?? parameters.text('NetworkInterface.1.PrivateIpAddress')) : undefined) ??
            state.nextPrivateAddress(),
          wantsPublicAddress: place.wantsPublicAddress,
          publicAddress: undefined,
          groupIds: place.groupIds,
          clientToken,
          userData,
          launchedAt: state.now,
          firstLaunchedAt: state.now,
          architecture: image.architecture,
          platform: image.platform,
          rootDeviceType: image.rootDeviceType,
          rootDeviceName: image.rootDeviceName,
          virtualizationType: image.virtualizationType,
          monitoring: parameters.boolean('Monitoring.Enabled') ?? false,
          terminationProtected: parameters.boolean('DisableApiTermination') ?? false,
          shutdownBehavior: shutdown,
          addressingType,
          reboots: 0,
          passwordData: '',
          metadataOptions,
        };
        for (const [key, value] of tags.get('instance') ?? []) instance.tags.set(key, value);
        state.instances.set(instance.id, instance);
        for (const plan of plans) attachNewVolume(state, instance, plan, tags.get('volume') ?? []);
        becomeRunning(state, instance);
        launched.push(instance);
      }
      if (clientToken !== '') state.calls.set(`RunInstances ${clientToken}`, { fingerprint: asked, resultId: reservationId });
      return reservations(state, launched)[0]!;
    },
  },
};
