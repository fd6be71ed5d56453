import type { Readable } from 'node:stream';
import type { DigestAlgorithm } from '../digest/digest.ts';

export interface Bucket {
  /** Identifies it: unique in the account, on some clouds in the world. */
  readonly name: string;
  readonly createdAt?: Date | undefined;
  readonly locationId?: string | undefined;
  /** The `owner` it was made with, in lists of that owner’s. */
  readonly owner?: string | undefined;
  readonly raw: unknown;
}

/** An object as lists show it. */
export interface ObjectSummary {
  readonly kind: 'object';
  readonly key: string;
  readonly sizeBytes: number;
  /** Without quotes. Changes when the content changes; a digest of the content only where `md5` says so. */
  readonly etag?: string | undefined;
  readonly lastModified?: Date | undefined;
  /** Where lists tell it. */
  readonly contentType?: string | undefined;
  /** MD5 of the whole content, lower-case hex, where the cloud knows it for sure. */
  readonly md5?: string | undefined;
  readonly raw: unknown;
}

/** With a delimiter: all keys that begin so and go on after the delimiter, as one row. */
export interface ObjectPrefix {
  readonly kind: 'prefix';
  /** Ends with the delimiter. */
  readonly prefix: string;
}

export type ContentHeader = 'cacheControl' | 'contentDisposition' | 'contentEncoding' | 'contentLanguage';

/** Headers that clouds keep with an object and send with its bytes. */
export interface ContentHeaders {
  /** Default of put: by the key's ending, else `application/octet-stream`. */
  readonly contentType?: string | undefined;
  readonly cacheControl?: string | undefined;
  readonly contentDisposition?: string | undefined;
  readonly contentEncoding?: string | undefined;
  readonly contentLanguage?: string | undefined;
}

/** An object as `head` and `get` show it. */
export interface ObjectInfo extends ObjectSummary, ContentHeaders {
  readonly bucket: string;
  /** One's own; names in lower case. */
  readonly metadata: Readonly<Record<string, string>>;
  /** What the whole content digests to, where the cloud tells more than MD5: downloads are checked by it instead. */
  readonly digest?: ContentDigest | undefined;
}

/** Bytes from `start` to `end`, both included; without `end` to the last. */
export interface ByteRange {
  readonly start: number;
  readonly end?: number | undefined;
}

/** Conditions of a read. One that does not hold is `precondition-failed` (status 304 or 412). */
export interface ReadConditions {
  readonly ifMatch?: string | undefined;
  readonly ifNoneMatch?: string | undefined;
  readonly ifModifiedSince?: Date | undefined;
  readonly ifUnmodifiedSince?: Date | undefined;
}

/** Conditions of a write. One that does not hold is `precondition-failed`, and nothing is written. */
export interface WriteConditions {
  /** `*`: only if there is no such object. */
  readonly ifNoneMatch?: '*' | undefined;
  /** Only if the object's etag is this one. */
  readonly ifMatch?: string | undefined;
}

/** What a driver's get returns: the answer's headers, and the bytes as they arrive. */
export interface ObjectContent {
  readonly info: ObjectInfo;
  /** Bytes of `body`: of the range, when one was asked for. */
  readonly length: number;
  /** Fails when fewer bytes than `length` arrive. Read it to the end or destroy it. */
  readonly body: Readable;
}

export interface ContentDigest {
  readonly algorithm: DigestAlgorithm;
  /** Lower-case. */
  readonly hex: string;
}

export interface PutResult {
  readonly key: string;
  readonly etag?: string | undefined;
  readonly sizeBytes: number;
  /** Of the content, lower-case hex, when it was computed or told. */
  readonly md5?: string | undefined;
}

export interface PresignedRequest {
  readonly url: string;
  readonly method: 'GET' | 'PUT';
  /** Headers the request must carry exactly so; usually none. */
  readonly headers: Readonly<Record<string, string>>;
  readonly expiresAt: Date;
}
