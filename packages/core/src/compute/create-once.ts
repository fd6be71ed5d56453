import type { CallOptions } from '../call-options.ts';
import { CloudError, isCloudError } from '../errors/cloud-error.ts';
import type { Clock } from '../time/clock.ts';

/** What can be told apart and put in order. */
export interface Made {
  readonly id: string;
  readonly createdAt?: Date | undefined;
}

export interface CreateOnce<T extends Made> {
  readonly key: string | undefined;
  readonly kind: 'native' | 'mark' | false;
  readonly create: () => Promise<T>;
  /** All that bear the mark. */
  readonly find: ((key: string, options: CallOptions) => Promise<readonly T[]>) | undefined;
  /** Takes back what turned out to be one too many. Absent where the cloud keeps names unique: there a second one cannot be. */
  readonly remove?: ((id: string, options: CallOptions) => Promise<void>) | undefined;
  /** `server`, `volume`, … */
  readonly what: string;
  readonly clock: Clock;
  readonly options: CallOptions;
}

const ATTEMPTS = 3;
/** After an ambiguous failure the thing may still be on its way through the cloud: looked for so often, with these pauses. */
const SEARCH_PAUSES_MS = [0, 1_000, 3_000] as const;

/**
 * Creates at most one, whatever fails between.
 *
 * `native`: the cloud remembers the key, so the same create may simply be sent again.
 * `mark`: the key is searched first (an earlier run may have made it), then written with the create, and searched again before any retry.
 * Afterwards it is looked at once more: a gateway that sent the request twice, an attempt that arrived late, and another program with the same key all
 * show as a second one. The oldest stays, and every other that came into being meanwhile is taken back; so all who used the key return the same.
 */
export async function createOnce<T extends Made>(plan: CreateOnce<T>): Promise<T> {
  const { key, kind, create, find, clock, options } = plan;
  if (key === undefined || kind === false) return create();
  if (kind === 'mark') {
    if (find === undefined) throw new CloudError('unsupported', 'the driver declares marks but cannot search them');
    const made = oldest(await find(key, options));
    if (made !== undefined) return made;
  }
  const marked = kind === 'mark' ? find : undefined;
  let ambiguous = false;
  for (let attempt = 1; ; attempt += 1) {
    try {
      const made = await create();
      return marked === undefined || plan.remove === undefined
        ? made
        : await withoutOthers(made, await marked(key, options).catch(() => []), plan.remove, plan);
    } catch (error) {
      if (!isCloudError(error) || error.leftover !== undefined) throw error;
      const refused = error.outcome !== 'unknown';
      // An attempt before this one may still be carried out, whatever became of the last.
      if (ambiguous && refused) error.outcome = 'unknown';
      // Refused because it is there: perhaps by our own request, that a gateway sent twice, or by another program with this key.
      if (marked !== undefined && (!refused || ambiguous || error.code === 'already-exists' || error.code === 'conflict')) {
        const made = await search(key, marked, clock, options, error, refused && !ambiguous ? [0] : SEARCH_PAUSES_MS);
        if (made.length > 0) return plan.remove === undefined ? (oldest(made) as T) : await withoutOthers(undefined, made, plan.remove, plan);
      }
      if (refused || attempt >= ATTEMPTS) throw error;
      ambiguous = true;
      options.signal?.throwIfAborted();
    }
  }
}

/** Clouds tell times in whole seconds: of two as old as each other the smaller id wins, for everybody who looks. */
function oldest<T extends Made>(all: readonly T[]): T | undefined {
  const age = (one: T): number => one.createdAt?.getTime() ?? 0;
  return all.reduce<T | undefined>((best, one) => {
    if (best === undefined) return one;
    return age(one) < age(best) || (age(one) === age(best) && one.id < best.id) ? one : best;
  }, undefined);
}

async function withoutOthers<T extends Made>(
  made: T | undefined,
  all: readonly T[],
  remove: NonNullable<CreateOnce<T>['remove']>,
  { what, options }: CreateOnce<T>,
): Promise<T> {
  const winner = oldest(all) ?? (made as T);
  for (const { id } of all) {
    if (id === winner.id) continue;
    try {
      await remove(id, options);
    } catch (error) {
      options.signal?.throwIfAborted();
      throw new CloudError('conflict', `the ${what} was made more than once, and one too many could not be taken back`, {
        outcome: 'done',
        leftover: { kind: what, id },
        cause: error,
      });
    }
  }
  return winner.id === made?.id ? made : winner;
}

async function search<T>(
  key: string,
  find: (key: string, options: CallOptions) => Promise<readonly T[]>,
  clock: Clock,
  options: CallOptions,
  failure: CloudError,
  pauses: readonly number[],
): Promise<readonly T[]> {
  for (const pause of pauses) {
    if (pause > 0) await clock.sleep(pause, options.signal);
    try {
      const made = await find(key, options);
      if (made.length > 0) return made;
    } catch {
      // We cannot see whether it was made: the first failure is the truth to tell.
      options.signal?.throwIfAborted();
      throw failure;
    }
  }
  return [];
}
