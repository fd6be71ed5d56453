import type { StorageDriver } from '@portolan/core/driver';
import type { Cleanups } from '../cleanups.ts';
import type { EngineClient } from '../client.ts';
import { OvirtBuckets, type StorageDomains } from './buckets/buckets.ts';
import { ObjectDisks } from './objects/disks.ts';
import { OvirtObjects } from './objects/objects.ts';
import type { Transfers } from './transfers/transfers.ts';

export class OvirtStorage implements StorageDriver {
  readonly buckets: OvirtBuckets;
  readonly objects: OvirtObjects;

  constructor(client: EngineClient, transfers: Transfers, domains: StorageDomains, cleanups: Cleanups) {
    this.buckets = new OvirtBuckets(domains);
    this.objects = new OvirtObjects({
      domains,
      disks: new ObjectDisks(client),
      transfers,
      cleanups,
      clock: client.connection.clock,
      patience: (options, limitMs) => client.patience(options, limitMs),
    });
  }
}
