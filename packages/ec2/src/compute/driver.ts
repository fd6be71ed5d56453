import { randomUUID } from 'node:crypto';
import type { ComputeDriver, Connection } from '@portolan/core/driver';
import type { QueryClient } from '../client.ts';
import type { Ec2Settings } from '../config.ts';
import { presets } from '../presets.ts';
import { Ec2Addresses } from './addresses/addresses.ts';
import type { Ec2Context } from './context.ts';
import { Ec2Firewalls } from './firewalls/firewalls.ts';
import { FreshIds } from './fresh-ids.ts';
import { Ec2Images } from './images/images.ts';
import { Ec2KeyPairs } from './key-pairs/key-pairs.ts';
import { Ec2Locations } from './locations/locations.ts';
import { Ec2Networks } from './networks/networks.ts';
import { Ec2Servers } from './servers/servers.ts';
import { Ec2Sizes } from './sizes/sizes.ts';
import { Ec2Snapshots } from './snapshots/snapshots.ts';
import { Ec2Volumes } from './volumes/volumes.ts';

export class Ec2Compute implements ComputeDriver {
  readonly locations: Ec2Locations;
  readonly images: Ec2Images;
  readonly sizes: Ec2Sizes;
  readonly servers: Ec2Servers;
  readonly keyPairs: Ec2KeyPairs;
  readonly volumes: Ec2Volumes;
  readonly snapshots: Ec2Snapshots;
  readonly networks: Ec2Networks;
  readonly firewalls: Ec2Firewalls;
  readonly addresses: Ec2Addresses;

  constructor(client: QueryClient, settings: Ec2Settings, { clock }: Pick<Connection, 'clock'>, uuid: () => string = randomUUID) {
    const { preset, region, imageOwners, architecture, clientTokens = true } = settings;
    const context: Ec2Context = { client, preset: presets[preset], region, imageOwners, architecture, clock, fresh: new FreshIds(clock), uuid, clientTokens };
    this.locations = new Ec2Locations(context);
    this.images = new Ec2Images(context);
    this.sizes = new Ec2Sizes(context);
    this.servers = new Ec2Servers(context);
    this.keyPairs = new Ec2KeyPairs(context);
    this.volumes = new Ec2Volumes(context);
    this.snapshots = new Ec2Snapshots(context);
    this.networks = new Ec2Networks(context);
    this.firewalls = new Ec2Firewalls(context);
    this.addresses = new Ec2Addresses(context);
  }
}
