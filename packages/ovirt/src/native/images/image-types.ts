import type { CallOptions } from '@portolan/core/driver';

export interface ImageProgress {
  readonly transferredBytes: number;
  readonly totalBytes: number;
}

/** Where a cut transfer can be taken up again. Plain data: keep it as JSON. It holds no secret. */
export interface ImageToken {
  readonly version: 1;
  readonly direction: 'upload' | 'download';
  readonly diskId: string;
  /** Of uploads. */
  readonly transferId?: string | undefined;
  readonly format: 'raw' | 'cow';
  readonly sizeBytes: number;
  /** All before this arrived, and is on the storage (or in the file). */
  readonly safeBytes: number;
}

export interface ImageCallOptions extends CallOptions {
  /** At most so many connections; the daemon may allow fewer. Default 4. */
  readonly connections?: number | undefined;
  readonly onProgress?: ((progress: ImageProgress) => void) | undefined;
  /**
   * Hears where the transfer can be taken up again, at its beginning and now and then. With it, a transfer that fails or is aborted is not given up: an
   * upload is paused and keeps its disk, a download keeps its unfinished file. Go on with `resume`, or end it with `images.cancel(token)`.
   */
  readonly onToken?: ((token: ImageToken) => void | Promise<void>) | undefined;
  /** Bytes between two tokens. Default 256 MiB. */
  readonly tokenEveryBytes?: number | undefined;
  /** What `onToken` heard last. */
  readonly resume?: ImageToken | undefined;
  /**
   * Compare the disk's checksum with the file's, of images in format raw. The daemon reads all data of the disk for it and is silent meanwhile: for large
   * ones the connection's `idleTimeoutMs` has to allow for that. Default false.
   */
  readonly verify?: boolean | undefined;
}

export interface UploadImageOptions extends ImageCallOptions {
  /** Alias of the new disk. */
  readonly name: string;
  /** Name of an active data domain. */
  readonly storageDomain: string;
  readonly description?: string | undefined;
  /** `iso`: a CD. Default `data`. */
  readonly contentType?: 'data' | 'iso' | undefined;
  /** Of the disk. Default: the image's. A qcow2 image stays one; a raw one may become `cow`, the host converts it. */
  readonly format?: 'raw' | 'cow' | undefined;
  /** Default: true, except raw on block storage, which cannot. */
  readonly sparse?: boolean | undefined;
  /** Of the disk, when it is to be larger than the image; of a qcow2 that comes as a stream, what its header says. */
  readonly virtualSizeBytes?: number | undefined;
}

export interface UploadedImage {
  readonly diskId: string;
  /** Of the image that was sent. */
  readonly sizeBytes: number;
  /** SHA-256 over the SHA-256 of each 4 MiB, as imageio counts it; of the disk when `verify` was asked for, else of the image. */
  readonly checksum: string;
}

export interface DownloadImageOptions extends ImageCallOptions {
  /** `raw`, the default: what the guest sees. `cow`: the qcow2 file of a disk of that format. */
  readonly format?: 'raw' | 'cow' | undefined;
}

export interface DownloadedImage {
  readonly sizeBytes: number;
  /** What was asked of the daemon: without the holes. */
  readonly readBytes: number;
  readonly checksum?: string | undefined;
}

export interface ReadImageOptions extends CallOptions {
  /** Default: the first byte. */
  readonly start?: number | undefined;
  /** Included. Default: the last byte. */
  readonly end?: number | undefined;
  readonly format?: 'raw' | 'cow' | undefined;
}
