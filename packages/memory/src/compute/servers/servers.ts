import {
  type CallOptions,
  CloudError,
  type CreateServerRequest,
  type ListServersDriverOptions,
  type Page,
  type Server,
  type ServerDriver,
} from '@portolan/core/driver';
import { conflict } from '../../errors.ts';
import { lookUp, type MemoryContext } from '../../memory-context.ts';
import { HOME } from '../../seed.ts';
import type { StoredServer } from '../../store.ts';

export class MemoryServers implements ServerDriver {
  readonly #context: MemoryContext;

  constructor(context: MemoryContext) {
    this.#context = context;
  }

  async listPage(options: ListServersDriverOptions, cursor?: string): Promise<Page<Server>> {
    const entries = [...this.#context.store.servers].filter(([, server]) => this.#context.state(server) !== 'terminated');
    return this.#context.page(
      entries.map(([id, server]) => [id, this.#toServer(server)] as const),
      options,
      cursor,
    );
  }

  async get(id: string, options: CallOptions): Promise<Server> {
    return this.#toServer(this.#find(id, options));
  }

  async create(request: CreateServerRequest, options: CallOptions): Promise<Server> {
    options.signal?.throwIfAborted();
    const { store } = this.#context;
    const made =
      request.idempotencyKey === undefined
        ? undefined
        : [...store.servers.values()].find((server) => server.idempotencyKey === request.idempotencyKey && this.#context.state(server) !== 'terminated');
    if (made !== undefined) return this.#toServer(made);
    this.#mustExist(store.images, request.imageId, 'image');
    this.#mustExist(store.sizes, request.sizeId, 'size');
    if (request.locationId !== undefined) this.#mustExist(store.locations, request.locationId, 'location');
    if (request.keyPairId !== undefined) this.#mustExist(store.keyPairs, request.keyPairId, 'keyPair');
    for (const id of request.networkIds ?? []) this.#mustExist(store.networks, id, 'networks');
    for (const id of request.firewallIds ?? []) this.#mustExist(store.firewalls, id, 'firewalls');
    const serial = store.serial();
    const octets = `${Math.floor(serial / 250) % 250}.${(serial % 250) + 2}`;
    const server: StoredServer = {
      id: `server-${serial.toString(16).padStart(8, '0')}`,
      name: request.name,
      state: this.#context.moving('pending', 'running'),
      createdAt: this.#context.now(),
      imageId: request.imageId,
      sizeId: request.sizeId,
      locationId: request.locationId ?? HOME,
      publicAddress: `203.0.113.${(serial % 250) + 2}`,
      privateAddress: `10.0.${octets}`,
      tags: request.tags,
      metadata: request.metadata,
      keyPairId: request.keyPairId,
      bootScript: request.bootScript,
      networkIds: request.networkIds ?? ['net-public', 'net-private'],
      firewallIds: request.firewallIds ?? [],
      idempotencyKey: request.idempotencyKey,
      console: `booting ${request.name}\n`,
    };
    store.servers.set(server.id, server);
    return this.#toServer(server);
  }

  async start(id: string, options: CallOptions): Promise<void> {
    const server = this.#find(id, options);
    if (this.#context.state(server) === 'stopped') {
      server.state = this.#context.moving('pending', 'running');
      server.console += `booting ${server.name}\n`;
    }
  }

  async stop(id: string, options: CallOptions): Promise<void> {
    const server = this.#find(id, options);
    if (this.#context.state(server) !== 'stopped') server.state = this.#context.moving('stopping', 'stopped');
  }

  async reboot(id: string, options: CallOptions): Promise<void> {
    const server = this.#find(id, options);
    if (this.#context.state(server) !== 'running') throw conflict(`the server is ${this.#context.state(server)}: only a running one reboots`);
    server.console += `booting ${server.name}\n`;
  }

  async resize(id: string, sizeId: string, options: CallOptions): Promise<void> {
    const server = this.#find(id, options);
    this.#mustExist(this.#context.store.sizes, sizeId, 'size');
    server.sizeId = sizeId;
  }

  async rename(id: string, name: string, options: CallOptions): Promise<void> {
    this.#find(id, options).name = name;
  }

  async delete(id: string, options: CallOptions): Promise<void> {
    options.signal?.throwIfAborted();
    const { store } = this.#context;
    const server = store.servers.get(id);
    if (server === undefined) return;
    if (this.#context.state(server) !== 'terminated' && server.state.next?.state !== 'terminated')
      server.state = this.#context.moving('stopping', 'terminated');
    for (const volume of store.volumes.values()) {
      volume.attachments = volume.attachments.filter((attachment) => attachment.serverId !== id);
      if (volume.attachments.length === 0 && this.#context.state(volume) === 'in-use') volume.state = { now: 'available' };
    }
    for (const address of store.addresses.values()) if (address.serverId === id) address.serverId = undefined;
  }

  async setTags(id: string, tags: Readonly<Record<string, string>>, options: CallOptions): Promise<void> {
    this.#find(id, options).tags = tags;
  }

  async setMetadata(id: string, metadata: Readonly<Record<string, string>>, options: CallOptions): Promise<void> {
    this.#find(id, options).metadata = metadata;
  }

  async consoleOutput(id: string, options: CallOptions): Promise<string> {
    return this.#find(id, options).console;
  }

  #find(id: string, options: CallOptions): StoredServer {
    const server = lookUp(this.#context.store.servers, id, 'server', options);
    if (this.#context.state(server) === 'terminated') return lookUp(new Map<string, StoredServer>(), id, 'server', options);
    return server;
  }

  #mustExist(map: ReadonlyMap<string, unknown>, id: string, field: string): void {
    if (!map.has(id)) throw new CloudError('invalid-argument', `${field}: there is no ${JSON.stringify(id)}`, { outcome: 'not-done' });
  }

  #toServer(server: StoredServer): Server {
    const state = this.#context.state(server);
    const { id, name, createdAt, imageId, sizeId, locationId, tags, metadata, keyPairId } = server;
    const addresses = { publicAddresses: [server.publicAddress], privateAddresses: [server.privateAddress] };
    return { id, name, state, nativeState: state, createdAt, imageId, sizeId, locationId, ...addresses, tags, metadata, keyPairId, raw: server };
  }
}
