import type { Address, AddressDriver, AllocateAddressRequest, CallOptions, ListDriverOptions, Page } from '@portolan/core/driver';
import { lookUp, type MemoryContext, withKey } from '../../memory-context.ts';
import type { StoredAddress } from '../../store.ts';

export class MemoryAddresses implements AddressDriver {
  readonly #context: MemoryContext;

  constructor(context: MemoryContext) {
    this.#context = context;
  }

  async listPage(options: ListDriverOptions, cursor?: string): Promise<Page<Address>> {
    return this.#context.page(
      [...this.#context.store.addresses].map(([id, address]) => [id, toAddress(address)] as const),
      options,
      cursor,
    );
  }

  async get(id: string, options: CallOptions): Promise<Address> {
    return toAddress(lookUp(this.#context.store.addresses, id, 'address', options));
  }

  async allocate({ networkId, idempotencyKey, owner }: AllocateAddressRequest, options: CallOptions): Promise<Address> {
    const { store } = this.#context;
    const made = withKey(store.addresses, idempotencyKey);
    if (made !== undefined) return toAddress(made);
    if (networkId !== undefined) lookUp(store.networks, networkId, 'network', options);
    options.signal?.throwIfAborted();
    const serial = store.serial();
    const address: StoredAddress = {
      id: `address-${serial.toString(16).padStart(8, '0')}`,
      address: `198.51.100.${(serial % 250) + 2}`,
      createdAt: this.#context.now(),
      owner,
      serverId: undefined,
      idempotencyKey,
    };
    store.addresses.set(address.id, address);
    return toAddress(address);
  }

  async associate(id: string, serverId: string, options: CallOptions): Promise<void> {
    const address = lookUp(this.#context.store.addresses, id, 'address', options);
    lookUp(this.#context.store.servers, serverId, 'server', options);
    address.serverId = serverId;
  }

  async disassociate(id: string, options: CallOptions): Promise<void> {
    lookUp(this.#context.store.addresses, id, 'address', options).serverId = undefined;
  }

  async release(id: string, options: CallOptions): Promise<void> {
    options.signal?.throwIfAborted();
    this.#context.store.addresses.delete(id);
  }
}

const toAddress = (stored: StoredAddress): Address => {
  const { idempotencyKey: _, ...address } = stored;
  return { ...address, raw: stored };
};
