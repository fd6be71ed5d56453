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

export interface Retention {
  readonly mode: 'GOVERNANCE' | 'COMPLIANCE';
  readonly until: number;
}

/** What an object lock holds an object's version with. */
export interface Hold {
  readonly retention: Retention | undefined;
  readonly legalHold: boolean | undefined;
}

/** What travels with an object besides its bytes. */
export interface ObjectAttributes {
  readonly contentType: string;
  /** `cache-control`, `content-disposition`, `content-encoding`, `content-language`, `expires`, redirect location, encryption. */
  readonly headers: Readonly<Record<string, string>>;
  /** Lower-case names without `x-amz-meta-`; values as the bytes came (latin1). */
  readonly metadata: Readonly<Record<string, string>>;
  readonly storageClass: string;
  /** MD5 of the key the customer sent with it (SSE-C); every read must bring that key. */
  readonly customerKeyMd5?: string;
}

export type Tags = readonly (readonly [key: string, value: string])[];

/** Lengths of the parts an object was put together from, and their checksums where they were kept. */
export interface StoredPart {
  readonly number: number;
  readonly size: number;
  readonly checksum: string | undefined;
}

export interface StoredObject extends ObjectAttributes {
  readonly key: string;
  readonly ownerId: string;
  readonly body: ObjectBody;
  /** Without quotes. */
  readonly etag: string;
  readonly modifiedAt: number;
  readonly checksum: StoredChecksum | undefined;
  /** Empty for a plain PUT. */
  readonly parts: readonly StoredPart[];
  grants: readonly Grant[];
  tags: Tags;
  /** `null` unless it was written while the bucket had versioning. Given by the bucket. */
  versionId?: string;
  retention?: Retention;
  legalHold?: boolean;
  /** An archived object brought back: ready from one time to another. */
  restored?: { readonly readyAt: number; readonly until: number };
}

/** Stands for a deleted object in a bucket with versioning. */
export interface DeleteMarker {
  readonly marker: true;
  readonly key: string;
  readonly ownerId: string;
  readonly versionId: string;
  readonly modifiedAt: number;
}

export type Version = StoredObject | DeleteMarker;

export const isMarker = (version: Version): version is DeleteMarker => 'marker' in version;

export const versionIdOf = (version: Version): string => version.versionId ?? 'null';

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
  readonly ownerId: string;
  readonly attributes: ObjectAttributes;
  readonly grants: readonly Grant[];
  readonly tags: Tags;
  readonly hold: Hold;
  readonly initiatedAt: number;
  readonly checksumAlgorithm: ChecksumAlgorithm | undefined;
  readonly checksumType: 'COMPOSITE' | 'FULL_OBJECT';
  readonly parts: Map<number, UploadedPart>;
}

/** How long new objects are locked where they do not say so themselves. */
export interface DefaultRetention {
  readonly mode: Retention['mode'];
  readonly days: number;
  readonly years: number;
}

// 32 letters, like those of Amazon's own.
const newVersionId = (): string => randomBytes(24).toString('base64url').replaceAll('-', '.');

export class Bucket {
  readonly name: string;
  readonly ownerId: string;
  readonly region: string;
  readonly createdAt: number;
  /** What a GET without a version finds. */
  readonly objects: Map<string, StoredObject> = new Map();
  readonly keys: OrderedKeys = new OrderedKeys();
  /** All versions, newest first, of keys written since versioning was first switched on. */
  readonly history: Map<string, Version[]> = new Map();
  readonly uploads: Map<string, MultipartUpload> = new Map();
  /** Uploads completed lately: a repeated Complete is answered again. */
  readonly completed: Map<string, StoredObject> = new Map();
  /** XML of sub-resources put there: `cors`, `lifecycle`, `tagging`, … */
  readonly documents: Map<string, Buffer> = new Map();
  grants: readonly Grant[];
  versioning: 'Enabled' | 'Suspended' | undefined;
  /** Made with object lock, or got it later. */
  objectLock: { readonly retention: DefaultRetention | undefined } | undefined;
  /** The day for which the lifecycle's rules have been carried out. */
  settledDay = -1;

  constructor(name: string, ownerId: string, region: string, createdAt: number, grants: readonly Grant[]) {
    this.name = name;
    this.ownerId = ownerId;
    this.region = region;
    this.createdAt = createdAt;
    this.grants = grants;
  }

  /** Writes the object as the newest version, or in place of the only one. */
  put(object: StoredObject): void {
    if (this.versioning !== undefined) {
      object.versionId = this.versioning === 'Enabled' ? newVersionId() : 'null';
      this.#push(object);
    }
    this.#show(object);
  }

  object(key: string): StoredObject {
    const object = this.objects.get(key);
    if (object === undefined) throw noSuchKey(key);
    return object;
  }

  /** Takes the object away, or in a bucket with versioning puts a marker over it, which is returned. */
  delete(key: string, now: number, ownerId: string = this.ownerId): DeleteMarker | undefined {
    let marker: DeleteMarker | undefined;
    if (this.versioning !== undefined) {
      marker = { marker: true, key, ownerId, versionId: this.versioning === 'Enabled' ? newVersionId() : 'null', modifiedAt: now };
      this.#push(marker);
    }
    this.#hide(key);
    return marker;
  }

  /** Newest first. */
  versions(key: string): readonly Version[] {
    const current = this.objects.get(key);
    return this.history.get(key) ?? (current === undefined ? [] : [current]);
  }

  version(key: string, versionId: string): Version | undefined {
    return this.versions(key).find((version) => versionIdOf(version) === versionId);
  }

  /** Takes just this version away; the one below comes to light. */
  deleteVersion(key: string, versionId: string): Version | undefined {
    const version = this.version(key, versionId);
    if (version === undefined) return undefined;
    const left = this.versions(key).filter((other) => other !== version);
    if (this.history.has(key)) this.history.set(key, left);
    if (left.length === 0) this.history.delete(key);
    const [newest] = left;
    if (newest === undefined || isMarker(newest)) this.#hide(key);
    else this.#show(newest);
    return version;
  }

  /** The same version in another storage class. */
  reclass(object: StoredObject, storageClass: string): void {
    const moved = { ...object, storageClass };
    const versions = this.history.get(object.key);
    if (versions !== undefined)
      this.history.set(
        object.key,
        versions.map((version) => (version === object ? moved : version)),
      );
    if (this.objects.get(object.key) === object) this.objects.set(object.key, moved);
  }

  /** Keys with any version, in order. */
  allKeys(): readonly string[] {
    const current = this.keys.all();
    const hidden = [...this.history.keys()].filter((key) => !this.objects.has(key));
    if (hidden.length === 0) return current;
    const all = new OrderedKeys();
    for (const key of [...current, ...hidden]) all.add(key);
    return all.all();
  }

  get isEmpty(): boolean {
    return this.objects.size === 0 && this.history.size === 0;
  }

  upload(id: string, key: string): MultipartUpload {
    const upload = this.uploads.get(id);
    if (upload === undefined || upload.key !== key) throw noSuchUpload(id);
    return upload;
  }

  #push(version: Version): void {
    const before = this.versions(version.key);
    // While versioning is suspended there is one version `null`, and each write replaces it.
    const kept = versionIdOf(version) === 'null' ? before.filter((other) => versionIdOf(other) !== 'null') : before;
    this.history.set(version.key, [version, ...kept]);
  }

  #show(object: StoredObject): void {
    if (!this.objects.has(object.key)) this.keys.add(object.key);
    this.objects.set(object.key, object);
  }

  #hide(key: string): void {
    if (this.objects.delete(key)) this.keys.remove(key);
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
