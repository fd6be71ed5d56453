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
import type { CloudapiClient, CloudapiRequest } from '../../client.ts';
import { KEY_TAG, markTags, OWNER_TAG } from '../servers/marks.ts';

// ---- wire ----

/** Source: sdc-cloudapi docs/index.md "ListImages"; lib/images.js. */
export interface ImageWire {
  readonly id: string;
  readonly name?: string;
  readonly version?: string;
  readonly os?: string;
  /** From 8.0 on the real type (`zone-dataset`, `lx-dataset`, `zvol`); before: `smartmachine`, `virtualmachine`. */
  readonly type?: string;
  readonly state?: string;
  /** Numbers, though the documentation says strings. MiB. */
  readonly requirements?: Readonly<Record<string, unknown>>;
  readonly published_at?: string;
  readonly owner?: string;
  readonly public?: boolean;
  /** MiB; of zvol images. */
  readonly image_size?: number;
  readonly description?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly error?: { readonly code?: string; readonly message?: string };
  readonly homepage?: string;
  readonly eula?: string;
  /** Accounts it is shared with; told to its owner. */
  readonly acl?: readonly string[];
  readonly origin?: string;
  readonly files?: readonly { readonly compression: string; readonly sha1: string; readonly size: number }[];
  /** Before 8.0: `sdc:sdc:base64:13.4.0`. */
  readonly urn?: string;
}

// ---- requests ----

/** But for `state=all` only active ones are listed: whoever looks for the one that it is making would make another. `name` means this very name. */
export const list = (name: string | undefined): CloudapiRequest => ({ operation: 'ListImages', method: 'GET', path: '/images', query: { name, state: 'all' } });
export const get = (id: string): CloudapiRequest => ({ operation: 'GetImage', method: 'GET', path: `/images/${encodePathSegment(id)}` });
/** A version is required and means nothing to us. */
export const create = (machine: string, name: string, tags: Readonly<Record<string, string>>): CloudapiRequest => ({
  operation: 'CreateImageFromMachine',
  method: 'POST',
  path: '/images',
  body: { machine, name, version: '1.0.0', ...(Object.keys(tags).length === 0 ? {} : { tags }) },
});
export const remove = (id: string): CloudapiRequest => ({
  operation: 'DeleteImage',
  method: 'DELETE',
  path: `/images/${encodePathSegment(id)}`,
  accept: [404],
});

// ---- mapping ----

const STATES: Readonly<Record<string, ImageState>> = {
  active: 'available',
  creating: 'pending',
  unactivated: 'pending',
  failed: 'error',
  disabled: 'unknown', // Machines made from it run on; new ones cannot be made.
};

export function toImage(wire: ImageWire): Image {
  if (typeof wire?.id !== 'string') throw unexpectedBody('it is no image', {}, JSON.stringify(wire));
  const nativeState = wire.state ?? 'active'; // 6.5 and 7.0 have no states.
  const published = Date.parse(wire.published_at ?? '');
  const memory = Number(wire.requirements?.['min_memory'] ?? wire.requirements?.['min_ram']);
  return {
    id: wire.id,
    name: wire.name ?? wire.id,
    state: Object.hasOwn(STATES, nativeState) ? (STATES[nativeState] as ImageState) : 'unknown',
    nativeState,
    ...(Number.isNaN(published) ? {} : { createdAt: new Date(published) }),
    ...(typeof wire.image_size === 'number' ? { minDiskMiB: wire.image_size } : {}),
    ...(memory > 0 ? { minMemoryMiB: memory } : {}),
    owner: wire.tags?.[OWNER_TAG],
    ...(wire.os === undefined ? {} : { os: wire.os }),
    raw: wire,
  };
}

// ---- images ----

export class SmartdcImages implements ImageDriver {
  readonly #client: CloudapiClient;

  constructor(client: CloudapiClient) {
    this.#client = client;
  }

  async listPage(options: ListImagesDriverOptions): Promise<Page<Image>> {
    if (options.owner !== undefined) return { items: (await this.#own(options)).filter(({ owner }) => owner === options.owner) };
    return { items: (await this.#all(list(options.name), options)).map(toImage) };
  }

  /** Images in the making are not listed by default. */
  async listByIdempotencyKey(key: string, _serverId: string, options: CallOptions): Promise<readonly Image[]> {
    return (await this.#own(options)).filter(({ raw, state }) => (raw as ImageWire).tags?.[KEY_TAG] === key && state !== 'error');
  }

  async get(id: string, options: CallOptions): Promise<Image> {
    return toImage(await this.#client.json<ImageWire>(get(id), options));
  }

  async createFromServer(request: CreateImageRequest, options: CallOptions): Promise<Image> {
    const { serverId, name, owner } = request;
    return { ...toImage(await this.#client.json<ImageWire>(create(serverId, name, markTags(request)), options)), owner };
  }

  async delete(id: string, options: CallOptions): Promise<void> {
    await this.#client.empty(remove(id), options);
  }

  /** In any state. Public ones are others', or shown to others, who may use the same names. */
  async #own(options: CallOptions): Promise<readonly Image[]> {
    return (await this.#all(list(undefined), options)).filter((wire) => wire.public !== true).map(toImage);
  }

  async #all(request: CloudapiRequest, options: CallOptions): Promise<readonly ImageWire[]> {
    const images = await this.#client.json<unknown>(request, options);
    if (!Array.isArray(images)) throw unexpectedBody('it is no list of images', {}, JSON.stringify(images));
    return images as readonly ImageWire[];
  }
}
