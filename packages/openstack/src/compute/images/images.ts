import {
  type CallOptions,
  type CreateImageRequest,
  encodePathSegment,
  type Image,
  type ImageDriver,
  type ImageState,
  type ListImagesDriverOptions,
  type Page,
  unexpectedBody,
} from '@portolan/core/driver';
import type { OpenstackClient, ServiceRequest } from '../../client.ts';
import { cursorOf, pageQuery } from '../../link-paging.ts';
import { parseTimestamp } from '../../timestamps.ts';
import { allPages } from '../all-pages.ts';
import { KEY_MARK, OWNER_MARK } from '../servers/metadata-names.ts';
import { order } from '../servers/order.ts';
import { marksFor, readImageMarks, SERVER_MARK } from './image-marks.ts';

// requests. Source: image api-ref v2 "List images", "Delete image".

function list(options: ListImagesDriverOptions, cursor?: string): ServiceRequest {
  // `in:a,b` and the like are operators of the filter.
  const name = options.name === undefined || options.name.includes(':') || options.name.includes('"') ? undefined : options.name;
  // Published ones of other projects may bear the same name of an owner.
  const owned = options.owner === undefined ? {} : { [OWNER_MARK]: options.owner, visibility: 'private' };
  return { service: 'image', method: 'GET', path: '/images', query: pageQuery({ limit: options.pageSize, name, ...owned }, cursor), operation: 'ListImages' };
}

const listMarked = (key: string, cursor: string | undefined): ServiceRequest => ({
  service: 'image',
  method: 'GET',
  path: '/images',
  query: pageQuery({ [KEY_MARK]: key }, cursor),
  operation: 'ListImages',
});

const get = (id: string): ServiceRequest => ({ service: 'image', method: 'GET', path: `/images/${encodePathSegment(id)}`, operation: 'GetImage' });

const remove = (id: string): ServiceRequest => ({
  service: 'image',
  method: 'DELETE',
  path: `/images/${encodePathSegment(id)}`,
  accept: [404],
  operation: 'DeleteImage',
});

// wire. Custom properties stand beside these.

export interface ImageWire {
  readonly id: string;
  readonly name?: string | null;
  readonly status?: string;
  readonly visibility?: string;
  readonly owner?: string | null;
  /** Bytes; null until there is data. */
  readonly size?: number | null;
  /** GiB. */
  readonly min_disk?: number | null;
  /** MiB. */
  readonly min_ram?: number | null;
  readonly created_at?: string;
  readonly updated_at?: string;
  readonly disk_format?: string | null;
  readonly container_format?: string | null;
  readonly checksum?: string | null;
  readonly protected?: boolean;
  readonly tags?: readonly string[];
  readonly os_type?: string;
  readonly os_distro?: string;
  readonly os_version?: string;
  /** Of images that Nova made: the server. */
  readonly instance_uuid?: string;
  readonly [KEY_MARK]?: string;
  readonly [OWNER_MARK]?: string;
  readonly [SERVER_MARK]?: string;
}

interface ImagesPageWire {
  readonly images?: readonly ImageWire[];
  /** A path: `/v2/images?marker=…`. */
  readonly next?: string;
}

// mapping

const STATES: Readonly<Record<string, ImageState>> = {
  queued: 'pending',
  saving: 'pending',
  uploading: 'pending',
  importing: 'pending',
  active: 'available',
  killed: 'error',
};

export function toImage(wire: ImageWire): Image {
  const status = wire.status ?? '';
  return {
    id: wire.id,
    name: wire.name ?? '',
    state: Object.hasOwn(STATES, status) ? (STATES[status] as ImageState) : 'unknown',
    nativeState: status,
    createdAt: parseTimestamp(wire.created_at),
    minDiskMiB: positive(wire.min_disk, 1024),
    minMemoryMiB: positive(wire.min_ram, 1),
    owner: readImageMarks(wire).owner,
    os: wire.os_type ?? (wire.os_distro === undefined ? undefined : /windows|microsoft/i.test(wire.os_distro) ? 'windows' : 'linux'),
    raw: wire,
  };
}

const positive = (value: number | null | undefined, unit: number): number | undefined => (typeof value === 'number' && value > 0 ? value * unit : undefined);

const GONE: ReadonlySet<string> = new Set(['deleted', 'pending_delete']);

export class OpenstackImages implements ImageDriver {
  readonly #client: OpenstackClient;

  constructor(client: OpenstackClient) {
    this.#client = client;
  }

  async listPage(options: ListImagesDriverOptions, cursor?: string): Promise<Page<Image>> {
    return this.#page(list(options, cursor), options);
  }

  async listByIdempotencyKey(key: string, serverId: string, options: CallOptions): Promise<readonly Image[]> {
    const all = await allPages((cursor) => this.#page(listMarked(key, cursor), options));
    return all.filter(({ raw, state }) => {
      const marks = readImageMarks(raw as ImageWire);
      return marks.key === key && marks.serverId === serverId && state !== 'error';
    });
  }

  async #page(request: ServiceRequest, options: CallOptions): Promise<Page<Image>> {
    const page = await this.#client.json<ImagesPageWire>(request, options);
    if (!Array.isArray(page.images)) throw unexpectedBody('it has no list of images');
    const items = (page.images as readonly ImageWire[]).filter((image) => !GONE.has(image.status ?? '')).map(toImage);
    const next = typeof page.next === 'string' ? cursorOf(page.next) : undefined;
    return next === undefined ? { items } : { items, next };
  }

  async get(id: string, options: CallOptions): Promise<Image> {
    const image = await this.#client.json<ImageWire>(get(id), options);
    if (typeof image.id !== 'string') throw unexpectedBody('it has no image');
    return toImage(image);
  }

  async createFromServer(request: CreateImageRequest, options: CallOptions): Promise<Image> {
    const { serverId, name, owner } = request;
    const metadata = marksFor(request);
    const answer = await order(this.#client, serverId, { createImage: { name, ...(metadata === undefined ? {} : { metadata }) } }, options);
    // `http://127.0.0.1:9292/images/<id>`: of the address only the id can be used.
    const id = answer.headers['location']?.split('?')[0]?.split('/').filter(Boolean).at(-1);
    if (id === undefined) throw unexpectedBody('the image was accepted without its address');
    return { id, name, state: 'pending', nativeState: 'queued', owner, raw: { id, name, status: 'queued' } satisfies ImageWire };
  }

  async delete(id: string, options: CallOptions): Promise<void> {
    await this.#client.empty(remove(id), options);
  }
}
