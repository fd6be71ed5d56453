import type { Readable } from 'node:stream';
import { type BodySource, bodyOf, type CallOptions, jsonBody, type List, mapConcurrently, type Ref, type WaitOptions } from '@portolan/core/driver';
import { discardBody } from '../../discard-body.ts';
import { idOf } from '../refs.ts';
import { filtersOf, type ServiceCalls, segment } from '../service-calls.ts';
import { PATCH_TYPE, patchOf } from './patch.ts';
import { type CreateImageFields, type GlanceImage, type ImageTask, propertiesOf, type UpdateImageFields } from './wire.ts';

/** Glance's filters. `in:a,b` is one of several; times and sizes take `gte:` and the like. Any property is a filter too: `properties`. */
export interface ListImagesOptions extends CallOptions {
  readonly name?: string | undefined;
  readonly visibility?: 'public' | 'private' | 'shared' | 'community' | 'all' | undefined;
  readonly member_status?: 'accepted' | 'pending' | 'rejected' | 'all' | undefined;
  readonly owner?: string | undefined;
  readonly status?: string | undefined;
  /** All of these. */
  readonly tag?: string | readonly string[] | undefined;
  readonly size_min?: number | undefined;
  readonly size_max?: number | undefined;
  readonly disk_format?: string | undefined;
  readonly container_format?: string | undefined;
  readonly os_hidden?: boolean | undefined;
  readonly protected?: boolean | undefined;
  readonly created_at?: string | undefined;
  readonly updated_at?: string | undefined;
  readonly sort_key?: string | undefined;
  readonly sort_dir?: 'asc' | 'desc' | undefined;
  readonly limit?: number | undefined;
  readonly marker?: string | undefined;
  readonly properties?: Readonly<Record<string, string>> | undefined;
}

export interface UploadOptions extends CallOptions {
  /** Bytes, when the source cannot tell and the cloud should know. */
  readonly sizeBytes?: number | undefined;
}

export interface DownloadedImage {
  /** Read it to its end or destroy it. */
  readonly body: Readable;
  readonly sizeBytes: number | undefined;
  /** MD5, where Glance tells one. */
  readonly md5: string | undefined;
}

const pathOf = (image: Ref, rest = ''): string => `/images/${segment(image, 'image')}${rest}`;

/** States that an image leaves by someone's order alone. */
const FATAL: ReadonlySet<string> = new Set(['killed', 'deleted', 'pending_delete', 'deactivated']);
const AT_ONCE = 4;

export class GlanceImages {
  readonly #calls: ServiceCalls;

  constructor(calls: ServiceCalls) {
    this.#calls = calls;
  }

  /** Public ones, one's own, and shared ones that were accepted, unless `visibility` and `member_status` ask for others. */
  list(options: ListImagesOptions = {}): List<GlanceImage> {
    return this.#list(options);
  }

  /** Images that were made of servers. */
  snapshots(options: ListImagesOptions = {}): List<GlanceImage> {
    return this.list({ ...options, properties: { ...options.properties, image_type: 'snapshot' } });
  }

  /** Images that were not made of servers. */
  baseImages(options: ListImagesOptions = {}): List<GlanceImage> {
    return this.#list(options, (image) => (image as { readonly image_type?: string }).image_type !== 'snapshot');
  }

