import type { CallOptions, CreateNetworkRequest, ListDriverOptions, Network, NetworkDriver, Page } from '@portolan/core/driver';
import { conflict } from '../../errors.ts';
import { lookUp, type MemoryContext } from '../../memory-context.ts';

export class MemoryNetworks implements NetworkDriver {
  readonly #context: MemoryContext;

  constructor(context: MemoryContext) {
    this.#context = context;
  }

  async listPage(options: ListDriverOptions, cursor?: string): Promise<Page<Network>> {
    return this.#context.page([...this.#context.store.networks], options, cursor);
  }

  async get(id: string, options: CallOptions): Promise<Network> {
    return lookUp(this.#context.store.networks, id, 'network', options);
  }

  async create(request: CreateNetworkRequest, options: CallOptions): Promise<Network> {
    options.signal?.throwIfAborted();
    const { store } = this.#context;
    const network: Network = {
      id: store.id('net'),
      name: request.name,
      public: false,
      cidrs: request.cidr === undefined ? [] : [request.cidr],
      locationId: request.locationId,
      raw: undefined,
    };
    store.networks.set(network.id, network);
    return network;
  }

  async delete(id: string, options: CallOptions): Promise<void> {
    options.signal?.throwIfAborted();
    const { store } = this.#context;
    const users = [...store.servers.values()].filter((server) => this.#context.state(server) !== 'terminated' && server.networkIds.includes(id));
    if (users.length > 0) throw conflict(`${users.length} servers are in this network`);
    store.networks.delete(id);
  }
}
