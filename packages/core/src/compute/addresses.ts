import type { CallOptions } from '../call-options.ts';
import { describe, type GroupContext } from '../group.ts';
import { List } from '../paging/list.ts';
import type { PageOptions } from '../paging/page.ts';
import type { Ref, WaitOptions } from '../refs.ts';
import { type Scoped, scoped } from '../scoped.ts';
import type { Verdict } from '../waiting/wait-for.ts';
import { waitForMany } from '../waiting/wait-for-many.ts';
import type { AddressDriver, AllocateAddressRequest } from './compute-driver.ts';
import type { Address } from './compute-types.ts';
import { type BulkDeleteOptions, type BulkDeleteResult, MarkedGroup } from './marked-group.ts';
import type { Marks } from './marks.ts';
import { type CreatePlan, planCreate } from './plan-create.ts';

export interface ListAddressesOptions extends CallOptions, PageOptions {
  /** Only what was made with this owner. Where `owner` is declared. */
  readonly owner?: string | undefined;
}

/** The same key never allocates two addresses; `owner` is for `cloud.sweep`. */
export interface AllocateAddressOptions extends CallOptions, Marks {
  /** From this network; the cloud's choice when absent. */
  readonly network?: Ref | undefined;
}

/** Public addresses that can move between servers: floating or elastic ones. */
export class Addresses extends MarkedGroup<AddressDriver> {
  constructor(context: GroupContext, driver: AddressDriver | undefined) {
    super(context, 'compute.addresses', driver);
  }

  list(options: ListAddressesOptions = {}): List<Address> {
    const driver = this.requireList(options.owner);
    return new List<Address>({
      context: { provider: this.context.provider, operation: this.operation('list') },
      signal: options.signal,
      fetch: (cursor, signal) => driver.listPage({ ...options, signal }, cursor),
      keep: ({ owner }) => options.owner === undefined || owner === options.owner,
    });
  }

  async get(address: Ref, options: CallOptions = {}): Promise<Address> {
    const driver = this.require('get');
    const id = this.idOf(address, 'get', 'address');
    return this.run('get', id, options.signal, () => driver.get(id, options));
  }

  /** Costs money until it is released. */
  async allocate(options: AllocateAddressOptions = {}): Promise<Address> {
    const driver = this.require('allocate', 'allocate');
    const request = this.#request(options);
    return this.run('allocate', request.networkId, options.signal, () => this.#allocateOnce(driver, request, options));
  }

  /** What `allocate` would send, and that it would send nothing where the key finds an address. Nothing is made; what has to be read for it is read. */
  async plan(options: AllocateAddressOptions = {}): Promise<CreatePlan<Address>> {
    const driver = this.require('plan', 'allocate', 'plan');
    const request = this.#request(options);
    return this.run('plan', request.networkId, options.signal, () => planCreate(options, (call) => this.#allocateOnce(driver, request, call)));
  }

  /** An address for a while: allocated, and released when the scope is left: `await using address = await addresses.using()`. */
  async using(options: AllocateAddressOptions = {}): Promise<Scoped<Address>> {
    this.require('using', 'allocate', 'release');
    const made = await this.allocate(options);
    return scoped(made, { kind: 'address', id: made.id, remove: (id, call) => this.release(id, call) });
  }

  /** Moves it when another server has it. */
  async associate(address: Ref, server: Ref, options: CallOptions = {}): Promise<void> {
    const driver = this.require('associate', 'associate');
    const id = this.idOf(address, 'associate', 'address');
    const serverId = this.idOf(server, 'associate', 'server');
    await this.run('associate', id, options.signal, () => this.method(driver, 'associate', 'associate')(id, serverId, options));
  }

  /** Not associated is success. */
  async disassociate(address: Ref, options: CallOptions = {}): Promise<void> {
    const driver = this.require('disassociate', 'disassociate');
    const id = this.idOf(address, 'disassociate', 'address');
    await this.run('disassociate', id, options.signal, () => this.method(driver, 'disassociate', 'disassociate')(id, options));
  }

  /** Be gone: absent is success. */
  async release(address: Ref, options: CallOptions = {}): Promise<void> {
    const driver = this.require('release', 'release');
    const id = this.idOf(address, 'release', 'address');
    await this.run('release', id, options.signal, () => this.method(driver, 'release', 'release')(id, options));
  }

  /** All of these be gone; one that fails does not stop the others. */
  async releaseMany(addresses: readonly Ref[], options: BulkDeleteOptions = {}): Promise<BulkDeleteResult> {
    this.require('releaseMany', 'release');
    return this.deleteEach('releaseMany', 'release', addresses, 'address', options, (id, call) => this.release(id, call));
  }

  /** Waits until it has a server (`associated`), has none (`disassociated`), or is gone (`released`); many with one look for all. */
  async waitUntil(address: Ref, state: 'associated' | 'disassociated', options?: WaitOptions): Promise<Address>;
  async waitUntil(address: Ref, state: 'released', options?: WaitOptions): Promise<undefined>;
  async waitUntil(addresses: readonly Ref[], state: 'associated' | 'disassociated', options?: WaitOptions): Promise<readonly Address[]>;
  async waitUntil(addresses: readonly Ref[], state: 'released', options?: WaitOptions): Promise<readonly undefined[]>;
  async waitUntil(target: Ref | readonly Ref[], state: 'associated' | 'disassociated' | 'released', options: WaitOptions = {}): Promise<unknown> {
    const driver = this.require('waitUntil');
    const { ids, many } = this.refsOf(target, 'waitUntil', 'address');
    if (!['associated', 'disassociated', 'released'].includes(state))
      throw this.invalid('waitUntil', `state: got ${describe(state)}, expected associated, disassociated or released`, ids[0]);
    const operation = this.operation('waitUntil');
    const stateOf = (value: Address | undefined): string => (value === undefined ? 'released' : value.serverId === undefined ? 'disassociated' : 'associated');
    const seen = await this.run('waitUntil', many ? undefined : ids[0], options.signal, () =>
      waitForMany<Address>(
        {
          group: this.context,
          operation,
          driver,
          ids,
          judge: (value): Verdict<Address | undefined> => {
            if (stateOf(value) === state) return { done: value };
            return value === undefined ? { fatal: 'it is gone' } : { pending: true };
          },
          stateOf: (value) => ({ state: stateOf(value), nativeState: value?.serverId ?? stateOf(value) }),
          wanted: state,
          untilGone: state === 'released',
        },
        options,
      ),
    );
    const addresses = ids.map((id) => (state === 'released' ? undefined : seen.get(id)));
    return many ? addresses : addresses[0];
  }

  #request({ network, idempotencyKey, owner }: AllocateAddressOptions): AllocateAddressRequest {
    this.requireMarked('allocate', { idempotencyKey, owner }, undefined);
    return { networkId: network === undefined ? undefined : this.idOf(network, 'allocate', 'network'), idempotencyKey, owner };
  }

  #allocateOnce(driver: AddressDriver, request: AllocateAddressRequest, options: CallOptions): Promise<Address> {
    const allocate = this.method(driver, 'allocate', 'allocate');
    return this.makeOnce<Address>({
      key: request.idempotencyKey,
      kind: this.context.capabilities.compute?.addresses?.idempotencyKey,
      create: () => allocate(request, options),
      find: driver.listByIdempotencyKey?.bind(driver),
      remove: driver.release?.bind(driver),
      what: 'address',
      options,
    });
  }
}
