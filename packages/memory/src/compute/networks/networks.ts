import type { CallOptions, CreateNetworkRequest, ListDriverOptions, Network, NetworkDriver, Page } from '@portolan/core/driver';
import { conflict } from '../../errors.ts';
import { lookUp, type MemoryContext, withKey } from '../../memory-context.ts';
import type { StoredNetwork } from '../../store.ts';

export class MemoryNetworks implements NetworkDriver {
  readonly #context: MemoryContext;

  constructor(context: MemoryContext) {
    this.#context = context;
  }

  async listPage(options: ListDriverOptions, cursor?: string): Promise<Page<Network>> {
    return this.#context.page(
      [...this.#context.store.networks].map(([id, network]) => [id, toNetwork(network)] as const),
      options,
      cursor,
    );
  }

  async get(id: string, options: CallOptions): Promise<Network> {
    return toNetwork(lookUp(this.#context.store.networks, id, 'network', options));
  }

  async create(request: CreateNetworkRequest, options: CallOptions): Promise<Network> {
    options.signal?.throwIfAborted();
    const { store } = this.#context;
    const made = withKey(store.networks, request.idempotencyKey);
    if (made !== undefined) return toNetwork(made);
    const network: StoredNetwork = {
      id: store.id('net'),
      name: request.name,
      public: false,
      cidrs: request.cidr === undefined ? [] : [request.cidr],
      locationId: request.locationId,
      createdAt: this.#context.now(),
      owner: request.owner,
      idempotencyKey: request.idempotencyKey,
    };
    store.networks.set(network.id, network);
    return toNetwork(network);
  }

  async delete(id: string, options: CallOptions): Promise<void> {
    options.signal?.throwIfAborted();
    const { store } = this.#context;
    const users = [...store.servers.values()].filter((server) => this.#context.state(server) !== 'terminated' && server.networkIds.includes(id));
    if (users.length > 0) throw conflict(`${users.length} servers are in this network`);
    store.networks.delete(id);
  }
}

const toNetwork = (stored: StoredNetwork): Network => {
  const { idempotencyKey: _, ...network } = stored;
  return { ...network, raw: stored };
};
