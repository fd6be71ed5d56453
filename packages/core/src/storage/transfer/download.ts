import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { Clock } from '../../time/clock.ts';
import { memoryOf } from '../object-access.ts';
import { cloudPlace } from './cloud-place.ts';
import { FolderPlace } from './folder-place.ts';
import { Mover } from './mover.ts';
import type { TransferOptions, TransferResult } from './options.ts';
import { baseName, type HasObjects, isPrefix, type ObjectPlace } from './place.ts';
import { TransferRun } from './transfer-run.ts';

export interface DownloadOptions extends Omit<TransferOptions, 'serverCopy'> {
  /** Refuse names that Windows cannot have (`a:b`, `con.txt`, `end.`). Default: on Windows alone. */
  readonly windowsNames?: boolean | undefined;
}

export async function download(storage: HasObjects, from: ObjectPlace, path: string, options: DownloadOptions, clock: Clock): Promise<TransferResult> {
  const run = new TransferRun(options, clock, memoryOf((from.cloud?.storage ?? storage).objects));
  return run.run(async () => {
    const { windowsNames } = options;
    const key = from.key ?? '';
    if (isPrefix(key)) {
      const mover = await Mover.between(cloudPlace(storage, from), new FolderPlace(path, { windowsNames }), run);
      await mover.all({});
      return run.result();
    }
    const isFolder = await stat(path).then(
      (found) => found.isDirectory(),
      () => false,
    );
    const [root, newName] = isFolder ? [path, baseName(key)] : [dirname(path), basename(path)];
    const mover = await Mover.between(cloudPlace(storage, { ...from, key: '' }), new FolderPlace(root, { windowsNames }), run, { name: key, newName });
    await mover.single(key, newName);
    return run.result();
  });
}
