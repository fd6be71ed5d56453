import {
  type Address,
  type AddressDriver,
  type AllocateAddressRequest,
  type CallOptions,
  CloudError,
  encodePathSegment,
  isCloudError,
  type ListDriverOptions,
  type Page,
  readTextMarks,
  unexpectedBody,
  writeTextMarks,
} from '@portolan/core/driver';
import type { OpenstackClient, ServiceRequest } from '../../client.ts';
import { type LinkWire, nextOfLinks, pageQuery } from '../../link-paging.ts';
import { parseTimestamp } from '../../timestamps.ts';
import { allPages } from '../all-pages.ts';
import type { NetworkWire, PortWire } from '../networks/wire.ts';
import { get as getServer } from '../servers/requests.ts';

// requests. Source: network api-ref v2 "Floating IPs".

const list = (options: ListDriverOptions, cursor?: string): ServiceRequest => ({
  service: 'network',
  method: 'GET',
  path: '/floatingips',
  query: pageQuery({ limit: options.pageSize }, cursor),
  operation: 'ListFloatingIps',
});

const pathOf = (id: string): string => `/floatingips/${encodePathSegment(id)}`;

const get = (id: string): ServiceRequest => ({ service: 'network', method: 'GET', path: pathOf(id), operation: 'GetFloatingIp' });

const create = (networkId: string, description: string | undefined): ServiceRequest => ({
  service: 'network',
  method: 'POST',
  path: '/floatingips',
  json: { floatingip: { floating_network_id: networkId, ...(description === undefined ? {} : { description }) } },
  operation: 'CreateFloatingIp',
});

const update = (id: string, portId: string | null): ServiceRequest => ({
  service: 'network',
  method: 'PUT',
  path: pathOf(id),
  json: { floatingip: { port_id: portId } },
  operation: 'UpdateFloatingIp',
});

const remove = (id: string): ServiceRequest => ({ service: 'network', method: 'DELETE', path: pathOf(id), accept: [404], operation: 'DeleteFloatingIp' });

const ports = (query: Readonly<Record<string, string | readonly string[]>>): ServiceRequest => ({
  service: 'network',
  method: 'GET',
  path: '/ports',
  query,
  operation: 'ListPorts',
});

const externalNetworks: ServiceRequest = {
  service: 'network',
  method: 'GET',
  path: '/networks',
  query: { 'router:external': 'True' },
  operation: 'ListExternalNetworks',
};

// wire

export interface FloatingIpWire {
  readonly id: string;
  readonly floating_ip_address?: string;
  readonly floating_network_id?: string;
  readonly fixed_ip_address?: string | null;
  readonly port_id?: string | null;
  readonly status?: string;
  /** Since Newton. */
  readonly description?: string;
  readonly created_at?: string;
  /** Since Rocky. */
  readonly port_details?: { readonly device_id?: string; readonly device_owner?: string | null } | null;
}

interface FloatingIpsPageWire {
  readonly floatingips?: readonly FloatingIpWire[];
  readonly floatingips_links?: readonly LinkWire[];
}

interface PortsWire {
  readonly ports?: readonly PortWire[];
}

// mapping

export const toAddress = (wire: FloatingIpWire, serverId: string | undefined): Address => ({
  id: wire.id,
  address: wire.floating_ip_address ?? '',
  serverId: serverId === '' ? undefined : serverId,
  createdAt: parseTimestamp(wire.created_at),
  owner: readTextMarks(wire.description).marks['owner'],
  raw: wire,
});

const PORTS_AT_ONCE = 40;

/** Floating IPs. */
export class OpenstackAddresses implements AddressDriver {
  readonly #client: OpenstackClient;

  constructor(client: OpenstackClient) {
    this.#client = client;
  }

  async listPage(options: ListDriverOptions, cursor?: string): Promise<Page<Address>> {
    const page = await this.#client.json<FloatingIpsPageWire>(list(options, cursor), options);
    if (!Array.isArray(page.floatingips)) throw unexpectedBody('it has no list of floating IPs');
    const items = await this.#withServers(page.floatingips as readonly FloatingIpWire[], options);
    const next = nextOfLinks(page.floatingips_links);
    return next === undefined ? { items } : { items, next };
  }

  async get(id: string, options: CallOptions): Promise<Address> {
    const [address] = await this.#withServers([floatingIpOf(await this.#client.json(get(id), options))], options);
    return address as Address;
  }

