import { stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Clock } from '../../time/clock.ts';
import { forEachOf } from './each.ts';
import { FileTarget } from './file-target.ts';
import { Folders, pathOfKey } from './local-files.ts';
import { DEFAULT_PART_BYTES, moveObject } from './move-object.ts';
import { ObjectSource } from './object-source.ts';
import type { TransferOptions, TransferResult } from './options.ts';
import { baseName, bucketName, fileEnd, type HasObjects, isPrefix, type ObjectPlace, tokenEnd } from './place.ts';
import { assertSamePlaces, type OpenUpload, readToken } from './token.ts';
import { TokenKeeper } from './token-keeper.ts';
import { TransferRun } from './transfer-run.ts';

export interface DownloadOptions extends Omit<TransferOptions, 'serverCopy'> {
  /** Refuse names that Windows cannot have (`a:b`, `con.txt`, `end.`). Default: on Windows alone. */
  readonly windowsNames?: boolean | undefined;
}

export async function download(storage: HasObjects, from: ObjectPlace, path: string, options: DownloadOptions, clock: Clock): Promise<TransferResult> {
  const resumed = options.resume === undefined ? undefined : readToken(options.resume);
  const run = new TransferRun(options, clock, resumed);
  return run.run(async () => {
    run.signal.throwIfAborted();
    const { objects } = from.cloud?.storage ?? storage;
    const place = { objects, bucket: bucketName(from.bucket), key: from.key ?? '' };
    const wanted = options.onToken !== undefined || resumed !== undefined;
    const end = wanted ? await tokenEnd(objects, place.bucket, place.key, { signal: run.signal }) : { service: '', bucket: '', key: '' };
    if (resumed !== undefined) assertSamePlaces(resumed, end, fileEnd(path));
    const keeper = new TokenKeeper({ from: end, to: fileEnd(path), resumed, onToken: options.onToken, totals: () => run.result() });
    const begun = new Map((resumed?.open ?? []).map((one) => [one.from, one]));

    const one = async (key: string, root: string, relative: string, expectedBytes: number | undefined, resume: OpenUpload | undefined): Promise<void> => {
      const file = join(root, relative);
      const source = await ObjectSource.open({ ...place, key }, expectedBytes, options.partSizeBytes ?? DEFAULT_PART_BYTES, { signal: run.signal });
      try {
        const folders = foldersOf(root);
        const moved = await moveObject(source, new FileTarget(file, () => folders.above(relative)), {
          slots: run.slots,
          partBytes: options.partSizeBytes,
          signal: run.signal,
          onBytes: run.progress(key, () => source.facts.sizeBytes),
          onOpen: (opened) => keeper.opened({ ...opened, from: key, to: file }),
          resume,
          keep: options.onToken !== undefined,
        });
        run.moved(moved);
      } finally {
        await source.close();
      }
      await keeper.done(key);
    };
    const known = new Map<string, Folders>();
    const foldersOf = (root: string): Folders => {
      const folders = known.get(root) ?? new Folders(root);
      known.set(root, folders);
      return folders;
    };

    try {
      if (!isPrefix(place.key)) {
        const isFolder = await stat(path)
          .then((found) => found.isDirectory())
          .catch(() => false);
        const [root, name] = isFolder ? [path, pathOfKey(baseName(place.key), options.windowsNames)] : [dirname(path), basename(path)];
        await one(place.key, root, name, undefined, begun.get(place.key));
      } else {
        const relative = (key: string): string => pathOfKey(key.slice(place.key.length), options.windowsNames);
        await forEachOf(entries(begun), run.concurrency, run.failure, ([key, opened]) => one(key, path, relative(key), undefined, opened));
        const rows = objects.list(place.bucket, { prefix: place.key, startAfter: resumed?.after, signal: run.signal });
        await forEachOf(rows, run.concurrency, run.failure, async ({ key, sizeBytes }) => {
          keeper.begin(key);
          // What only stands for a folder: on a disk it comes with what is in it.
          if (key.endsWith('/') && sizeBytes === 0) {
            run.skipped();
            await keeper.done(key);
          } else await one(key, path, relative(key), sizeBytes, undefined);
        });
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
