import {
  type CallOptions,
  CloudError,
  type CreateNetworkRequest,
  encodePathSegment,
  isCloudError,
  type ListDriverOptions,
  type Network,
  type NetworkDriver,
  type Page,
  plannedId,
  type QueryInput,
  readTextMarks,
  unexpectedBody,
  writeTextMarks,
} from '@portolan/core/driver';
import type { OpenstackClient, ServiceRequest } from '../../client.ts';
import { type LinkWire, nextOfLinks, pageQuery } from '../../link-paging.ts';
import { parseTimestamp } from '../../timestamps.ts';
import { allPages } from '../all-pages.ts';
import type { NetworkWire, SubnetWire } from './wire.ts';

// requests. Source: network api-ref v2 "Networks", "Subnets".

const list = (options: ListDriverOptions, cursor?: string): ServiceRequest => ({
  service: 'network',
  method: 'GET',
  path: '/networks',
  query: pageQuery({ limit: options.pageSize }, cursor),
  operation: 'ListNetworks',
});

const get = (id: string): ServiceRequest => ({ service: 'network', method: 'GET', path: `/networks/${encodePathSegment(id)}`, operation: 'GetNetwork' });

const subnets = (query: QueryInput): ServiceRequest => ({ service: 'network', method: 'GET', path: '/subnets', query, operation: 'ListSubnets' });

const create = (name: string, description: string | undefined): ServiceRequest => ({
  service: 'network',
  method: 'POST',
  path: '/networks',
  json: { network: { name, ...(description === undefined ? {} : { description }) } },
  planned: { network: { id: plannedId('network'), name } },
  operation: 'CreateNetwork',
});

const createSubnet = (networkId: string, name: string, cidr: string): ServiceRequest => ({
  service: 'network',
  method: 'POST',
  path: '/subnets',
  json: { subnet: { network_id: networkId, name, cidr, ip_version: cidr.includes(':') ? 6 : 4 } },
  // A second one would overlap: it is refused, and then looked for.
  idempotent: true,
  operation: 'CreateSubnet',
});

const remove = (id: string): ServiceRequest => ({
  service: 'network',
  method: 'DELETE',
  path: `/networks/${encodePathSegment(id)}`,
  accept: [404],
  operation: 'DeleteNetwork',
});

// mapping

interface NetworksPageWire {
  readonly networks?: readonly NetworkWire[];
  readonly networks_links?: readonly LinkWire[];
}

interface SubnetsPageWire {
  readonly subnets?: readonly SubnetWire[];
  readonly subnets_links?: readonly LinkWire[];
}

export const toNetwork = (wire: NetworkWire, cidrs: readonly string[], region: string | undefined): Network => ({
  id: wire.id,
  name: wire.name ?? '',
  // Rackspace sends no such member, and calls the one that leads outside by a pseudo id.
  public: wire['router:external'] ?? (wire.id === PUBLIC_NET ? true : wire.id === SERVICE_NET ? false : undefined),
  cidrs,
  locationId: region,
  createdAt: parseTimestamp(wire.created_at),
  owner: readTextMarks(wire.description).marks['owner'],
  raw: wire,
});

const PUBLIC_NET = '00000000-0000-0000-0000-000000000000';
const SERVICE_NET = '11111111-1111-1111-1111-111111111111';

/** More networks than this on a page, and all subnets are listed instead of theirs. */
const ASKED_BY_ID = 40;
const CLEANUP_MS = 15_000;

export class OpenstackNetworks implements NetworkDriver {
  readonly #client: OpenstackClient;

  constructor(client: OpenstackClient) {
    this.#client = client;
  }

