import type { CallOptions, CreateSnapshotRequest, ListSnapshotsDriverOptions, Page, Snapshot, SnapshotDriver } from '@portolan/core/driver';
import { lookUp, type MemoryContext, withKey } from '../../memory-context.ts';
import type { StoredSnapshot } from '../../store.ts';

export class MemorySnapshots implements SnapshotDriver {
  readonly #context: MemoryContext;

  constructor(context: MemoryContext) {
    this.#context = context;
  }

  async listPage(options: ListSnapshotsDriverOptions, cursor?: string): Promise<Page<Snapshot>> {
    const { source } = options;
    const entries = [...this.#context.store.snapshots].filter(
      ([, snapshot]) => source === undefined || (snapshot.of === source.of && snapshot.sourceId === source.id),
    );
    return this.#context.page(
      entries.map(([id, snapshot]) => [id, this.#toSnapshot(snapshot)] as const),
      options,
      cursor,
    );
  }

  async get(id: string, options: CallOptions): Promise<Snapshot> {
    return this.#toSnapshot(lookUp(this.#context.store.snapshots, id, 'snapshot', options));
  }

  async create({ source, name, idempotencyKey, owner }: CreateSnapshotRequest, options: CallOptions): Promise<Snapshot> {
    const { store } = this.#context;
    const kept =
      source.of === 'server'
        ? { imageId: lookUp(store.servers, source.id, 'server', options).imageId }
        : { sizeMiB: lookUp(store.volumes, source.id, 'volume', options).sizeMiB };
    const made = withKey(store.snapshots, idempotencyKey);
    if (made !== undefined) return this.#toSnapshot(made);
    const snapshot: StoredSnapshot = {
      id: store.id('snapshot'),
      name,
      state: this.#context.moving('pending', 'available'),
      of: source.of,
      sourceId: source.id,
      sizeMiB: kept.sizeMiB ?? 0,
      createdAt: this.#context.now(),
      idempotencyKey,
      owner,
      kept,
    };
    store.snapshots.set(snapshot.id, snapshot);
    return this.#toSnapshot(snapshot);
  }

  async restore(id: string, options: CallOptions): Promise<void> {
    const { store } = this.#context;
    const { of, sourceId, kept } = lookUp(store.snapshots, id, 'snapshot', options);
    if (of === 'server') {
      const server = lookUp(store.servers, sourceId, 'server', options);
      server.imageId = kept.imageId ?? server.imageId;
      server.state = this.#context.moving('pending', 'running');
    } else {
      const volume = lookUp(store.volumes, sourceId, 'volume', options);
      volume.sizeMiB = kept.sizeMiB ?? volume.sizeMiB;
    }
  }

  async delete(id: string, options: CallOptions): Promise<void> {
    options.signal?.throwIfAborted();
    this.#context.store.snapshots.delete(id);
  }

  #toSnapshot(snapshot: StoredSnapshot): Snapshot {
    const state = this.#context.state(snapshot);
    const { id, name, of, sourceId, sizeMiB, createdAt, owner } = snapshot;
    return { id, name, state, nativeState: state, of, sourceId, sizeMiB, createdAt, owner, raw: snapshot };
  }
}
