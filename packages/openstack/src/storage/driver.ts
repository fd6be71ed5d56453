import type { StorageDriver } from '@portolan/core/driver';
import type { OpenstackClient } from '../client.ts';
import { SwiftBuckets } from './buckets/buckets.ts';
import { BulkDelete } from './objects/bulk-delete.ts';
import { SwiftObjects } from './objects/objects.ts';
import { SwiftInfo } from './swift-info.ts';

export class SwiftStorage implements StorageDriver {
  readonly buckets: SwiftBuckets;
  readonly objects: SwiftObjects;

  constructor(client: OpenstackClient) {
    const info = new SwiftInfo(client);
    const bulk = new BulkDelete(client, info);
    this.objects = new SwiftObjects(client, info, bulk);
    this.buckets = new SwiftBuckets(client, (bucket, keys, options) => bulk.remove(bucket, keys, options));
  }
}
