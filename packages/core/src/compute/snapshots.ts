import type { CallOptions } from '../call-options.ts';
import { describe, type GroupContext } from '../group.ts';
import { List } from '../paging/list.ts';
import type { PageOptions } from '../paging/page.ts';
import type { Ref, WaitOptions } from '../refs.ts';
import type { CreateSnapshotRequest, SnapshotDriver, SnapshotSource } from './compute-driver.ts';
import type { Snapshot } from './compute-types.ts';
import { type BulkDeleteOptions, type BulkDeleteResult, MarkedGroup } from './marked-group.ts';
import type { Marks } from './marks.ts';
import { type CreatePlan, planCreate } from './plan-create.ts';
import { waitForThings } from './wait-for-things.ts';

/** A snapshot is of a server or of a volume: which, the call says. */
export type SnapshotOf = { readonly server: Ref } | { readonly volume: Ref };

export interface ListSnapshotsOptions extends CallOptions, PageOptions {
  readonly of?: SnapshotOf | undefined;
  /** Only what was made with this owner. Where `owner` is declared. */
  readonly owner?: string | undefined;
}

export interface CreateSnapshotOptions extends CallOptions, Marks {
  readonly name: string;
  /** The name is the key: one of this name, of this very server or volume, is returned instead of making another, whatever failed before.
   * Default false. An `idempotencyKey` finds it by itself, and goes before the name. */
  readonly once?: boolean | undefined;
}

/** States of servers or volumes, kept. */
export class Snapshots extends MarkedGroup<SnapshotDriver> {
  constructor(context: GroupContext, driver: SnapshotDriver | undefined) {
    super(context, 'compute.snapshots', driver);
  }

  list(options: ListSnapshotsOptions = {}): List<Snapshot> {
    const source = options.of === undefined ? undefined : this.#source(options.of, 'list');
    const driver = this.requireList(options.owner, ...feature(source));
    return new List<Snapshot>({
      context: { provider: this.context.provider, operation: this.operation('list') },
      signal: options.signal,
      fetch: (cursor, signal) => driver.listPage({ signal, timeoutMs: options.timeoutMs, pageSize: options.pageSize, owner: options.owner, source }, cursor),
      keep: (item) =>
        (source === undefined || (item.of === source.of && item.sourceId === source.id)) && (options.owner === undefined || item.owner === options.owner),
    });
  }

  async get(snapshot: Ref, options: CallOptions = {}): Promise<Snapshot> {
    const driver = this.require('get');
    const id = this.idOf(snapshot, 'get', 'snapshot');
    return this.run('get', id, options.signal, () => driver.get(id, options));
  }

