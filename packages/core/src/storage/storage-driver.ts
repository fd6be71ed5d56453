import type { CallOptions } from '../call-options.ts';
import type { CloudError } from '../errors/cloud-error.ts';
import type { Page, PageOptions } from '../paging/page.ts';
import type { RequestBody } from '../transport/transport.ts';
import type {
  Bucket,
  ByteRange,
  ContentHeaders,
  ObjectContent,
  ObjectInfo,
  ObjectPrefix,
  ObjectSummary,
  PresignedRequest,
  PutResult,
  ReadConditions,
  WriteConditions,
} from './storage-types.ts';

/**
 * What a storage driver implements. The same rules as for `ComputeDriver`: valid arguments, declared features only, `delete` of what is
 * absent resolves. Keys and bucket names are sent byte for byte.
 */
export interface StorageDriver {
  readonly buckets?: BucketDriver;
  readonly objects?: ObjectDriver;
}

export interface ListBucketsDriverOptions extends CallOptions, PageOptions {
  /** Return at least those of this owner, and tell it of them. Without: no need to look who they belong to. */
  readonly owner?: string | undefined;
}

export interface CreateBucketRequest {
  readonly name: string;
  readonly locationId?: string | undefined;
  /** Whose it is; written where `capabilities` declares `owner`. */
  readonly owner?: string | undefined;
  readonly native?: unknown;
}

export interface BucketDriver {
  listPage(options: ListBucketsDriverOptions, cursor?: string): Promise<Page<Bucket>>;
  get(name: string, options: CallOptions): Promise<Bucket>;
  /**
   * Exists and is ours: returns it. Exists and is another's: `already-exists`; so is one of ours that does not bear the owner that is asked for.
   * Made, and the owner could not be written: it is taken back. Under `create: 'adopt'`, absent: `not-found` with a remedy.
   */
  create?(request: CreateBucketRequest, options: CallOptions): Promise<Bucket>;
  /** Not empty: `conflict`. */
  delete?(name: string, options: CallOptions): Promise<void>;
}

export interface ListObjectsDriverOptions extends CallOptions, PageOptions {
  /** `''`: all. */
  readonly prefix: string;
  readonly delimiter?: string | undefined;
  /** Only keys after this one, in the provider's order. A hint: the class filters again. */
  readonly startAfter?: string | undefined;
}

export interface GetObjectDriverOptions extends CallOptions, ReadConditions {
  readonly range?: ByteRange | undefined;
}

export interface PutObjectRequest extends ContentHeaders, WriteConditions {
  readonly bucket: string;
  readonly key: string;
  /** `body.length` is known unless the capability `unknownLength` is declared. */
  readonly body: RequestBody;
  readonly contentType: string;
  readonly metadata: Readonly<Record<string, string>>;
  /** MD5 of the body, 16 bytes, when it is known beforehand: send it for the server to check. */
  readonly md5?: Uint8Array | undefined;
  readonly native?: unknown;
}

export interface CopyObjectRequest extends WriteConditions {
  readonly from: { readonly bucket: string; readonly key: string; readonly ifMatch?: string | undefined };
  readonly to: { readonly bucket: string; readonly key: string };
  /** Replaces the source's; absent: they are carried over. */
  readonly metadata?: Readonly<Record<string, string>> | undefined;
  readonly headers?: ContentHeaders | undefined;
}

export interface UpdateMetadataRequest {
  readonly bucket: string;
  readonly key: string;
  /** Replaces all metadata of one's own. Absent: it stays. */
  readonly metadata?: Readonly<Record<string, string>> | undefined;
  /** Replaces the headers that are given; the others stay. */
  readonly headers?: ContentHeaders | undefined;
}

export interface PresignRequest {
  readonly bucket: string;
  readonly key: string;
  readonly method: 'GET' | 'PUT';
  readonly expiresInSeconds: number;
  readonly contentType?: string | undefined;
}

export interface DeleteFailure {
  readonly key: string;
  readonly error: CloudError;
}

