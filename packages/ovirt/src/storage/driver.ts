import type { StorageDriver } from '@portolan/core/driver';
import type { Cleanups } from '../cleanups.ts';
import type { EngineClient, ImageioClient } from '../client.ts';
import type { Places } from '../compute/places.ts';
import { OvirtBuckets, StorageDomains } from './buckets/buckets.ts';
import { ObjectDisks } from './objects/disks.ts';
import { OvirtObjects } from './objects/objects.ts';
import { Transfers } from './transfers/transfers.ts';

export class OvirtStorage implements StorageDriver {
  readonly buckets: OvirtBuckets;
  readonly objects: OvirtObjects;

  constructor(client: EngineClient, imageio: ImageioClient, places: Places, cleanups: Cleanups) {
    const domains = new StorageDomains(client, places);
    this.buckets = new OvirtBuckets(domains);
    this.objects = new OvirtObjects({
      domains,
      disks: new ObjectDisks(client),
      transfers: new Transfers(client, imageio),
      cleanups,
      clock: client.connection.clock,
    });
  }
}
