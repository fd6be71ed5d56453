import { createHash, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  type CallOptions,
  type Clock,
  CloudError,
  type ContentHeader,
  type ContentHeaders,
  type CopyObjectRequest,
  type GetObjectDriverOptions,
  isCloudError,
  type ListObjectsDriverOptions,
  type ObjectContent,
  type ObjectDriver,
  type ObjectInfo,
  type ObjectPrefix,
  type ObjectSummary,
  type Page,
  type PutObjectRequest,
  type PutResult,
  type ReadConditions,
  type RequestBody,
  type UpdateMetadataRequest,
} from '@portolan/core/driver';
import type { Cleanups } from '../../cleanups.ts';
import { Patience } from '../../patience.ts';
import type { StorageDomain, StorageDomains } from '../buckets/buckets.ts';
import { endingTransfer } from '../transfers/download.ts';
import type { Claim, Transfers } from '../transfers/transfers.ts';
import { aliasOf } from './alias.ts';
import { assertFits, type ObjectNotes, writeDescription } from './description.ts';
import type { ObjectDisks } from './disks.ts';
import { checkRead, isAfter, nameOf, type ObjectDisk, rowsOf, toInfo } from './mapping.ts';

export interface ObjectParts {
  readonly domains: StorageDomains;
  readonly disks: ObjectDisks;
  readonly transfers: Transfers;
  readonly cleanups: Cleanups;
  readonly clock: Clock;
}

type Contents = Pick<ObjectNotes, 'sizeBytes' | 'md5' | 'contentType' | 'headers' | 'metadata'>;

const EMPTY_MD5 = createHash('md5').digest('hex');
const TIDY_MS = 55_000;
/** Whoever gave up waits no longer than this for the tidying to begin. */
const PATIENT_MS = 5_000;

/**
 * Objects as disks. Only disks that this library wrote are objects: a bucket's other disks belong to servers and people, and a bucket that is emptied
 * must not take them along.
 */
export class OvirtObjects implements ObjectDriver {
  readonly #parts: ObjectParts;

  constructor(parts: ObjectParts) {
    this.#parts = parts;
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
      return claimed === undefined ? Promise.resolve() : cleanups.run((signal) => transfers.release(claimed, 'finalize', this.#tidying(signal)));
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

  /**
   * The bytes go to a disk under an alias of its own, which then takes the key's alias; only then the disks that had it before are removed. In between
   * there are two, of which readers take the later one: they never see none.
   */
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
      return await this.#store(domain, key, options, (patience, made) => this.#upload(domain, contents, body.body, patience, made));
    } catch (error) {
      body.discard();
      throw error;
    }
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
    const { disks, domains } = this.#parts;
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
    return this.#store(targetDomain, to.key, options, async (patience, made) => {
      const alias = temporaryAlias();
      made({ alias });
      const diskId = await disks.copy(source.notes.diskId, targetDomain, alias, patience);
      made({ alias, diskId });
      await disks.untilOk(diskId, patience);
      return { diskId, contents };
    });
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

