import { CloudError } from '../../errors/cloud-error.ts';
import { describe } from '../../group.ts';
import type { Clock } from '../../time/clock.ts';
import { memoryOf } from '../object-access.ts';
import type { Objects } from '../objects.ts';
import { CloudPlace, cloudPlace } from './cloud-place.ts';
import { type CompareBy, compare, type Difference } from './compare.ts';
import { type FolderOptions, FolderPlace } from './folder-place.ts';
import type { LinkPolicy } from './local-files.ts';
import { Mover } from './mover.ts';
import type { TransferOptions, TransferResult } from './options.ts';
import { asPrefix, type HasObjects, type ObjectPlace } from './place.ts';
import type { Place, PlaceRow } from './places.ts';
import { TransferRun } from './transfer-run.ts';

/** A folder of this machine. */
export interface LocalFolder {
  readonly folder: string;
  /** Default `skip`. */
  readonly links?: LinkPolicy | undefined;
  /** Default: on Windows alone. */
  readonly windowsNames?: boolean | undefined;
}

/** What is under a prefix, or in a folder. */
export type SyncPlace = ObjectPlace | LocalFolder;

export interface CompareOptions {
  readonly signal?: AbortSignal | undefined;
  /** Default `time`. */
  readonly compare?: CompareBy | undefined;
}

export interface SyncOptions extends Omit<TransferOptions, 'onToken' | 'resume'> {
  /** Default `time`. */
  readonly compare?: CompareBy | undefined;
  /** Only look: nothing is written, nothing deleted. Default false. */
  readonly dryRun?: boolean | undefined;
  /** Delete what the source does not have. Default false. */
  readonly deleteExtra?: boolean | undefined;
  /** Each difference, before it is acted on. */
  readonly onDifference?: ((difference: Difference) => void) | undefined;
}

export interface SyncResult extends TransferResult {
  readonly new: number;
  readonly changed: number;
  readonly same: number;
  /** What the source does not have; deleted only on request. */
  readonly extra: number;
  readonly deleted: number;
}

const DELETE_BATCH = 1_000;
const KINDS: readonly CompareBy[] = ['size', 'time', 'digest'];

function placeOf(storage: HasObjects, given: SyncPlace, options: Pick<FolderOptions, 'onSkipped' | 'mayBeAbsent'>): Place {
  if ('folder' in given) return new FolderPlace(given.folder, { links: given.links, windowsNames: given.windowsNames, ...options });
  return cloudPlace(storage, { ...given, key: asPrefix(given.key ?? '') });
}

export async function* differences(storage: HasObjects, from: SyncPlace, to: SyncPlace, options: CompareOptions): AsyncGenerator<Difference, void, undefined> {
  yield* compare(placeOf(storage, from, {}), placeOf(storage, to, { mayBeAbsent: true }), compareBy(options.compare), { signal: options.signal });
}

function compareBy(given: CompareBy | undefined): CompareBy {
  if (given === undefined || KINDS.includes(given)) return given ?? 'time';
  throw new CloudError('invalid-argument', `compare: got ${describe(given)}, expected ${KINDS.join(', ')}`, { outcome: 'not-done' });
}

/** Of the target, if it is on a cloud, else of the source. */
function objectsOf(storage: HasObjects, from: SyncPlace, to: SyncPlace): Objects {
  const place = 'folder' in to ? from : to;
  return ('folder' in place ? storage : (place.cloud?.storage ?? storage)).objects;
}

/** One pass over both lists: what is new or changed is moved while they are read, what is too much is deleted in batches. */
export async function sync(storage: HasObjects, from: SyncPlace, to: SyncPlace, options: SyncOptions, clock: Clock): Promise<SyncResult> {
  const by = compareBy(options.compare);
  const run = new TransferRun(options, clock, memoryOf(objectsOf(storage, from, to)));
  const counts = { new: 0, changed: 0, same: 0, extra: 0, deleted: 0 };
  return run.run(async () => {
    const call = { signal: run.signal };
    const source = placeOf(storage, from, { onSkipped: () => run.skipped() });
    const target = placeOf(storage, to, { mayBeAbsent: true });
    const mover = await Mover.between(source, target, run);
    if (options.deleteExtra === true && (await target.holds(source, call))) {
      throw new CloudError('invalid-argument', 'what is copied is inside of where it goes, and would be deleted as too much', { outcome: 'not-done' });
    }
    // Where a file stands in the way of a folder, it must go first.
    const batch = target instanceof CloudPlace && target.objects.capabilities?.keys === 'any' ? DELETE_BATCH : 1;
    const extra: string[] = [];
    const flush = async (): Promise<void> => {
      await target.remove(extra, call);
      counts.deleted += extra.length;
      extra.length = 0;
    };
    async function* toMove(): AsyncGenerator<PlaceRow, void, undefined> {
      for await (const difference of compare(source, target, by, call)) {
        // What one side cannot hold is no difference.
        const held = difference.source === undefined ? difference.target === undefined || source.takes(difference.target) : target.takes(difference.source);
        if (!held) {
          run.skipped();
          continue;
        }
        counts[difference.kind] += 1;
        options.onDifference?.(difference);
        if (options.dryRun === true) continue;
        if (difference.kind === 'extra' && options.deleteExtra === true && extra.push(difference.name) >= batch) await flush();
        if (difference.source !== undefined && difference.kind !== 'same') yield difference.source;
      }
    }
    await mover.rows(toMove());
    await flush();
    return { ...run.result(), ...counts };
  });
}
