import { CloudError, isCloudError } from '../../errors/cloud-error.ts';
import type { Clock } from '../../time/clock.ts';
import type { ObjectSummary } from '../storage-types.ts';
import { forEachOf } from './each.ts';
import { DEFAULT_PART_BYTES, moveObject } from './move-object.ts';
import { ObjectSource } from './object-source.ts';
import { ObjectTarget } from './object-target.ts';
import type { TransferOptions, TransferResult } from './options.ts';
import { baseName, bucketName, type HasObjects, isPrefix, type ObjectPlace, oneCloud, tokenEnd } from './place.ts';
import { assertSamePlaces, type OpenUpload, readToken } from './token.ts';
import { TokenKeeper } from './token-keeper.ts';
import { TransferRun } from './transfer-run.ts';

/** A part of a prefix, for those who share it out. */
export interface KeyRange {
  /** Only keys after this one. */
  readonly after?: string | undefined;
  /** Only keys up to this one. */
  readonly until?: string | undefined;
}

export async function transfer(
  storage: HasObjects,
  from: ObjectPlace,
  to: ObjectPlace,
  options: TransferOptions,
  clock: Clock,
  range: KeyRange = {},
): Promise<TransferResult> {
  const resumed = options.resume === undefined ? undefined : readToken(options.resume);
  const run = new TransferRun(options, clock, resumed);
  return run.run(() => new Transfer(storage, from, to, run).run(range));
}

class Transfer {
  readonly #run: TransferRun;
  readonly #source: { readonly objects: HasObjects['objects']; readonly bucket: string; readonly key: string };
  readonly #target: { readonly objects: HasObjects['objects']; readonly bucket: string; readonly key: string };
  #keeper: TokenKeeper | undefined;
  #byCloud = false;

  constructor(storage: HasObjects, from: ObjectPlace, to: ObjectPlace, run: TransferRun) {
    this.#run = run;
    this.#source = { objects: (from.cloud?.storage ?? storage).objects, bucket: bucketName(from.bucket), key: from.key ?? '' };
    this.#target = { objects: (to.cloud?.storage ?? storage).objects, bucket: bucketName(to.bucket), key: to.key ?? '' };
  }

