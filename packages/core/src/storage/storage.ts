import { withContext } from '../errors/with-context.ts';
import type { GroupContext } from '../group.ts';
import { Buckets } from './buckets.ts';
import { type DownloadOptions, download, type TransferResult, type UploadOptions, upload } from './files.ts';
import { Objects } from './objects.ts';
import type { StorageDriver } from './storage-driver.ts';
import { type ObjectPlace, type TransferOptions, transfer } from './transfer.ts';

/** Buckets of objects, the same on every cloud. */
export class Storage {
  readonly buckets: Buckets;
  readonly objects: Objects;

  constructor(context: GroupContext, driver: StorageDriver | undefined) {
    this.objects = new Objects(context, driver?.objects);
    this.buckets = new Buckets(context, driver?.buckets, this.objects);
  }

  /**
   * Copies an object, or everything under a prefix (a key that is empty or ends with `/`), to another place: of this connection or of any other.
   * Bytes stream through this program in bounded memory; type, content headers and metadata go along, what the other side cannot keep is told in `dropped`.
   */
  async transfer(from: ObjectPlace, to: ObjectPlace, options: TransferOptions = {}): Promise<TransferResult> {
    return withContext({ operation: 'storage.transfer' }, options.signal, () => transfer(this, from, to, options));
  }

  /** Puts a file, or every file of a folder under the key as prefix; links and devices in a folder are left out. */
  async upload(path: string, to: ObjectPlace, options: UploadOptions = {}): Promise<TransferResult> {
    return withContext({ operation: 'storage.upload', target: path }, options.signal, () => upload(this, path, to, options));
  }

  /** Writes an object to a file, or everything under a prefix into a folder. A file appears when it is whole. */
  async download(from: ObjectPlace, path: string, options: DownloadOptions = {}): Promise<TransferResult> {
    return withContext({ operation: 'storage.download', target: path }, options.signal, () => download(this, from, path, options));
  }
}
