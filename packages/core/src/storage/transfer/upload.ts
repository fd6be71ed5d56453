import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { CloudError } from '../../errors/cloud-error.ts';
import type { Clock } from '../../time/clock.ts';
import type { PutOptions } from '../put-object.ts';
import { forEachOf } from './each.ts';
import { FileSource } from './file-source.ts';
import { type LinkPolicy, walk } from './local-files.ts';
import { moveObject } from './move-object.ts';
import { ObjectTarget } from './object-target.ts';
import type { TransferOptions, TransferResult } from './options.ts';
import { asPrefix, bucketName, fileEnd, type HasObjects, isPrefix, type ObjectPlace, tokenEnd } from './place.ts';
import { assertSamePlaces, type OpenUpload, readToken } from './token.ts';
import { TokenKeeper } from './token-keeper.ts';
import { TransferRun } from './transfer-run.ts';

export interface UploadOptions extends Omit<TransferOptions, 'serverCopy'> {
  readonly metadata?: PutOptions['metadata'];
  /** What links in a folder mean. Default `skip`: they may lead anywhere, and round in circles. A path that is itself a link is followed. */
  readonly links?: LinkPolicy | undefined;
}

export async function upload(storage: HasObjects, path: string, to: ObjectPlace, options: UploadOptions, clock: Clock): Promise<TransferResult> {
  const resumed = options.resume === undefined ? undefined : readToken(options.resume);
  const run = new TransferRun(options, clock, resumed);
  return run.run(async () => {
    run.signal.throwIfAborted();
    const found = await stat(path).catch((error: unknown) => {
      throw new CloudError('invalid-argument', `${path}: ${error instanceof Error ? error.message : String(error)}`, { outcome: 'not-done', cause: error });
    });
    const { objects } = to.cloud?.storage ?? storage;
    const target = { objects, bucket: bucketName(to.bucket), key: to.key ?? '' };
    const wanted = options.onToken !== undefined || resumed !== undefined;
    const end = wanted ? await tokenEnd(objects, target.bucket, target.key, { signal: run.signal }) : { service: '', bucket: '', key: '' };
    if (resumed !== undefined) assertSamePlaces(resumed, fileEnd(path), end);
    const keeper = new TokenKeeper({ from: fileEnd(path), to: end, resumed, onToken: options.onToken, totals: () => run.result() });
    const begun = new Map((resumed?.open ?? []).map((one) => [one.from, one]));

    const one = async (file: string, name: string, key: string, resume: OpenUpload | undefined): Promise<void> => {
      const source = await FileSource.open(file, options.metadata ?? {});
      try {
        const moved = await moveObject(source, new ObjectTarget({ ...target, key }), {
          slots: run.slots,
          partBytes: options.partSizeBytes,
          signal: run.signal,
          onBytes: run.progress(key, () => source.facts.sizeBytes),
          onOpen: (opened) => keeper.opened({ ...opened, from: name, to: key }),
          resume,
          keep: options.onToken !== undefined,
        });
        // A file has no other digest than that of what was read.
        run.moved({ ...moved, verified: true });
      } finally {
        await source.close();
      }
      await keeper.done(name);
    };

    try {
      if (!found.isDirectory()) await one(path, path, isPrefix(target.key) ? target.key + basename(path) : target.key, begun.get(path));
      else {
        const prefix = asPrefix(target.key);
        const { links = 'skip' } = options;
        const onSkipped = (): void => run.skipped();
        const files = walk(path, { links, after: resumed?.after, onSkipped });
        const work = async (relative: string, resume: OpenUpload | undefined): Promise<void> => {
          keeper.begin(relative);
          await one(`${path}/${relative}`, relative, prefix + relative, resume);
        };
        await forEachOf(entries(begun), run.concurrency, run.failure, async ([relative, opened]) => work(relative, opened));
        await forEachOf(files, run.concurrency, run.failure, ({ relative }) => work(relative, undefined));
      }
    } catch (error) {
      await keeper.tell().catch(() => undefined);
      throw error;
    }
    return run.result();
  });
}

async function* entries<T>(all: Iterable<T>): AsyncGenerator<T, void, undefined> {
  yield* all;
}
