import {
  type CallOptions,
  CloudError,
  type CreateSnapshotRequest,
  encodePathSegment,
  isCloudError,
  type ListSnapshotsDriverOptions,
  type Page,
  type Snapshot,
  type SnapshotDriver,
  type SnapshotSource,
  type SnapshotState,
  unexpectedBody,
} from '@portolan/core/driver';
import type { OpenstackClient, ServiceRequest } from '../../client.ts';
import { type LinkWire, nextOfLinks, pageQuery } from '../../link-paging.ts';
import { parseTimestamp } from '../../timestamps.ts';
import { allPages } from '../all-pages.ts';
import { KEY_MARK, markItems, OWNER_MARK } from '../servers/metadata-names.ts';
import { toMiB } from '../volumes/gib.ts';

// requests. Source: block-storage api-ref v3 "Volume snapshots", "Revert volume to snapshot". Of servers Nova makes images: see images.createFromServer.

const pathOf = (id: string): string => `/snapshots/${encodePathSegment(id)}`;

const list = (options: ListSnapshotsDriverOptions, cursor?: string): ServiceRequest => ({
  service: 'block-storage',
  method: 'GET',
  path: '/snapshots/detail',
  query: pageQuery({ limit: options.pageSize, volume_id: options.source?.id }, cursor),
  operation: 'ListSnapshots',
});

const get = (id: string): ServiceRequest => ({ service: 'block-storage', method: 'GET', path: pathOf(id), operation: 'GetSnapshot' });

/** `force`: also of a volume in use, which every Cinder allows, but those before 3.66 only when told so. */
const create = ({ source, name, ...marks }: CreateSnapshotRequest, v1: boolean): ServiceRequest => ({
  service: 'block-storage',
  method: 'POST',
  path: '/snapshots',
  json: {
    snapshot: {
      volume_id: source.id,
      [v1 ? 'display_name' : 'name']: name,
      force: true,
      ...(Object.keys(markItems(marks)).length === 0 ? {} : { metadata: markItems(marks) }),
    },
  },
  operation: 'CreateSnapshot',
});

const revert = (volumeId: string, id: string): ServiceRequest => ({
  service: 'block-storage',
  method: 'POST',
  path: `/volumes/${encodePathSegment(volumeId)}/action`,
  headers: { 'OpenStack-API-Version': 'volume 3.40' },
  json: { revert: { snapshot_id: id } },
  operation: 'RevertVolume',
});

const remove = (id: string): ServiceRequest => ({ service: 'block-storage', method: 'DELETE', path: pathOf(id), accept: [404], operation: 'DeleteSnapshot' });

// wire

export interface SnapshotWire {
  readonly id: string;
  readonly name?: string | null;
  readonly display_name?: string | null;
  readonly status?: string;
  readonly volume_id?: string;
  /** GiB. */
  readonly size?: number;
  readonly created_at?: string;
  readonly metadata?: Readonly<Record<string, string>>;
}

interface SnapshotsPageWire {
  readonly snapshots?: readonly SnapshotWire[];
  readonly snapshots_links?: readonly LinkWire[];
}

// mapping

const STATES: Readonly<Record<string, SnapshotState>> = {
  creating: 'pending',
  available: 'available',
  'backing-up': 'pending',
  restoring: 'pending',
  unmanaging: 'deleting',
  deleting: 'deleting',
  deleted: 'deleting',
  error: 'error',
  error_deleting: 'error',
};

export function toSnapshot(wire: SnapshotWire): Snapshot {
  const status = wire.status ?? '';
  return {
    id: wire.id,
    name: wire.name ?? wire.display_name ?? '',
    state: Object.hasOwn(STATES, status) ? (STATES[status] as SnapshotState) : 'unknown',
    nativeState: status,
    of: 'volume',
    sourceId: wire.volume_id,
    sizeMiB: wire.size === undefined ? undefined : toMiB(wire.size),
    createdAt: parseTimestamp(wire.created_at),
    owner: wire.metadata?.[OWNER_MARK],
    raw: wire,
  };
}

export class OpenstackSnapshots implements SnapshotDriver {
  readonly #client: OpenstackClient;

  constructor(client: OpenstackClient) {
    this.#client = client;
  }

  async listPage(options: ListSnapshotsDriverOptions, cursor?: string): Promise<Page<Snapshot>> {
    const { source } = options;
    if (source?.of === 'server') return { items: [] };
    const page = await this.#client.json<SnapshotsPageWire>(list(options, cursor), options);
    if (!Array.isArray(page.snapshots)) throw unexpectedBody('it has no list of snapshots');
    const items = (page.snapshots as readonly SnapshotWire[]).map(toSnapshot).filter((snapshot) => source === undefined || snapshot.sourceId === source.id);
    const next = nextOfLinks(page.snapshots_links);
    return next === undefined ? { items } : { items, next };
  }

  async get(id: string, options: CallOptions): Promise<Snapshot> {
    return toSnapshot(snapshotOf(await this.#client.json(get(id), options)));
  }

  async create(request: CreateSnapshotRequest, options: CallOptions): Promise<Snapshot> {
    const { path } = await this.#client.endpoint('block-storage', options);
    return toSnapshot(snapshotOf(await this.#client.json(create(request, /\/v1(\/|$)/.test(path)), options)));
  }

  /** Of the volume: old Cinders do not search the metadata of snapshots. */
  async listByIdempotencyKey(key: string, source: SnapshotSource, options: CallOptions): Promise<readonly Snapshot[]> {
    const all = await allPages((cursor) => this.listPage({ ...options, source }, cursor));
    return all.filter(({ raw, state }) => (raw as SnapshotWire).metadata?.[KEY_MARK] === key && state !== 'deleting' && state !== 'error');
  }

  /** Cinder goes back to the latest snapshot of a volume alone, and only when it is not attached. */
  async restore(id: string, options: CallOptions): Promise<void> {
    const { sourceId } = await this.get(id, options);
    if (sourceId === undefined) throw new CloudError('conflict', 'the snapshot does not say of which volume it is', { outcome: 'not-done' });
    await this.#client.empty(revert(sourceId, id), options);
  }

  async delete(id: string, options: CallOptions): Promise<void> {
    try {
      await this.#client.empty(remove(id), options);
    } catch (error) {
      if (!isCloudError(error, 'conflict') && !isCloudError(error, 'invalid-argument')) throw error;
      if (!(await this.#isGoing(id, options))) throw error;
    }
  }

  async #isGoing(id: string, options: CallOptions): Promise<boolean> {
    try {
      return (await this.get(id, options)).state === 'deleting';
    } catch (error) {
      if (isCloudError(error, 'not-found')) return true;
      throw error;
    }
  }
}

function snapshotOf(body: { readonly snapshot?: SnapshotWire }): SnapshotWire {
  if (typeof body.snapshot?.id !== 'string') throw unexpectedBody('it has no snapshot');
  return body.snapshot;
}
