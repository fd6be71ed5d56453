import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { type CallOptions, CloudError, isCloudError, withContext, type XmlNode, xmlText } from '@portolan/core/driver';
import type { Cleanups } from '../../cleanups.ts';
import type { EngineClient } from '../../client.ts';
import type { ImageChecksum, ImageExtent, ImageioClient } from '../../imageio-client.ts';
import type { Patience } from '../../patience.ts';
import type { StorageDomains } from '../../storage/buckets/buckets.ts';
import { ObjectDisks } from '../../storage/objects/disks.ts';
import { onceOpened } from '../../storage/objects/once-opened.ts';
import { endingTransfer } from '../../storage/transfers/download.ts';
import { receiveImage } from '../../storage/transfers/receive.ts';
import type { Claim, OpenTransfer, Transfers } from '../../storage/transfers/transfers.ts';
import { numberOf } from '../../wire-values.ts';
import { ALGORITHM, BLOCK_BYTES, BlockHash, hashFile } from './block-hash.ts';
import { type ImageSource, type OpenedSource, openSource } from './image-source.ts';
import { assertResumable } from './image-token.ts';
import type {
  DownloadedImage,
  DownloadImageOptions,
  ImageCallOptions,
  ImageToken,
  ReadImageOptions,
  UploadedImage,
  UploadImageOptions,
} from './image-types.ts';
import * as requests from './requests.ts';
import { findUploadDisk, makeUploadDisk, newUploadMark } from './upload-disk.ts';

export interface ImageParts {
  readonly client: EngineClient;
  readonly imageio: ImageioClient;
  readonly transfers: Transfers;
  readonly domains: StorageDomains;
  readonly cleanups: Cleanups;
}

/** Images take as long as they take. */
const LONGEST_MS = 24 * 3_600_000;
const TIDY_MS = 55_000;
const MOST_READERS = 4;

/** What an upload that fails has to take back. */
interface Made {
  /** By which a disk is found whose making was not answered. */
  mark?: string | undefined;
  diskId?: string | undefined;
  claim?: Claim | undefined;
}

/**
 * Disk images, up and down: `cloud.native.images.upload({ file: 'disk.qcow2' }, { name: 'disk', storageDomain: 'data' })`. Whatever happens a transfer is
 * finalized, cancelled or, where its caller keeps tokens, paused. Calls resolve when the disk can be used.
 */
export class OvirtImages {
  readonly #parts: ImageParts;
  readonly #disks: ObjectDisks;

  constructor(parts: ImageParts) {
    this.#parts = parts;
    this.#disks = new ObjectDisks(parts.client);
  }

