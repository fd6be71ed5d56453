import { type CallOptions, CloudError, isCloudError, type ListDriverOptions, type Location, type LocationDriver, type Page } from '@portolan/core/driver';
import { regionsOf } from '../../auth/catalog.ts';
import type { OpenstackClient, ServiceRequest } from '../../client.ts';

// requests. Source: compute api-ref "Get Availability Zone Information".

const zones: ServiceRequest = { service: 'compute', method: 'GET', path: '/os-availability-zone', operation: 'ListAvailabilityZones' };

// wire

export interface ZoneWire {
  readonly zoneName?: string;
  readonly zoneState?: { readonly available?: boolean };
}

/** Regions are the catalog's (nothing is sent for them), zones Nova's. */
export class OpenstackLocations implements LocationDriver {
  readonly #client: OpenstackClient;

  constructor(client: OpenstackClient) {
    this.#client = client;
  }

  async listPage(options: ListDriverOptions): Promise<Page<Location>> {
    const { catalog } = await this.#client.session(options);
    const current = await this.#client.region(options);
    const regions = regionsOf(catalog).map((id): Location => ({ id, name: id, kind: 'region', current: id === current, raw: { id } }));
    return { items: [...regions, ...(await this.#zones(current, options))] };
  }

  async get(id: string, options: CallOptions): Promise<Location> {
    const { items } = await this.listPage(options);
    const found = items.find((location) => location.id === id);
    if (found !== undefined) return found;
    throw new CloudError('not-found', `there is no such region or zone; there are ${items.map((location) => location.id).join(', ')}`, { outcome: 'not-done' });
  }

  async #zones(region: string | undefined, options: CallOptions): Promise<readonly Location[]> {
    if (!this.#client.settings.dialect.zones || !(await this.#client.offers('compute', options))) return [];
    let rows: readonly ZoneWire[];
    try {
      rows = (await this.#client.json<{ readonly availabilityZoneInfo?: readonly ZoneWire[] }>(zones, options)).availabilityZoneInfo ?? [];
    } catch (error) {
      // Some clouds keep them to administrators.
      if (isCloudError(error, 'not-found') || isCloudError(error, 'permission-denied')) return [];
      throw error;
    }
    return rows.flatMap(({ zoneName, zoneState }, index): Location[] =>
      zoneName === undefined || zoneState?.available === false
        ? []
        : [{ id: zoneName, name: zoneName, kind: 'zone', parentId: region, current: true, raw: rows[index] }],
    );
  }
}
