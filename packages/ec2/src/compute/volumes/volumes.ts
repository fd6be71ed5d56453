import {
  type Attachment,
  type CallOptions,
  CloudError,
  type CreateVolumeRequest,
  isCloudError,
  type ListDriverOptions,
  type Page,
  plannedId,
  type Volume,
  type VolumeDriver,
  type VolumeState,
} from '@portolan/core/driver';
import type { Ec2Context } from '../context.ts';
import { orLeftover } from '../create-leftover.ts';
import { filters, gibOf, pageSize, type Query } from '../query.ts';
import { dateOf } from '../servers/mapping.ts';
import { marksIn, markTags, nameIn, ownerFilter, type TagWire, tagFresh, tagSpecification } from '../tags.ts';

// Requests

const MAX_RESULTS = 500;

const list = (options: ListDriverOptions, cursor: string | undefined, context: Ec2Context): Query => ({
  action: 'DescribeVolumes',
  parameters: {
    ...(context.preset.pages ? { MaxResults: pageSize(options.pageSize, MAX_RESULTS) } : {}),
    NextToken: cursor,
    ...filters([ownerFilter(options.owner)]),
  },
});

const get = (id: string): Query => ({ action: 'DescribeVolumes', parameters: { 'VolumeId.1': id } });

const tagsOf = ({ name, owner }: CreateVolumeRequest): Readonly<Record<string, string>> => ({
  Name: name,
  ...markTags({ owner }),
});

/** With a ClientToken where the version has it: then a lost answer is asked for again. */
function create(request: CreateVolumeRequest, zone: string, token: string, context: Ec2Context): Query {
  const { tagsAtCreate } = context.preset;
  return {
    action: 'CreateVolume',
    parameters: {
      Size: gibOf(request.sizeMiB),
      SnapshotId: request.snapshotId,
      AvailabilityZone: zone,
      VolumeType: request.type,
      ...(tagsAtCreate ? { ClientToken: token, ...tagSpecification('volume', tagsOf(request)) } : {}),
    },
    idempotent: tagsAtCreate,
    planned: `<volumeId>${plannedId('volume')}</volumeId>`,
  };
}

/** Since 2017, in 2016-11-15; Eucalyptus has none. */
const extend = (id: string, sizeMiB: number): Query => ({ action: 'ModifyVolume', parameters: { VolumeId: id, Size: gibOf(sizeMiB) }, idempotent: true });
const attach = (id: string, serverId: string, device: string): Query => ({
  action: 'AttachVolume',
  parameters: { VolumeId: id, InstanceId: serverId, Device: device },
  idempotent: true,
});
const detach = (id: string, serverId: string): Query => ({ action: 'DetachVolume', parameters: { VolumeId: id, InstanceId: serverId }, idempotent: true });
const remove = (id: string): Query => ({ action: 'DeleteVolume', parameters: { VolumeId: id }, idempotent: true });
const zones: Query = { action: 'DescribeAvailabilityZones', parameters: {} };
const devicesOf = (serverId: string): Query => ({
  action: 'DescribeVolumes',
  parameters: filters([{ name: 'attachment.instance-id', values: [serverId] }]),
});

// Wire

/** Source: EC2 API "Volume". Sizes in GiB. */
export interface VolumeWire {
  readonly volumeId?: string | undefined;
  readonly size?: string | undefined;
  readonly snapshotId?: string | undefined;
  readonly availabilityZone?: string | undefined;
  readonly status?: string | undefined;
  readonly createTime?: string | undefined;
  readonly attachmentSet?: readonly AttachmentWire[] | undefined;
  readonly tagSet?: readonly TagWire[] | undefined;
  readonly volumeType?: string | undefined;
}

export interface AttachmentWire {
  readonly instanceId?: string | undefined;
  readonly device?: string | undefined;
  /** attaching, attached, detaching, detached */
  readonly status?: string | undefined;
}

interface DescribeVolumesWire {
  readonly volumeSet?: readonly VolumeWire[] | undefined;
  readonly nextToken?: string | undefined;
}

// Mapping

const STATES: Readonly<Record<string, VolumeState>> = {
  creating: 'pending',
  available: 'available',
  'in-use': 'in-use',
  deleting: 'deleting',
  deleted: 'deleted',
  error: 'error',
};

export function toVolume(wire: VolumeWire): Volume {
  const nativeState = wire.status ?? 'unknown';
  const attachments = (wire.attachmentSet ?? []).filter((one) => one.status !== 'detached' && one.instanceId !== undefined);
  return {
    id: wire.volumeId ?? '',
    name: nameIn(wire.tagSet) ?? '',
    // `in-use` from the moment AttachVolume is accepted; the guest has it when it is `attached`.
    state:
      nativeState === 'in-use' && attachments.some((one) => one.status === 'attaching' || one.status === 'detaching')
        ? 'pending'
        : (STATES[nativeState] ?? 'unknown'),
    nativeState,
    sizeMiB: Number(wire.size ?? 0) * 1024 || 0,
    createdAt: dateOf(wire.createTime),
    owner: marksIn(wire.tagSet).owner,
    locationId: wire.availabilityZone || undefined,
    attachments: attachments.map((one): Attachment => ({ serverId: one.instanceId as string, device: one.device || undefined })),
    raw: wire,
  };
}

