import type { CallOptions } from '../../call-options.ts';
import { accessOf } from '../object-access.ts';
import type { Objects } from '../objects.ts';
import type { Source, Target } from './ends.ts';
import { ObjectSource } from './object-source.ts';
import { ObjectTarget } from './object-target.ts';
import { bucketName, type HasObjects, kinship, type ObjectPlace, tokenEnd } from './place.ts';
import { type NameRange, type Place, type PlaceRow, standsForFolder } from './places.ts';
import type { TokenEnd } from './token.ts';

/** What is under a prefix. */
export class CloudPlace implements Place {
  readonly objects: Objects;
  readonly bucket: string;
  readonly prefix: string;
  readonly provider: string | undefined;

  constructor(objects: Objects, bucket: string, prefix: string) {
    this.objects = objects;
    this.bucket = bucket;
    this.prefix = prefix;
    this.provider = accessOf(objects)?.context.provider;
  }

  async *rows({ after, until }: NameRange, call: CallOptions): AsyncGenerator<PlaceRow, void, undefined> {
    const last = until === undefined ? undefined : Buffer.from(this.address(until));
    const startAfter = after === undefined ? undefined : this.address(after);
    for await (const { key, sizeBytes, lastModified, etag, md5 } of this.objects.list(this.bucket, { prefix: this.prefix, startAfter, ...call })) {
      if (last !== undefined && Buffer.compare(Buffer.from(key), last) > 0) return;
      yield { name: key.slice(this.prefix.length), sizeBytes, modifiedAt: lastModified, etag, md5 };
    }
  }

  open(name: string, expectedBytes: number | undefined, smallBytes: number, call: CallOptions): Promise<Source> {
    return ObjectSource.open({ objects: this.objects, bucket: this.bucket, key: this.address(name) }, expectedBytes, smallBytes, call);
  }

  target(name: string): Target {
    return new ObjectTarget({ objects: this.objects, bucket: this.bucket, key: this.address(name) });
  }

  address(name: string): string {
    return this.prefix + name;
  }

  takes(row: Pick<PlaceRow, 'name' | 'sizeBytes'>): boolean {
    return this.objects.capabilities?.keys === 'any' || !standsForFolder(row);
  }

  exists(name: string, call: CallOptions): Promise<boolean> {
    return this.objects.exists(this.bucket, this.address(name), call);
  }

  async remove(names: readonly string[], call: CallOptions): Promise<void> {
    const { failed } = await this.objects.deleteMany(
      this.bucket,
      names.map((name) => this.address(name)),
      call,
    );
    if (failed[0] !== undefined) throw failed[0].error;
  }

  async digest(row: PlaceRow, _read: boolean, call: CallOptions): Promise<string | undefined> {
    return row.md5 ?? (await this.objects.head(this.bucket, this.address(row.name), call)).md5;
  }

  async holds(other: Place, call: CallOptions): Promise<boolean> {
    if (!(other instanceof CloudPlace) || other.bucket !== this.bucket || !other.prefix.startsWith(this.prefix)) return false;
    return (await kinship(this.objects, other.objects, call)).sameBuckets;
  }

  tokenEnd(name: string, call: CallOptions): Promise<TokenEnd> {
    return tokenEnd(this.objects, this.bucket, this.address(name), call);
  }
}

export const cloudPlace = (storage: HasObjects, place: ObjectPlace): CloudPlace =>
  new CloudPlace((place.cloud?.storage ?? storage).objects, bucketName(place.bucket), place.key ?? '');