  async listPage(options: ListDriverOptions, cursor?: string): Promise<Page<Network>> {
    const page = await this.#client.json<NetworksPageWire>(list(options, cursor), options);
    if (!Array.isArray(page.networks)) throw unexpectedBody('it has no list of networks');
    const networks = page.networks as readonly NetworkWire[];
    const [cidrs, region] = await Promise.all([this.#cidrs(networks, options), this.#client.region(options)]);
    const items = networks.map((network) => toNetwork(network, cidrs.get(network.id) ?? [], region));
    const next = nextOfLinks(page.networks_links);
    return next === undefined ? { items } : { items, next };
  }

  async get(id: string, options: CallOptions): Promise<Network> {
    const network = networkOf(await this.#client.json(get(id), options));
    const [cidrs, region] = await Promise.all([this.#cidrs([network], options), this.#client.region(options)]);
    return toNetwork(network, cidrs.get(id) ?? [], region);
  }

  /** A network, and a subnet of the range when one is given: without, servers get no address. It leads nowhere until a router joins it. */
  async create(request: CreateNetworkRequest, options: CallOptions): Promise<Network> {
    const { name, cidr, locationId, idempotencyKey, owner, native } = request;
    if (native !== undefined) throw new CloudError('invalid-argument', 'native: networks take no such options', { outcome: 'not-done' });
    const region = await this.#client.region(options);
    if (locationId !== undefined && locationId !== region) {
      throw new CloudError('invalid-argument', `location: networks are made in ${region ?? 'the only region'}, where this connection works`, {
        outcome: 'not-done',
        remedy: 'connect with a profile of that region',
      });
    }
    // With the range, for whoever has to finish this.
    const marks = { key: idempotencyKey, owner, ...(idempotencyKey === undefined ? {} : { cidr }) };
    const network = networkOf(await this.#client.json(create(name, writeTextMarks(undefined, marks)), options));
    if (cidr === undefined) return toNetwork(network, [], region);
    try {
      return toNetwork(network, [await this.#addSubnet(network, cidr, options)], region);
    } catch (error) {
      await this.#takeBack(network.id, error);
      throw error;
    }
  }

  /** Neutron filters by a whole description alone: all are looked through. One that was left without its subnet gets it. */
  async listByIdempotencyKey(key: string, options: CallOptions): Promise<readonly Network[]> {
    const all = await allPages((cursor) => this.listPage(options, cursor));
    const marked = all.filter(({ raw }) => readTextMarks((raw as NetworkWire).description).marks['key'] === key);
    return Promise.all(
      marked.map(async (network) => {
        const wire = network.raw as NetworkWire;
        const { cidr } = readTextMarks(wire.description).marks;
        if (cidr === undefined || network.cidrs.length > 0) return network;
        return { ...network, cidrs: [await this.#addSubnet(wire, cidr, options)] };
      }),
    );
  }

  async delete(id: string, options: CallOptions): Promise<void> {
    await this.#client.empty(remove(id), options);
  }

  async #addSubnet({ id, name = '' }: NetworkWire, cidr: string, options: CallOptions): Promise<string> {
    try {
      const { subnet } = await this.#client.json<{ readonly subnet?: SubnetWire }>(createSubnet(id, name, cidr), options);
      return subnet?.cidr ?? cidr;
    } catch (error) {
      // "Requested subnet with cidr … overlaps with another subnet" (400): our own, whose answer was lost?
      if (!isCloudError(error, 'invalid-argument') && !isCloudError(error, 'conflict')) throw error;
      const { subnets: there = [] } = await this.#client.json<SubnetsPageWire>(subnets({ network_id: id }), options);
      if (!there.some((subnet) => subnet.cidr === cidr)) throw error;
      return cidr;
    }
  }

  async #takeBack(id: string, error: unknown): Promise<void> {
    try {
      await this.#client.empty(remove(id), { signal: AbortSignal.timeout(CLEANUP_MS) });
    } catch {
      if (isCloudError(error)) error.leftover ??= { kind: 'network', id };
    }
  }

  async #cidrs(networks: readonly NetworkWire[], options: CallOptions): Promise<ReadonlyMap<string, readonly string[]>> {
    const cidrs = new Map<string, string[]>();
    const ids = networks.filter((network) => (network.subnets?.length ?? 0) > 0).map((network) => network.id);
    if (ids.length === 0) return cidrs;
    const filter: QueryInput = ids.length > ASKED_BY_ID ? {} : { network_id: ids };
    let cursor: string | undefined;
    do {
      const page: SubnetsPageWire = await this.#client.json<SubnetsPageWire>(subnets(cursor === undefined ? filter : pageQuery({}, cursor)), options);
      for (const { network_id: networkId, cidr } of page.subnets ?? []) {
        if (networkId === undefined || cidr === undefined) continue;
        cidrs.set(networkId, [...(cidrs.get(networkId) ?? []), cidr]);
      }
      const next = nextOfLinks(page.subnets_links);
      if (next === cursor) break;
      cursor = next;
    } while (cursor !== undefined);
    return cidrs;
  }
}

function networkOf(body: { readonly network?: NetworkWire }): NetworkWire {
  if (typeof body.network?.id !== 'string') throw unexpectedBody('it has no network');
  return body.network;
}
