import type { Clock, StorageDriver } from '@portolan/core/driver';
import type { MantaClient } from '../client.ts';
import { MantaBuckets } from './buckets/buckets.ts';
import { MantaObjects, type SignUrl } from './objects/objects.ts';

export class MantaStorage implements StorageDriver {
  readonly buckets: MantaBuckets;
  readonly objects: MantaObjects;

  constructor(client: MantaClient, signUrl: SignUrl, clock: Clock) {
    this.buckets = new MantaBuckets(client, clock);
    this.objects = new MantaObjects(client, signUrl);
  }
}
