import type { Clock } from '../../time/clock.ts';
import { memoryOf } from '../object-access.ts';
import { cloudPlace } from './cloud-place.ts';
import { Mover } from './mover.ts';
import type { TransferOptions, TransferResult } from './options.ts';
import { asPrefix, baseName, type HasObjects, isPrefix, type ObjectPlace } from './place.ts';
import type { NameRange } from './places.ts';
import { TransferRun } from './transfer-run.ts';

export async function transfer(
  storage: HasObjects,
  from: ObjectPlace,
  to: ObjectPlace,
  options: TransferOptions,
  clock: Clock,
  range: NameRange = {},
): Promise<TransferResult> {
  const run = new TransferRun(options, clock, memoryOf((to.cloud?.storage ?? storage).objects));
  return run.run(async () => {
    const key = from.key ?? '';
    if (isPrefix(key)) {
      const mover = await Mover.between(cloudPlace(storage, from), cloudPlace(storage, { ...to, key: asPrefix(to.key ?? '') }), run);
      await mover.all(range);
    } else {
      const newKey = to.key ?? '';
      const newName = isPrefix(newKey) ? newKey + baseName(key) : newKey;
      const mover = await Mover.between(cloudPlace(storage, { ...from, key: '' }), cloudPlace(storage, { ...to, key: '' }), run, { name: key, newName });
      await mover.single(key, newName);
    }
    return run.result();
  });
}
