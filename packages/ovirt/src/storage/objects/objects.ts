import { Readable } from 'node:stream';
import {
  type CallOptions,
  CloudError,
  type ContentHeader,
  type ContentHeaders,
  type CopyObjectRequest,
  type GetObjectDriverOptions,
  isCloudError,
  type ListObjectsDriverOptions,
  type MultipartUpload,
  type ObjectContent,
  type ObjectDriver,
  type ObjectInfo,
  type ObjectPrefix,
  type ObjectSummary,
  type Page,
  type PutObjectRequest,
  type PutResult,
  type ReadConditions,
  type ResumablePut,
  type UpdateMetadataRequest,
} from '@portolan/core/driver';
import type { StorageDomain, StorageDomains } from '../buckets/buckets.ts';
import { endingTransfer } from '../transfers/download.ts';
import type { Claim } from '../transfers/transfers.ts';
import { aliasOf } from './alias.ts';
import { assertFits, type ObjectContents, type ObjectNotes, writeDescription } from './description.ts';
import { checkRead, isAfter, nameOf, type ObjectDisk, rowsOf, toInfo } from './mapping.ts';
import { ObjectWriter, TIDY_MS, type WriterParts } from './object-writer.ts';
import { onceOpened } from './once-opened.ts';

export interface ObjectParts extends WriterParts {
  readonly domains: StorageDomains;
}

/**
 * Objects as disks. Only disks that this library wrote are objects: a bucket's other disks belong to servers and people, and a bucket that is emptied
 * must not take them along.
 */
export class OvirtObjects implements ObjectDriver {
  readonly #parts: ObjectParts;
  readonly #writer: ObjectWriter;

  constructor(parts: ObjectParts) {
    this.#parts = parts;
    this.#writer = new ObjectWriter(parts);
  }

