import { type CallOptions, encodePathSegment, type ListDriverOptions, type Page, type Size, type SizeDriver, unexpectedBody } from '@portolan/core/driver';
import type { OpenstackClient, ServiceRequest } from '../../client.ts';
import { type LinkWire, nextOfLinks, pageQuery } from '../../link-paging.ts';

// requests. Source: compute api-ref "List Flavors With Details".

const list = (options: ListDriverOptions, cursor?: string): ServiceRequest => ({
  service: 'compute',
  method: 'GET',
  path: '/flavors/detail',
  query: pageQuery({ limit: options.pageSize }, cursor),
  operation: 'ListFlavors',
});

const get = (id: string): ServiceRequest => ({ service: 'compute', method: 'GET', path: `/flavors/${encodePathSegment(id)}`, operation: 'GetFlavor' });

// wire

export interface FlavorWire {
  readonly id: string | number;
  readonly name?: string;
  /** MiB. */
  readonly ram?: number;
  readonly vcpus?: number;
  /** GiB; 0: none of its own, it boots from a volume (or the image's own size). */
  readonly disk?: number;
  /** `''` for none, else MiB. */
  readonly swap?: number | '';
  readonly 'OS-FLV-EXT-DATA:ephemeral'?: number;
  readonly 'OS-FLV-DISABLED:disabled'?: boolean;
  readonly 'os-flavor-access:is_public'?: boolean;
  readonly rxtx_factor?: number;
}

interface FlavorsPageWire {
  readonly flavors?: readonly FlavorWire[];
  readonly flavors_links?: readonly LinkWire[];
}

// mapping

export const toSize = (wire: FlavorWire): Size => ({
  id: String(wire.id),
  name: wire.name ?? String(wire.id),
  memoryMiB: wire.ram ?? 0,
  cpus: wire.vcpus,
  diskMiB: wire.disk === undefined || wire.disk === 0 ? undefined : wire.disk * 1024,
  raw: wire,
});

export class OpenstackSizes implements SizeDriver {
  readonly #client: OpenstackClient;

  constructor(client: OpenstackClient) {
    this.#client = client;
  }

  async listPage(options: ListDriverOptions, cursor?: string): Promise<Page<Size>> {
    const page = await this.#client.json<FlavorsPageWire>(list(options, cursor), options);
    if (!Array.isArray(page.flavors)) throw unexpectedBody('it has no list of flavors');
    const items = (page.flavors as readonly FlavorWire[]).filter((flavor) => flavor['OS-FLV-DISABLED:disabled'] !== true).map(toSize);
    const next = nextOfLinks(page.flavors_links);
    return next === undefined ? { items } : { items, next };
  }

  async get(id: string, options: CallOptions): Promise<Size> {
    const { flavor } = await this.#client.json<{ readonly flavor?: FlavorWire }>(get(id), options);
    if (flavor?.id === undefined) throw unexpectedBody('it has no flavor');
    return toSize(flavor);
  }
}
