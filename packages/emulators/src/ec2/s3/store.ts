import { randomBytes } from 'node:crypto';
import type { Grant } from './acl.ts';
import type { ObjectBody } from './body.ts';
import type { ChecksumAlgorithm } from './checksums.ts';
import { OrderedKeys } from './key-order.ts';
import { noSuchBucket, noSuchKey, noSuchUpload } from './s3-error.ts';

export interface StoredChecksum {
  readonly algorithm: ChecksumAlgorithm;
  /** Base64, with `-N` when it is one of part digests. */
  readonly value: string;
  readonly type: 'COMPOSITE' | 'FULL_OBJECT';
}

/** What travels with an object besides its bytes. */
export interface ObjectAttributes {
  readonly contentType: string;
  /** `cache-control`, `content-disposition`, `content-encoding`, `content-language`, `expires`, redirect location. */
  readonly headers: Readonly<Record<string, string>>;
  /** Lower-case names without `x-amz-meta-`; values as the bytes came (latin1). */
  readonly metadata: Readonly<Record<string, string>>;
  readonly storageClass: string;
}

export interface StoredObject extends ObjectAttributes {
  readonly key: string;
  readonly body: ObjectBody;
  /** Without quotes. */
  readonly etag: string;
  readonly modifiedAt: number;
  readonly checksum: StoredChecksum | undefined;
  /** Lengths of the parts it was put together from; empty for a plain PUT. */
  readonly partSizes: readonly number[];
  grants: readonly Grant[];
  tags: readonly (readonly [key: string, value: string])[];
}

export interface UploadedPart {
  readonly number: number;
  readonly body: ObjectBody;
  readonly etag: string;
  readonly modifiedAt: number;
  readonly checksum: StoredChecksum | undefined;
}

export interface MultipartUpload {
  readonly id: string;
  readonly key: string;
  readonly attributes: ObjectAttributes;
  readonly grants: readonly Grant[];
  readonly tags: readonly (readonly [key: string, value: string])[];
  readonly initiatedAt: number;
  readonly checksumAlgorithm: ChecksumAlgorithm | undefined;
  readonly checksumType: 'COMPOSITE' | 'FULL_OBJECT';
  readonly parts: Map<number, UploadedPart>;
}

export class Bucket {
  readonly name: string;
  readonly ownerId: string;
  readonly region: string;
  readonly createdAt: number;
  readonly objects: Map<string, StoredObject> = new Map();
  readonly keys: OrderedKeys = new OrderedKeys();
  readonly uploads: Map<string, MultipartUpload> = new Map();
  /** Uploads completed lately: a repeated Complete is answered again. */
  readonly completed: Map<string, StoredObject> = new Map();
  /** XML of sub-resources put there: `cors`, `lifecycle`, `tagging`, … */
  readonly documents: Map<string, Buffer> = new Map();
  grants: readonly Grant[];

  constructor(name: string, ownerId: string, region: string, createdAt: number, grants: readonly Grant[]) {
    this.name = name;
    this.ownerId = ownerId;
    this.region = region;
    this.createdAt = createdAt;
    this.grants = grants;
  }

  put(object: StoredObject): void {
    if (!this.objects.has(object.key)) this.keys.add(object.key);
    this.objects.set(object.key, object);
  }

  object(key: string): StoredObject {
    const object = this.objects.get(key);
    if (object === undefined) throw noSuchKey(key);
    return object;
  }

  delete(key: string): void {
    if (this.objects.delete(key)) this.keys.remove(key);
  }

  upload(id: string, key: string): MultipartUpload {
    const upload = this.uploads.get(id);
    if (upload === undefined || upload.key !== key) throw noSuchUpload(id);
    return upload;
  }
}

/** All buckets: one name space for all accounts. */
export class S3Store {
  readonly buckets: Map<string, Bucket> = new Map();

  bucket(name: string): Bucket {
    const bucket = this.buckets.get(name);
    if (bucket === undefined) throw noSuchBucket(name);
    return bucket;
  }

  newUploadId(): string {
    return randomBytes(48).toString('base64url');
  }
}
