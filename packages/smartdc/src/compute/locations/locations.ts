import {
  asJson,
  type CallOptions,
  CloudError,
  type ListDriverOptions,
  type Location,
  type LocationDriver,
  type Page,
  unexpectedBody,
} from '@portolan/core/driver';
import { type CloudapiClient, type CloudapiRequest, endpointOf } from '../../client.ts';

// ---- wire ----

/** Name to CloudAPI's URL. Source: sdc-cloudapi docs/index.md "ListDatacenters". */
export type DatacentersWire = Readonly<Record<string, string>>;

// ---- requests ----

export const list = (): CloudapiRequest => ({ operation: 'ListDatacenters', method: 'GET', path: '/datacenters' });

// ---- mapping ----

/** `own`: the header `Triton-Datacenter-Name`, which old servers lack; then the address tells. */
export function toLocations(wire: DatacentersWire, own: string | undefined, url: string): readonly Location[] {
  return Object.entries(wire).map(([name, address]) => ({
    id: name,
    name,
    kind: 'region',
    current: own === undefined ? sameOrigin(address, url) : own === name,
    raw: { name, url: address },
  }));
}

function sameOrigin(a: unknown, b: string): boolean {
  try {
    return new URL(endpointOf(String(a)).origin).origin === new URL(endpointOf(b).origin).origin;
  } catch {
    return false;
  }
}

// ---- locations ----

/** Data centers of the cloud. Each has its own address; a connection works in one. */
export class SmartdcLocations implements LocationDriver {
  readonly #client: CloudapiClient;
  readonly #url: string;

  constructor(client: CloudapiClient, url: string) {
    this.#client = client;
    this.#url = url;
  }

  async listPage(options: ListDriverOptions): Promise<Page<Location>> {
    return { items: await this.#all(options) };
  }

  /** Not by `GET /datacenters/:name`: that redirects to the other server. */
  async get(id: string, options: CallOptions): Promise<Location> {
    const all = await this.#all(options);
    const found = all.find((location) => location.id === id);
    if (found !== undefined) return found;
    throw new CloudError('not-found', `no data center is called so; there are ${all.map((location) => location.id).join(', ')}`);
  }

  async #all(options: CallOptions): Promise<readonly Location[]> {
    const answer = await this.#client.read<unknown>(list(), options, asJson<unknown>());
    if (typeof answer.body !== 'object' || answer.body === null || Array.isArray(answer.body))
      throw unexpectedBody('it is no list of data centers', {}, JSON.stringify(answer.body));
    return toLocations(answer.body as DatacentersWire, answer.headers['triton-datacenter-name'], this.#url);
  }
}
