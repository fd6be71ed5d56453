import type { ComputeDriver } from '@portolan/core/driver';
import type { EngineClient } from '../client.ts';
import { OvirtImages } from './images/images.ts';
import { OvirtLocations } from './locations/locations.ts';
import type { Places } from './places.ts';
import { Power } from './servers/power.ts';
import { OvirtServers } from './servers/servers.ts';
import { OvirtSizes } from './sizes/sizes.ts';

export class OvirtCompute implements ComputeDriver {
  readonly locations: OvirtLocations;
  readonly images: OvirtImages;
  readonly sizes: OvirtSizes;
  readonly servers: OvirtServers;

  constructor(client: EngineClient, places: Places, options: { readonly shutdownTimeoutMs: number }) {
    this.locations = new OvirtLocations(places);
    this.images = new OvirtImages(client);
    this.sizes = new OvirtSizes(client);
    this.servers = new OvirtServers(client, places, new Power(client, options.shutdownTimeoutMs));
  }
}