  async #upload(domain: StorageDomain, contents: Contents, body: RequestBody, patience: Patience, made: (what: Made) => void): Promise<Filled> {
    const { disks, transfers } = this.#parts;
    const alias = temporaryAlias();
    made({ alias });
    const diskId = await disks.create(domain, alias, contents.sizeBytes, patience);
    made({ alias, diskId });
    await disks.untilOk(diskId, patience);
    // Nothing to send, but the stream is to be read to its end all the same: it may turn out longer than it said.
    if (contents.sizeBytes === 0) return { diskId, contents: { ...contents, md5: await emptyMd5(body) } };
    const transfer = await transfers.open(diskId, 'upload', patience, (claim) => made({ alias, diskId, claim }));
    const md5 = await transfers.upload(transfer, body, contents.sizeBytes, patience);
    await transfers.finalizeUpload(transfer.id, (given) => disks.statusOf(diskId, given), patience);
    return { diskId, contents: { ...contents, md5 } };
  }

  /** Fills a new disk, gives it the key's alias, removes what had it before. Fails before that: the disk goes. */
  async #store(
    domain: StorageDomain,
    key: string,
    options: CallOptions,
    fill: (patience: Patience, made: (what: Made) => void) => Promise<Filled>,
  ): Promise<PutResult> {
    const { disks, cleanups, clock } = this.#parts;
    const patience = disks.patience(options);
    let made: Made | undefined;
    let filled: Filled;
    try {
      filled = await fill(patience, (what) => {
        made = what;
      });
      const before = await disks.ofKey(domain, key, patience.options);
      // Later than all there are, even if another machine's clock is ahead.
      const writtenAt = Math.max(clock.now(), ...before.map(({ notes }) => notes.writtenAt + 1));
      const description = writeDescription({ ...filled.contents, diskId: filled.diskId, writtenAt });
      await disks.publish(filled.diskId, { alias: aliasOf(key), description }, patience.next(TIDY_MS));
    } catch (error) {
      const left = made;
      if (left !== undefined) await this.#discard(left);
      // Whatever the step that failed may have done, it is taken back: the object is what it was.
      if (isCloudError(error)) error.outcome = 'not-done';
      throw error;
    }
    const { diskId, contents } = filled;
    try {
      await this.#removeOlder(domain, key, patience.next(TIDY_MS * 4));
    } catch (error) {
      // The object is there; what it replaced must still go, also when the caller has given up.
      void cleanups.run((signal) => this.#removeOlder(domain, key, this.#tidying(signal)));
      if (isCloudError(error)) error.outcome = 'done';
      throw error;
    }
    return { key, etag: diskId, sizeBytes: contents.sizeBytes, md5: contents.md5 };
  }

  async #removeOlder(domain: StorageDomain, key: string, patience: Patience): Promise<void> {
    const { disks } = this.#parts;
    const [, ...older] = await disks.ofKey(domain, key, patience.options);
    for (const { notes } of older) {
      try {
        await disks.remove(notes.diskId, patience);
      } catch (error) {
        if (isCloudError(error)) error.leftover = { kind: 'disk', id: notes.diskId };
        throw error;
      }
    }
  }

  /** Ends the transfer, which takes the disk of an upload with it; a disk without one is removed. Resolves once the engine has accepted the first of it, or takes long to. */
  async #discard(made: Made): Promise<void> {
    const { disks, transfers, cleanups, clock } = this.#parts;
    let begun: () => void = () => undefined;
    const accepted = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const whole = cleanups.run(async (signal) => {
      const patience = this.#tidying(signal);
      const diskId = made.diskId ?? (await disks.byAlias(made.alias, patience.options));
      if (diskId === undefined) return;
      // Also when nobody can say whether there is a transfer, the disk is to go.
      if (made.claim !== undefined && (await transfers.release(made.claim, 'cancel', patience).catch(() => false))) begun();
      await disks.remove(diskId, patience);
    });
    const enough = new AbortController();
    await Promise.race([accepted, whole, clock.sleep(PATIENT_MS, enough.signal).catch(() => undefined)]);
    enough.abort();
  }

  #tidying(signal: AbortSignal): Patience {
    return new Patience(this.#parts.clock, { signal }, TIDY_MS);
  }
}

/** What an unfinished put has to take back. */
interface Made {
  readonly alias: string;
  readonly diskId?: string;
  readonly claim?: Claim;
}

interface Filled {
  readonly diskId: string;
  readonly contents: Contents;
}

const temporaryAlias = (): string => `portolan-upload-${randomUUID()}`;

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
): Contents {
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

/** A stream that was never opened is nobody's any more: whoever gave it waits for it to be closed. */
function onceOpened(body: RequestBody): { readonly body: RequestBody; readonly discard: () => void } {
  let opened = false;
  return {
    body: {
      length: body.length,
      replayable: body.replayable,
      open: () => {
        opened = true;
        return body.open();
      },
    },
    discard: () => {
      if (opened || body.replayable) return;
      opened = true;
      try {
        const source = body.open();
        if (source instanceof Readable) source.on('error', () => undefined).destroy();
      } catch {
        // It was spent already.
      }
    },
  };
}

async function emptyMd5(body: RequestBody): Promise<string> {
  const source = body.open();
  if (source instanceof Uint8Array) return EMPTY_MD5;
  for await (const chunk of source as AsyncIterable<Uint8Array>) {
    if (chunk.length > 0) throw new CloudError('invalid-argument', 'the content has more than the 0 bytes that were announced', { outcome: 'not-done' });
  }
  return EMPTY_MD5;
}
