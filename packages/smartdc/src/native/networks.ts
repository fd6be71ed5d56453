import { encodePathSegment, type List, type PageOptions, type Ref } from '@portolan/core/driver';
import type { CloudapiRequest } from '../client.ts';
import type { NetworkWire } from '../compute/networks/networks.ts';
import * as requests from '../compute/networks/networks.ts';
import { type Calls, given, type NativeListOptions, type NativeOptions, refId, segment } from './calls.ts';

/** An address that is used or reserved. Source: sdc-cloudapi docs "ListNetworkIPs"; code 8.4 and later. */
export interface NetworkIpWire {
  readonly ip: string;
  readonly reserved?: boolean;
  readonly managed?: boolean;
  readonly owner_uuid?: string;
  /** The machine. */
  readonly belongs_to_uuid?: string;
}

const MAX_LIMIT = 1_000;

const ipsPath = (network: Ref): string => `/networks/${segment(network, 'network')}/ips`;
const listIps = (network: Ref, limit: number, offset: number): CloudapiRequest => ({
  operation: 'ListNetworkIPs',
  method: 'GET',
  path: ipsPath(network),
  query: { limit, offset },
});
const oneIp = (network: Ref, ip: string): string => `${ipsPath(network)}/${encodePathSegment(given(ip, 'ip'))}`;
const getIp = (network: Ref, ip: string): CloudapiRequest => ({ operation: 'GetNetworkIP', method: 'GET', path: oneIp(network, ip) });
const putIp = (network: Ref, ip: string, reserved: boolean): CloudapiRequest => ({
  operation: 'UpdateNetworkIP',
  method: 'PUT',
  path: oneIp(network, ip),
  body: { reserved },
});

/** Addresses of one's own networks; pools and public networks have none to show. */
export class NativeNetworkIps {
  readonly #calls: Calls;

  constructor(calls: Calls) {
    this.#calls = calls;
  }

  /** Those used or reserved. Each page begins with the last address of the one before, so that one that goes meanwhile hides no other. */
  list(network: Ref, options: NativeListOptions & PageOptions = {}): List<NetworkIpWire> {
    const limit = Math.min(MAX_LIMIT, Math.max(2, options.pageSize ?? MAX_LIMIT));
    const fetch = async (cursor: string | undefined): Promise<{ items: readonly NetworkIpWire[]; next?: string }> => {
      const [offset, last] = cursor === undefined ? [0, undefined] : (JSON.parse(cursor) as [number, string]);
      const page = await this.#calls.array<NetworkIpWire>(listIps(network, limit, offset), options);
      const items = page[0]?.ip === last ? page.slice(1) : page;
      return page.length < limit ? { items } : { items, next: JSON.stringify([offset + page.length - 1, page.at(-1)?.ip]) };
    };
    return this.#calls.pages(listIps(network, limit, 0), options, fetch, ['ip', 'belongs_to_uuid']);
  }

  async get(network: Ref, ip: string, options: NativeOptions = {}): Promise<NetworkIpWire> {
    return this.#calls.json<NetworkIpWire>(getIp(network, ip), options);
  }

  /** A reserved address is given to no machine that does not ask for it. */
  async reserve(network: Ref, ip: string, options: NativeOptions = {}): Promise<NetworkIpWire> {
    return this.#calls.json<NetworkIpWire>(putIp(network, ip, true), options);
  }

  async release(network: Ref, ip: string, options: NativeOptions = {}): Promise<NetworkIpWire> {
    return this.#calls.json<NetworkIpWire>(putIp(network, ip, false), options);
  }
}

/** Networks and pools that machines can be plugged into. */
export class NativeNetworks {
  readonly ips: NativeNetworkIps;
  readonly #calls: Calls;

  constructor(calls: Calls) {
    this.#calls = calls;
    this.ips = new NativeNetworkIps(calls);
  }

  list(options: NativeListOptions & { readonly fabric?: boolean | undefined } = {}): List<NetworkWire> {
    const { fabric } = options;
    return this.#calls.list<NetworkWire>({ ...requests.list(), query: { fabric } }, options, ['name']);
  }

  async get(network: Ref, options: NativeOptions = {}): Promise<NetworkWire> {
    return this.#calls.json<NetworkWire>(requests.get(refId(network, 'network')), options);
  }
}
