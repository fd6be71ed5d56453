import type { Readable } from 'node:stream';
import type { MultipartUpload, ResumablePut, UploadedPart } from '../storage-driver.ts';
import type { ContentDigest, ContentHeaders } from '../storage-types.ts';

/** What a source says of itself before its bytes come. */
export interface SourceFacts extends ContentHeaders {
  readonly sizeBytes: number;
  /** Changes when the content does. */
  readonly etag?: string | undefined;
  /** Of the whole content, lower-case hex. */
  readonly md5?: string | undefined;
  /** Of the whole content, and looked at before `md5`. */
  readonly digest?: ContentDigest | undefined;
  readonly modifiedAt?: Date | undefined;
  readonly metadata: Readonly<Record<string, string>>;
}

/** Where bytes come from: an object, or a file. */
export interface Source {
  readonly facts: SourceFacts;
  /** Whether parts of it can be read by themselves. */
  readonly ranged: boolean;
  /** Fills the buffer with the bytes from `start` on. Goes on where a connection was cut; one that changed meanwhile is a `conflict`. */
  fill(buffer: Buffer, start: number, signal: AbortSignal, onBytes: (bytes: number) => void): Promise<void>;
  /** All bytes, for targets that take no parts. */
  stream(signal: AbortSignal, onBytes: (bytes: number) => void): Readable;
  /** Rejects with `conflict` if it is not what it was. */
  unchanged(signal: AbortSignal): Promise<void>;
  /** Holds nothing open until it is read from. */
  rest(): Promise<void>;
  close(): Promise<void>;
}

export interface Written {
  readonly sizeBytes: number;
  readonly dropped: readonly string[];
  readonly etag?: string | undefined;
  /** Of the content, where the target says it. */
  readonly md5?: string | undefined;
}

export interface PartBounds {
  readonly minPartBytes: number;
  readonly maxPartBytes: number;
  readonly maxParts: number;
}

/** Where bytes go: an object, or a file. */
export interface Target {
  /** Absent: it takes no parts. */
  readonly parts: PartBounds | undefined;
  /** Refuses what it would refuse later, before a byte is read. */
  ready(facts: SourceFacts): Promise<void>;
  /** At once, whole. */
  put(bytes: Buffer, facts: SourceFacts, signal: AbortSignal): Promise<Written>;
  /** Whole, from a stream that can be opened again. `kept`: where `resumesStreams`, so that another process can go on with it. */
  putStream(open: () => Readable, facts: SourceFacts, signal: AbortSignal, kept?: ResumablePut): Promise<Written>;
  /** Whether a stream that was cut can be gone on with. */
  readonly resumesStreams: boolean;
  begin(facts: SourceFacts, partBytes: number, signal: AbortSignal): Promise<PartWriter>;
  /** Goes on with what another process began; `undefined` when nothing is left of it. */
  resume(upload: MultipartUpload, facts: SourceFacts, partBytes: number, signal: AbortSignal): Promise<PartWriter | undefined>;
  /** Frees what was begun and will not be gone on with. */
  abandon(upload: MultipartUpload): Promise<void>;
}

/** Parts on their way into one object or file. */
export interface PartWriter {
  readonly upload: MultipartUpload;
  /** What is there already, by number. */
  readonly have: ReadonlyMap<number, UploadedPart>;
  /** Parts carry checksums that the target compares: it needs no MD5 of them. */
  readonly checks: boolean;
  /** Resolves when the bytes are not needed any more. */
  put(number: number, bytes: Buffer, md5: Buffer | undefined, signal: AbortSignal): Promise<UploadedPart>;
  /** Makes it appear at once, whole. */
  complete(parts: readonly UploadedPart[], signal: AbortSignal): Promise<Written>;
  /** Nothing is left behind; what is nevertheless, is named in the error. */
  abandon(error: unknown): Promise<void>;
  /** What was begun stays, for another process to go on with. */
  leave(): Promise<void>;
}