  /** Makes a disk of an image, raw or qcow2. Zeroes are not sent. Should it fail, transfer and disk go, unless `onToken` is there to resume. */
  upload(source: ImageSource, options: UploadImageOptions): Promise<UploadedImage> {
    return this.#call('images.upload', options.name, options, async () => {
      const opened = await openSource(source, options.virtualSizeBytes);
      const once = onceOpened(opened.body);
      const made: Made = {};
      const patience = this.#patience(options);
      try {
        return await this.#upload({ ...opened, body: once.body }, options, patience, made);
      } catch (error) {
        once.discard();
        await this.#giveUp(made, options, error);
        throw error;
      }
    });
  }

  /** Writes a disk to a file, zeroes as holes. The file is there when it is whole: until then it is called `PATH.part`. */
  download(diskId: string, path: string, options: DownloadImageOptions = {}): Promise<DownloadedImage> {
    return this.#call('images.download', diskId, options, async () => {
      const { resume, onToken } = options;
      const format = options.format ?? 'raw';
      if (resume !== undefined) assertResumable(resume, { direction: 'download', diskId, format });
      const part = `${path}.part`;
      const file = await open(part, resume === undefined ? 'w+' : 'r+');
      let kept = false;
      try {
        const got = await this.#withDownload(diskId, format, this.#patience(options), (transfer, patience) =>
          this.#receive(transfer, file, { ...options, format, diskId }, patience),
        );
        kept = true;
        await file.datasync();
        await file.close();
        await rename(part, path);
        return got;
      } catch (error) {
        if (!kept) await file.close();
        if (onToken === undefined) await rm(part, { force: true });
        throw error;
      }
    });
  }

  /** The bytes of a disk, or some of them, as they come. The transfer ends with the stream. */
  read(diskId: string, options: ReadImageOptions = {}): Promise<{ readonly sizeBytes: number; readonly length: number; readonly body: Readable }> {
    return this.#call('images.read', diskId, options, async () => {
      const { transfers, imageio } = this.#parts;
      const patience = this.#patience(options);
      let claim: Claim | undefined;
      const close = async (): Promise<void> => {
        if (claim !== undefined) await this.#release(claim, 'finalize');
      };
      try {
        const transfer = await transfers.open(
          diskId,
          'download',
          patience,
          (made) => {
            claim = made;
          },
          { format: options.format },
        );
        const sizeBytes = await this.#sizeOf(diskId, transfer, patience);
        const first = options.start ?? 0;
        const last = Math.min(options.end ?? sizeBytes - 1, sizeBytes - 1);
        if (!Number.isSafeInteger(first) || !Number.isSafeInteger(last) || first < 0 || last < first)
          throw new CloudError('invalid-argument', `start, end: got ${first} to ${last}, the image has ${sizeBytes} bytes`, { outcome: 'not-done' });
        const { url } = await transfers.reach(transfer, patience);
        const { body } = await imageio.read(url, first, last, patience.options);
        return { sizeBytes, length: last - first + 1, body: endingTransfer(body, close) };
      } catch (error) {
        void close();
        throw error;
      }
    });
  }

  /** Which parts of a disk are data, which are zeroes. */
  extents(diskId: string, options: CallOptions = {}): Promise<readonly ImageExtent[]> {
    return this.#call('images.extents', diskId, options, () =>
      this.#withDownload(diskId, 'raw', this.#patience(options), (transfer, patience) => this.#extentsOf(diskId, transfer, patience)),
    );
  }

  /** The daemon reads all data of the disk for it. Default: SHA-256 over blocks of 4 MiB; `blake2b` is what imageio's own tools say. */
  checksum(diskId: string, options: CallOptions & { readonly algorithm?: string; readonly blockSize?: number } = {}): Promise<ImageChecksum> {
    return this.#call('images.checksum', diskId, options, () =>
      this.#withDownload(diskId, 'raw', this.#patience(options), async (transfer, patience) => {
        const { url, features } = await this.#parts.transfers.reach(transfer, patience);
        if (!features.checksum) throw new CloudError('unsupported', 'the host’s imageio daemon counts no checksums', { outcome: 'not-done' });
        return this.#parts.imageio.checksum(url, options.algorithm ?? ALGORITHM, options.blockSize ?? BLOCK_BYTES, patience.options);
      }),
    );
  }

  /** Ends an upload that is not to be resumed; its disk goes too. Downloads have nothing on the engine to end. */
  cancel(token: ImageToken, options: CallOptions = {}): Promise<void> {
    return this.#call('images.cancel', token.diskId, options, async () => {
      if (token.direction === 'download' || token.transferId === undefined) return;
      const patience = this.#parts.client.patience(options, TIDY_MS);
      const claim = { diskId: token.diskId, inactivitySeconds: 0, id: token.transferId };
      await this.#parts.transfers.release(claim, 'cancel', patience);
      await this.#disks.remove(token.diskId, patience);
      await this.#disks.untilGone(token.diskId, patience);
    });
  }

  async #upload(source: OpenedSource, options: UploadImageOptions, patience: Patience, made: Made): Promise<UploadedImage> {
    const { transfers, imageio, domains } = this.#parts;
    const { sizeBytes, format } = source;
    const { resume } = options;
    const virtualSizeBytes = Math.max(source.virtualSizeBytes, options.virtualSizeBytes ?? 0);
    let transfer: OpenTransfer;
    let diskId: string;
    let zeroes: 'punch' | 'skip' = 'punch';
    if (resume === undefined) {
      if (format === 'cow' && options.format === 'raw')
        throw new CloudError('invalid-argument', 'format: a qcow2 image stays one: the host cannot make it raw', { outcome: 'not-done' });
      const domain = await domains.find(options.storageDomain, patience.options);
      const diskFormat = options.format ?? format;
      const disk: Omit<requests.NewDisk, 'description'> = {
        name: options.name,
        contentType: options.contentType ?? 'data',
        format: diskFormat,
        sparse: options.sparse ?? !(domain.block && diskFormat === 'raw'),
        virtualSizeBytes,
        initialSizeBytes: format === 'cow' ? sizeBytes : undefined,
        domain,
      };
      const mark = newUploadMark();
      made.mark = mark;
      diskId = await makeUploadDisk(this.#parts.client, disk, mark, patience);
      made.diskId = diskId;
      await this.#disks.untilOk(diskId, patience);
      // New files and new qcow2 layers read as zeroes. Volumes of blocks hold what was there before; under a qcow2 file there is the one that the host made.
      if (format === 'raw' && !(domain.block && diskFormat === 'raw')) zeroes = 'skip';
      const timeoutPolicy = options.onToken === undefined ? 'cancel' : 'pause';
      transfer = await transfers.open(
        diskId,
        'upload',
        patience,
        (claim) => {
          made.claim = claim;
        },
        { format, timeoutPolicy },
      );
    } else {
      const { transferId = '' } = resume;
      assertResumable(resume, { direction: 'upload', format, sizeBytes });
      diskId = resume.diskId;
      made.diskId = diskId;
      made.claim = { diskId, inactivitySeconds: 0, id: transferId };
      transfer = await transfers.resume(transferId, patience);
    }
    const token = (safeBytes: number): ImageToken => ({ version: 1, direction: 'upload', diskId, transferId: transfer.id, format, sizeBytes, safeBytes });
    const from = resume?.safeBytes ?? 0;
    await options.onToken?.(token(from));
    const hash = new BlockHash();
    let transferredBytes = 0;
    const checksum = await transfers
      .upload(transfer, source.body, sizeBytes, patience, {
        from,
        zeroes,
        connections: options.connections,
        // The disk may be larger than the image; which is known only when all of it has been read.
        hash: { update: (bytes) => hash.update(bytes), digest: () => '' },
        onSent: (bytes) => {
          transferredBytes += bytes;
          options.onProgress?.({ transferredBytes, totalBytes: sizeBytes });
        },
        onSafe: options.onToken === undefined ? undefined : (offset) => options.onToken?.(token(offset)),
        safeEveryBytes: options.tokenEveryBytes,
      })
      .then(async () => {
        const { url, features } = await transfers.reach(transfer, patience);
        if (options.verify !== true || format === 'cow') return hash.digest();
        if (!features.checksum) throw new CloudError('unsupported', 'verify: the host’s imageio daemon counts no checksums', { outcome: 'not-done' });
        hash.zero((await this.#sizeOf(diskId, transfer, patience)) - sizeBytes);
        const mine = hash.digest();
        const { checksum: told } = await imageio.checksum(url, ALGORITHM, BLOCK_BYTES, patience.options);
        if (told !== mine) throw damaged(`the disk’s checksum is ${told}, the image’s ${mine}`);
        return mine;
      });
    await transfers.finalizeUpload(transfer.id, (given) => this.#disks.statusOf(diskId, given), patience);
    made.claim = undefined;
    await this.#disks.untilOk(diskId, patience);
    await this.#disks.publish(diskId, { description: options.description ?? '' }, patience);
    return { diskId, sizeBytes, checksum };
  }

  async #receive(
    transfer: OpenTransfer,
    file: FileHandle,
    options: DownloadImageOptions & { readonly diskId: string; readonly format: 'raw' | 'cow' },
    patience: Patience,
  ): Promise<DownloadedImage> {
    const { transfers, imageio } = this.#parts;
    const { diskId, format, resume } = options;
    const { url, features } = await transfers.reach(transfer, patience);
    const extents = await this.#extentsOf(diskId, transfer, patience);
    const sizeBytes = extents.reduce((total, { length }) => total + length, 0);
    if (resume !== undefined) assertResumable(resume, { sizeBytes });
    const from = resume?.safeBytes ?? 0;
    // What is behind the last token may be half written: it becomes a hole again.
    await file.truncate(from);
    await file.truncate(sizeBytes);
    const token = (safeBytes: number): ImageToken => ({ version: 1, direction: 'download', diskId, format, sizeBytes, safeBytes });
    await options.onToken?.(token(from));
    let transferredBytes = from;
    const readBytes = await receiveImage({
      imageio,
      url,
      extents,
      connections: Math.min(features.maxReaders, options.connections ?? MOST_READERS),
      patience,
      from,
      write: async (offset, bytes) => {
        for (let at = 0; at < bytes.byteLength; ) at += (await file.write(bytes, at, bytes.byteLength - at, offset + at)).bytesWritten;
      },
      onReceived: (bytes) => {
        transferredBytes += bytes;
        options.onProgress?.({ transferredBytes, totalBytes: sizeBytes });
      },
      safeEveryBytes: options.tokenEveryBytes,
      onSafe:
        options.onToken === undefined
          ? undefined
          : async (offset) => {
              await file.datasync();
              await options.onToken?.(token(offset));
            },
    });
    if (options.verify !== true || format === 'cow') return { sizeBytes, readBytes };
    if (!features.checksum) throw new CloudError('unsupported', 'verify: the host’s imageio daemon counts no checksums', { outcome: 'not-done' });
    const [mine, told] = [await hashFile(file), (await imageio.checksum(url, ALGORITHM, BLOCK_BYTES, patience.options)).checksum];
    if (mine !== told) throw damaged(`the file’s checksum is ${mine}, the disk’s ${told}`);
    return { sizeBytes, readBytes, checksum: mine };
  }

  async #extentsOf(diskId: string, transfer: OpenTransfer, patience: Patience): Promise<readonly ImageExtent[]> {
    const { url, features } = await this.#parts.transfers.reach(transfer, patience);
    if (features.extents) return this.#parts.imageio.extents(url, patience.options);
    const disk: XmlNode = await this.#parts.client.document(requests.get(diskId), 'disk', patience.options);
    const length = numberOf(disk, 'provisioned_size');
    if (length === undefined || xmlText(disk, 'format') !== 'raw')
      throw new CloudError('unsupported', 'the host’s imageio daemon cannot tell how large the image is', { outcome: 'not-done' });
    return [{ start: 0, length, zero: false, hole: false }];
  }

  async #sizeOf(diskId: string, transfer: OpenTransfer, patience: Patience): Promise<number> {
    return (await this.#extentsOf(diskId, transfer, patience)).reduce((total, { length }) => total + length, 0);
  }

  /** The disk is locked as long as it takes, and can be used again afterwards. */
  async #withDownload<T>(
    diskId: string,
    format: 'raw' | 'cow',
    patience: Patience,
    work: (transfer: OpenTransfer, patience: Patience) => Promise<T>,
  ): Promise<T> {
    let claim: Claim | undefined;
    let result: T;
    try {
      const transfer = await this.#parts.transfers.open(
        diskId,
        'download',
        patience,
        (made) => {
          claim = made;
        },
        { format },
      );
      result = await work(transfer, patience);
    } catch (error) {
      if (claim !== undefined) void this.#release(claim, 'finalize');
      throw error;
    }
    if (claim !== undefined) await this.#parts.transfers.release(claim, 'finalize', patience.next(TIDY_MS));
    await this.#disks.untilOk(diskId, patience);
    return result;
  }

  #release(claim: Claim, how: 'finalize' | 'cancel'): Promise<void> {
    return this.#parts.cleanups.run((signal) => this.#parts.transfers.release(claim, how, this.#tidying(signal)));
  }

  /** Pauses what is to be resumed; else the transfer is cancelled and the disk goes. Waits until the engine has been told. */
  async #giveUp(made: Made, options: ImageCallOptions, error: unknown): Promise<void> {
    const { transfers, cleanups } = this.#parts;
    const { diskId, claim } = made;
    if (diskId === undefined) return this.#removeUnanswered(made, error);
    const transferId = claim?.id;
    const damagedIt = isCloudError(error, 'invalid-argument') || isCloudError(error, 'protocol') || isCloudError(error, 'unsupported');
    if (options.onToken !== undefined && transferId !== undefined && !damagedIt) {
      if (isCloudError(error)) error.leftover = { kind: 'image-transfer', id: transferId };
      await cleanups.run((signal) => transfers.pause(transferId, this.#tidying(signal)));
      return;
    }
    await cleanups.run(async (signal) => {
      const patience = this.#tidying(signal);
      if (claim !== undefined) await transfers.release(claim, 'cancel', patience).catch(() => false);
      await this.#disks.remove(diskId, patience);
    });
    if (isCloudError(error)) error.outcome = 'not-done';
  }

  /** A call that is aborted while the engine makes the disk never hears of it. */
  async #removeUnanswered({ mark }: Made, error: unknown): Promise<void> {
    if (mark === undefined || (isCloudError(error) && error.outcome !== 'unknown')) return;
    await this.#parts.cleanups.run(async (signal) => {
      const patience = this.#tidying(signal);
      const diskId = await findUploadDisk(this.#parts.client, mark, patience);
      if (diskId === undefined) return;
      await this.#disks.untilOk(diskId, patience);
      await this.#disks.remove(diskId, patience);
      if (isCloudError(error)) Object.assign(error, { leftover: undefined, outcome: 'not-done' });
    });
  }

  #patience(options: CallOptions): Patience {
    return this.#parts.client.patience(options, LONGEST_MS);
  }

  #tidying(signal: AbortSignal): Patience {
    return this.#parts.client.patience({ signal }, TIDY_MS);
  }

  #call<T>(operation: string, target: string, options: CallOptions, work: () => Promise<T>): Promise<T> {
    return withContext({ provider: 'ovirt', operation: `native.${operation}`, target }, options.signal, work);
  }
}

const damaged = (said: string): CloudError => new CloudError('protocol', said, { remedy: 'transfer it again', outcome: 'not-done' });