  async listPage(bucket: string, options: ListObjectsDriverOptions, cursor?: string): Promise<Page<ObjectSummary | ObjectPrefix>> {
    const domain = await this.#parts.domains.find(bucket, options);
    const all = rowsOf(await this.#parts.disks.list(domain, options), options.prefix, options.delimiter);
    const rows = all.filter((row) => isAfter(row, options.startAfter) && isAfter(row, cursor));
    const items = rows.slice(0, options.pageSize);
    const last = items.at(-1);
    return items.length < rows.length && last !== undefined ? { items, next: nameOf(last) } : { items };
  }

  async head(bucket: string, key: string, options: CallOptions & ReadConditions): Promise<ObjectInfo> {
    const disk = await this.#find(await this.#parts.domains.find(bucket, options), key, options);
    checkRead(disk.notes, options);
    return toInfo(disk, bucket);
  }

  /** An object that is overwritten between finding and opening it is looked for again: the key has never been without one. */
  async get(bucket: string, key: string, options: GetObjectDriverOptions): Promise<ObjectContent> {
    const domain = await this.#parts.domains.find(bucket, options);
    let gone: string | undefined;
    for (;;) {
      const disk = await this.#find(domain, key, options);
      try {
        return await this.#read(disk, bucket, options);
      } catch (error) {
        const { diskId } = disk.notes;
        if (!isCloudError(error, 'not-found') || diskId === gone) throw error;
        gone = diskId;
      }
    }
  }

  async #read(disk: ObjectDisk, bucket: string, options: GetObjectDriverOptions): Promise<ObjectContent> {
    const { transfers, cleanups, disks } = this.#parts;
    checkRead(disk.notes, options);
    const info = toInfo(disk, bucket);
    const { first, last } = rangeOf(info.sizeBytes, options);
    const length = last - first + 1;
    if (length === 0) return { info, length, body: Readable.from([]) };
    const patience = disks.patience(options);
    let claim: Claim | undefined;
    const close = (): Promise<void> => {
      const claimed = claim;
      return claimed === undefined
        ? Promise.resolve()
        : cleanups.run((signal) => transfers.release(claimed, 'finalize', this.#parts.patience({ signal }, TIDY_MS)));
    };
    try {
      const transfer = await transfers.open(disk.notes.diskId, 'download', patience, (made) => {
        claim = made;
      });
      const response = await transfers.download(transfer, first, last, patience);
      return { info, length, body: endingTransfer(response.body, close) };
    } catch (error) {
      void close();
      throw error;
    }
  }

  async put(request: PutObjectRequest, options: CallOptions): Promise<PutResult> {
    const { bucket, key } = request;
    const body = onceOpened(request.body);
    try {
      const sizeBytes = request.body.length;
      if (sizeBytes === undefined)
        throw new CloudError('invalid-argument', 'a disk must be made as large as the object, whose length is not known', { outcome: 'not-done' });
      const contents = { sizeBytes, contentType: request.contentType, headers: headersOf(request), metadata: request.metadata };
      aliasOf(key);
      assertFits(contents);
      const domain = await this.#parts.domains.find(bucket, options);
      return await this.#writer.upload(domain, key, contents, body.body, options);
    } catch (error) {
      body.discard();
      throw error;
    }
  }

  async putResumably(request: PutObjectRequest, how: ResumablePut, options: CallOptions): Promise<PutResult> {
    const { bucket, key, body } = request;
    const contents = { sizeBytes: body.length ?? 0, contentType: request.contentType, headers: headersOf(request), metadata: request.metadata };
    aliasOf(key);
    assertFits(contents);
    const domain = await this.#parts.domains.find(bucket, options);
    // The bucket as it was called: by its name, or its id.
    const onUpload = (upload: MultipartUpload): Promise<void> => how.onUpload({ ...upload, bucket });
    return this.#writer.uploadOn(domain, key, contents, body, { ...how, onUpload }, options);
  }

  abandonPut(upload: MultipartUpload, options: CallOptions): Promise<void> {
    return this.#writer.abandon(upload, options);
  }

  async delete(bucket: string, key: string, options: CallOptions): Promise<void> {
    const { disks } = this.#parts;
    const domain = await this.#parts.domains.find(bucket, options);
    const patience = disks.patience(options);
    const doomed = await disks.ofKey(domain, key, patience.options);
    // The older ones first: else they would be the object for a moment.
    for (const { notes } of [...doomed].reverse()) await disks.remove(notes.diskId, patience);
    for (const { notes } of doomed) await disks.untilGone(notes.diskId, patience);
  }

  /** The engine copies disks by itself; between storage of files and of blocks, which have other formats, the bytes pass through here. */
  async copy(request: CopyObjectRequest, options: CallOptions): Promise<PutResult> {
    const { domains } = this.#parts;
    const { from, to } = request;
    aliasOf(to.key);
    const [sourceDomain, targetDomain] = [await domains.find(from.bucket, options), await domains.find(to.bucket, options)];
    const source = await this.#find(sourceDomain, from.key, options);
    checkRead(source.notes, from);
    const contents = changed(source.notes, request);
    assertFits(contents);
    if (sourceDomain.block !== targetDomain.block) {
      const { body, length } = await this.get(from.bucket, from.key, { ...options, ifMatch: source.notes.diskId });
      const { contentType = 'application/octet-stream', headers, metadata } = contents;
      return this.put({ bucket: to.bucket, key: to.key, body: { length, replayable: false, open: () => body }, contentType, ...headers, metadata }, options);
    }
    return this.#writer.copy(source.notes.diskId, targetDomain, to.key, contents, options);
  }

  async updateMetadata(request: UpdateMetadataRequest, options: CallOptions): Promise<void> {
    const { disks, domains } = this.#parts;
    const disk = await this.#find(await domains.find(request.bucket, options), request.key, options);
    const description = writeDescription({ ...disk.notes, ...changed(disk.notes, request) });
    await disks.publish(disk.notes.diskId, { description }, disks.patience(options));
  }

  async #find(domain: StorageDomain, key: string, options: CallOptions): Promise<ObjectDisk> {
    const [disk] = await this.#parts.disks.ofKey(domain, key, options);
    if (disk === undefined) throw new CloudError('not-found', 'there is no such object', { outcome: 'not-done' });
    return disk;
  }
}

/** First and last byte; an empty object has none. */
function rangeOf(sizeBytes: number, options: GetObjectDriverOptions): { readonly first: number; readonly last: number } {
  const { range } = options;
  if (range === undefined) return { first: 0, last: sizeBytes - 1 };
  if (range.start >= sizeBytes)
    throw new CloudError('invalid-argument', `range: begins at ${range.start}, the object has ${sizeBytes} bytes`, { status: 416, outcome: 'not-done' });
  return { first: range.start, last: Math.min(range.end ?? sizeBytes - 1, sizeBytes - 1) };
}

const HEADERS: readonly ContentHeader[] = ['cacheControl', 'contentDisposition', 'contentEncoding', 'contentLanguage'];

const headersOf = (from: ContentHeaders): Readonly<Partial<Record<ContentHeader, string>>> =>
  Object.fromEntries(HEADERS.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name]]])));

function changed(
  notes: ObjectNotes,
  change: { readonly metadata?: Readonly<Record<string, string>> | undefined; readonly headers?: ContentHeaders | undefined },
): ObjectContents {
  const { sizeBytes, md5 } = notes;
  const headers = change.headers ?? {};
  return {
    sizeBytes,
    md5,
    contentType: headers.contentType ?? notes.contentType,
    headers: { ...notes.headers, ...headersOf(headers) },
    metadata: change.metadata ?? notes.metadata,
  };
}
