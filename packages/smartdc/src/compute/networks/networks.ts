import {
  type CallOptions,
  CloudError,
  type CloudErrorCode,
  type CreateNetworkRequest,
  encodePathSegment,
  isCloudError,
  type ListDriverOptions,
  type Network,
  type NetworkDriver,
  type Page,
  unexpectedBody,
} from '@portolan/core/driver';
import type { CloudapiClient, CloudapiRequest } from '../../client.ts';
import { knownOptions } from '../../native-options.ts';
import { type FabricNetworkFields, fabricNetworkRequests, type VlanWire, vlanRequests } from './fabrics.ts';
import { planSubnet } from './subnet.ts';

// ---- wire ----

/** Source: sdc-cloudapi docs/index.md "ListNetworks"; lib/networks.js. Pools are listed as networks; a machine then shows a member of the pool. */
export interface NetworkWire {
  readonly id: string;
  readonly name?: string;
  readonly public?: boolean;
  readonly description?: string;
  readonly fabric?: boolean;
  readonly vlan_id?: number;
  /** Fabric networks alone tell their range. */
  readonly subnet?: string;
  readonly provision_start_ip?: string;
  readonly provision_end_ip?: string;
  readonly gateway?: string;
  readonly resolvers?: readonly string[];
  readonly routes?: Readonly<Record<string, string>>;
  readonly internet_nat?: boolean;
  /** Names of CNS. */
  readonly suffixes?: readonly string[];
}

// ---- requests ----

export const list = (): CloudapiRequest => ({ operation: 'ListNetworks', method: 'GET', path: '/networks' });
export const get = (id: string): CloudapiRequest => ({ operation: 'GetNetwork', method: 'GET', path: `/networks/${encodePathSegment(id)}` });

// ---- mapping ----

export function toNetwork(wire: NetworkWire): Network {
  if (typeof wire?.id !== 'string') throw unexpectedBody('it is no network', {}, JSON.stringify(wire));
  return {
    id: wire.id,
    name: wire.name ?? wire.id,
    ...(typeof wire.public === 'boolean' ? { public: wire.public } : {}),
    cidrs: typeof wire.subnet === 'string' ? [wire.subnet] : [],
    raw: wire,
  };
}

// ---- networks ----

/** `networks.create({ native })` on this provider. */
export interface SmartdcNetworkOptions extends Partial<Omit<FabricNetworkFields, 'name' | 'subnet'>> {
  /** Default: the lowest of the account's VLANs. */
  readonly vlan_id?: number | undefined;
}

/** The operator's networks and pools, and the account's own on its fabric: these can be made and deleted. */
export class SmartdcNetworks implements NetworkDriver {
  readonly #client: CloudapiClient;

  constructor(client: CloudapiClient) {
    this.#client = client;
  }

  async listPage(options: ListDriverOptions): Promise<Page<Network>> {
    return { items: (await this.#array<NetworkWire>(list(), options)).map(toNetwork) };
  }

  async get(id: string, options: CallOptions): Promise<Network> {
    return toNetwork(await this.#client.json<NetworkWire>(get(id), options));
  }

  /** The first address is the router's, who lets machines out by NAT; `native` says it otherwise. */
  async create({ name, cidr, locationId, native }: CreateNetworkRequest, options: CallOptions): Promise<Network> {
    if (locationId !== undefined) throw refused('unsupported', 'a network is made where the connection works: it takes no location');
    const { vlan_id, ...own } = knownOptions<SmartdcNetworkOptions>(native, KNOWN);
    const plan = planSubnet(cidr ?? '');
    if (cidr === undefined) throw refused('invalid-argument', 'cidr is missing: a network on a fabric has an IPv4 range, e.g. 10.1.0.0/24');
    if (plan === undefined) throw refused('invalid-argument', `cidr: ${JSON.stringify(cidr)} is no IPv4 range of /8 to /29 that begins at its first address`);
    const vlan = vlan_id ?? (await this.#defaultVlan(options));
    const range = { provision_start_ip: plan.first, provision_end_ip: plan.last, gateway: plan.gateway };
    return toNetwork(await this.#client.json<NetworkWire>(fabricNetworkRequests.create(vlan, { name, subnet: cidr, ...range, ...own }), options));
  }

  async delete(id: string, options: CallOptions): Promise<void> {
    let wire: NetworkWire;
    try {
      wire = await this.#client.json<NetworkWire>(get(id), options);
    } catch (error) {
      if (isCloudError(error, 'not-found')) return;
      throw error;
    }
    if (wire.fabric !== true || wire.vlan_id === undefined) throw refused('permission-denied', 'the network is the operator’s, and none of the account’s own');
    try {
      await this.#client.empty(fabricNetworkRequests.remove(wire.vlan_id, id), options);
    } catch (error) {
      // There is no code of its own for a network in use: NAPI's refusal comes as a bad argument. There is no other argument than the id, which is known.
      if (!isCloudError(error, 'invalid-argument')) throw error;
      const { status, providerCode, requestId, problems } = error;
      throw new CloudError('conflict', 'the network is in use, or the default one', {
        status,
        providerCode,
        requestId,
        problems,
        outcome: 'not-done',
        cause: error,
      });
    }
  }

  /** Every account has one, once fabrics are on. */
  async #defaultVlan(options: CallOptions): Promise<number> {
    const vlans = (await this.#array<VlanWire>(vlanRequests.list(), options)).map((vlan) => vlan.vlan_id);
    if (vlans.length > 0) return Math.min(...vlans);
    throw refused('conflict', 'the account has no VLAN to put a network on', 'make one: cloud.native.fabrics.vlans.create({ vlan_id: 2, name: … })');
  }

  async #array<T>(request: CloudapiRequest, options: CallOptions): Promise<readonly T[]> {
    const items = await this.#client.json<unknown>(request, options);
    if (!Array.isArray(items)) throw unexpectedBody('it is no list', {}, JSON.stringify(items));
    return items as readonly T[];
  }
}

const KNOWN = ['vlan_id', 'description', 'gateway', 'provision_start_ip', 'provision_end_ip', 'resolvers', 'routes', 'internet_nat'] as const;

const refused = (code: CloudErrorCode, said: string, remedy?: string): CloudError => new CloudError(code, said, { outcome: 'not-done', remedy });
