import {
  type CallOptions,
  encodePathSegment,
  type ListDriverOptions,
  type Network,
  type NetworkDriver,
  type Page,
  unexpectedBody,
} from '@portolan/core/driver';
import type { CloudapiClient, CloudapiRequest } from '../../client.ts';

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

export class SmartdcNetworks implements NetworkDriver {
  readonly #client: CloudapiClient;

  constructor(client: CloudapiClient) {
    this.#client = client;
  }

  async listPage(options: ListDriverOptions): Promise<Page<Network>> {
    const networks = await this.#client.json<unknown>(list(), options);
    if (!Array.isArray(networks)) throw unexpectedBody('it is no list of networks', {}, JSON.stringify(networks));
    return { items: (networks as readonly NetworkWire[]).map(toNetwork) };
  }

  async get(id: string, options: CallOptions): Promise<Network> {
    return toNetwork(await this.#client.json<NetworkWire>(get(id), options));
  }
}
