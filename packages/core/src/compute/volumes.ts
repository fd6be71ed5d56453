import type { CallOptions } from '../call-options.ts';
import { isCloudError } from '../errors/cloud-error.ts';
import { describe, type GroupContext } from '../group.ts';
import { List } from '../paging/list.ts';
import type { PageOptions } from '../paging/page.ts';
import type { Ref, WaitOptions } from '../refs.ts';
import { SCOPE_PATIENCE_MS, type Scoped, type ScopedThing, scoped, scopedWhenReady } from '../scoped.ts';
import { awaitedStates } from '../waiting/awaited-states.ts';
import type { CreateVolumeRequest, VolumeDriver } from './compute-driver.ts';
import type { Volume } from './compute-types.ts';
import { type BulkDeleteOptions, type BulkDeleteResult, MarkedGroup } from './marked-group.ts';
import type { Marks } from './marks.ts';
import { type CreatePlan, planCreate } from './plan-create.ts';
import { waitForThings } from './wait-for-things.ts';

/** In which a volume stays by itself. */
const RESTING = ['available', 'in-use'] as const;
export type RestingVolumeState = (typeof RESTING)[number];

export interface ListVolumesOptions extends CallOptions, PageOptions {
  readonly name?: string | undefined;
  /** Only what was made with this owner. Where `owner` is declared. */
  readonly owner?: string | undefined;
}

export interface CreateVolumeSpec {
  readonly name: string;
  /** Clouds round up to their own step (1 GiB mostly): the result says what it became. */
  readonly sizeMiB: number;
  readonly location?: Ref | undefined;
  readonly snapshot?: Ref | undefined;
  /** The provider's own volume type. */
  readonly type?: string | undefined;
  readonly native?: unknown;
}

/** The same key never makes two volumes; `owner` is for `cloud.sweep`. */
export interface CreateVolumeOptions extends CallOptions, Marks {}

export interface UsingVolumeOptions extends CreateVolumeOptions {
  /** How long to wait for `available`; `false`: it is returned as soon as the provider accepted. */
  readonly wait?: Omit<WaitOptions, 'signal'> | false | undefined;
}

export interface AttachVolumeOptions extends CallOptions {
  /** A wish: `/dev/vdb`. */
  readonly device?: string | undefined;
}

export interface DetachVolumeOptions extends CallOptions {
  /** From this server; from all when absent. */
  readonly server?: Ref | undefined;
}

/** Disks that live on their own. */
export class Volumes extends MarkedGroup<VolumeDriver> {
  constructor(context: GroupContext, driver: VolumeDriver | undefined) {
    super(context, 'compute.volumes', driver);
  }

  list(options: ListVolumesOptions = {}): List<Volume> {
    const driver = this.requireList(options.owner);
    return new List<Volume>({
      context: { provider: this.context.provider, operation: this.operation('list') },
      signal: options.signal,
      fetch: (cursor, signal) => driver.listPage({ ...options, signal }, cursor),
      keep: ({ name, owner }) => (options.name === undefined || name === options.name) && (options.owner === undefined || owner === options.owner),
    });
  }

  async get(volume: Ref, options: CallOptions = {}): Promise<Volume> {
    const driver = this.require('get');
    const id = this.idOf(volume, 'get', 'volume');
    return this.run('get', id, options.signal, () => driver.get(id, options));
  }

