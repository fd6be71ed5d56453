import type { Clock, ComputeDriver } from '@portolan/core/driver';
import type { CloudapiClient } from '../client.ts';
import { SmartdcFirewalls } from './firewalls/firewalls.ts';
import { SmartdcImages } from './images/images.ts';
import { SmartdcKeyPairs } from './key-pairs/key-pairs.ts';
import { SmartdcLocations } from './locations/locations.ts';
import { SmartdcNetworks } from './networks/networks.ts';
import { SmartdcServers } from './servers/servers.ts';
import { SmartdcSizes } from './sizes/sizes.ts';
import { SmartdcSnapshots } from './snapshots/snapshots.ts';
import { SmartdcVolumes } from './volumes/volumes.ts';

export interface ComputeParts {
  readonly client: CloudapiClient;
  readonly url: string;
  readonly clock: Clock;
  /** Fingerprint of the key that signs. */
  readonly ownKey: () => Promise<string>;
}

export class SmartdcCompute implements ComputeDriver {
  readonly locations: SmartdcLocations;
  readonly images: SmartdcImages;
  readonly sizes: SmartdcSizes;
  readonly servers: SmartdcServers;
  readonly keyPairs: SmartdcKeyPairs;
  readonly networks: SmartdcNetworks;
  readonly firewalls: SmartdcFirewalls;
  readonly snapshots: SmartdcSnapshots;
  readonly volumes: SmartdcVolumes;

  constructor({ client, url, clock, ownKey }: ComputeParts) {
    this.locations = new SmartdcLocations(client, url);
    this.images = new SmartdcImages(client);
    this.sizes = new SmartdcSizes(client);
    this.keyPairs = new SmartdcKeyPairs(client, ownKey);
    this.firewalls = new SmartdcFirewalls(client, clock);
    this.servers = new SmartdcServers(client, clock, this.keyPairs, this.firewalls);
    this.networks = new SmartdcNetworks(client);
    this.volumes = new SmartdcVolumes(client);
    this.snapshots = new SmartdcSnapshots(client, clock, this.servers);
  }
}