/** Amazon's advice for data disks: `/dev/sdf` to `/dev/sdp`. The guest may call it `xvdf` or `vdf`. */
const DEVICES = 'fghijklmnop'.split('').map((letter) => `/dev/sd${letter}`);

// Glue

export class Ec2Volumes implements VolumeDriver {
  readonly #context: Ec2Context;

  constructor(context: Ec2Context) {
    this.#context = context;
  }

  async listPage(options: ListDriverOptions, cursor?: string): Promise<Page<Volume>> {
    const wire = (await this.#context.client.call(list(options, cursor, this.#context), options)) as DescribeVolumesWire;
    const items = (wire.volumeSet ?? []).map(toVolume).filter((volume) => volume.state !== 'deleted');
    return wire.nextToken === undefined || wire.nextToken === '' ? { items } : { items, next: wire.nextToken };
  }

  get(id: string, options: CallOptions): Promise<Volume> {
    return this.#context.fresh.settled(id, options, async () => {
      const wire = (await this.#context.client.call(get(id), options)) as DescribeVolumesWire;
      const volume = wire.volumeSet?.[0];
      if (volume === undefined) throw new CloudError('not-found', 'no such volume');
      return toVolume(volume);
    });
  }

  async create(request: CreateVolumeRequest, options: CallOptions): Promise<Volume> {
    const { client, fresh, uuid } = this.#context;
    const zone = request.locationId ?? (await this.#anyZone(options));
    const wire = (await client.call(create(request, zone, request.idempotencyKey ?? uuid(), this.#context), options)) as VolumeWire;
    const volume = toVolume(wire);
    fresh.remember(volume.id);
    await orLeftover('volume', volume.id, () => tagFresh(this.#context, volume.id, tagsOf(request), options));
    return { ...volume, name: request.name, owner: request.owner };
  }

  async extend(id: string, sizeMiB: number, options: CallOptions): Promise<void> {
    const { sizeMiB: before } = await this.get(id, options);
    if (sizeMiB < before) throw new CloudError('invalid-argument', `sizeMiB: it has ${before} already, and volumes only grow`, { outcome: 'not-done' });
    if (gibOf(sizeMiB) * 1024 > before) await this.#act(extend(id, sizeMiB), id, options);
  }

  async attach(id: string, serverId: string, device: string | undefined, options: CallOptions): Promise<void> {
    const place = device ?? (await this.#freeDevice(serverId, options));
    try {
      await this.#act(attach(id, serverId, place), id, options);
    } catch (error) {
      // The first answer was lost, or it was so before.
      if (!isCloudError(error, 'conflict')) throw error;
      const { attachments } = await this.get(id, options);
      if (!attachments.some((one) => one.serverId === serverId)) throw error;
    }
  }

  async detach(id: string, serverId: string | undefined, options: CallOptions): Promise<void> {
    const { attachments } = await this.get(id, options);
    for (const attachment of attachments) {
      if (serverId !== undefined && attachment.serverId !== serverId) continue;
      await this.#act(detach(id, attachment.serverId), id, options);
    }
  }

  async delete(id: string, options: CallOptions): Promise<void> {
    try {
      await this.#act(remove(id), id, options);
    } catch (error) {
      if (isCloudError(error, 'conflict') && (await this.#isGoing(id, options))) return;
      if (!isCloudError(error, 'not-found')) throw error;
    }
    this.#context.fresh.forget(id);
  }

  async #isGoing(id: string, options: CallOptions): Promise<boolean> {
    const volume = await this.get(id, options).catch(() => undefined);
    return volume?.state === 'deleting' || volume?.state === 'deleted';
  }

  async #anyZone(options: CallOptions): Promise<string> {
    const wire = (await this.#context.client.call(zones, options)) as {
      readonly availabilityZoneInfo?: readonly { readonly zoneName?: string; readonly zoneState?: string }[];
    };
    const known = wire.availabilityZoneInfo ?? [];
    const zone = (known.find((one) => one.zoneState === undefined || /available|UP/.test(one.zoneState)) ?? known[0])?.zoneName;
    if (zone === undefined)
      throw new CloudError('invalid-argument', 'the cloud shows no zone for the volume', { outcome: 'not-done', remedy: 'give a location' });
    return zone;
  }

  async #freeDevice(serverId: string, options: CallOptions): Promise<string> {
    const wire = (await this.#context.client.call(devicesOf(serverId), options)) as DescribeVolumesWire;
    const taken = new Set((wire.volumeSet ?? []).flatMap((volume) => volume.attachmentSet ?? []).map((one) => one.device));
    const device = DEVICES.find((candidate) => !taken.has(candidate));
    if (device === undefined)
      throw new CloudError('quota-exceeded', `all of ${DEVICES[0]} to ${DEVICES.at(-1)} are taken`, { outcome: 'not-done', remedy: 'give a device' });
    return device;
  }

  async #act(query: Query, id: string, options: CallOptions): Promise<void> {
    await this.#context.fresh.settled(id, options, () => this.#context.client.call(query, options));
  }
}
