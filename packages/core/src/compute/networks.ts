import type { CallOptions } from '../call-options.ts';
import { describe, Group, type GroupContext } from '../group.ts';
import { List } from '../paging/list.ts';
import type { PageOptions } from '../paging/page.ts';
import type { Ref } from '../refs.ts';
import { isCidr } from './cidr.ts';
import type { NetworkDriver } from './compute-driver.ts';
import type { Network } from './compute-types.ts';

export interface ListNetworksOptions extends CallOptions, PageOptions {
  readonly name?: string | undefined;
}

export interface CreateNetworkSpec {
  readonly name: string;
  /** `10.1.0.0/24`. Only where `networks.ranges` is declared. */
  readonly cidr?: string | undefined;
  readonly location?: Ref | undefined;
  readonly native?: unknown;
}

/** What servers can be plugged into. */
export class Networks extends Group<NetworkDriver> {
  constructor(context: GroupContext, driver: NetworkDriver | undefined) {
    super(context, 'compute.networks', driver);
  }

  list(options: ListNetworksOptions = {}): List<Network> {
    const driver = this.require('list');
    return new List<Network>({
      context: { provider: this.context.provider, operation: this.operation('list') },
      signal: options.signal,
      fetch: (cursor, signal) => driver.listPage({ ...options, signal }, cursor),
      keep: (network) => options.name === undefined || network.name === options.name,
    });
  }

  async get(network: Ref, options: CallOptions = {}): Promise<Network> {
    const driver = this.require('get');
    const id = this.idOf(network, 'get', 'network');
    return this.run('get', id, options.signal, () => driver.get(id, options));
  }

  async create(spec: CreateNetworkSpec, options: CallOptions = {}): Promise<Network> {
    const driver = this.require('create', 'create', ...(spec.cidr === undefined ? [] : ['ranges']));
    const name = this.nameOf(spec.name, 'create');
    const locationId = spec.location === undefined ? undefined : this.idOf(spec.location, 'create', 'location');
    if (spec.cidr !== undefined && !isCidr(spec.cidr))
      throw this.invalid('create', `cidr: got ${describe(spec.cidr)}, expected a range such as 10.1.0.0/24`, name);
    const request = { name, cidr: spec.cidr, locationId, native: spec.native };
    return this.run('create', name, options.signal, () => this.method(driver, 'create', 'create')(request, options));
  }

  /** Be gone: absent is success. In use: `conflict`. */
  async delete(network: Ref, options: CallOptions = {}): Promise<void> {
    const driver = this.require('delete', 'delete');
    const id = this.idOf(network, 'delete', 'network');
    await this.run('delete', id, options.signal, () => this.method(driver, 'delete', 'delete')(id, options));
  }
}
