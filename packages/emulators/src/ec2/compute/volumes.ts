import { type ActionTable, DONE, FILTER, PAGE } from '../query/action.ts';
import { Ec2Error, invalidValue } from '../query/ec2-error.ts';
import { readFilters } from '../query/filters.ts';
import { page } from '../query/paging.ts';
import type { Parameters } from '../query/parameters.ts';
import type { XmlValue } from '../query/xml-writer.ts';
import type { Instance, Volume } from './entities.ts';
import { chosen, instanceOf, snapshotOf, volumeOf } from './lookup.ts';
import type { Ec2State } from './state.ts';
import { readTagSpecifications, TAG_SPECIFICATION, tagSetIfAny } from './tags.ts';

const TYPES = ['standard', 'gp2', 'gp3', 'io1', 'io2', 'st1', 'sc1'];
const MAX_GIB = 16_384;

function attachmentView(volume: Volume): { [name: string]: XmlValue } {
  const { attachment } = volume;
  return {
    volumeId: volume.id,
    instanceId: attachment?.instanceId,
    device: attachment?.device,
    status: attachment?.state,
    attachTime: attachment === undefined ? undefined : new Date(attachment.attachedAt),
    deleteOnTermination: attachment?.deleteOnTermination,
  };
}

const volumeView = (volume: Volume): { [name: string]: XmlValue } => ({
  volumeId: volume.id,
  size: volume.sizeGiB,
  snapshotId: volume.snapshotId,
  availabilityZone: volume.zone,
  status: volume.state,
  createTime: new Date(volume.createdAt),
  attachmentSet: volume.attachment === undefined ? [] : [attachmentView(volume)],
  tagSet: tagSetIfAny(volume.tags),
  volumeType: volume.volumeType,
  encrypted: volume.encrypted,
});

/** The volume's attachment, if it is the one the call means. */
function attachedTo(state: Ec2State, volume: Volume, parameters: Parameters): NonNullable<Volume['attachment']> {
  const instanceId = parameters.text('InstanceId');
  if (volume.attachment === undefined) throw new Ec2Error('IncorrectState', `Volume '${volume.id}' is in the '${volume.state}' state.`);
  if (instanceId !== undefined && instanceOf(state, instanceId).id !== volume.attachment.instanceId) {
    throw new Ec2Error('InvalidAttachment.NotFound', `Volume '${volume.id}' is not attached to instance '${instanceId}'`);
  }
  return volume.attachment;
}

function checkAttach(state: Ec2State, volume: Volume, instance: Instance, device: string): void {
  if (volume.state !== 'available') throw new Ec2Error(volume.state === 'in-use' ? 'VolumeInUse' : 'IncorrectState', `${volume.id} is not 'available'.`);
  if (instance.state !== 'running' && instance.state !== 'stopped') throw new Ec2Error('IncorrectState', `Instance '${instance.id}' is not 'running'.`);
  if (volume.zone !== instance.zone)
    throw new Ec2Error('InvalidVolume.ZoneMismatch', `The volume '${volume.id}' is not in the same availability zone as instance '${instance.id}'`);
  const taken = [...state.volumes.values()].some((other) => other.attachment?.instanceId === instance.id && other.attachment.device === device);
  if (taken) throw invalidValue(`Invalid value '${device}' for unixDevice. Attachment point ${device} is already in use`);
}

