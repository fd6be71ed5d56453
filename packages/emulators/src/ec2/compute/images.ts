import { type ActionTable, DONE, FILTER, PAGE } from '../query/action.ts';
import { Ec2Error, missingParameter } from '../query/ec2-error.ts';
import { readFilters } from '../query/filters.ts';
import { page } from '../query/paging.ts';
import type { XmlValue } from '../query/xml-writer.ts';
import type { BlockDevice, Image } from './entities.ts';
import { chosen, imageOf, instanceOf, snapshotOf } from './lookup.ts';
import type { Ec2State } from './state.ts';
import { readTagSpecifications, TAG_SPECIFICATION, tagSetIfAny } from './tags.ts';

export const blockDeviceView = (device: BlockDevice): XmlValue => ({
  deviceName: device.deviceName,
  virtualName: device.virtualName,
  ebs:
    device.ebs === undefined
      ? undefined
      : {
          snapshotId: device.ebs.snapshotId,
          volumeSize: device.ebs.volumeSize,
          deleteOnTermination: device.ebs.deleteOnTermination,
          volumeType: device.ebs.volumeType,
          encrypted: device.ebs.encrypted,
        },
});

function imageView(state: Ec2State, image: Image): XmlValue {
  return {
    imageId: image.id,
    imageLocation: image.location,
    imageState: image.state,
    imageOwnerId: image.ownerId,
    creationDate: new Date(image.createdAt),
    isPublic: image.isPublic,
    productCodes: state.flavour.name === 'eucalyptus' ? [] : undefined,
    architecture: image.architecture,
    imageType: image.kind,
    platform: image.platform,
    platformDetails: state.flavour.name === 'aws' ? (image.platform === 'windows' ? 'Windows' : 'Linux/UNIX') : undefined,
    stateReason: image.state === 'failed' ? { code: 'Server.InternalError', message: 'Failed to create the image' } : undefined,
    imageOwnerAlias: image.ownerAlias,
    name: image.name,
    description: image.description === '' ? undefined : image.description,
    rootDeviceType: image.rootDeviceType,
    rootDeviceName: image.kind === 'machine' ? image.rootDeviceName : undefined,
    blockDeviceMapping: image.blockDevices.map(blockDeviceView),
    virtualizationType: image.virtualizationType,
    tagSet: tagSetIfAny(image.tags),
    hypervisor: state.flavour.name === 'aws' ? 'xen' : undefined,
    enaSupport: state.flavour.name === 'aws' && image.rootDeviceType === 'ebs' ? true : undefined,
  };
}

function ownedBy(state: Ec2State, image: Image, owner: string): boolean {
  if (owner === 'self') return image.ownerId === state.accountId;
  return image.ownerId === owner || image.ownerAlias === owner;
}

function newImage(state: Ec2State, fields: Partial<Image> & Pick<Image, 'name'>): Image {
  const taken = state.visible(state.images).find((image) => image.ownerId === state.accountId && image.name === fields.name && image.state !== 'deregistered');
  if (taken !== undefined) throw new Ec2Error('InvalidAMIName.Duplicate', `AMI name ${fields.name} is already in use by AMI ${taken.id}`);
  const born = state.born(state.flavour.imagePrefix);
  return {
    ...born,
    state: 'pending',
    kind: 'machine',
    description: '',
    location: `${born.ownerId}/${fields.name}`,
    architecture: 'x86_64',
    rootDeviceType: 'ebs',
    rootDeviceName: '/dev/sda1',
    virtualizationType: 'hvm',
    blockDevices: [],
    createdAt: state.now,
    isPublic: false,
    ...fields,
  };
}

function becomeAvailable(state: Ec2State, image: Image): void {
  state.images.set(image.id, image);
  state.later(image.id, () => {
    image.state = 'available';
  });
}

