import type { CallOptions } from '../call-options.ts';
import { CloudError, isCloudError } from '../errors/cloud-error.ts';
import type { Clock } from '../time/clock.ts';

/** What can be told apart and put in order. */
export interface Made {
  readonly id: string;
  readonly createdAt?: Date | undefined;
}

export interface SettleOnOne<T extends Made> {
  /** What this call made; undefined when it does not know which of them it made, or whether. */
  readonly made: T | undefined;
  /** All that bear the mark now, those going away left out. */
  readonly look: () => Promise<readonly T[]>;
  readonly remove: (id: string, options: CallOptions) => Promise<void>;
  readonly what: string;
  readonly clock: Clock;
  readonly options: CallOptions;
}

/** Longer than the second that clouds tell times in, and than a look. */
const TIE_PAUSE_MS = 2_000;
const ROUNDS = 4;
const REMOVAL_PAUSES_MS = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000] as const;

/** Of those that came into being at the same time (or that no time is told of), the smallest id first. */
export function oldest<T extends Made>(all: readonly T[]): readonly T[] {
  const age = (one: T): number => one.createdAt?.getTime() ?? 0;
  const least = Math.min(...all.map(age));
  return all.filter((one) => age(one) === least).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/**
 * Everything here came into being while the key was in use: before, there was none. The oldest stays. Whoever made a younger one finds the older one
 * when it looks, and so never returns its own: a younger one may be deleted by anybody.
 *
 * Of several as old as each other a creator gives up its own, never another's, which may have been returned already by somebody who saw only that. The one
 * with the smallest id waits first: have the others given up by then, it stays.
 */
export async function settleOnOne<T extends Made>(plan: SettleOnOne<T>): Promise<T> {
  const { clock, options } = plan;
  let own = plan.made;
  for (let round = 1; ; round += 1) {
    const seen = await looked(plan, own);
    const [first, ...rest] = oldest(seen);
    if (first === undefined) return own ?? (await lost(plan));
    const { id: ownId } = own ?? {};
    for (const { id } of seen) if (id !== first.id && !rest.some((one) => one.id === id)) await takeBack(plan, id);
    if (ownId !== undefined && ownId !== first.id) {
      if (rest.some(({ id }) => id === ownId)) await takeBack(plan, ownId);
      own = undefined;
    }
    const others = rest.filter(({ id }) => id !== ownId);
    if (others.length === 0) return first.id === ownId ? (plan.made ?? first) : first;
    if (round >= ROUNDS || (round >= 2 && first.id === ownId)) {
      if (first.id === ownId) {
        await takeBack(plan, first.id);
        return others[0] as T;
      }
      // Whose they are nobody knows, and nobody gave up: they are this call's own, by a gateway that sent it twice.
      if (plan.made === undefined) for (const { id } of others) await takeBack(plan, id);
      return first;
    }
    await clock.sleep(TIE_PAUSE_MS, options.signal);
  }
}

async function looked<T extends Made>({ look, options }: SettleOnOne<T>, own: T | undefined): Promise<readonly T[]> {
  let seen: readonly T[];
  try {
    seen = await look();
  } catch (error) {
    options.signal?.throwIfAborted();
    if (own === undefined) throw error;
    // It was made; that nobody can look now does not undo it.
    return [own];
  }
  return own === undefined || seen.some(({ id }) => id === own.id) ? seen : [...seen, own];
}

const lost = async <T extends Made>({ what }: SettleOnOne<T>): Promise<never> => {
  throw new CloudError('conflict', `the ${what} that was made went away again`, { outcome: 'unknown' });
};

/** What is still being made cannot be deleted on some clouds (Cinder, oVirt): asked again until it can. */
async function takeBack<T extends Made>({ remove, what, clock, options }: SettleOnOne<T>, id: string): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      await remove(id, options);
      return;
    } catch (error) {
      options.signal?.throwIfAborted();
      const pause = REMOVAL_PAUSES_MS[attempt];
      if (pause === undefined || !isCloudError(error, 'conflict'))
        throw new CloudError('conflict', `the ${what} was made more than once, and one too many could not be taken back`, {
          outcome: 'done',
          leftover: { kind: what, id },
          cause: error,
        });
      await clock.sleep(pause, options.signal);
    }
  }
}
