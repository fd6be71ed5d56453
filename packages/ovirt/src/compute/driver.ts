import type { ComputeDriver } from '@portolan/core/driver';
import type { EngineClient } from '../client.ts';
import type { StorageDomains } from '../storage/buckets/buckets.ts';
import { OvirtImages } from './images/images.ts';
import { OvirtLocations } from './locations/locations.ts';
import { OvirtNetworks } from './networks/networks.ts';
import type { Places } from './places.ts';
import { Power } from './servers/power.ts';
import { OvirtServers } from './servers/servers.ts';
import { OvirtSizes } from './sizes/sizes.ts';
import { OvirtSnapshots } from './snapshots/snapshots.ts';
import { OvirtVolumes } from './volumes/volumes.ts';

export class OvirtCompute implements ComputeDriver {
  readonly locations: OvirtLocations;
  readonly images: OvirtImages;
  readonly sizes: OvirtSizes;
  readonly servers: OvirtServers;
  readonly volumes: OvirtVolumes;
  readonly snapshots: OvirtSnapshots;
  readonly networks: OvirtNetworks;

  constructor(client: EngineClient, places: Places, domains: StorageDomains, options: { readonly shutdownTimeoutMs: number }) {
    this.locations = new OvirtLocations(places);
    this.images = new OvirtImages(client);
    this.sizes = new OvirtSizes(client);
    this.servers = new OvirtServers(client, places, new Power(client, options.shutdownTimeoutMs));
    this.volumes = new OvirtVolumes(client, domains);
    this.snapshots = new OvirtSnapshots(client, new Power(client, 0));
    this.networks = new OvirtNetworks(client, places);
  }
}
