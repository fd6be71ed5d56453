import type { StorageDriver } from '@portolan/core/driver';
import type { Signer } from '../auth.ts';
import type { ChecksumAlgorithm } from '../checksums/checksum.ts';
import type { S3Client } from '../client.ts';
import type { Preset } from '../presets.ts';
import { S3Buckets } from './buckets/buckets.ts';
import { S3Objects } from './objects/objects.ts';

export class S3Storage implements StorageDriver {
  readonly buckets: S3Buckets;
  readonly objects: S3Objects;

  constructor(client: S3Client, auth: Signer, preset: Preset, region: string, account?: string, checksum?: ChecksumAlgorithm) {
    this.buckets = new S3Buckets(client, region);
    this.objects = new S3Objects(client, auth, preset, account, checksum);
  }
}
