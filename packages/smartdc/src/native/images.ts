import { encodePathSegment, type List, type Ref } from '@portolan/core/driver';
import type { CloudapiRequest } from '../client.ts';
import type { ImageWire } from '../compute/images/images.ts';
import * as requests from '../compute/images/images.ts';
import { type Calls, type NativeCreateOptions, type NativeListOptions, type NativeOptions, type NativeWaitOptions, refId } from './calls.ts';

/** Filters of the server. Source: sdc-cloudapi docs "ListImages". Without `state` only active ones are listed. */
export interface ListImagesOptions extends NativeListOptions {
  readonly name?: string | undefined;
  readonly version?: string | undefined;
  readonly os?: string | undefined;
  readonly public?: boolean | undefined;
  readonly state?: 'active' | 'unactivated' | 'disabled' | 'creating' | 'failed' | 'all' | undefined;
  readonly owner?: string | undefined;
  readonly type?: string | undefined;
}

export interface ImageFields {
  readonly description?: string | undefined;
  readonly homepage?: string | undefined;
  readonly eula?: string | undefined;
  /** Uuids of the accounts that may use it. */
  readonly acl?: readonly string[] | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

export interface CreateImageFields extends ImageFields {
  readonly name: string;
  readonly version: string;
}

export interface UpdateImageFields extends ImageFields {
  readonly name?: string | undefined;
  readonly version?: string | undefined;
}

/** Source: sdc-cloudapi docs "ExportImage". */
export interface ExportedImageWire {
  readonly manta_url: string;
  readonly image_path: string;
  readonly manifest_path: string;
}

const action = (id: string, name: string, operation: string, more: Pick<CloudapiRequest, 'body' | 'idempotent' | 'query'> = {}): CloudapiRequest => ({
  operation,
  method: 'POST',
  path: `/images/${encodePathSegment(id)}`,
  body: more.body,
  idempotent: more.idempotent,
  query: { action: name, ...(more.query as Readonly<Record<string, string>> | undefined) },
});

/** Called datasets before 8.0. */
export class NativeImages {
  readonly #calls: Calls;

  constructor(calls: Calls) {
    this.#calls = calls;
  }

  list(options: ListImagesOptions = {}): List<ImageWire> {
    const { name, version, os, public: isPublic, state, owner, type } = options;
    return this.#calls.list<ImageWire>({ ...requests.list(name), query: { name, version, os, public: isPublic, state, owner, type } }, options, [
      'name',
      'description',
    ]);
  }

  async get(image: Ref, options: NativeOptions = {}): Promise<ImageWire> {
    return this.#calls.json<ImageWire>(requests.get(refId(image, 'image')), options);
  }

  /** The machine should be stopped and prepared. The image is `creating` at first: see `pollUntilActive`. */
  async createFromMachine(machine: Ref, fields: CreateImageFields, options: NativeCreateOptions = {}): Promise<ImageWire> {
    const request = requests.create(refId(machine, 'machine'), fields.name, {});
    return this.#calls.json<ImageWire>({ ...request, body: { ...(request.body as object), ...fields } }, options);
  }

  async update(image: Ref, fields: UpdateImageFields, options: NativeOptions = {}): Promise<ImageWire> {
    return this.#calls.json<ImageWire>(action(refId(image, 'image'), 'update', 'UpdateImage', { body: fields, idempotent: true }), options);
  }

  /** Lets these accounts (uuids) use it, besides those that may already. */
  async share(image: Ref, accounts: readonly string[], options: NativeOptions = {}): Promise<ImageWire> {
    const { acl = [] } = await this.get(image, options);
    return this.update(image, { acl: [...new Set([...acl, ...accounts])] }, options);
  }

  async unshare(image: Ref, accounts: readonly string[], options: NativeOptions = {}): Promise<ImageWire> {
    const { acl = [] } = await this.get(image, options);
    return this.update(image, { acl: acl.filter((account) => !accounts.includes(account)) }, options);
  }

  /** A copy of one's own of an image that is only shared. Code 9.1 and later. */
  async clone(image: Ref, options: NativeOptions = {}): Promise<ImageWire> {
    return this.#calls.json<ImageWire>(action(refId(image, 'image'), 'clone', 'CloneImage'), options);
  }

  /** Writes image and manifest to a Manta directory of the account. */
  async export(image: Ref, mantaPath: string, options: NativeOptions = {}): Promise<ExportedImageWire> {
    const request = action(refId(image, 'image'), 'export', 'ExportImage', { query: { manta_path: mantaPath } });
    return this.#calls.json<ExportedImageWire>(request, options);
  }

  /** Copies an image of one's own from another data center into this one. Waits on the server until it is done. Code 9.2 and later. */
  async importFromDatacenter(image: Ref, datacenter: string, options: NativeOptions = {}): Promise<ImageWire> {
    const query = { action: 'import-from-datacenter', datacenter, id: refId(image, 'image') };
    return this.#calls.json<ImageWire>({ operation: 'ImportImageFromDatacenter', method: 'POST', path: '/images', query }, options);
  }

  /** Absent is success. */
  async delete(image: Ref, options: NativeOptions = {}): Promise<void> {
    await this.#calls.empty(requests.remove(refId(image, 'image')), options);
  }

  /** Until an image that is being made can be used. Ends at once when making it failed. */
  async pollUntilActive(image: Ref, options: NativeWaitOptions = {}): Promise<ImageWire> {
    const id = refId(image, 'image');
    return this.#calls.wait(
      (each) => this.get(id, each),
      (seen) => seen.state === 'active',
      options,
      {
        target: id,
        what: 'the image to be active',
        describe: (seen) => seen.state ?? 'no state',
        hopeless: ({ state, error }) =>
          state === 'failed' || state === 'disabled' ? `it is ${state}${error === undefined ? '' : ` (${error.code}: ${error.message})`}` : undefined,
      },
    );
  }
}
