import type { CallOptions } from '../../call-options.ts';
import type { Progress } from '../body-watch.ts';
import type { TransferToken } from './token.ts';

/** `transferredBytes` and `totalBytes` are of one object, `objects` and `bytes` of all so far. */
export interface TransferProgress extends Progress {
  readonly key: string;
  /** Objects that are there. */
  readonly objects: number;
  /** Bytes that have come from the source, of all objects. */
  readonly bytes: number;
}

/** `timeoutMs` is for all of it, from the first request to the last object. */
export interface TransferOptions extends CallOptions {
  /** Things on the way at once: small objects, or parts of large ones. Default 8. Memory is about part size × (concurrency + 1), and for all calls of the target’s connection together `maxBufferedBytes` of its profile. */
  readonly concurrency?: number | undefined;
  /** Objects up to this go in one piece. Default 16 MiB, more where the object would have too many parts. */
  readonly partSizeBytes?: number | undefined;
  /** Let the cloud copy by itself where both places are of one account. Default true. */
  readonly serverCopy?: boolean | undefined;
  readonly onProgress?: ((progress: TransferProgress) => void) | undefined;
  /**
   * Called with how far it has come, as plain JSON, whenever an upload in parts begins or ends and every few hundred objects; parts are sent when it resolves.
   * With it, a failure or an abort leaves what is under way to be resumed: give the last token as `resume`, in this process or another, or free it by
   * `storage.abandon(token)`. Without it nothing is left behind.
   */
  readonly onToken?: ((token: TransferToken) => void | Promise<void>) | undefined;
  /** What `onToken` was called with, as it was. */
  readonly resume?: TransferToken | undefined;
}

export interface TransferResult {
  /** Objects that are there now; of a resumed transfer, those of before included. */
  readonly objects: number;
  readonly bytes: number;
  /** What the other side could not keep: `metadata`, `contentType`, …; files keep but their bytes, and a type that their name tells. */
  readonly dropped: readonly string[];
  /** Of them: copied by the cloud itself. */
  readonly copied: number;
  /** Of them: their source named no digest of the content, so that only lengths could be compared with it. What was written was checked nevertheless. */
  readonly unverified: number;
  /** Not taken along: rows that only stand for folders where keys are paths, links, devices, what was deleted before its turn came. */
  readonly skipped: number;
}

export const DEFAULT_CONCURRENCY = 8;