export interface ObjectDriver {
  /** In the provider's order. Keys that begin with `prefix`; with a delimiter, folded rows too. Never less than asked for. */
  listPage(bucket: string, options: ListObjectsDriverOptions, cursor?: string): Promise<Page<ObjectSummary | ObjectPrefix>>;
  head(bucket: string, key: string, options: CallOptions & ReadConditions): Promise<ObjectInfo>;
  /** Resolves when the headers are there. The body's failure is the stream's. */
  get(bucket: string, key: string, options: GetObjectDriverOptions): Promise<ObjectContent>;
  /** Atomic: until it resolves, readers see what was there before; cut off, nothing changed and nothing is left behind. */
  put?(request: PutObjectRequest, options: CallOptions): Promise<PutResult>;
  /** Absent: resolves. */
  delete?(bucket: string, key: string, options: CallOptions): Promise<void>;
  /** At most `maxDeleteKeys` keys. Keys that were absent count as deleted. */
  deleteMany?(bucket: string, keys: readonly string[], options: CallOptions): Promise<readonly DeleteFailure[]>;
  readonly maxDeleteKeys?: number;
  /** What is put carries checksums of the driver's own making, which the cloud compares as it arrives: then nobody digests it besides. Default false. */
  readonly checksUploads?: boolean;
  /** For `copy: 'server'`. */
  copy?(request: CopyObjectRequest, options: CallOptions): Promise<PutResult>;
  updateMetadata?(request: UpdateMetadataRequest, options: CallOptions): Promise<void>;
  presign?(request: PresignRequest, options: CallOptions): Promise<PresignedRequest>;
  readonly multipart?: MultipartDriver;
  /** For clouds without parts that can go on in the middle of an object: `put`, but what was sent stays when it fails. The body's length is known, and it is replayable. */
  putResumably?(request: PutObjectRequest, how: ResumablePut, options: CallOptions): Promise<PutResult>;
  /** Frees what `putResumably` told of. Nothing is left of it, or it was completed: resolves. */
  abandonPut?(upload: MultipartUpload, options: CallOptions): Promise<void>;
  /** Where this is. Absent: nowhere that another connection could be too. */
  home?(options: CallOptions): Promise<StorageHome>;
}

/** Names, without anything secret. */
export interface StorageHome {
  /** Where a bucket of one name is one bucket, whoever asks: `https://swift.example/v1/AUTH_acme`. An upload that was begun there can be gone on with there. */
  readonly service: string;
  /** Who asks. Of two connections with the same service and account one can copy alone. Absent: not known. */
  readonly account?: string | undefined;
}

/** A put that another process can go on with. The body is read from its beginning again, for its digest; what is there is not sent again. */
export interface ResumablePut {
  /** What `onUpload` was called with. Rejects with `not-found` when nothing is left of it. */
  readonly resume?: MultipartUpload | undefined;
  /** Hears of it before the first byte is sent, and every so many bytes how far it has come; what comes next is sent when it resolves. */
  readonly onUpload: (upload: MultipartUpload) => Promise<void>;
  readonly everyBytes: number;
}

/** An upload in parts that has begun. Plain data: it can be kept and gone on with in another process. */
export interface MultipartUpload {
  readonly bucket: string;
  readonly key: string;
  readonly id: string;
  /** What the driver needs besides, as strings. */
  readonly state?: Readonly<Record<string, string>> | undefined;
}

export interface UploadedPart {
  /** From 1. */
  readonly number: number;
  readonly etag: string;
  readonly sizeBytes: number;
  readonly md5?: string | undefined;
}

export interface MultipartDriver {
  /** Bounds of this provider; `maxParts` parts of `maxPartBytes` are the largest object. */
  readonly minPartBytes: number;
  readonly maxPartBytes: number;
  readonly maxParts: number;
  begin(request: Omit<PutObjectRequest, 'body' | 'md5'>, options: CallOptions): Promise<MultipartUpload>;
  /** Idempotent by number: the last one counts. `body` is replayable and its length known. */
  putPart(upload: MultipartUpload, number: number, body: RequestBody, md5: Uint8Array | undefined, options: CallOptions): Promise<UploadedPart>;
  /** The object appears at once, whole. Conditions of `begin` hold here too. */
  complete(upload: MultipartUpload, parts: readonly UploadedPart[], request: Omit<PutObjectRequest, 'body' | 'md5'>, options: CallOptions): Promise<PutResult>;
  /**
   * Frees everything uploaded. Unknown to the server: resolves. Also called after a completion whose outcome is unknown: when that has succeeded,
   * the object stays whole, and nothing it is made of is freed.
   */
  abort(upload: MultipartUpload, options: CallOptions): Promise<void>;
  /** For `resumeMultipart`. Parts that are there, in the order of their numbers. Unknown, aborted or completed: `not-found`, where the cloud can tell. */
  listPartsPage?(upload: MultipartUpload, options: CallOptions, cursor?: string): Promise<Page<UploadedPart>>;
  /** The etag that the whole will have, where that follows from its parts. It is compared with what the cloud says. */
  etagOf?(parts: readonly UploadedPart[]): string | undefined;
}
