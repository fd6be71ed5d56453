import type { ComputeDriver } from '@portolan/core/driver';
import type { OpenstackClient } from '../client.ts';
import { OpenstackAddresses } from './addresses/addresses.ts';
import { OpenstackFirewalls } from './firewalls/firewalls.ts';
import { OpenstackImages } from './images/images.ts';
import { OpenstackKeyPairs } from './key-pairs/key-pairs.ts';
import { OpenstackLocations } from './locations/locations.ts';
import { OpenstackNetworks } from './networks/networks.ts';
import { OpenstackServers } from './servers/servers.ts';
import { OpenstackSizes } from './sizes/sizes.ts';
import { OpenstackSnapshots } from './snapshots/snapshots.ts';
import { OpenstackVolumes } from './volumes/volumes.ts';

export class OpenstackCompute implements ComputeDriver {
  readonly locations: OpenstackLocations;
  readonly images: OpenstackImages;
  readonly sizes: OpenstackSizes;
  readonly servers: OpenstackServers;
  readonly keyPairs: OpenstackKeyPairs;
  readonly volumes: OpenstackVolumes;
  readonly snapshots: OpenstackSnapshots;
  readonly networks: OpenstackNetworks;
  readonly firewalls: OpenstackFirewalls;
  readonly addresses: OpenstackAddresses;

  constructor(client: OpenstackClient) {
    this.locations = new OpenstackLocations(client);
    this.images = new OpenstackImages(client);
    this.sizes = new OpenstackSizes(client);
    this.servers = new OpenstackServers(client);
    this.keyPairs = new OpenstackKeyPairs(client);
    this.volumes = new OpenstackVolumes(client);
    this.snapshots = new OpenstackSnapshots(client);
    this.networks = new OpenstackNetworks(client);
    this.firewalls = new OpenstackFirewalls(client);
    this.addresses = new OpenstackAddresses(client);
  }
}
