import { CloudError, isCloudError } from '../../errors/cloud-error.ts';
import { CloudPlace } from './cloud-place.ts';
import { forEachOf } from './each.ts';
import type { Source } from './ends.ts';
import { DEFAULT_PART_BYTES, moveObject } from './move-object.ts';
import { kinship } from './place.ts';
import type { NameRange, Place, PlaceRow } from './places.ts';
import type { Slot } from './slots.ts';
import { assertSamePlaces, type OpenUpload, readToken } from './token.ts';
import { TokenKeeper } from './token-keeper.ts';
import type { TransferRun } from './transfer-run.ts';

const NOWHERE = { service: '', bucket: '', key: '' };

/** Moves things from one place to another, one or all, and knows how far it has come. */
export class Mover {
  readonly #run: TransferRun;
  readonly #source: Place;
  readonly #target: Place;
  readonly #keeper: TokenKeeper;
  /** Asks the cloud to copy: whether it did. */
  readonly #byCloud: ((name: string, newName: string) => Promise<boolean>) | undefined;

  private constructor(run: TransferRun, source: Place, target: Place, keeper: TokenKeeper, byCloud: boolean) {
    this.#run = run;
    this.#source = source;
    this.#target = target;
    this.#keeper = keeper;
    this.#byCloud =
      byCloud && source instanceof CloudPlace && target instanceof CloudPlace ? (name, newName) => copied(run, source, target, name, newName) : undefined;
  }

  /** `one`: only this thing of the source goes, under its new name; else all of it, so that the places must not overlap. */
  static async between(source: Place, target: Place, run: TransferRun, one?: { readonly name: string; readonly newName: string }): Promise<Mover> {
    run.signal.throwIfAborted();
    const call = { signal: run.signal };
    let byCloud = false;
    if (source instanceof CloudPlace && target instanceof CloudPlace) {
      const { sameAccount } = await kinship(source.objects, target.objects, call);
      byCloud = sameAccount && run.options.serverCopy !== false && target.objects.capabilities?.copy === 'server';
    }
    if (one === undefined && (await source.holds(target, call))) {
      throw new CloudError('invalid-argument', `${JSON.stringify(target.address(''))} is inside of what is copied: it would never end`, {
        outcome: 'not-done',
      });
    }
    const { onToken, resume } = run.options;
    const wanted = onToken !== undefined || resume !== undefined;
    const resumed = resume === undefined ? undefined : readToken(resume);
    const from = wanted ? await source.tokenEnd(one?.name ?? '', call) : NOWHERE;
    const to = wanted ? await target.tokenEnd(one?.newName ?? '', call) : NOWHERE;
    if (resumed !== undefined) assertSamePlaces(resumed, from, to);
    const keeper = new TokenKeeper({ from, to, resumed, onToken, totals: () => run.result() });
    return new Mover(run, source, target, keeper, byCloud);
  }

  /** What another process had begun of this one is gone on with. */
  async single(name: string, newName: string): Promise<void> {
    const resume = this.#run.options.resume?.open.find((upload) => upload.from === name);
    await this.#telling(() => this.one(name, newName, undefined, resume));
  }

