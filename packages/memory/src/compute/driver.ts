import type { ComputeDriver } from '@portolan/core/driver';
import type { MemoryContext } from '../memory-context.ts';
import { MemoryAddresses } from './addresses/addresses.ts';
import { MemoryFirewalls } from './firewalls/firewalls.ts';
import { MemoryImages } from './images/images.ts';
import { MemoryKeyPairs } from './key-pairs/key-pairs.ts';
import { MemoryLocations } from './locations/locations.ts';
import { MemoryNetworks } from './networks/networks.ts';
import { MemoryServers } from './servers/servers.ts';
import { MemorySizes } from './sizes/sizes.ts';
import { MemorySnapshots } from './snapshots/snapshots.ts';
import { MemoryVolumes } from './volumes/volumes.ts';

export class MemoryCompute implements ComputeDriver {
  readonly locations: MemoryLocations;
  readonly images: MemoryImages;
  readonly sizes: MemorySizes;
  readonly servers: MemoryServers;
  readonly keyPairs: MemoryKeyPairs;
  readonly volumes: MemoryVolumes;
  readonly snapshots: MemorySnapshots;
  readonly networks: MemoryNetworks;
  readonly firewalls: MemoryFirewalls;
  readonly addresses: MemoryAddresses;

  constructor(context: MemoryContext) {
    this.locations = new MemoryLocations(context);
    this.images = new MemoryImages(context);
    this.sizes = new MemorySizes(context);
    this.servers = new MemoryServers(context);
    this.keyPairs = new MemoryKeyPairs(context);
    this.volumes = new MemoryVolumes(context);
    this.snapshots = new MemorySnapshots(context);
    this.networks = new MemoryNetworks(context);
    this.firewalls = new MemoryFirewalls(context);
    this.addresses = new MemoryAddresses(context);
  }
}
