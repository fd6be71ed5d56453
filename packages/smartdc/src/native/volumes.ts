import { isCloudError, type List, type Ref } from '@portolan/core/driver';
import * as requests from '../compute/volumes/requests.ts';
import type { CreateVolumeWire, VolumeSizeWire, VolumeWire } from '../compute/volumes/wire.ts';
import { type Calls, type NativeListOptions, type NativeOptions, type NativeWaitOptions, refId } from './calls.ts';

/** Filters of the server. */
export interface ListVolumesOptions extends NativeListOptions {
  /** May hold `*`. */
  readonly name?: string | undefined;
  readonly size?: number | undefined;
  /** `failed` ones are shown when asked for. */
  readonly state?: string | undefined;
  readonly type?: string | undefined;
  /** VOLAPI's own language, as JSON. */
  readonly predicate?: string | undefined;
}

/** NFS shares on the account's fabric. Containers mount them when they are created: `machines.create({ volumes })`. */
export class NativeVolumes {
  readonly #calls: Calls;

  constructor(calls: Calls) {
    this.#calls = calls;
  }

  list(options: ListVolumesOptions = {}): List<VolumeWire> {
    const { name, size, state, type, predicate } = options;
    return this.#calls.list<VolumeWire>(requests.list({ name, size, state, type, predicate }), options, ['name', 'tags']);
  }

  async get(volume: Ref, options: NativeOptions = {}): Promise<VolumeWire> {
    return this.#calls.json<VolumeWire>(requests.get(refId(volume, 'volume')), options);
  }

  async create(fields: Omit<CreateVolumeWire, 'type'> & Partial<Pick<CreateVolumeWire, 'type'>>, options: NativeOptions = {}): Promise<VolumeWire> {
    return this.#calls.json<VolumeWire>(requests.create({ type: 'tritonnfs', ...fields }), options);
  }

  async rename(volume: Ref, name: string, options: NativeOptions = {}): Promise<VolumeWire | undefined> {
    // 200 with the volume; the documentation says 204.
    return (await this.#calls.answer(requests.update(refId(volume, 'volume'), name), options)).body as VolumeWire | undefined;
  }

  /** A job. Absent is success; one that is mounted is refused. */
  async delete(volume: Ref, options: NativeOptions = {}): Promise<void> {
    await this.#calls.empty(requests.remove(refId(volume, 'volume')), options);
  }

  /** Sizes on offer. */
  sizes(options: NativeListOptions & { readonly type?: string | undefined } = {}): List<VolumeSizeWire> {
    return this.#calls.list<VolumeSizeWire>(requests.sizes(options.type), options, ['type']);
  }

  async pollUntilReady(volume: Ref, options: NativeWaitOptions = {}): Promise<VolumeWire> {
    return this.#calls.wait(
      (each) => this.get(volume, each),
      (seen) => seen.state === 'ready',
      options,
      {
        target: refId(volume, 'volume'),
        what: 'the volume to be ready',
        describe: (seen) => seen.state,
        hopeless: ({ state }) => (state === 'ready' || state === 'creating' ? undefined : `it is ${state}`),
      },
    );
  }

  async pollUntilDeleted(volume: Ref, options: NativeWaitOptions = {}): Promise<void> {
    const look = async (each: NativeOptions): Promise<VolumeWire | undefined> => {
      try {
        return await this.get(volume, each);
      } catch (error) {
        if (isCloudError(error, 'not-found')) return undefined;
        throw error;
      }
    };
    await this.#calls.wait(look, (seen) => seen === undefined || seen.state === 'deleted', options, {
      target: refId(volume, 'volume'),
      what: 'the volume to be gone',
      describe: (seen) => seen?.state ?? 'absent',
      hopeless: (seen) => (seen?.state === 'failed' ? 'deleting it failed' : undefined),
    });
  }
}
