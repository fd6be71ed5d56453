import {
  type CallOptions,
  CloudError,
  type CreateVolumeRequest,
  encodePathSegment,
  isCloudError,
  type ListDriverOptions,
  type Page,
  unexpectedBody,
  type Volume,
  type VolumeDriver,
  type VolumeState,
} from '@portolan/core/driver';
import type { OpenstackClient, ServiceRequest } from '../../client.ts';
import { type LinkWire, nextOfLinks, pageQuery } from '../../link-paging.ts';
import { parseTimestamp } from '../../timestamps.ts';
import { allPages } from '../all-pages.ts';
import { zoneOf } from '../locations/zone-of.ts';
import { KEY_MARK, markItems, OWNER_MARK } from '../servers/metadata-names.ts';
import { toMiB, wholeGiB } from './gib.ts';

// requests. Source: block-storage api-ref v3 "Volumes"; compute api-ref "Servers with volume attachments". v1 differs in the name's member.

const pathOf = (id: string): string => `/volumes/${encodePathSegment(id)}`;

const list = (options: ListDriverOptions, cursor?: string): ServiceRequest => ({
  service: 'block-storage',
  method: 'GET',
  path: '/volumes/detail',
  query: pageQuery({ limit: options.pageSize }, cursor),
  operation: 'ListVolumes',
});

/** The filter is a Python dictionary. Clouds that do not know it list all. */
const listMarked = (key: string, cursor?: string): ServiceRequest => ({
  service: 'block-storage',
  method: 'GET',
  path: '/volumes/detail',
  query: pageQuery({ metadata: `{'${KEY_MARK}': '${key}'}` }, cursor),
  operation: 'ListVolumes',
});

const get = (id: string): ServiceRequest => ({ service: 'block-storage', method: 'GET', path: pathOf(id), operation: 'GetVolume' });

function create(request: CreateVolumeRequest, v1: boolean): ServiceRequest {
  const { name, sizeMiB, locationId, snapshotId, type } = request;
  const marks = markItems(request);
  const volume = {
    [v1 ? 'display_name' : 'name']: name,
    size: wholeGiB(sizeMiB),
    ...(locationId === undefined ? {} : { availability_zone: locationId }),
    ...(snapshotId === undefined ? {} : { snapshot_id: snapshotId }),
    ...(type === undefined ? {} : { volume_type: type }),
    ...(Object.keys(marks).length === 0 ? {} : { metadata: marks }),
  };
  return { service: 'block-storage', method: 'POST', path: '/volumes', json: { volume }, operation: 'CreateVolume' };
}

/** A volume in use can be extended since 3.42. */
const extend = (id: string, sizeGiB: number, inUse: boolean): ServiceRequest => ({
  service: 'block-storage',
  method: 'POST',
  path: `${pathOf(id)}/action`,
  headers: inUse ? { 'OpenStack-API-Version': 'volume 3.42' } : {},
  json: { 'os-extend': { new_size: sizeGiB } },
  operation: 'ExtendVolume',
});

const remove = (id: string): ServiceRequest => ({ service: 'block-storage', method: 'DELETE', path: pathOf(id), accept: [404], operation: 'DeleteVolume' });

const attachmentsOf = (serverId: string): string => `/servers/${encodePathSegment(serverId)}/os-volume_attachments`;

const attach = (id: string, serverId: string, device: string | undefined): ServiceRequest => ({
  service: 'compute',
  method: 'POST',
  path: attachmentsOf(serverId),
  json: { volumeAttachment: { volumeId: id, ...(device === undefined ? {} : { device }) } },
  operation: 'AttachVolume',
});

const attachment = (id: string, serverId: string): ServiceRequest => ({
  service: 'compute',
  method: 'GET',
  path: `${attachmentsOf(serverId)}/${encodePathSegment(id)}`,
  accept: [404],
  operation: 'GetVolumeAttachment',
});

const detach = (id: string, serverId: string): ServiceRequest => ({
  service: 'compute',
  method: 'DELETE',
  path: `${attachmentsOf(serverId)}/${encodePathSegment(id)}`,
  accept: [404],
  operation: 'DetachVolume',
});

// wire

export interface VolumeWire {
  readonly id: string;
  readonly name?: string | null;
  /** v1's. */
  readonly display_name?: string | null;
  readonly status?: string;
  /** GiB. */
  readonly size?: number;
  readonly created_at?: string;
  readonly availability_zone?: string | null;
  readonly volume_type?: string | null;
  /** A text. */
  readonly bootable?: string;
  readonly snapshot_id?: string | null;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly attachments?: readonly { readonly server_id?: string | null; readonly device?: string | null; readonly attachment_id?: string }[];
}

interface VolumesPageWire {
  readonly volumes?: readonly VolumeWire[];
  readonly volumes_links?: readonly LinkWire[];
}