  async allocate({ networkId, idempotencyKey, owner }: AllocateAddressRequest, options: CallOptions): Promise<Address> {
    const from = networkId ?? (await this.#externalNetwork(options));
    return toAddress(floatingIpOf(await this.#client.json(create(from, writeTextMarks(undefined, { key: idempotencyKey, owner })), options)), undefined);
  }

  /** Neutron filters by a whole description alone, and the owner stands in it too: all are looked through. */
  async listByIdempotencyKey(key: string, options: CallOptions): Promise<readonly Address[]> {
    const wires = await allPages(async (cursor) => {
      const page = await this.#client.json<FloatingIpsPageWire>(list(options, cursor), options);
      if (!Array.isArray(page.floatingips)) throw unexpectedBody('it has no list of floating IPs');
      return { items: page.floatingips as readonly FloatingIpWire[], next: nextOfLinks(page.floatingips_links) };
    });
    return this.#withServers(
      wires.filter((wire) => readTextMarks(wire.description).marks['key'] === key),
      options,
    );
  }

  /** To the server's first interface that the address's network can reach. */
  async associate(id: string, serverId: string, options: CallOptions): Promise<void> {
    const { ports: found = [] } = await this.#client.json<PortsWire>(ports({ device_id: serverId }), options);
    const candidates = [...found.filter(hasIpv4), ...found.filter((port) => !hasIpv4(port))];
    if (candidates.length === 0) {
      await this.#client.empty(getServer(serverId), options); // Is it there at all?
      throw new CloudError('conflict', 'the server has no network interface yet', { outcome: 'not-done', remedy: 'wait until it is running' });
    }
    let refused: unknown;
    for (const port of candidates) {
      try {
        await this.#client.empty(update(id, port.id), options);
        return;
      } catch (error) {
        // No router between the address's network and this interface's, or no IPv4 address on it (400).
        if (!isUnreachable(error)) throw error;
        refused ??= error;
      }
    }
    throw refused;
  }

  async disassociate(id: string, options: CallOptions): Promise<void> {
    await this.#client.empty(update(id, null), options);
  }

  async release(id: string, options: CallOptions): Promise<void> {
    await this.#client.empty(remove(id), options);
  }

  /** The network that leads outside; of several the one marked as default, else the first by id. */
  async #externalNetwork(options: CallOptions): Promise<string> {
    const { networks = [] } = await this.#client.json<{ readonly networks?: readonly (NetworkWire & { readonly is_default?: boolean })[] }>(
      externalNetworks,
      options,
    );
    const external = networks.filter((network) => network['router:external'] === true).sort((a, b) => (a.id < b.id ? -1 : 1));
    const chosen = external.find((network) => network.is_default === true) ?? external[0];
    if (chosen === undefined)
      throw new CloudError('not-found', 'the cloud shows no external network to take an address from', { outcome: 'not-done', remedy: 'name the network' });
    return chosen.id;
  }

  async #withServers(wires: readonly FloatingIpWire[], options: CallOptions): Promise<readonly Address[]> {
    const unknown = wires.flatMap((wire) => (wire.port_id && wire.port_details === undefined ? [wire.port_id] : []));
    const devices = new Map<string, string | undefined>();
    for (let start = 0; start < unknown.length; start += PORTS_AT_ONCE) {
      const { ports: found = [] } = await this.#client.json<PortsWire>(ports({ id: unknown.slice(start, start + PORTS_AT_ONCE) }), options);
      for (const port of found) devices.set(port.id, port.device_id);
    }
    return wires.map((wire) => toAddress(wire, wire.port_details?.device_id ?? (wire.port_id ? devices.get(wire.port_id) : undefined)));
  }
}

const hasIpv4 = (port: PortWire): boolean => (port.fixed_ips ?? []).some((ip) => ip.ip_address?.includes('.') === true);

const isUnreachable = (error: unknown): boolean =>
  isCloudError(error) && (error.providerCode === 'ExternalGatewayForFloatingIPNotFound' || error.code === 'invalid-argument');

function floatingIpOf(body: { readonly floatingip?: FloatingIpWire }): FloatingIpWire {
  if (typeof body.floatingip?.id !== 'string') throw unexpectedBody('it has no floating IP');
  return body.floatingip;
}
