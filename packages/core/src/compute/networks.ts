import type { CallOptions } from '../call-options.ts';
import { describe, type GroupContext } from '../group.ts';
import { List } from '../paging/list.ts';
import type { PageOptions } from '../paging/page.ts';
import type { Ref } from '../refs.ts';
import { isCidr } from './cidr.ts';
import type { CreateNetworkRequest, NetworkDriver } from './compute-driver.ts';
import type { Network } from './compute-types.ts';
import { type BulkDeleteOptions, type BulkDeleteResult, MarkedGroup } from './marked-group.ts';
import type { Marks } from './marks.ts';
import { type CreatePlan, planCreate } from './plan-create.ts';

export interface ListNetworksOptions extends CallOptions, PageOptions {
  readonly name?: string | undefined;
  /** Only what was made with this owner. Where `owner` is declared. */
  readonly owner?: string | undefined;
}

export interface CreateNetworkSpec {
  readonly name: string;
  /** `10.1.0.0/24`. Only where `networks.ranges` is declared. */
  readonly cidr?: string | undefined;
  readonly location?: Ref | undefined;
  readonly native?: unknown;
}

/** The same key never makes two networks; `owner` is for `cloud.sweep`. */
export interface CreateNetworkOptions extends CallOptions, Marks {}

/** What servers can be plugged into. */
export class Networks extends MarkedGroup<NetworkDriver> {
  constructor(context: GroupContext, driver: NetworkDriver | undefined) {
    super(context, 'compute.networks', driver);
  }

  list(options: ListNetworksOptions = {}): List<Network> {
    const driver = this.requireList(options.owner);
    return new List<Network>({
      context: { provider: this.context.provider, operation: this.operation('list') },
      signal: options.signal,
      fetch: (cursor, signal) => driver.listPage({ ...options, signal }, cursor),
      keep: ({ name, owner }) => (options.name === undefined || name === options.name) && (options.owner === undefined || owner === options.owner),
    });
  }

  async get(network: Ref, options: CallOptions = {}): Promise<Network> {
    const driver = this.require('get');
    const id = this.idOf(network, 'get', 'network');
    return this.run('get', id, options.signal, () => driver.get(id, options));
  }

  async create(spec: CreateNetworkSpec, options: CreateNetworkOptions = {}): Promise<Network> {
    const driver = this.require('create', 'create');
    const request = this.#request(spec, options);
    return this.run('create', request.name, options.signal, () => this.#createOnce(driver, request, options));
  }

  /** What `create` would send, and that it would send nothing where the key finds a network. Nothing is made; what has to be read for it is read. */
  async plan(spec: CreateNetworkSpec, options: CreateNetworkOptions = {}): Promise<CreatePlan<Network>> {
    const driver = this.require('plan', 'create', 'plan');
    const request = this.#request(spec, options);
    return this.run('plan', request.name, options.signal, () => planCreate(options, (call) => this.#createOnce(driver, request, call)));
  }

  /** Be gone: absent is success. In use: `conflict`. */
  async delete(network: Ref, options: CallOptions = {}): Promise<void> {
    const driver = this.require('delete', 'delete');
    const id = this.idOf(network, 'delete', 'network');
    await this.run('delete', id, options.signal, () => this.method(driver, 'delete', 'delete')(id, options));
  }

  /** All of these be gone; one that fails does not stop the others. */
  async deleteMany(networks: readonly Ref[], options: BulkDeleteOptions = {}): Promise<BulkDeleteResult> {
    this.require('deleteMany', 'delete');
    return this.deleteEach('deleteMany', 'delete', networks, 'network', options, (id, call) => this.delete(id, call));
  }

  #request(spec: CreateNetworkSpec, { idempotencyKey, owner }: CreateNetworkOptions): CreateNetworkRequest {
    this.requireMarked('create', { idempotencyKey, owner }, spec.name, ...(spec.cidr === undefined ? [] : ['ranges']));
    const name = this.nameOf(spec.name, 'create');
    const locationId = spec.location === undefined ? undefined : this.idOf(spec.location, 'create', 'location');
    if (spec.cidr !== undefined && !isCidr(spec.cidr))
      throw this.invalid('create', `cidr: got ${describe(spec.cidr)}, expected a range such as 10.1.0.0/24`, name);
    return { name, cidr: spec.cidr, locationId, idempotencyKey, owner, native: spec.native };
  }

  #createOnce(driver: NetworkDriver, request: CreateNetworkRequest, options: CallOptions): Promise<Network> {
    const create = this.method(driver, 'create', 'create');
    return this.makeOnce<Network>({
      key: request.idempotencyKey,
      kind: this.context.capabilities.compute?.networks?.idempotencyKey,
      create: () => create(request, options),
      find: driver.listByIdempotencyKey?.bind(driver),
      remove: driver.delete?.bind(driver),
      what: 'network',
      options,
    });
  }
}
