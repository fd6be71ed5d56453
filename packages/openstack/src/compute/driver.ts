import type { ComputeDriver } from '@portolan/core/driver';
import type { OpenstackClient } from '../client.ts';
import { OpenstackImages } from './images/images.ts';
import { OpenstackKeyPairs } from './key-pairs/key-pairs.ts';
import { OpenstackLocations } from './locations/locations.ts';
import { OpenstackServers } from './servers/servers.ts';
import { OpenstackSizes } from './sizes/sizes.ts';

export class OpenstackCompute implements ComputeDriver {
  readonly locations: OpenstackLocations;
  readonly images: OpenstackImages;
  readonly sizes: OpenstackSizes;
  readonly servers: OpenstackServers;
  readonly keyPairs: OpenstackKeyPairs;

  constructor(client: OpenstackClient) {
    this.locations = new OpenstackLocations(client);
    this.images = new OpenstackImages(client);
    this.sizes = new OpenstackSizes(client);
    this.servers = new OpenstackServers(client);
    this.keyPairs = new OpenstackKeyPairs(client);
  }
}
