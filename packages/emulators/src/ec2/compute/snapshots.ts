import { type ActionTable, DONE, FILTER, PAGE } from '../query/action.ts';
import { Ec2Error } from '../query/ec2-error.ts';
import { readFilters } from '../query/filters.ts';
import { page } from '../query/paging.ts';
import type { XmlValue } from '../query/xml-writer.ts';
import type { Snapshot } from './entities.ts';
import { chosen, snapshotOf, volumeOf } from './lookup.ts';
import { readTagSpecifications, TAG_SPECIFICATION, tagSetIfAny } from './tags.ts';

const snapshotView = (snapshot: Snapshot): { [name: string]: XmlValue } => ({
  snapshotId: snapshot.id,
  volumeId: snapshot.volumeId,
  status: snapshot.state,
  startTime: new Date(snapshot.startedAt),
  progress: snapshot.state === 'completed' ? '100%' : '0%',
  ownerId: snapshot.ownerId,
  description: snapshot.description,
  volumeSize: snapshot.volumeSizeGiB,
  encrypted: false,
  tagSet: tagSetIfAny(snapshot.tags),
});

export const snapshotActions: ActionTable = {
  CreateSnapshot: {
    accepts: 'VolumeId Description',
    awsAccepts: TAG_SPECIFICATION,
    run: ({ parameters, state, proceed }) => {
      const volume = volumeOf(state, parameters.required('VolumeId'));
      if (volume.state !== 'available' && volume.state !== 'in-use')
        throw new Ec2Error('IncorrectState', `The state of volume '${volume.id}' is '${volume.state}'`);
      const tags = readTagSpecifications(state, parameters, ['snapshot']).get('snapshot') ?? [];
      proceed();
      const snapshot: Snapshot = {
        ...state.born('snap'),
        state: 'pending',
        volumeId: volume.id,
        volumeSizeGiB: volume.sizeGiB,
        description: parameters.text('Description') ?? '',
        startedAt: state.now,
        isPublic: false,
      };
      for (const [key, value] of tags) snapshot.tags.set(key, value);
      state.snapshots.set(snapshot.id, snapshot);
      state.later(snapshot.id, () => {
        snapshot.state = 'completed';
      });
      return snapshotView(snapshot);
    },
  },
  DescribeSnapshots: {
    accepts: `SnapshotId.# Owner.# RestorableBy.# ${FILTER} ${PAGE}`,
    run: ({ parameters, state }) => {
      const ids = parameters.list('SnapshotId');
      const owners = parameters.list('Owner').map((owner) => (owner === 'self' ? state.accountId : owner));
      const matches = readFilters<Snapshot>(
        parameters,
        {
          'snapshot-id': (snapshot) => [snapshot.id],
          'volume-id': (snapshot) => [snapshot.volumeId],
          status: (snapshot) => [snapshot.state],
          'owner-id': (snapshot) => [snapshot.ownerId],
          description: (snapshot) => [snapshot.description],
          'volume-size': (snapshot) => [snapshot.volumeSizeGiB],
          'start-time': (snapshot) => [new Date(snapshot.startedAt).toISOString()],
        },
        (snapshot) => snapshot.tags,
      );
      // Without an owner all public ones are listed, too.
      const found = chosen(state, state.snapshots, ids, snapshotOf)
        .filter(
          (snapshot) =>
            (snapshot.isPublic || snapshot.ownerId === state.accountId) && (owners.length === 0 || owners.includes(snapshot.ownerId)) && matches(snapshot),
        )
        .sort((a, b) => a.sequence - b.sequence);
      const { items, nextToken } = page(found, parameters, { flavour: state.flavour, limit: state.pageLimit, ids: ids.length });
      return { snapshotSet: items.map(snapshotView), nextToken };
    },
  },
  DeleteSnapshot: {
    accepts: 'SnapshotId',
    run: ({ parameters, state, proceed }) => {
      const snapshot = snapshotOf(state, parameters.required('SnapshotId'));
      if (snapshot.ownerId !== state.accountId) throw new Ec2Error('UnauthorizedOperation', 'You are not authorized to perform this operation.', 403);
      const user = [...state.images.values()].find(
        (image) => image.state !== 'deregistered' && image.blockDevices.some((device) => device.ebs?.snapshotId === snapshot.id),
      );
      if (user !== undefined) throw new Ec2Error('InvalidSnapshot.InUse', `The snapshot ${snapshot.id} is currently in use by ${user.id}`);
      proceed();
      state.timeline.cancel(snapshot.id);
      state.snapshots.delete(snapshot.id);
      return DONE;
    },
  },
};
