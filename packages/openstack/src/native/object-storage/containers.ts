import { type CallOptions, isCloudError, type List } from '@portolan/core/driver';
import { containerPath } from '../../storage/objects/paths.ts';
import { given, type NameRef, nameOf } from '../refs.ts';
import { invalid, type ServiceCalls } from '../service-calls.ts';
import { type ContainerSettings, SETTING_META, settingHeaders, settingsOf } from './container-settings.ts';
import { CONTAINER_META, type Headers, type Metadata, metaHeaders, metaOf, numberOf, removeHeaders } from './header-values.ts';
import { listing, type SwiftListOptions } from './listing.ts';
import type { SwiftContainerRow, SwiftObjectRow } from './wire.ts';

export interface SwiftContainerInfo {
  readonly name: string;
  readonly objects: number;
  readonly bytes: number;
  readonly storagePolicy: string | undefined;
  readonly settings: ContainerSettings;
  /** One's own, without what is among the settings. */
  readonly metadata: Metadata;
  /** The answer's headers. */
  readonly raw: Headers;
}

export interface ContainerWrite {
  readonly settings?: ContainerSettings | undefined;
  /** Added to what is there. */
  readonly metadata?: Metadata | undefined;
}

export interface CreateContainerSpec extends ContainerWrite {
  /** Cannot be changed later. Default: the cloud's. */
  readonly storagePolicy?: string | undefined;
}

/** Removes objects of a container: all, or all in a listing. */
export type RemoveObjects = (container: string, names: readonly string[], options: CallOptions) => Promise<void>;

const ROUNDS = 5;

export const pathOf = (container: NameRef): string => {
  const name = nameOf(container, 'container');
  if (name.includes('/')) throw invalid(`container: got ${JSON.stringify(name)}, a name has no slash`);
  return containerPath(name);
};

/** Containers, with all that their headers say. */
export class SwiftContainers {
  readonly #calls: ServiceCalls;
  readonly #remove: RemoveObjects;

  constructor(calls: ServiceCalls, remove: RemoveObjects) {
    this.#calls = calls;
    this.#remove = remove;
  }

  /** For `settings.readAcl`: everybody may read; with listings also see what there is. */
  publicRead(options: { readonly listings?: boolean | undefined } = {}): string {
    return options.listings === true ? '.r:*,.rlistings' : '.r:*';
  }

  list(options: SwiftListOptions = {}): List<SwiftContainerRow> {
    return listing<SwiftContainerRow>(this.#calls, { method: 'GET', path: '', operation: 'ListContainers' }, options);
  }

  async get(container: NameRef, options: CallOptions = {}): Promise<SwiftContainerInfo> {
    const { headers } = await this.#calls.empty({ method: 'HEAD', path: pathOf(container), headers: { Accept: '*/*' }, operation: 'HeadContainer' }, options);
    return {
      name: nameOf(container, 'container'),
      objects: numberOf(headers, 'x-container-object-count') ?? 0,
      bytes: numberOf(headers, 'x-container-bytes-used') ?? 0,
      storagePolicy: headers['x-storage-policy'],
      settings: settingsOf(headers),
      metadata: metaOf(CONTAINER_META, headers, SETTING_META),
      raw: headers,
    };
  }

  async exists(container: NameRef, options: CallOptions = {}): Promise<boolean> {
    return (await this.#calls.maybe(() => this.get(container, options))) !== undefined;
  }

  /** `created: false`: it was there, and what is given was added to it. */
  async create(name: string, spec: CreateContainerSpec = {}, options: CallOptions = {}): Promise<{ readonly created: boolean }> {
    const headers = { ...headersOf(spec), ...(spec.storagePolicy === undefined ? {} : { 'X-Storage-Policy': spec.storagePolicy }) };
    const { status } = await this.#calls.empty({ method: 'PUT', path: pathOf(name), headers, operation: 'PutContainer' }, options);
    return { created: status === 201 };
  }

  /** What is not named stays. */
  async update(container: NameRef, change: ContainerWrite, options: CallOptions = {}): Promise<void> {
    await this.#post(container, headersOf(change), options);
  }

  /** These and no others. */
  async setMetadata(container: NameRef, metadata: Metadata, options: CallOptions = {}): Promise<void> {
    const wanted = metaHeaders(CONTAINER_META, metadata);
    const kept = new Set(Object.keys(wanted).map((name) => name.toLowerCase()));
    const { metadata: there } = await this.get(container, options);
    const gone = Object.keys(there).filter(
      (name) => !Object.keys(metaHeaders(CONTAINER_META, { [name]: '' })).some((header) => kept.has(header.toLowerCase())),
    );
    await this.#post(container, { ...removeHeaders(CONTAINER_META, gone), ...wanted }, options);
  }

  /** These names; all without names. */
  async deleteMetadata(container: NameRef, names?: readonly string[], options: CallOptions = {}): Promise<void> {
    const gone = names ?? Object.keys((await this.get(container, options)).metadata);
    if (gone.length > 0) await this.#post(container, removeHeaders(CONTAINER_META, gone), options);
  }

  /** Absent is success. `objects`: empty it first; segments of large objects, which are in other containers, stay. */
  async delete(container: NameRef, options: CallOptions & { readonly objects?: boolean | undefined } = {}): Promise<void> {
    const call = { method: 'DELETE', path: pathOf(container), accept: [404], operation: 'DeleteContainer' } as const;
    for (let round = 1; ; round += 1) {
      if (options.objects === true) await this.empty(container, options);
      try {
        await this.#calls.empty(call, options);
        return;
      } catch (error) {
        // A listing may be behind what is there.
        if (options.objects !== true || round === ROUNDS || !isCloudError(error, 'conflict')) throw error;
        await this.#calls.clock.sleep(500 * round, options.signal);
      }
    }
  }

  /** Deletes every object. Absent is success; older versions stay. */
  async empty(container: NameRef, options: CallOptions = {}): Promise<void> {
    const name = given(nameOf(container, 'container'), 'container');
    const rows = listing<SwiftObjectRow>(this.#calls, { method: 'GET', path: pathOf(container), operation: 'ListObjects' }, options);
    try {
      for await (const page of rows.pages()) {
        const names = page.flatMap((row) => row.name ?? []);
        if (names.length > 0) await this.#remove(name, names, options);
      }
    } catch (error) {
      if (!isCloudError(error, 'not-found')) throw error;
    }
  }

  async #post(container: NameRef, headers: Headers, options: CallOptions): Promise<void> {
    await this.#calls.empty({ method: 'POST', path: pathOf(container), headers, idempotent: true, operation: 'PostContainer' }, options);
  }
}

const headersOf = ({ settings, metadata }: ContainerWrite): Record<string, string> => ({
  ...(metadata === undefined ? {} : metaHeaders(CONTAINER_META, metadata)),
  ...(settings === undefined ? {} : settingHeaders(settings)),
});
