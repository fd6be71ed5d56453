import type { StorageDriver } from '@portolan/core/driver';
import type { MemoryContext } from '../memory-context.ts';
import { MemoryBuckets } from './buckets/buckets.ts';
import { MemoryObjects } from './objects/objects.ts';

export class MemoryStorage implements StorageDriver {
  readonly buckets: MemoryBuckets;
  readonly objects: MemoryObjects;

  constructor(context: MemoryContext) {
    this.buckets = new MemoryBuckets(context);
    this.objects = new MemoryObjects(context);
  }
}
