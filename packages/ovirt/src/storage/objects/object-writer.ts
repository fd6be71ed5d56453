import { createHash, randomUUID } from 'node:crypto';
import {
  type CallOptions,
  type Clock,
  CloudError,
  isCloudError,
  type MultipartUpload,
  type PutResult,
  type RequestBody,
  type ResumablePut,
} from '@portolan/core/driver';
import type { Cleanups } from '../../cleanups.ts';
import type { Patience } from '../../patience.ts';
import type { StorageDomain } from '../buckets/buckets.ts';
import type { Claim, Transfers } from '../transfers/transfers.ts';
import { aliasOf } from './alias.ts';
import { type ObjectContents, writeDescription } from './description.ts';
import type { ObjectDisks } from './disks.ts';
import { claimOf, type KeptUpload, keptUpload, toUpload } from './kept-upload.ts';

export interface WriterParts {
  readonly disks: ObjectDisks;
  readonly transfers: Transfers;
  readonly cleanups: Cleanups;
  readonly clock: Clock;
  readonly patience: (options: CallOptions, limitMs: number) => Patience;
}

const EMPTY_MD5 = createHash('md5').digest('hex');
export const TIDY_MS = 55_000;
/** Whoever gave up waits no longer than this for the tidying to begin. */
const PATIENT_MS = 5_000;

/**
 * Writes objects whole or not at all. The bytes go to a disk under an alias of its own, which then takes the key's alias; only then the disks that had it
 * before are removed. In between there are two, of which readers take the later one: they never see none.
 */
export class ObjectWriter {
  readonly #parts: WriterParts;

  constructor(parts: WriterParts) {
    this.#parts = parts;
  }

  upload(domain: StorageDomain, key: string, contents: ObjectContents, body: RequestBody, options: CallOptions): Promise<PutResult> {
    return this.#replace(domain, key, options, (patience, made) => this.#upload(domain, contents, body, patience, made));
  }

  /** What was sent stays when it fails, and the next call goes on with it. */
  uploadOn(domain: StorageDomain, key: string, contents: ObjectContents, body: RequestBody, how: ResumablePut, options: CallOptions): Promise<PutResult> {
    const fill = (patience: Patience, made: (what: Made) => void): Promise<Filled> => this.#uploadOn(domain, key, contents, body, how, patience, made);
    return this.#replace(domain, key, options, fill);
  }

  /** Frees what was kept. */
  async abandon(upload: MultipartUpload, options: CallOptions): Promise<void> {
    const kept = keptUpload(upload);
    const patience = this.#parts.patience(options, TIDY_MS);
    const claim = await claimOf(kept, this.#parts.disks, this.#parts.transfers, patience);
    if (claim === undefined) return;
    await this.#parts.transfers.release(claim, 'cancel', patience);
    await this.#parts.disks.remove(kept.diskId, patience);
  }

  /** Has the engine copy a disk. */
  copy(sourceDiskId: string, domain: StorageDomain, key: string, contents: ObjectContents, options: CallOptions): Promise<PutResult> {
    const { disks } = this.#parts;
    return this.#replace(domain, key, options, async (patience, made) => {
      const alias = temporaryAlias();
      made({ alias });
      const diskId = await disks.copy(sourceDiskId, domain, alias, patience);
      made({ alias, diskId });
      await disks.untilOk(diskId, patience);
      return { diskId, contents };
    });
  }

  async #upload(domain: StorageDomain, contents: ObjectContents, body: RequestBody, patience: Patience, made: (what: Made) => void): Promise<Filled> {
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

  async #uploadOn(
    domain: StorageDomain,
    key: string,
    contents: ObjectContents,
    body: RequestBody,
    how: ResumablePut,
    patience: Patience,
    made: (what: Made) => void,
  ): Promise<Filled> {
    const { disks, transfers } = this.#parts;
    const { sizeBytes } = contents;
    const kept = how.resume === undefined ? await this.#begun(domain, sizeBytes, patience, made) : keptUpload(how.resume);
    const { diskId, alias, transferId } = kept;
    const claim = await claimOf(kept, disks, transfers, patience);
    if (claim === undefined) throw new CloudError('not-found', 'nothing is left of the upload to go on with', { outcome: 'not-done' });
    made({ alias, diskId, claim, kept: how.resume !== undefined });
    const transfer = await transfers.resume(transferId, patience);
    const tell = (safeBytes: number): Promise<void> => how.onUpload(toUpload(domain.name, key, { ...kept, safeBytes }));
    await tell(kept.safeBytes);
    made({ alias, diskId, claim, kept: true });
    const md5 = await transfers.upload(transfer, body, sizeBytes, patience, { from: kept.safeBytes, onSafe: tell, safeEveryBytes: how.everyBytes });
    // What comes now cannot be gone on with.
    made({ alias, diskId });
    await transfers.finalizeUpload(transferId, (given) => disks.statusOf(diskId, given), patience);
    return { diskId, contents: { ...contents, md5 } };
  }

  /** A disk and a transfer that waits when nobody goes on with it. */
  async #begun(domain: StorageDomain, sizeBytes: number, patience: Patience, made: (what: Made) => void): Promise<KeptUpload> {
    const { disks, transfers } = this.#parts;
    const alias = temporaryAlias();
    made({ alias });
    const diskId = await disks.create(domain, alias, sizeBytes, patience);
    made({ alias, diskId });
    await disks.untilOk(diskId, patience);
    const { id: transferId } = await transfers.open(diskId, 'upload', patience, (claim) => made({ alias, diskId, claim }), { timeoutPolicy: 'pause' });
    return { diskId, transferId, alias, safeBytes: 0 };
  }

  /** Fills a new disk, gives it the key's alias, removes what had it before. Fails before that: the disk goes. */
  async #replace(
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
      const transferId = left?.kept === true ? left.claim?.id : undefined;
      if (transferId !== undefined) await cleanups.run((signal) => this.#parts.transfers.pause(transferId, this.#tidying(signal)));
      else if (left !== undefined) await this.#discard(left);
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
    return this.#parts.patience({ signal }, TIDY_MS);
  }
}

/** What an unfinished put has to take back. */
interface Made {
  readonly alias: string;
  readonly diskId?: string;
  readonly claim?: Claim;
  /** Somebody knows of it who may go on with it. */
  readonly kept?: boolean;
}

interface Filled {
  readonly diskId: string;
  readonly contents: ObjectContents;
}

const temporaryAlias = (): string => `portolan-upload-${randomUUID()}`;

async function emptyMd5(body: RequestBody): Promise<string> {
  const source = body.open();
  if (source instanceof Uint8Array) return EMPTY_MD5;
  for await (const chunk of source as AsyncIterable<Uint8Array>) {
    if (chunk.length > 0) throw new CloudError('invalid-argument', 'the content has more than the 0 bytes that were announced', { outcome: 'not-done' });
  }
  return EMPTY_MD5;
}