  /** First what another process had begun, then what comes after it. */
  async all(range: NameRange): Promise<void> {
    const run = this.#run;
    const { resume } = run.options;
    const rows = this.#source.rows({ ...range, after: resume?.after ?? range.after }, { signal: run.signal });
    await this.#telling(async () => {
      await forEachOf(items(resume?.open ?? []), run.concurrency, run.failure, (upload) => this.#again(upload));
      await this.rows(rows);
    });
  }

  /** Each of these, under the same name. */
  async rows(rows: AsyncIterable<PlaceRow>): Promise<void> {
    const run = this.#run;
    await forEachOf(rows, run.concurrency, run.failure, async (row) => {
      this.#keeper.begin(row.name);
      if (this.#target.takes(row) && (await this.#unlessGone(row))) return;
      run.skipped();
      await this.#keeper.done(row.name);
    });
  }

  /** What a list showed may be deleted before its turn comes: then it is not there to be moved. */
  async #unlessGone(row: PlaceRow): Promise<boolean> {
    try {
      await this.one(row.name, row.name, row.sizeBytes, undefined);
      return true;
    } catch (error) {
      if (!isCloudError(error, 'not-found') || (await this.#source.exists(row.name, { signal: this.#run.signal }))) throw error;
      return false;
    }
  }

  async one(name: string, newName: string, expectedBytes: number | undefined, resume: OpenUpload | undefined): Promise<void> {
    if (resume !== undefined || this.#byCloud === undefined || !(await this.#byCloud(name, newName))) await this.#through(name, newName, expectedBytes, resume);
    await this.#keeper.done(name);
  }

  async #through(name: string, newName: string, expectedBytes: number | undefined, resume: OpenUpload | undefined): Promise<void> {
    const run = this.#run;
    const { partSizeBytes, onToken } = run.options;
    const target = this.#target.target(newName);
    const slot = await run.slots.acquire(run.signal);
    const source = await this.#opened(slot, name, expectedBytes, partSizeBytes ?? DEFAULT_PART_BYTES).catch((error: unknown) => {
      run.slots.release(slot);
      throw error;
    });
    try {
      const moved = await moveObject(source, target, {
        slots: run.slots,
        slot,
        partBytes: partSizeBytes,
        signal: run.signal,
        onBytes: run.progress(progressKey(this.#source, this.#target, name, newName), () => source.facts.sizeBytes),
        onOpen: (upload) => this.#keeper.opened({ ...upload, from: name, to: this.#target.address(newName) }),
        resume,
        keep: onToken !== undefined,
      });
      // A file has no other digest than that of what was read.
      run.moved(this.#source instanceof CloudPlace ? moved : { ...moved, verified: true });
    } finally {
      await source.close();
    }
  }

  /** Room for what is small is there before its bytes come: an answer that waited for room would hold a connection that others need to make it. */
  async #opened(slot: Slot, name: string, expectedBytes: number | undefined, smallBytes: number): Promise<Source> {
    const { signal } = this.#run;
    if (expectedBytes !== undefined && expectedBytes <= smallBytes) await slot.buffer(expectedBytes, signal);
    const source = await this.#source.open(name, expectedBytes, smallBytes, { signal });
    // Longer than the list says: what it brings is asked for again, when there is room.
    if (source.facts.sizeBytes <= smallBytes && !slot.holds(source.facts.sizeBytes)) await source.rest();
    return source;
  }

  /** One whose source is gone by now is not there for a list either. */
  async #again(upload: OpenUpload): Promise<void> {
    const { from: name } = upload;
    if (await this.#source.exists(name, { signal: this.#run.signal })) {
      await this.one(name, name, undefined, upload);
      return;
    }
    this.#keeper.dropped(name);
    await this.#target.target(name).abandon(upload.upload);
  }

  async #telling(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      // The newest token, if it can still be told: what failed is what the caller wants to hear of.
      await this.#keeper.tell().catch(() => undefined);
      throw error;
    }
  }
}

/** The key, whichever side has one: the source's first. */
const progressKey = (source: Place, target: Place, name: string, newName: string): string =>
  source instanceof CloudPlace || !(target instanceof CloudPlace) ? source.address(name) : target.address(newName);

/** Unconditionally: Swift's S3 door compares a condition with another etag than it shows for objects of parts. */
async function copied(run: TransferRun, source: CloudPlace, target: CloudPlace, name: string, newName: string): Promise<boolean> {
  const call = { signal: run.signal };
  const from = { bucket: source.bucket, key: source.address(name) };
  const to = { bucket: target.bucket, key: target.address(newName) };
  try {
    const { sizeBytes } = await run.slots.with(run.signal, () => target.objects.copy(from, to, call));
    run.copied(from.key, sizeBytes);
    return true;
  } catch (error) {
    if (!isCloudError(error, 'unsupported')) throw error;
    return false;
  }
}

async function* items<T>(all: Iterable<T>): AsyncGenerator<T, void, undefined> {
  yield* all;
}