  async run(range: KeyRange): Promise<TransferResult> {
    const run = this.#run;
    const call = { signal: run.signal };
    run.signal.throwIfAborted();
    const one = await oneCloud(this.#source.objects, this.#target.objects, call);
    this.#byCloud = one && run.options.serverCopy !== false && this.#target.objects.capabilities?.copy === 'server';
    const sourceIsPrefix = isPrefix(this.#source.key);
    if (one && sourceIsPrefix && this.#source.bucket === this.#target.bucket && this.#target.key.startsWith(this.#source.key)) {
      throw new CloudError('invalid-argument', `${JSON.stringify(this.#target.key)} is inside of what is copied: it would never end`, { outcome: 'not-done' });
    }
    const keeper = await this.#makeKeeper();
    this.#keeper = keeper;
    try {
      if (sourceIsPrefix) await this.#all(keeper, range);
      else await this.#one(this.#source.key, this.#targetKey(this.#source.key), undefined, this.#begun().get(this.#source.key));
    } catch (error) {
      // The newest one, if it can still be told: what failed is what the caller wants to hear of.
      await keeper.tell().catch(() => undefined);
      throw error;
    }
    return run.result();
  }

  async #makeKeeper(): Promise<TokenKeeper> {
    const { onToken, resume: resumed } = this.#run.options;
    const call = { signal: this.#run.signal };
    const wanted = onToken !== undefined || resumed !== undefined;
    const none = { service: '', bucket: '', key: '' };
    const from = wanted ? await tokenEnd(this.#source.objects, this.#source.bucket, this.#source.key, call) : none;
    const to = wanted ? await tokenEnd(this.#target.objects, this.#target.bucket, this.#target.key, call) : none;
    if (resumed !== undefined) assertSamePlaces(resumed, from, to);
    return new TokenKeeper({ from, to, resumed, onToken, totals: () => this.#run.result() });
  }

  #begun(): ReadonlyMap<string, OpenUpload> {
    return new Map((this.#run.options.resume?.open ?? []).map((upload) => [upload.from, upload]));
  }

  #targetKey(key: string): string {
    if (!isPrefix(this.#source.key)) return isPrefix(this.#target.key) ? this.#target.key + baseName(key) : this.#target.key;
    return this.#target.key + key.slice(this.#source.key.length);
  }

  /** First what another process had begun, then what the list shows after it. */
  async #all(keeper: TokenKeeper, range: KeyRange): Promise<void> {
    const run = this.#run;
    await forEachOf(items(this.#begun()), run.concurrency, run.failure, ([key, upload]) => this.#again(key, upload));
    const rows = this.#source.objects.list(this.#source.bucket, {
      prefix: this.#source.key,
      startAfter: run.options.resume?.after ?? range.after,
      signal: run.signal,
    });
    await forEachOf(upTo(rows, range.until), run.concurrency, run.failure, async (row) => {
      const { key } = row;
      keeper.begin(key);
      if (key.endsWith('/') && row.sizeBytes === 0 && this.#target.objects.capabilities?.keys === 'path') {
        run.skipped();
        await keeper.done(key);
      } else await this.#one(key, this.#targetKey(key), row.sizeBytes, undefined);
    });
  }

  /** One whose source is gone by now is not there for a list either. */
  async #again(key: string, upload: OpenUpload): Promise<void> {
    try {
      await this.#one(key, this.#targetKey(key), undefined, upload);
    } catch (error) {
      if (!isCloudError(error, 'not-found') || (await this.#source.objects.exists(this.#source.bucket, key, { signal: this.#run.signal }))) throw error;
      this.#keeper?.dropped(key);
      await new ObjectTarget({ ...this.#target, key: this.#targetKey(key) }).abandon(upload.upload);
    }
  }

  async #one(key: string, newKey: string, expectedBytes: number | undefined, resume: OpenUpload | undefined): Promise<void> {
    const run = this.#run;
    if (!(this.#byCloud && resume === undefined && (await this.#copied(key, newKey)))) {
      const { partSizeBytes } = run.options;
      const place = { ...this.#source, key };
      const source = await run.slots.with(run.signal, () =>
        ObjectSource.open(place, expectedBytes, partSizeBytes ?? DEFAULT_PART_BYTES, { signal: run.signal }),
      );
      try {
        const moved = await moveObject(source, new ObjectTarget({ ...this.#target, key: newKey }), {
          slots: run.slots,
          partBytes: partSizeBytes,
          signal: run.signal,
          onBytes: run.progress(key, () => source.facts.sizeBytes),
          onOpen: (upload) => this.#keeper?.opened({ ...upload, from: key, to: newKey }) ?? Promise.resolve(),
          resume,
          keep: run.options.onToken !== undefined,
        });
        run.moved(moved);
      } finally {
        await source.close();
      }
    }
    await this.#keeper?.done(key);
  }

  /** Whether the cloud copied it by itself. Unconditionally: Swift's S3 door compares a condition with another etag than it shows for objects of parts. */
  async #copied(key: string, newKey: string): Promise<boolean> {
    const run = this.#run;
    const call = { signal: run.signal };
    const { objects } = this.#target;
    try {
      const { sizeBytes } = await run.slots.with(run.signal, () =>
        objects.copy({ bucket: this.#source.bucket, key }, { bucket: this.#target.bucket, key: newKey }, call),
      );
      run.copied(key, sizeBytes);
      return true;
    } catch (error) {
      if (!isCloudError(error, 'unsupported')) throw error;
      return false;
    }
  }
}

async function* items<T>(all: Iterable<T>): AsyncGenerator<T, void, undefined> {
  yield* all;
}

async function* upTo(rows: AsyncIterable<ObjectSummary>, until: string | undefined): AsyncGenerator<ObjectSummary, void, undefined> {
  const last = until === undefined ? undefined : Buffer.from(until);
  for await (const row of rows) {
    if (last !== undefined && Buffer.compare(Buffer.from(row.key), last) > 0) return;
    yield row;
  }
}
