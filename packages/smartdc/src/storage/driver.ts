import type { StorageDriver } from '@portolan/core/driver';
import type { MantaClient } from '../client.ts';
import { MantaBuckets } from './buckets/buckets.ts';
import { MantaObjects, type SignUrl } from './objects/objects.ts';

export class MantaStorage implements StorageDriver {
  readonly buckets: MantaBuckets;
  readonly objects: MantaObjects;

  constructor(client: MantaClient, signUrl: SignUrl) {
    this.buckets = new MantaBuckets(client);
    this.objects = new MantaObjects(client, signUrl);
  }
}
