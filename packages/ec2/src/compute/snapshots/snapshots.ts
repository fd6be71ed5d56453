import {
  type CallOptions,
  CloudError,
  type CreateSnapshotRequest,
  isCloudError,
  type ListSnapshotsDriverOptions,
  type Page,
  plannedId,
  type Snapshot,
  type SnapshotDriver,
  type SnapshotState,
} from '@portolan/core/driver';
import type { Ec2Context } from '../context.ts';
import { orLeftover } from '../create-leftover.ts';
import { filters, pageSize, type Query } from '../query.ts';
import { dateOf } from '../servers/mapping.ts';
import { keyFilter, marksIn, markTags, nameIn, ownerFilter, type TagWire, tagFresh, tagSpecification } from '../tags.ts';

// Requests

const MAX_RESULTS = 1000;

/** One's own: Amazon lists all public ones else. */
const list = (options: ListSnapshotsDriverOptions, cursor: string | undefined, context: Ec2Context): Query => ({
  action: 'DescribeSnapshots',
  parameters: {
    ...(context.preset.pages ? { MaxResults: pageSize(options.pageSize, MAX_RESULTS) } : {}),
    NextToken: cursor,
    'Owner.1': 'self',
    ...filters([ownerFilter(options.owner), options.source === undefined ? undefined : { name: 'volume-id', values: [options.source.id] }]),
  },
});

const get = (id: string): Query => ({ action: 'DescribeSnapshots', parameters: { 'SnapshotId.1': id } });

const listMarked = (key: string): Query => ({ action: 'DescribeSnapshots', parameters: { 'Owner.1': 'self', ...filters([keyFilter(key)]) } });

const tagsOf = (request: CreateSnapshotRequest): Readonly<Record<string, string>> => ({ Name: request.name, ...markTags(request) });

/** No token: after a lost answer it is not known whether there is one, but by a mark. */
const create = (request: CreateSnapshotRequest, context: Ec2Context): Query => ({
  action: 'CreateSnapshot',
  parameters: {
    VolumeId: request.source.id,
    Description: request.name,
    ...(context.preset.tagsAtCreate ? tagSpecification('snapshot', tagsOf(request)) : {}),
  },
  planned: `<snapshotId>${plannedId('snapshot')}</snapshotId>`,
});

const remove = (id: string): Query => ({ action: 'DeleteSnapshot', parameters: { SnapshotId: id }, idempotent: true });

// Wire

/** Source: EC2 API "Snapshot". Size in GiB. */
export interface SnapshotWire {
  readonly snapshotId?: string | undefined;
  readonly volumeId?: string | undefined;
  readonly status?: string | undefined;
  readonly startTime?: string | undefined;
  /** `42%` */
  readonly progress?: string | undefined;
  readonly description?: string | undefined;
  readonly volumeSize?: string | undefined;
  readonly tagSet?: readonly TagWire[] | undefined;
}

interface DescribeSnapshotsWire {
  readonly snapshotSet?: readonly SnapshotWire[] | undefined;
  readonly nextToken?: string | undefined;
}

// Mapping

const STATES: Readonly<Record<string, SnapshotState>> = {
  pending: 'pending',
  recovering: 'pending',
  completed: 'available',
  recoverable: 'deleting' /* in the recycle bin */,
  error: 'error',
  failed: 'error',
};

export function toSnapshot(wire: SnapshotWire): Snapshot {
  const nativeState = wire.status ?? 'unknown';
  const gib = Number(wire.volumeSize ?? '');
  return {
    id: wire.snapshotId ?? '',
    name: nameIn(wire.tagSet) ?? wire.description ?? '',
    state: STATES[nativeState] ?? 'unknown',
    nativeState,
    of: 'volume',
    sourceId: wire.volumeId || undefined,
    sizeMiB: Number.isInteger(gib) && gib > 0 ? gib * 1024 : undefined,
    createdAt: dateOf(wire.startTime),
    owner: marksIn(wire.tagSet).owner,
    raw: wire,
  };
}

// Glue

export class Ec2Snapshots implements SnapshotDriver {
  readonly #context: Ec2Context;

  constructor(context: Ec2Context) {
    this.#context = context;
  }

  async listPage(options: ListSnapshotsDriverOptions, cursor?: string): Promise<Page<Snapshot>> {
    const wire = (await this.#context.client.call(list(options, cursor, this.#context), options)) as DescribeSnapshotsWire;
    const items = (wire.snapshotSet ?? []).map(toSnapshot);
    return wire.nextToken === undefined || wire.nextToken === '' ? { items } : { items, next: wire.nextToken };
  }

  async listByIdempotencyKey(key: string, _source: unknown, options: CallOptions): Promise<readonly Snapshot[]> {
    const wire = (await this.#context.client.call(listMarked(key), options)) as DescribeSnapshotsWire;
    return (wire.snapshotSet ?? []).map(toSnapshot).filter(({ state }) => state !== 'error' && state !== 'deleting');
  }

  get(id: string, options: CallOptions): Promise<Snapshot> {
    return this.#context.fresh.settled(id, options, async () => {
      const wire = (await this.#context.client.call(get(id), options)) as DescribeSnapshotsWire;
      const snapshot = wire.snapshotSet?.[0];
      if (snapshot === undefined) throw new CloudError('not-found', 'no such snapshot');
      return toSnapshot(snapshot);
    });
  }

  async create(request: CreateSnapshotRequest, options: CallOptions): Promise<Snapshot> {
    const { source, name, owner } = request;
    const { client, fresh } = this.#context;
    if (source.of === 'server')
      throw new CloudError('unsupported', 'EC2 has snapshots of volumes alone', { outcome: 'not-done', remedy: 'images.createFromServer' });
    const wire = (await fresh.settled(source.id, options, () => client.call(create(request, this.#context), options))) as SnapshotWire;
    const snapshot = toSnapshot(wire);
    fresh.remember(snapshot.id);
    await orLeftover('snapshot', snapshot.id, () => tagFresh(this.#context, snapshot.id, tagsOf(request), options));
    return { ...snapshot, name, owner };
  }

  async delete(id: string, options: CallOptions): Promise<void> {
    try {
      await this.#context.fresh.settled(id, options, () => this.#context.client.call(remove(id), options));
    } catch (error) {
      if (!isCloudError(error, 'not-found')) throw error;
    }
    this.#context.fresh.forget(id);
  }
}
