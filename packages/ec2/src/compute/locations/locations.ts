import { type CallOptions, CloudError, type ListDriverOptions, type Location, type LocationDriver, type Page } from '@portolan/core/driver';
import type { Ec2Context } from '../context.ts';
import type { Query } from '../query.ts';

// Requests

const regions: Query = { action: 'DescribeRegions', parameters: {} };
const zones: Query = { action: 'DescribeAvailabilityZones', parameters: {} };

// Wire

/** Source: EC2 API "Region". Amazon tells a host, Eucalyptus a URL with path. */
export interface RegionWire {
  readonly regionName?: string | undefined;
  readonly regionEndpoint?: string | undefined;
}

/** Source: EC2 API "AvailabilityZone". Eucalyptus 3 says `UP <ip>` for available. */
export interface ZoneWire {
  readonly zoneName?: string | undefined;
  readonly zoneState?: string | undefined;
  readonly regionName?: string | undefined;
}

// Mapping

const toRegion = (wire: RegionWire, current: boolean): Location => ({
  id: wire.regionName ?? '',
  name: wire.regionName ?? '',
  kind: 'region',
  current,
  raw: wire,
});

const toZone = (wire: ZoneWire, region: string | undefined): Location => ({
  id: wire.zoneName ?? '',
  name: wire.zoneName ?? '',
  kind: 'zone',
  parentId: wire.regionName ?? region,
  current: true,
  raw: wire,
});

// Glue

export class Ec2Locations implements LocationDriver {
  readonly #context: Ec2Context;

  constructor(context: Ec2Context) {
    this.#context = context;
  }

  /** Both in one page: neither call has pages. */
  async listPage(options: ListDriverOptions): Promise<Page<Location>> {
    const { client, region } = this.#context;
    const [regionWire, zoneWire] = (await Promise.all([client.call(regions, options), client.call(zones, options)])) as [
      { readonly regionInfo?: readonly RegionWire[] },
      { readonly availabilityZoneInfo?: readonly ZoneWire[] },
    ];
    const known = regionWire.regionInfo ?? [];
    const zonesHere = zoneWire.availabilityZoneInfo ?? [];
    // The zones that answered are of the region that was asked; Eucalyptus may call its only one otherwise than the profile does.
    const here = zonesHere.find((zone) => zone.regionName !== undefined)?.regionName ?? (known.length === 1 ? known[0]?.regionName : region);
    return { items: [...known.map((wire) => toRegion(wire, wire.regionName === here)), ...zonesHere.map((wire) => toZone(wire, here))] };
  }

  async get(id: string, options: CallOptions): Promise<Location> {
    const found = (await this.listPage(options)).items.find((location) => location.id === id);
    if (found === undefined) throw new CloudError('not-found', 'no such region or zone');
    return found;
  }
}