  /** Returns as soon as the provider accepted: wait for `available`. */
  async create(spec: CreateVolumeSpec, options: CreateVolumeOptions = {}): Promise<Volume> {
    const driver = this.require('create', 'create');
    const request = this.#request(spec, options);
    return this.run('create', request.name, options.signal, () => this.#createOnce(driver, request, options));
  }

  /** What `create` would send, and that it would send nothing where the key finds a volume. Nothing is made; what has to be read for it is read. */
  async plan(spec: CreateVolumeSpec, options: CreateVolumeOptions = {}): Promise<CreatePlan<Volume>> {
    const driver = this.require('plan', 'create', 'plan');
    const request = this.#request(spec, options);
    return this.run('plan', request.name, options.signal, () => planCreate(options, (call) => this.#createOnce(driver, request, call)));
  }

  /**
   * A volume for a while: made, waited for until it is `available`, and deleted when the scope is left: `await using volume = await volumes.using(spec)`.
   * A server that has it, and that a scope inside of this one held, is waited for. One that cannot be deleted is named in `error.leftover`.
   */
  async using(spec: CreateVolumeSpec, options: UsingVolumeOptions = {}): Promise<Scoped<Volume>> {
    this.require('using', 'create', 'delete');
    const { wait, ...create } = options;
    const made = await this.create(spec, create);
    const thing: ScopedThing = { kind: 'volume', id: made.id, remove: (id, call) => this.#deleteWhenFree(id, call) };
    return wait === false ? scoped(made, thing) : scopedWhenReady(thing, () => this.waitUntil(made, 'available', { signal: options.signal, ...wait }));
  }

  /** Makes it bigger; clouds cannot make it smaller (`invalid-argument`). */
  async extend(volume: Ref, sizeMiB: number, options: CallOptions = {}): Promise<void> {
    const driver = this.require('extend', 'extend');
    const id = this.idOf(volume, 'extend', 'volume');
    this.#checkSize(sizeMiB, 'extend', id);
    await this.run('extend', id, options.signal, () => this.method(driver, 'extend', 'extend')(id, sizeMiB, options));
  }

  /** Returns when the provider accepted: wait for `in-use`. Attached to this server already, or on its way there, is success. */
  async attach(volume: Ref, server: Ref, options: AttachVolumeOptions = {}): Promise<void> {
    const driver = this.require('attach', 'attach');
    const id = this.idOf(volume, 'attach', 'volume');
    const serverId = this.idOf(server, 'attach', 'server');
    await this.run('attach', id, options.signal, () => this.method(driver, 'attach', 'attach')(id, serverId, options.device, options));
  }

  /** Not attached is success. Wait for `available`. */
  async detach(volume: Ref, options: DetachVolumeOptions = {}): Promise<void> {
    const driver = this.require('detach', 'detach');
    const id = this.idOf(volume, 'detach', 'volume');
    const serverId = options.server === undefined ? undefined : this.idOf(options.server, 'detach', 'server');
    await this.run('detach', id, options.signal, () => this.method(driver, 'detach', 'detach')(id, serverId, options));
  }

  /** Be gone: absent is success. Attached: `conflict`. */
  async delete(volume: Ref, options: CallOptions = {}): Promise<void> {
    const driver = this.require('delete', 'delete');
    const id = this.idOf(volume, 'delete', 'volume');
    await this.run('delete', id, options.signal, () => this.method(driver, 'delete', 'delete')(id, options));
  }

  /** All of these be gone; one that fails does not stop the others. */
  async deleteMany(volumes: readonly Ref[], options: BulkDeleteOptions = {}): Promise<BulkDeleteResult> {
    this.require('deleteMany', 'delete');
    return this.deleteEach('deleteMany', 'delete', volumes, 'volume', options, (id, call) => this.delete(id, call));
  }

  /**
   * Waits until it is, or all of many are, `available`, `in-use` or `deleted`, with one look for all; `error` ends the wait.
   * `['available', 'in-use']`: made, and whoever has it meanwhile.
   */
  async waitUntil(volume: Ref, state: RestingVolumeState | readonly RestingVolumeState[], options?: WaitOptions): Promise<Volume>;
  async waitUntil(volume: Ref, state: 'deleted', options?: WaitOptions): Promise<undefined>;
  async waitUntil(volumes: readonly Ref[], state: RestingVolumeState | readonly RestingVolumeState[], options?: WaitOptions): Promise<readonly Volume[]>;
  async waitUntil(volumes: readonly Ref[], state: 'deleted', options?: WaitOptions): Promise<readonly undefined[]>;
  async waitUntil(
    target: Ref | readonly Ref[],
    state: RestingVolumeState | readonly RestingVolumeState[] | 'deleted',
    options: WaitOptions = {},
  ): Promise<unknown> {
    const driver = this.require('waitUntil');
    const { refs, ids, many } = this.refsOf(target, 'waitUntil', 'volume');
    const states = awaitedStates(state, RESTING, 'deleted');
    if (states === undefined)
      throw this.invalid('waitUntil', `state: got ${describe(state)}, expected available, in-use (or a list of them), or deleted`, ids[0]);
    const operation = this.operation('waitUntil');
    const volumes = await this.run('waitUntil', many ? undefined : ids[0], options.signal, () =>
      waitForThings<Volume>(this.context, operation, driver, refs, ids, states, options),
    );
    return many ? volumes : volumes[0];
  }

  /** Servers let go of their volumes when they are gone, not when they are going. */
  async #deleteWhenFree(id: string, options: CallOptions): Promise<void> {
    try {
      await this.delete(id, options);
    } catch (error) {
      if (!isCloudError(error, 'conflict')) throw error;
      // Whatever it becomes, or does not: the delete says what is wrong with it.
      await this.waitUntil(id, 'available', { timeoutMs: SCOPE_PATIENCE_MS }).catch(() => undefined);
      await this.delete(id, options);
    }
  }

  #request(spec: CreateVolumeSpec, options: CreateVolumeOptions): CreateVolumeRequest {
    this.requireMarked('create', options, spec.name);
    const name = this.nameOf(spec.name, 'create');
    this.#checkSize(spec.sizeMiB, 'create', name);
    return {
      name,
      sizeMiB: spec.sizeMiB,
      locationId: spec.location === undefined ? undefined : this.idOf(spec.location, 'create', 'location'),
      snapshotId: spec.snapshot === undefined ? undefined : this.idOf(spec.snapshot, 'create', 'snapshot'),
      type: spec.type,
      idempotencyKey: options.idempotencyKey,
      owner: options.owner,
      native: spec.native,
    };
  }

  #createOnce(driver: VolumeDriver, request: CreateVolumeRequest, options: CallOptions): Promise<Volume> {
    const create = this.method(driver, 'create', 'create');
    return this.makeOnce<Volume>({
      key: request.idempotencyKey,
      kind: this.context.capabilities.compute?.volumes?.idempotencyKey,
      create: () => create(request, options),
      find: driver.listByIdempotencyKey?.bind(driver),
      remove: driver.delete?.bind(driver),
      what: 'volume',
      options,
    });
  }

  #checkSize(sizeMiB: number, operation: string, target: string): void {
    if (!Number.isSafeInteger(sizeMiB) || sizeMiB < 1) throw this.invalid(operation, `sizeMiB: got ${String(sizeMiB)}, expected a whole number from 1`, target);
  }
}
