import {
  type CallOptions,
  type CreateServerRequest,
  isCloudError,
  type ListServersDriverOptions,
  mapConcurrently,
  type Page,
  type Server,
  type ServerDriver,
  unexpectedBody,
} from '@portolan/core/driver';
import type { OpenstackClient } from '../../client.ts';
import { nextOfLinks } from '../../link-paging.ts';
import { zoneOf } from '../locations/zone-of.ts';
import { defaultNetwork } from './default-networks.ts';
import { stateOf, toCreatedServer, toServer } from './mapping.ts';
import { isOwnItem, isTagItem, itemOfTag, splitMetadata } from './metadata-names.ts';
import { order } from './order.ts';
import * as requests from './requests.ts';
import { resize } from './resize.ts';
import type { CreatedServerWire, ServersPageWire, ServerWire } from './wire.ts';

const CONCURRENT_REMOVALS = 4;

export class OpenstackServers implements ServerDriver {
  readonly #client: OpenstackClient;

  constructor(client: OpenstackClient) {
    this.#client = client;
  }

  async listPage(options: ListServersDriverOptions, cursor?: string): Promise<Page<Server>> {
    const { servers, next } = await this.#page(options, cursor);
    const items = servers.map((wire) => toServer(wire, this.#client.settings.dialect)).filter((server) => server.state !== 'terminated');
    return next === undefined ? { items } : { items, next };
  }

  async get(id: string, options: CallOptions): Promise<Server> {
    return toServer(await this.#wire(id, options), this.#client.settings.dialect);
  }

  async create(request: CreateServerRequest, options: CallOptions): Promise<Server> {
    const context: requests.CreateContext = {
      zone: await zoneOf(this.#client, request.locationId, options),
      networkIds: request.networkIds ?? this.#client.settings.networks,
      configDrive: this.#client.settings.dialect.configDrive,
    };
    try {
      return await this.#create(requests.create(request, context), request, options);
    } catch (error) {
      // Several networks and none named: Nova refuses to choose.
      if (!isCloudError(error, 'conflict') || !/multiple possible networks/i.test(error.message) || context.networkIds !== undefined) throw error;
      const network = await defaultNetwork(this.#client, options);
      if (network === undefined) throw error;
      return this.#create(requests.create(request, { ...context, networkIds: [network] }), request, options);
    }
  }

  /** Nova cannot search metadata, so all servers are looked through. It lists a server from the moment its create was accepted. */
  async listByIdempotencyKey(key: string, options: CallOptions): Promise<readonly Server[]> {
    const found: Server[] = [];
    let cursor: string | undefined;
    do {
      const page = await this.#page(options, cursor);
      const marked = page.servers.filter((wire) => splitMetadata(wire.metadata).key === key && stateOf(wire) !== 'terminated' && !isGoing(wire));
      found.push(...marked.map((wire) => toServer(wire, this.#client.settings.dialect)));
      if (page.next === cursor) break;
      cursor = page.next;
    } while (cursor !== undefined);
    return found;
  }

  async start(id: string, options: CallOptions): Promise<void> {
    try {
      await this.#act(id, { 'os-start': null }, options);
    } catch (error) {
      if (!isCloudError(error, 'conflict')) throw error;
      const wire = await this.#wire(id, options);
      const wake = waking(wire);
      if (wake !== undefined) await this.#act(id, wake, options);
      else if (stateOf(wire) !== 'running' && stateOf(wire) !== 'pending') throw error;
    }
  }

  async stop(id: string, options: CallOptions): Promise<void> {
    try {
      await this.#act(id, { 'os-stop': null }, options);
    } catch (error) {
      if (!isCloudError(error, 'conflict')) throw error;
      const state = stateOf(await this.#wire(id, options));
      if (state !== 'stopped' && state !== 'stopping') throw error;
    }
  }

  async reboot(id: string, options: CallOptions): Promise<void> {
    await this.#act(id, { reboot: { type: 'SOFT' } }, options);
  }

  async resize(id: string, sizeId: string, options: CallOptions): Promise<void> {
    await resize(this.#client, id, sizeId, options);
  }

  async rename(id: string, name: string, options: CallOptions): Promise<void> {
    await this.#client.empty(requests.rename(id, name), options);
  }

  async delete(id: string, options: CallOptions): Promise<void> {
    await this.#client.empty(requests.remove(id), options);
  }

  async setTags(id: string, tags: Readonly<Record<string, string>>, options: CallOptions): Promise<void> {
    const items = Object.fromEntries(Object.entries(tags).map(([name, value]) => [itemOfTag(name), value]));
    await this.#replaceItems(id, items, isTagItem, options);
  }

  async setMetadata(id: string, metadata: Readonly<Record<string, string>>, options: CallOptions): Promise<void> {
    await this.#replaceItems(id, metadata, isOwnItem, options);
  }

  async consoleOutput(id: string, options: CallOptions): Promise<string> {
    const { output } = await this.#client.json<{ readonly output?: string | null }>(requests.act(id, { 'os-getConsoleOutput': {} }), options);
    return output ?? '';
  }

  async #create(request: ReturnType<typeof requests.create>, asked: CreateServerRequest, options: CallOptions): Promise<Server> {
    const { server } = await this.#client.json<{ readonly server?: CreatedServerWire }>(request, options);
    // The status said accepted, so something was made, and we cannot say what.
    if (typeof server?.id !== 'string') throw unexpectedBody('the create was accepted without the id of a server');
    return toCreatedServer(server, asked);
  }

  async #page(
    options: ListServersDriverOptions,
    cursor: string | undefined,
  ): Promise<{ readonly servers: readonly ServerWire[]; readonly next: string | undefined }> {
    const page = await this.#client.json<ServersPageWire>(requests.list(options, cursor), options);
    if (!Array.isArray(page.servers)) throw unexpectedBody('it has no list of servers');
    return { servers: page.servers, next: nextOfLinks(page.servers_links) };
  }

  async #wire(id: string, options: CallOptions): Promise<ServerWire> {
    const { server } = await this.#client.json<{ readonly server?: ServerWire }>(requests.get(id), options);
    if (typeof server?.id !== 'string') throw unexpectedBody('it has no server');
    return server;
  }

  async #act(id: string, action: requests.ServerAction, options: CallOptions): Promise<void> {
    await order(this.#client, id, action, options);
  }

  /** Only items of one kind change, one by one: what others write at the same time stays. */
  async #replaceItems(id: string, items: Readonly<Record<string, string>>, isOfKind: (item: string) => boolean, options: CallOptions): Promise<void> {
    const { metadata = {} } = await this.#client.json<{ readonly metadata?: Readonly<Record<string, string>> }>(requests.getMetadata(id), options);
    const changed = Object.fromEntries(Object.entries(items).filter(([item, value]) => metadata[item] !== value));
    const gone = Object.keys(metadata).filter((item) => isOfKind(item) && !Object.hasOwn(items, item));
    if (Object.keys(changed).length > 0) await this.#client.empty(requests.mergeMetadata(id, changed), options);
    await mapConcurrently(gone, CONCURRENT_REMOVALS, (item) => this.#client.empty(requests.removeMetadata(id, item), options));
  }
}

/** What wakes a server that is neither on nor off. */
function waking(wire: ServerWire): requests.ServerAction | undefined {
  if ((wire['OS-EXT-STS:task_state'] ?? null) !== null) return undefined;
  switch (wire.status) {
    case 'PAUSED':
      return { unpause: null };
    case 'SUSPENDED':
      return { resume: null };
    case 'SHELVED':
    case 'SHELVED_OFFLOADED':
      return { unshelve: null };
    default:
      return undefined;
  }
}

/** Being deleted: it will not serve anybody who asks for it by its key. */
const isGoing = (wire: ServerWire): boolean => wire['OS-EXT-STS:task_state'] === 'deleting' || wire['OS-EXT-STS:task_state'] === 'soft-deleting';