  async create(of: SnapshotOf, options: CreateSnapshotOptions): Promise<Snapshot> {
    const request = this.#request(of, options);
    const driver = this.require('create');
    return this.run('create', request.source.id, options.signal, () => this.#createOnce(driver, request, options.once, options));
  }

  /** What `create` would send, and that it would send nothing where the key, or `once`, finds a snapshot. Nothing is made; what has to be read for it is read. */
  async plan(of: SnapshotOf, options: CreateSnapshotOptions): Promise<CreatePlan<Snapshot>> {
    const driver = this.require('plan', 'plan');
    const request = this.#request(of, options);
    return this.run('plan', request.source.id, options.signal, () => planCreate(options, (call) => this.#createOnce(driver, request, options.once, call)));
  }

  /** Puts the server or volume back to what it was then; what came after is lost. */
  async restore(snapshot: Ref, options: CallOptions = {}): Promise<void> {
    const driver = this.require('restore', 'restore');
    const id = this.idOf(snapshot, 'restore', 'snapshot');
    await this.run('restore', id, options.signal, () => this.method(driver, 'restore', 'restore')(id, options));
  }

  /** Be gone: absent is success. */
  async delete(snapshot: Ref, options: CallOptions = {}): Promise<void> {
    const driver = this.require('delete', 'delete');
    const id = this.idOf(snapshot, 'delete', 'snapshot');
    await this.run('delete', id, options.signal, () => this.method(driver, 'delete', 'delete')(id, options));
  }

  /** All of these be gone; one that fails does not stop the others. */
  async deleteMany(snapshots: readonly Ref[], options: BulkDeleteOptions = {}): Promise<BulkDeleteResult> {
    this.require('deleteMany', 'delete');
    return this.deleteEach('deleteMany', 'delete', snapshots, 'snapshot', options, (id, call) => this.delete(id, call));
  }

  /** Waits until it is, or all of many are, `available` or `deleted` (gone), with one look for all; `error` ends the wait. */
  async waitUntil(snapshot: Ref, state: 'available', options?: WaitOptions): Promise<Snapshot>;
  async waitUntil(snapshot: Ref, state: 'deleted', options?: WaitOptions): Promise<undefined>;
  async waitUntil(snapshots: readonly Ref[], state: 'available', options?: WaitOptions): Promise<readonly Snapshot[]>;
  async waitUntil(snapshots: readonly Ref[], state: 'deleted', options?: WaitOptions): Promise<readonly undefined[]>;
  async waitUntil(target: Ref | readonly Ref[], state: 'available' | 'deleted', options: WaitOptions = {}): Promise<unknown> {
    const driver = this.require('waitUntil');
    const { refs, ids, many } = this.refsOf(target, 'waitUntil', 'snapshot');
    if (!['available', 'deleted'].includes(state)) throw this.invalid('waitUntil', `state: got ${describe(state)}, expected available or deleted`, ids[0]);
    const operation = this.operation('waitUntil');
    const snapshots = await this.run('waitUntil', many ? undefined : ids[0], options.signal, () =>
      waitForThings<Snapshot>(this.context, operation, driver, refs, ids, [state], options),
    );
    return many ? snapshots : snapshots[0];
  }

  #request(of: SnapshotOf, { name, idempotencyKey, owner }: CreateSnapshotOptions): CreateSnapshotRequest {
    const source = this.#source(of, 'create');
    this.requireMarked('create', { idempotencyKey, owner }, name, ...feature(source));
    return { source, name: this.nameOf(name, 'create'), idempotencyKey, owner };
  }

  #createOnce(driver: SnapshotDriver, request: CreateSnapshotRequest, once: boolean | undefined, { signal, timeoutMs }: CallOptions): Promise<Snapshot> {
    const { source, name, idempotencyKey } = request;
    const options = { signal, timeoutMs };
    const byName = async (): Promise<Snapshot[]> => {
      const of = source.of === 'server' ? { server: source.id } : { volume: source.id };
      const found = await this.list({ ...options, of }).toArray();
      return found.filter((snapshot) => snapshot.name === name && snapshot.state !== 'deleting' && snapshot.state !== 'error');
    };
    return this.makeOnce<Snapshot>({
      create: () => this.method(driver, 'create', 'create')(request, options),
      remove: driver.delete?.bind(driver),
      what: 'snapshot',
      options,
      ...(idempotencyKey === undefined
        ? { key: once === true ? name : undefined, kind: 'mark', find: byName }
        : {
            key: idempotencyKey,
            kind: this.context.capabilities.compute?.snapshots?.idempotencyKey,
            find:
              driver.listByIdempotencyKey === undefined ? undefined : (key, given) => this.method(driver, 'create', 'listByIdempotencyKey')(key, source, given),
          }),
    });
  }

  #source(of: SnapshotOf, operation: string): SnapshotSource {
    if (typeof of !== 'object' || of === null) throw this.invalid(operation, `got ${describe(of)}, expected { server } or { volume }`);
    if ('server' in of) return { of: 'server', id: this.idOf(of.server, operation, 'server') };
    if ('volume' in of) return { of: 'volume', id: this.idOf(of.volume, operation, 'volume') };
    throw this.invalid(operation, 'expected { server } or { volume }');
  }
}

const feature = (source: SnapshotSource | undefined): readonly string[] => (source === undefined ? [] : [source.of === 'server' ? 'ofServers' : 'ofVolumes']);
