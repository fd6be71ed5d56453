import {
  type CallOptions,
  CloudError,
  type CreateImageRequest,
  type Image,
  type ImageDriver,
  type ImageState,
  isCloudError,
  type ListImagesDriverOptions,
  type Page,
  plannedId,
  unexpectedBody,
} from '@portolan/core/driver';
import type { Ec2Context } from '../context.ts';
import { orLeftover } from '../create-leftover.ts';
import { filters, indexed, literally, pageSize, type Query } from '../query.ts';
import { dateOf } from '../servers/mapping.ts';
import { keyFilter, marksIn, markTags, ownerFilter, type TagWire, tagFresh, tagSpecification } from '../tags.ts';

// Requests

const MAX_RESULTS = 1000;

/** Machine images only: kernels and ramdisks share the call. */
function list(options: ListImagesDriverOptions, cursor: string | undefined, context: Ec2Context): Query {
  return {
    action: 'DescribeImages',
    parameters: {
      ...(context.preset.pages ? { MaxResults: pageSize(options.pageSize, MAX_RESULTS) } : {}),
      NextToken: cursor,
      // Nobody else's bears our marks.
      ...indexed('Owner', options.owner === undefined ? context.imageOwners : ['self']),
      ...filters([
        { name: 'image-type', values: ['machine'] },
        context.architecture === undefined ? undefined : { name: 'architecture', values: [context.architecture] },
        ownerFilter(options.owner),
        options.name === undefined ? undefined : { name: 'name', values: [literally(options.name)] },
      ]),
    },
  };
}

const get = (id: string): Query => ({ action: 'DescribeImages', parameters: { 'ImageId.1': id } });

const listMarked = (key: string): Query => ({ action: 'DescribeImages', parameters: { 'Owner.1': 'self', ...filters([keyFilter(key)]) } });

const tagsOf = (request: CreateImageRequest): Readonly<Record<string, string>> => ({ Name: request.name, ...markTags(request) });

const create = (request: CreateImageRequest, context: Ec2Context): Query => ({
  action: 'CreateImage',
  parameters: { InstanceId: request.serverId, Name: request.name, ...(context.preset.tagsAtCreate ? tagSpecification('image', tagsOf(request)) : {}) },
  planned: `<imageId>${plannedId('image')}</imageId>`,
});

const remove = (id: string): Query => ({ action: 'DeregisterImage', parameters: { ImageId: id }, idempotent: true });

// Wire

/** Source: EC2 API "Image"; Eucalyptus ImageDetails. */
export interface ImageWire {
  readonly imageId?: string | undefined;
  /** Eucalyptus: bucket/manifest. */
  readonly imageLocation?: string | undefined;
  readonly imageState?: string | undefined;
  readonly imageOwnerId?: string | undefined;
  readonly imageOwnerAlias?: string | undefined;
  readonly creationDate?: string | undefined;
  readonly isPublic?: string | undefined;
  readonly architecture?: string | undefined;
  readonly imageType?: string | undefined;
  /** `windows`, or absent. */
  readonly platform?: string | undefined;
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly rootDeviceType?: string | undefined;
  readonly rootDeviceName?: string | undefined;
  readonly blockDeviceMapping?:
    | readonly {
        readonly deviceName?: string | undefined;
        readonly ebs?: { readonly snapshotId?: string | undefined; readonly volumeSize?: string | undefined } | undefined;
      }[]
    | undefined;
  readonly virtualizationType?: string | undefined;
  readonly tagSet?: readonly TagWire[] | undefined;
}

// Mapping

const STATES: Readonly<Record<string, ImageState>> = {
  available: 'available',
  pending: 'pending',
  transient: 'pending',
  failed: 'error',
  error: 'error',
  invalid: 'error',
};

export function toImage(wire: ImageWire): Image {
  const nativeState = wire.imageState ?? 'unknown';
  const root = wire.blockDeviceMapping?.find((device) => device.deviceName === wire.rootDeviceName) ?? wire.blockDeviceMapping?.[0];
  const gib = Number(root?.ebs?.volumeSize ?? '');
  return {
    id: wire.imageId ?? '',
    name: wire.name || wire.imageLocation || '',
    state: STATES[nativeState] ?? 'unknown',
    nativeState,
    createdAt: dateOf(wire.creationDate),
    minDiskMiB: Number.isInteger(gib) && gib > 0 ? gib * 1024 : undefined,
    owner: marksIn(wire.tagSet).owner,
    os: wire.platform?.toLowerCase() === 'windows' ? 'windows' : 'linux',
    raw: wire,
  };
}

// Glue

interface DescribeImagesWire {
  readonly imagesSet?: readonly ImageWire[] | undefined;
  readonly nextToken?: string | undefined;
}

export class Ec2Images implements ImageDriver {
  readonly #context: Ec2Context;

  constructor(context: Ec2Context) {
    this.#context = context;
  }

  async listPage(options: ListImagesDriverOptions, cursor?: string): Promise<Page<Image>> {
    const wire = (await this.#context.client.call(list(options, cursor, this.#context), options)) as DescribeImagesWire;
    const items = (wire.imagesSet ?? []).map(toImage).filter((image) => image.nativeState !== 'deregistered');
    return wire.nextToken === undefined || wire.nextToken === '' ? { items } : { items, next: wire.nextToken };
  }

  async listByIdempotencyKey(key: string, _serverId: string, options: CallOptions): Promise<readonly Image[]> {
    const wire = (await this.#context.client.call(listMarked(key), options)) as DescribeImagesWire;
    return (wire.imagesSet ?? []).map(toImage).filter(({ state, nativeState }) => state !== 'error' && nativeState !== 'deregistered');
  }

  get(id: string, options: CallOptions): Promise<Image> {
    return this.#context.fresh.settled(id, options, async () => {
      const wire = (await this.#context.client.call(get(id), options)) as DescribeImagesWire;
      const image = wire.imagesSet?.[0];
      if (image === undefined || image.imageState === 'deregistered') throw new CloudError('not-found', 'no such image');
      return toImage(image);
    });
  }

  /** The cloud restarts the server meanwhile, for a disk that is at rest. */
  async createFromServer(request: CreateImageRequest, options: CallOptions): Promise<Image> {
    const { client, fresh } = this.#context;
    const { serverId, name, owner } = request;
    const wire = (await fresh.settled(serverId, options, () => client.call(create(request, this.#context), options))) as { readonly imageId?: string };
    const id = wire.imageId;
    if (id === undefined || id === '') throw unexpectedBody('CreateImage tells of no image');
    fresh.remember(id);
    await orLeftover('image', id, () => tagFresh(this.#context, id, tagsOf(request), options));
    return { ...toImage({ imageId: id, name, imageState: 'pending' }), owner };
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