// mapping. Source: cinder/objects/fields.py, VolumeStatus.

const STATES: Readonly<Record<string, VolumeState>> = {
  creating: 'pending',
  available: 'available',
  reserved: 'pending',
  attaching: 'pending',
  detaching: 'pending',
  'in-use': 'in-use',
  maintenance: 'pending',
  deleting: 'deleting',
  deleted: 'deleted',
  'backing-up': 'pending',
  'restoring-backup': 'pending',
  downloading: 'pending',
  uploading: 'pending',
  retyping: 'pending',
  extending: 'pending',
  managing: 'pending',
  reverting: 'pending',
  error: 'error',
  error_deleting: 'error',
  error_restoring: 'error',
  error_extending: 'error',
  error_managing: 'error',
  'error_backing-up': 'error',
};

export function toVolume(wire: VolumeWire): Volume {
  const status = wire.status ?? '';
  return {
    id: wire.id,
    name: wire.name ?? wire.display_name ?? '',
    state: Object.hasOwn(STATES, status) ? (STATES[status] as VolumeState) : 'unknown',
    nativeState: status,
    sizeMiB: toMiB(wire.size),
    createdAt: parseTimestamp(wire.created_at),
    owner: wire.metadata?.[OWNER_MARK],
    locationId: wire.availability_zone ?? undefined,
    attachments: (wire.attachments ?? []).flatMap(({ server_id: serverId, device }) =>
      typeof serverId === 'string' && serverId !== '' ? [{ serverId, device: device ?? undefined }] : [],
    ),
    raw: wire,
  };
}

export class OpenstackVolumes implements VolumeDriver {
  readonly #client: OpenstackClient;

  constructor(client: OpenstackClient) {
    this.#client = client;
  }

  async listPage(options: ListDriverOptions, cursor?: string): Promise<Page<Volume>> {
    return this.#page(list(options, cursor), options);
  }

  async get(id: string, options: CallOptions): Promise<Volume> {
    return toVolume(volumeOf(await this.#client.json(get(id), options)));
  }

  async create(request: CreateVolumeRequest, options: CallOptions): Promise<Volume> {
    if (request.native !== undefined) throw new CloudError('invalid-argument', 'native: volumes take no such options', { outcome: 'not-done' });
    const { path } = await this.#client.endpoint('block-storage', options);
    const locationId = await zoneOf(this.#client, request.locationId, options);
    return toVolume(volumeOf(await this.#client.json(create({ ...request, locationId }, /\/v1(\/|$)/.test(path)), options)));
  }

  async listByIdempotencyKey(key: string, options: CallOptions): Promise<readonly Volume[]> {
    const all = await allPages((cursor) => this.#page(listMarked(key, cursor), options));
    return all.filter((volume) => (volume.raw as VolumeWire).metadata?.[KEY_MARK] === key && volume.state !== 'deleting' && volume.state !== 'deleted');
  }

  async extend(id: string, sizeMiB: number, options: CallOptions): Promise<void> {
    const sizeGiB = wholeGiB(sizeMiB);
    const { size = 0, status } = volumeOf(await this.#client.json(get(id), options));
    if (size === sizeGiB) return;
    if (size > sizeGiB) throw new CloudError('invalid-argument', `it has ${size} GiB already, and volumes only grow`, { outcome: 'not-done' });
    await this.#client.empty(extend(id, sizeGiB, status === 'in-use'), options);
  }

  async attach(id: string, serverId: string, device: string | undefined, options: CallOptions): Promise<void> {
    try {
      await this.#client.empty(attach(id, serverId, device), options);
    } catch (error) {
      if (!isCloudError(error, 'conflict') && !isCloudError(error, 'invalid-argument')) throw error;
      // An attempt before this one may have done it. Nova knows at once; Cinder tells where it is only when it is there.
      if ((await this.#client.empty(attachment(id, serverId), options)).status === 404) throw error;
    }
  }

  async detach(id: string, serverId: string | undefined, options: CallOptions): Promise<void> {
    const { attachments } = await this.get(id, options);
    const servers = attachments.map((attachment) => attachment.serverId).filter((server) => serverId === undefined || server === serverId);
    for (const server of servers) await this.#client.empty(detach(id, server), options);
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

  async #page(request: ServiceRequest, options: CallOptions): Promise<Page<Volume>> {
    const page = await this.#client.json<VolumesPageWire>(request, options);
    if (!Array.isArray(page.volumes)) throw unexpectedBody('it has no list of volumes');
    const items = (page.volumes as readonly VolumeWire[]).map(toVolume);
    const next = nextOfLinks(page.volumes_links);
    return next === undefined ? { items } : { items, next };
  }
}

function volumeOf(body: { readonly volume?: VolumeWire }): VolumeWire {
  if (typeof body.volume?.id !== 'string') throw unexpectedBody('it has no volume');
  return body.volume;
}
