import {
  type CallOptions,
  CloudError,
  type CreateVolumeRequest,
  type ListDriverOptions,
  type Page,
  type Volume,
  type VolumeDriver,
} from '@portolan/core/driver';
import { conflict } from '../../errors.ts';
import { lookUp, type MemoryContext, withKey } from '../../memory-context.ts';
import { HOME } from '../../seed.ts';
import type { StoredVolume } from '../../store.ts';

export class MemoryVolumes implements VolumeDriver {
  readonly #context: MemoryContext;

  constructor(context: MemoryContext) {
    this.#context = context;
  }

  async listPage(options: ListDriverOptions, cursor?: string): Promise<Page<Volume>> {
    const entries = [...this.#context.store.volumes].filter(([, volume]) => this.#context.state(volume) !== 'deleted');
    return this.#context.page(
      entries.map(([id, volume]) => [id, this.#toVolume(volume)] as const),
      options,
      cursor,
    );
  }

  async get(id: string, options: CallOptions): Promise<Volume> {
    return this.#toVolume(this.#find(id, options));
  }

  async create(request: CreateVolumeRequest, options: CallOptions): Promise<Volume> {
    options.signal?.throwIfAborted();
    const { store } = this.#context;
    const made = withKey(store.volumes, request.idempotencyKey);
    if (made !== undefined) return this.#toVolume(made);
    const snapshot = request.snapshotId === undefined ? undefined : lookUp(store.snapshots, request.snapshotId, 'snapshot', options);
    if (snapshot !== undefined && snapshot.sizeMiB > request.sizeMiB)
      throw new CloudError('invalid-argument', `sizeMiB: the snapshot has ${snapshot.sizeMiB}`, { outcome: 'not-done' });
    const volume: StoredVolume = {
      id: store.id('volume'),
      name: request.name,
      state: this.#context.moving('pending', 'available'),
      sizeMiB: request.sizeMiB,
      createdAt: this.#context.now(),
      locationId: request.locationId ?? HOME,
      attachments: [],
      idempotencyKey: request.idempotencyKey,
      owner: request.owner,
    };
    store.volumes.set(volume.id, volume);
    return this.#toVolume(volume);
  }

  async extend(id: string, sizeMiB: number, options: CallOptions): Promise<void> {
    const volume = this.#find(id, options);
    if (sizeMiB < volume.sizeMiB) throw new CloudError('invalid-argument', `sizeMiB: it has ${volume.sizeMiB}; volumes only grow`, { outcome: 'not-done' });
    volume.sizeMiB = sizeMiB;
  }

  async attach(id: string, serverId: string, device: string | undefined, options: CallOptions): Promise<void> {
    const volume = this.#find(id, options);
    lookUp(this.#context.store.servers, serverId, 'server', options);
    if (volume.attachments.some((attachment) => attachment.serverId === serverId)) return;
    if (this.#context.state(volume) !== 'available') throw conflict(`the volume is ${this.#context.state(volume)}`);
    volume.attachments = [{ serverId, device: device ?? '/dev/vdb' }];
    volume.state = this.#context.moving('pending', 'in-use');
  }

  async detach(id: string, serverId: string | undefined, options: CallOptions): Promise<void> {
    const volume = this.#find(id, options);
    const left = volume.attachments.filter((attachment) => serverId !== undefined && attachment.serverId !== serverId);
    if (left.length === volume.attachments.length) return;
    volume.attachments = left;
    if (left.length === 0) volume.state = this.#context.moving('pending', 'available');
  }

  async delete(id: string, options: CallOptions): Promise<void> {
    options.signal?.throwIfAborted();
    const volume = this.#context.store.volumes.get(id);
    if (volume === undefined || volume.state.next?.state === 'deleted' || this.#context.state(volume) === 'deleted') return;
    if (volume.attachments.length > 0) throw conflict('the volume is attached');
    volume.state = this.#context.moving('deleting', 'deleted');
  }

  #find(id: string, options: CallOptions): StoredVolume {
    const volume = lookUp(this.#context.store.volumes, id, 'volume', options);
    return this.#context.state(volume) === 'deleted' ? lookUp(new Map<string, StoredVolume>(), id, 'volume', options) : volume;
  }

  #toVolume(volume: StoredVolume): Volume {
    const state = this.#context.state(volume);
    const { id, name, sizeMiB, createdAt, locationId, attachments, owner } = volume;
    return { id, name, state, nativeState: state, sizeMiB, createdAt, owner, locationId, attachments, raw: volume };
  }
}
