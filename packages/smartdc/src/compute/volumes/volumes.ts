import {
  type CallOptions,
  CloudError,
  type CreateVolumeRequest,
  isCloudError,
  type ListDriverOptions,
  type Page,
  unexpectedBody,
  type Volume,
  type VolumeDriver,
} from '@portolan/core/driver';
import type { CloudapiClient } from '../../client.ts';
import { knownOptions } from '../../native-options.ts';
import { KEY_TAG, markTags } from '../servers/marks.ts';
import { toVolume } from './mapping.ts';
import * as requests from './requests.ts';
import type { CreateVolumeWire, VolumeSizeWire, VolumeWire } from './wire.ts';

/** `volumes.create({ native })` on this provider. */
export interface SmartdcVolumeOptions {
  /** Fabric networks of the account; default its default one. */
  readonly networks?: readonly string[] | undefined;
  readonly affinity?: readonly string[] | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** NFS shares on the account's fabric. Servers mount them when they are made (`native: { volumes }`), not later. */
export class SmartdcVolumes implements VolumeDriver {
  readonly #client: CloudapiClient;

  constructor(client: CloudapiClient) {
    this.#client = client;
  }

  async listPage(options: ListDriverOptions): Promise<Page<Volume>> {
    return { items: (await this.#all(options)).map(toVolume) };
  }

  async get(id: string, options: CallOptions): Promise<Volume> {
    return toVolume(await this.#client.json<VolumeWire>(requests.get(id), options));
  }

  /** There are a few sizes: the smallest that is big enough is taken. */
  async create(request: CreateVolumeRequest, options: CallOptions): Promise<Volume> {
    const { name, sizeMiB, locationId, snapshotId, type } = request;
    if (locationId !== undefined) throw refused('unsupported', 'a volume is made where the connection works: it takes no location');
    if (snapshotId !== undefined) throw refused('unsupported', 'volumes have no snapshots here to be made from');
    if (type !== undefined && type !== 'tritonnfs') throw refused('invalid-argument', `type: got ${JSON.stringify(type)}; there is "tritonnfs" alone`);
    const { tags, ...native } = knownOptions<SmartdcVolumeOptions>(request.native, KNOWN);
    const marked = { ...tags, ...markTags(request) };
    const body: CreateVolumeWire = {
      type: 'tritonnfs',
      name,
      size: await this.#sizeFor(sizeMiB, options),
      ...native,
      ...(Object.keys(marked).length === 0 ? {} : { tags: marked }),
    };
    return toVolume(await this.#client.json<VolumeWire>(requests.create(body), options));
  }

  async listByIdempotencyKey(key: string, options: CallOptions): Promise<readonly Volume[]> {
    const all = await this.#all(options);
    return all.filter((wire) => wire.tags?.[KEY_TAG] === key && wire.state !== 'deleting' && wire.state !== 'deleted').map((wire) => toVolume(wire));
  }

  async delete(id: string, options: CallOptions): Promise<void> {
    await this.#client.empty(requests.remove(id), options);
  }

  async #all(options: CallOptions): Promise<readonly VolumeWire[]> {
    const volumes = await known(() => this.#client.json<unknown>(requests.list(), options));
    if (!Array.isArray(volumes)) throw unexpectedBody('it is no list of volumes', {}, JSON.stringify(volumes));
    return volumes as readonly VolumeWire[];
  }

  async #sizeFor(sizeMiB: number, options: CallOptions): Promise<number> {
    const offered = await known(() => this.#client.json<unknown>(requests.sizes('tritonnfs'), options));
    if (!Array.isArray(offered)) throw unexpectedBody('it is no list of sizes', {}, JSON.stringify(offered));
    const sizes = (offered as readonly VolumeSizeWire[]).map(({ size }) => size).sort((a, b) => a - b);
    const fitting = sizes.find((size) => size >= sizeMiB);
    if (fitting !== undefined) return fitting;
    throw refused('invalid-argument', `sizeMiB: got ${sizeMiB}; the biggest volume to be had has ${sizes.at(-1) ?? 0} MiB`);
  }
}

/** Where the operator has not switched volumes on, their routes are unknown. */
async function known<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isCloudError(error, 'not-found')) throw error;
    throw new CloudError('unsupported', 'this data center has no volumes: its operator has not switched them on', {
      status: error.status,
      providerCode: error.providerCode,
      requestId: error.requestId,
      outcome: 'not-done',
      remedy: 'say so in the profile: lacks: [compute.volumes]',
      cause: error,
    });
  }
}

const KNOWN = ['networks', 'affinity', 'tags'] as const;

const refused = (code: 'unsupported' | 'invalid-argument', said: string): CloudError => new CloudError(code, said, { outcome: 'not-done' });
