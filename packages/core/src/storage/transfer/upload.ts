import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { CloudError } from '../../errors/cloud-error.ts';
import type { Clock } from '../../time/clock.ts';
import { memoryOf } from '../object-access.ts';
import type { PutOptions } from '../put-object.ts';
import { cloudPlace } from './cloud-place.ts';
import { FolderPlace } from './folder-place.ts';
import type { LinkPolicy } from './local-files.ts';
import { Mover } from './mover.ts';
import type { TransferOptions, TransferResult } from './options.ts';
import { asPrefix, type HasObjects, isPrefix, type ObjectPlace } from './place.ts';
import { TransferRun } from './transfer-run.ts';

export interface UploadOptions extends Omit<TransferOptions, 'serverCopy'> {
  readonly metadata?: PutOptions['metadata'];
  /** What links in a folder mean. Default `skip`: they may lead anywhere, and round in circles. A path that is itself a link is followed. */
  readonly links?: LinkPolicy | undefined;
}

export async function upload(storage: HasObjects, path: string, to: ObjectPlace, options: UploadOptions, clock: Clock): Promise<TransferResult> {
  const run = new TransferRun(options, clock, memoryOf((to.cloud?.storage ?? storage).objects));
  return run.run(async () => {
    run.signal.throwIfAborted();
    const found = await stat(path).catch((error: unknown) => {
      throw new CloudError('invalid-argument', `${path}: ${error instanceof Error ? error.message : String(error)}`, { outcome: 'not-done', cause: error });
    });
    const { links, metadata } = options;
    const key = to.key ?? '';
    const folder = (root: string): FolderPlace => new FolderPlace(root, { links, metadata, onSkipped: () => run.skipped() });
    if (found.isDirectory()) {
      const mover = await Mover.between(folder(path), cloudPlace(storage, { ...to, key: asPrefix(key) }), run);
      await mover.all({});
    } else {
      const name = basename(path);
      const newName = isPrefix(key) ? key + name : key;
      const mover = await Mover.between(folder(dirname(path)), cloudPlace(storage, { ...to, key: '' }), run, { name, newName });
      await mover.single(name, newName);
    }
    return run.result();
  });
}