export const volumeActions: ActionTable = {
  CreateVolume: {
    accepts: 'Size SnapshotId AvailabilityZone VolumeType Iops Encrypted KmsKeyId',
    awsAccepts: `ClientToken Throughput MultiAttachEnabled ${TAG_SPECIFICATION}`,
    run: ({ parameters, state, proceed }) => {
      const zone = parameters.required('AvailabilityZone');
      if (!state.zones.includes(zone)) throw new Ec2Error('InvalidZone.NotFound', `The zone '${zone}' does not exist.`);
      const token = parameters.text('ClientToken') ?? '';
      const snapshotId = parameters.text('SnapshotId');
      const snapshot = snapshotId === undefined ? undefined : snapshotOf(state, snapshotId);
      if (snapshot !== undefined && snapshot.state !== 'completed') throw new Ec2Error('IncorrectState', `Snapshot is in invalid state - ${snapshot.state}`);
      const sizeGiB = parameters.integer('Size') ?? snapshot?.volumeSizeGiB;
      if (sizeGiB === undefined) throw new Ec2Error('MissingParameter', 'The request must contain the parameter size/snapshot');
      if (sizeGiB < 1 || sizeGiB > MAX_GIB) throw invalidValue(`The parameter size (${sizeGiB}) must be between 1 and ${MAX_GIB}`);
      if (snapshot !== undefined && sizeGiB < snapshot.volumeSizeGiB)
        throw invalidValue(`The size '${sizeGiB}' is smaller than snapshot size '${snapshot.volumeSizeGiB}'`);
      const volumeType = parameters.text('VolumeType') ?? (state.flavour.name === 'aws' ? 'gp2' : 'standard');
      if (state.flavour.name === 'aws' && !TYPES.includes(volumeType))
        throw new Ec2Error('UnknownVolumeType', `Unsupported volume type '${volumeType}' for volume creation.`);
      const tags = readTagSpecifications(state, parameters, ['volume']).get('volume') ?? [];
      const asked = JSON.stringify([sizeGiB, snapshotId, zone, volumeType]);
      const before = token === '' ? undefined : state.calls.get(`CreateVolume ${token}`);
      if (before !== undefined) {
        if (before.fingerprint !== asked)
          throw new Ec2Error(
            'IdempotentParameterMismatch',
            'Arguments on this idempotent request are inconsistent with arguments used in previous request(s).',
          );
        const made = state.volumes.get(before.resultId);
        if (made !== undefined) return volumeView(made);
      }
      proceed();
      const volume: Volume = {
        ...state.born('vol'),
        state: 'creating',
        sizeGiB,
        zone,
        snapshotId: snapshotId ?? '',
        volumeType,
        encrypted: parameters.boolean('Encrypted') ?? false,
        createdAt: state.now,
        attachment: undefined,
      };
      for (const [key, value] of tags) volume.tags.set(key, value);
      state.volumes.set(volume.id, volume);
      if (token !== '') state.calls.set(`CreateVolume ${token}`, { fingerprint: asked, resultId: volume.id });
      state.later(volume.id, () => {
        volume.state = 'available';
      });
      return volumeView(volume);
    },
  },
  DescribeVolumes: {
    accepts: `VolumeId.# ${FILTER} ${PAGE}`,
    run: ({ parameters, state }) => {
      const ids = parameters.list('VolumeId');
      const matches = readFilters<Volume>(
        parameters,
        {
          'volume-id': (volume) => [volume.id],
          status: (volume) => [volume.state],
          size: (volume) => [volume.sizeGiB],
          'availability-zone': (volume) => [volume.zone],
          'snapshot-id': (volume) => [volume.snapshotId],
          'volume-type': (volume) => [volume.volumeType],
          encrypted: (volume) => [volume.encrypted],
          'attachment.instance-id': (volume) => [volume.attachment?.instanceId],
          'attachment.device': (volume) => [volume.attachment?.device],
          'attachment.status': (volume) => [volume.attachment?.state],
          'attachment.delete-on-termination': (volume) => [volume.attachment?.deleteOnTermination],
        },
        (volume) => volume.tags,
      );
      const found = chosen(state, state.volumes, ids, volumeOf).filter(matches);
      const { items, nextToken } = page(found, parameters, { flavour: state.flavour, limit: Math.min(500, state.pageLimit), ids: ids.length });
      return { volumeSet: items.map(volumeView), nextToken };
    },
  },
  ModifyVolume: {
    awsAccepts: 'VolumeId Size VolumeType Iops Throughput MultiAttachEnabled',
    run: ({ parameters, state, proceed }) => {
      const volume = volumeOf(state, parameters.required('VolumeId'));
      const sizeGiB = parameters.integer('Size') ?? volume.sizeGiB;
      if (volume.state !== 'available' && volume.state !== 'in-use') throw new Ec2Error('IncorrectState', `Volume ${volume.id} is in state '${volume.state}'`);
      if (sizeGiB < volume.sizeGiB) throw invalidValue('New size cannot be smaller than existing size');
      proceed();
      const before = volume.sizeGiB;
      volume.sizeGiB = sizeGiB;
      return {
        volumeModification: {
          volumeId: volume.id,
          modificationState: 'modifying',
          targetSize: sizeGiB,
          originalSize: before,
          targetVolumeType: volume.volumeType,
          progress: 0,
          startTime: new Date(state.now),
        },
      };
    },
  },
  AttachVolume: {
    accepts: 'VolumeId InstanceId Device',
    run: ({ parameters, state, proceed }) => {
      const volume = volumeOf(state, parameters.required('VolumeId'));
      const instance = instanceOf(state, parameters.required('InstanceId'));
      const device = parameters.required('Device');
      checkAttach(state, volume, instance, device);
      proceed();
      const attachment = { instanceId: instance.id, device, state: 'attaching' as const, attachedAt: state.now, deleteOnTermination: false };
      volume.attachment = attachment;
      volume.state = 'in-use';
      state.later(volume.id, () => {
        volume.attachment = { ...attachment, state: 'attached' };
      });
      return attachmentView(volume);
    },
  },
  DetachVolume: {
    accepts: 'VolumeId InstanceId Device Force',
    run: ({ parameters, state, proceed }) => {
      const volume = volumeOf(state, parameters.required('VolumeId'));
      const attachment = attachedTo(state, volume, parameters);
      const instance = state.instances.get(attachment.instanceId);
      if (instance !== undefined && instance.rootDeviceName === attachment.device && instance.state !== 'stopped') {
        throw new Ec2Error('OperationNotPermitted', `Unable to detach root volume '${volume.id}' from instance '${instance.id}'`);
      }
      proceed();
      attachment.state = 'detaching';
      state.later(volume.id, () => {
        volume.attachment = undefined;
        volume.state = 'available';
      });
      return attachmentView(volume);
    },
  },
  DeleteVolume: {
    accepts: 'VolumeId',
    run: ({ parameters, state, proceed }) => {
      const volume = volumeOf(state, parameters.required('VolumeId'));
      if (volume.attachment !== undefined) throw new Ec2Error('VolumeInUse', `Volume ${volume.id} is currently attached to ${volume.attachment.instanceId}`);
      if (volume.state !== 'available' && volume.state !== 'error')
        throw new Ec2Error('IncorrectState', `Volume '${volume.id}' is in the '${volume.state}' state.`);
      proceed();
      volume.state = 'deleting';
      state.later(volume.id, () => state.volumes.delete(volume.id));
      return DONE;
    },
  },
};