function rootSnapshot(state: Ec2State, image: string, volumeId: string, size: number): string {
  const snapshot = {
    ...state.born('snap'),
    state: 'pending' as const,
    volumeId,
    volumeSizeGiB: size,
    description: `Created by CreateImage for ${image}`,
    startedAt: state.now,
    isPublic: false,
  };
  state.snapshots.set(snapshot.id, snapshot);
  state.later(snapshot.id, () => state.snapshots.set(snapshot.id, Object.assign(snapshot, { state: 'completed' as const })));
  return snapshot.id;
}

export const imageActions: ActionTable = {
  DescribeImages: {
    accepts: `ImageId.# Owner.# ExecutableBy.# ${FILTER}`,
    awsAccepts: `${PAGE} IncludeDeprecated IncludeDisabled`,
    run: ({ parameters, state }) => {
      const ids = parameters.list('ImageId');
      const owners = parameters.list('Owner');
      const executable = parameters.list('ExecutableBy');
      const matches = readFilters<Image>(
        parameters,
        {
          'image-id': (image) => [image.id],
          name: (image) => [image.name],
          description: (image) => [image.description],
          architecture: (image) => [image.architecture],
          'image-type': (image) => [image.kind],
          state: (image) => [image.state],
          'is-public': (image) => [image.isPublic],
          'owner-id': (image) => [image.ownerId],
          'owner-alias': (image) => [image.ownerAlias],
          platform: (image) => [image.platform],
          'root-device-type': (image) => [image.rootDeviceType],
          'root-device-name': (image) => [image.rootDeviceName],
          'virtualization-type': (image) => [image.virtualizationType],
          'manifest-location': (image) => [image.location],
          hypervisor: () => ['xen'],
          'creation-date': (image) => [new Date(image.createdAt).toISOString()],
          'block-device-mapping.snapshot-id': (image) => image.blockDevices.map((device) => device.ebs?.snapshotId),
        },
        (image) => image.tags,
      );
      const found = chosen(state, state.images, ids, imageOf).filter(
        (image) =>
          image.state !== 'deregistered' &&
          (image.isPublic || image.ownerId === state.accountId) &&
          (owners.length === 0 || owners.some((owner) => ownedBy(state, image, owner))) &&
          (executable.length === 0 ||
            (executable.includes('all') && image.isPublic) ||
            (executable.includes('self') && image.ownerId !== state.accountId && !image.isPublic)) &&
          matches(image),
      );
      const { items, nextToken } = page(found, parameters, { flavour: state.flavour, limit: state.pageLimit, minimum: 1, ids: ids.length });
      return { imagesSet: items.map((image) => imageView(state, image)), nextToken };
    },
  },
  CreateImage: {
    accepts:
      'InstanceId Name Description NoReboot BlockDeviceMapping.#.DeviceName BlockDeviceMapping.#.VirtualName BlockDeviceMapping.#.NoDevice BlockDeviceMapping.#.Ebs.VolumeSize BlockDeviceMapping.#.Ebs.SnapshotId BlockDeviceMapping.#.Ebs.DeleteOnTermination BlockDeviceMapping.#.Ebs.VolumeType BlockDeviceMapping.#.Ebs.Encrypted BlockDeviceMapping.#.Ebs.Iops',
    awsAccepts: TAG_SPECIFICATION,
    run: ({ parameters, state, proceed }) => {
      const instance = instanceOf(state, parameters.required('InstanceId'));
      const name = parameters.required('Name');
      if (name.length < 3 || name.length > 128)
        throw new Ec2Error(
          'InvalidAMIName.Malformed',
          "AMI names must be between 3 and 128 characters long, and may contain letters, numbers, '(', ')', '.', '-', '/' and '_'",
        );
      const tags = readTagSpecifications(state, parameters, ['image', 'snapshot']);
      if (instance.rootDeviceType !== 'ebs') throw new Ec2Error('InvalidParameterValue', 'Instance does not have a volume attached at root (null)');
      if (instance.state !== 'running' && instance.state !== 'stopped')
        throw new Ec2Error('IncorrectInstanceState', `The instance '${instance.id}' is not in a state from which an image can be created: ${instance.state}`);
      const image = newImage(state, {
        name,
        description: parameters.text('Description') ?? '',
        architecture: instance.architecture,
        virtualizationType: instance.virtualizationType,
        rootDeviceName: instance.rootDeviceName,
        ...(instance.platform === undefined ? {} : { platform: instance.platform }),
      });
      proceed();
      if (parameters.boolean('NoReboot') !== true && instance.state === 'running') instance.reboots += 1;
      const attached = state.visible(state.volumes).filter((volume) => volume.attachment?.instanceId === instance.id);
      const blockDevices = attached.map((volume) => ({
        deviceName: volume.attachment!.device,
        ebs: {
          snapshotId: rootSnapshot(state, image.id, volume.id, volume.sizeGiB),
          volumeSize: volume.sizeGiB,
          deleteOnTermination: volume.attachment!.deleteOnTermination,
          volumeType: volume.volumeType,
          encrypted: volume.encrypted,
        },
      }));
      const complete: Image = { ...image, blockDevices };
      for (const [key, value] of tags.get('image') ?? []) complete.tags.set(key, value);
      becomeAvailable(state, complete);
      return { imageId: complete.id };
    },
  },
  RegisterImage: {
    accepts:
      'ImageLocation Name Description Architecture KernelId RamdiskId RootDeviceName VirtualizationType SriovNetSupport EnaSupport BlockDeviceMapping.#.DeviceName BlockDeviceMapping.#.VirtualName BlockDeviceMapping.#.NoDevice BlockDeviceMapping.#.Ebs.VolumeSize BlockDeviceMapping.#.Ebs.SnapshotId BlockDeviceMapping.#.Ebs.DeleteOnTermination BlockDeviceMapping.#.Ebs.VolumeType BlockDeviceMapping.#.Ebs.Encrypted BlockDeviceMapping.#.Ebs.Iops',
    awsAccepts: TAG_SPECIFICATION,
    run: ({ parameters, state, proceed }) => {
      const name = parameters.required('Name');
      const location = parameters.text('ImageLocation');
      const devices = parameters.structures('BlockDeviceMapping').map((mapping): BlockDevice => {
        const snapshotId = mapping.text('Ebs.SnapshotId');
        const snapshot = snapshotId === undefined ? undefined : snapshotOf(state, snapshotId);
        const volumeSize = mapping.integer('Ebs.VolumeSize') ?? snapshot?.volumeSizeGiB ?? 8;
        const ebs = {
          volumeSize,
          deleteOnTermination: mapping.boolean('Ebs.DeleteOnTermination') ?? true,
          volumeType: mapping.text('Ebs.VolumeType') ?? 'standard',
          encrypted: false,
        };
        return { deviceName: mapping.required('DeviceName'), ebs: snapshotId === undefined ? ebs : { ...ebs, snapshotId } };
      });
      if (location === undefined && devices.length === 0) throw missingParameter('ImageLocation');
      const tags = readTagSpecifications(state, parameters, ['image']);
      const image = newImage(state, {
        name,
        description: parameters.text('Description') ?? '',
        architecture: parameters.text('Architecture') ?? 'x86_64',
        rootDeviceType: location === undefined ? 'ebs' : 'instance-store',
        rootDeviceName: parameters.text('RootDeviceName') ?? '/dev/sda1',
        virtualizationType: parameters.text('VirtualizationType') === 'hvm' ? 'hvm' : 'paravirtual',
        blockDevices: devices,
        ...(location === undefined ? {} : { location }),
      });
      proceed();
      for (const [key, value] of tags.get('image') ?? []) image.tags.set(key, value);
      becomeAvailable(state, image);
      return { imageId: image.id };
    },
  },
  DeregisterImage: {
    accepts: 'ImageId',
    awsAccepts: 'DeleteAssociatedSnapshots',
    run: ({ parameters, state, proceed }) => {
      const image = imageOf(state, parameters.required('ImageId'));
      if (image.ownerId !== state.accountId) throw new Ec2Error('AuthFailure', `Not authorized for image:${image.id}`, 403);
      proceed();
      state.timeline.cancel(image.id);
      image.state = 'deregistered';
      return DONE;
    },
  },
};