  /** Those whose name fits. */
  findByName(pattern: RegExp, options: ListImagesOptions = {}): List<GlanceImage> {
    const plain = new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, ''));
    return this.#list(options, (image) => plain.test(image.name ?? ''));
  }

  /** What its makers wrote on an image: `os_distro`, `hw_disk_bus`, `image_type`, … */
  propertiesOf(image: GlanceImage): Readonly<Record<string, string>> {
    return propertiesOf(image);
  }

  async get(image: Ref, options: CallOptions = {}): Promise<GlanceImage> {
    return this.#calls.json<GlanceImage>({ method: 'GET', path: pathOf(image), operation: 'GetImage' }, options);
  }

  /** Without data: `upload`, or `stage` and `import`, or `importFrom`. */
  async create({ properties, ...fields }: CreateImageFields, options: CallOptions = {}): Promise<GlanceImage> {
    return this.#calls.json({ method: 'POST', path: '/images', json: { ...properties, ...fields }, operation: 'CreateImage' }, options);
  }

  /** Only what is given changes. */
  async update(image: Ref, fields: UpdateImageFields, options: CallOptions = {}): Promise<GlanceImage> {
    const seen = await this.get(image, options);
    const steps = patchOf(seen, fields);
    if (steps.length === 0) return seen;
    const call = { method: 'PATCH', path: pathOf(image), headers: { 'Content-Type': PATCH_TYPE }, body: jsonBody(steps), operation: 'UpdateImage' };
    return this.#calls.json<GlanceImage>(call, options);
  }

  async rename(image: Ref, name: string, options: CallOptions = {}): Promise<GlanceImage> {
    return this.update(image, { name }, options);
  }

  /** Absent is success. A protected one is refused (`conflict`). */
  async delete(image: Ref, options: CallOptions = {}): Promise<void> {
    await this.#calls.empty({ method: 'DELETE', path: pathOf(image), accept: [404], operation: 'DeleteImage' }, options);
  }

  /** The data of a new image; it is `active` then. Refused at Rackspace: `tasks.import`. */
  async upload(image: Ref, source: BodySource, options: UploadOptions = {}): Promise<void> {
    await this.#put(image, '/file', source, 'UploadImageData', options);
  }

  /** Data in wait of `import`. */
  async stage(image: Ref, source: BodySource, options: UploadOptions = {}): Promise<void> {
    await this.#put(image, '/stage', source, 'StageImageData', options);
  }

  /** Takes what was staged, through the cloud's own conversion. */
  async import(
    image: Ref,
    options: CallOptions & { readonly stores?: readonly string[] | undefined; readonly allStores?: boolean | undefined } = {},
  ): Promise<void> {
    await this.#import(image, { name: 'glance-direct' }, options);
  }

  /** Lets the cloud fetch the data from the web. */
  async importFrom(
    image: Ref,
    uri: string,
    options: CallOptions & { readonly stores?: readonly string[] | undefined; readonly allStores?: boolean | undefined } = {},
  ): Promise<void> {
    await this.#import(image, { name: 'web-download', uri }, options);
  }

  /** Copies its data to other stores of the cloud. */
  async copyToStores(image: Ref, stores: readonly string[] | 'all', options: CallOptions = {}): Promise<void> {
    await this.#import(image, { name: 'copy-image' }, { ...options, ...(stores === 'all' ? { allStores: true } : { stores }) });
  }

  /** Takes its data out of one store; refused for the last one. Absent is success. */
  async deleteFromStore(image: Ref, store: string, options: CallOptions = {}): Promise<void> {
    const path = `/stores/${segment(store, 'store')}${pathOf(image).replace('/images', '')}`;
    await this.#calls.empty({ method: 'DELETE', path, accept: [404], operation: 'DeleteImageFromStore' }, options);
  }

  /** What its imports came to: `pending`, `processing`, `success`, `failure`. */
  async tasks(image: Ref, options: CallOptions = {}): Promise<readonly ImageTask[]> {
    return this.#calls.array({ method: 'GET', path: pathOf(image, '/tasks'), operation: 'ListImageTasks' }, 'tasks', options);
  }

  /** The bytes of an image. `undefined` as long as it has none. */
  async download(
    image: Ref,
    options: CallOptions & { readonly range?: { readonly first: number; readonly last?: number } | undefined } = {},
  ): Promise<DownloadedImage | undefined> {
    const { range } = options;
    const headers = { Accept: '*/*', ...(range === undefined ? {} : { Range: `bytes=${range.first}-${range.last ?? ''}` }) };
    const answer = await this.#calls.send({ method: 'GET', path: pathOf(image, '/file'), headers, operation: 'DownloadImageData' }, options);
    if (answer.status === 204) {
      answer.body.resume();
      return undefined;
    }
    const length = answer.headers['content-length'];
    return { body: answer.body, sizeBytes: length === undefined ? undefined : Number(length), md5: answer.headers['content-md5'] };
  }

  /** No one but administrators may read its data from now on. */
  async deactivate(image: Ref, options: CallOptions = {}): Promise<void> {
    await this.#calls.empty({ method: 'POST', path: pathOf(image, '/actions/deactivate'), idempotent: true, operation: 'DeactivateImage' }, options);
  }

  async reactivate(image: Ref, options: CallOptions = {}): Promise<void> {
    await this.#calls.empty({ method: 'POST', path: pathOf(image, '/actions/reactivate'), idempotent: true, operation: 'ReactivateImage' }, options);
  }

  async addTag(image: Ref, tag: string, options: CallOptions = {}): Promise<void> {
    await this.#calls.empty({ method: 'PUT', path: pathOf(image, `/tags/${segment(tag, 'tag')}`), operation: 'AddImageTag' }, options);
  }

  /** Absent is success. */
  async deleteTag(image: Ref, tag: string, options: CallOptions = {}): Promise<void> {
    await this.#calls.empty({ method: 'DELETE', path: pathOf(image, `/tags/${segment(tag, 'tag')}`), accept: [404], operation: 'DeleteImageTag' }, options);
  }

  async deleteMany(images: readonly Ref[], options: CallOptions = {}): Promise<void> {
    await mapConcurrently(images, AT_ONCE, (image) => this.delete(image, options));
  }

  /** Until its data can be read. Fails at once when making it failed. */
  async waitFor(image: Ref, status = 'active', options: WaitOptions = {}): Promise<GlanceImage> {
    const id = idOf(image, 'image');
    const found = await this.#calls.wait<GlanceImage>(
      {
        id,
        wanted: status,
        look: (each) => this.get(id, each),
        stateOf: (seen) => seen.status,
        done: (seen) => seen?.status === status,
        fatal: (seen) => {
          if (seen === undefined) return 'it is gone';
          if ((seen.os_glance_failed_import ?? '') !== '') return `its import failed in ${seen.os_glance_failed_import}`;
          return FATAL.has(seen.status ?? '') ? `it is ${seen.status}` : undefined;
        },
      },
      options,
    );
    return found as GlanceImage;
  }

  #list({ properties, ...options }: ListImagesOptions, keep?: (image: GlanceImage) => boolean): List<GlanceImage> {
    const query = { ...properties, ...filtersOf(options) };
    return this.#calls.list<GlanceImage>({ method: 'GET', path: '/images', query, operation: 'ListImages' }, 'images', options, { keep });
  }

  async #put(image: Ref, rest: string, source: BodySource, operation: string, options: UploadOptions): Promise<void> {
    const { sizeBytes } = options;
    const body = bodyOf(source, { length: sizeBytes });
    let path: string;
    try {
      path = pathOf(image, rest);
    } catch (error) {
      discardBody(body);
      throw error;
    }
    const size = sizeBytes ?? body.length;
    const headers = { 'Content-Type': 'application/octet-stream', ...(size === undefined ? {} : { 'x-openstack-image-size': String(size) }) };
    // Data is put once: the second time is 409.
    await this.#calls.empty({ method: 'PUT', path, headers, body, idempotent: false, operation }, options);
  }

  async #import(
    image: Ref,
    method: Readonly<Record<string, string>>,
    { stores, allStores, ...options }: CallOptions & { readonly stores?: readonly string[] | undefined; readonly allStores?: boolean | undefined },
  ): Promise<void> {
    const json = { method, ...(stores === undefined ? {} : { stores }), ...(allStores === undefined ? {} : { all_stores: allStores }) };
    await this.#calls.empty({ method: 'POST', path: pathOf(image, '/import'), json, operation: 'ImportImage' }, options);
  }
}
