import type { CallOptions } from '../call-options.ts';
import { CloudError, isCloudError } from '../errors/cloud-error.ts';
import type { Clock } from '../time/clock.ts';

/** What can be told apart and put in order. */
export interface Made {
  readonly id: string;
  readonly createdAt?: Date | undefined;
}

export interface SettleOnOne<T extends Made> {
  /** What this call made; undefined when it made nothing, or does not know which of them it made. */
  readonly made: T | undefined;
  /** What a look has shown just now, if there was one. */
  readonly seen: readonly T[] | undefined;
  /** Whether those that are seen may be this call's own: of several that nobody takes back, all but one are. */
  readonly mayBeOwn: boolean;
  /** All that bear the mark now, those going away left out. */
  readonly look: () => Promise<readonly T[]>;
  readonly remove: (id: string, options: CallOptions) => Promise<void>;
  readonly what: string;
  readonly clock: Clock;
  readonly options: CallOptions;
}

/** Between looks: longer than a look and a removal take. */
const PAUSES_MS = [2_000, 2_000, 4_000, 8_000] as const;
/** The maker of the first gives up after so many; after the last, nobody is going to. */
const PATIENCE = 3;
/** Whoever made it has looked around since, and kept it. */
const OLD_MS = 30_000;
const REMOVAL_PAUSES_MS = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000] as const;

/** The oldest first; of those that came into being at the same time (or that no time is told of) the one with the smallest id. */
export function inOrder<T extends Made>(all: readonly T[]): readonly T[] {
  const age = (one: T): number => one.createdAt?.getTime() ?? 0;
  return [...all].sort((a, b) => age(a) - age(b) || (a.id < b.id ? -1 : 1));
}

/**
 * Who made one and sees no other has it for good: all who make one later see it. Who sees others gives up its own and never another's, which may have been
 * returned already: at once, unless its own is the first in order. The maker of the first waits for the others to give up, and gives up itself when they do not.
 *
 * The order only says who waits. Times of creation are not trusted further: a server stamps a request when it arrives and shows what it made later, and
 * several servers have several clocks, so that the one that seems younger may have been seen alone.
 *
 * A young one that somebody else made is looked at twice: its maker may be about to give it up. Undefined: all of them went away.
 */
export async function settleOnOne<T extends Made>(plan: SettleOnOne<T>): Promise<T | undefined> {
  const { clock, options } = plan;
  let own = plan.made;
  let seen = inOrder(plan.seen ?? (await looked(plan, undefined, own)));
  let known: ReadonlySet<string> = new Set();
  for (let round = 0; ; round += 1) {
    const [first, ...rest] = seen;
    if (first === undefined) return undefined;
    const alone = rest.length === 0;
    if (own !== undefined && alone) return plan.made;
    if (own === undefined && (alone || !plan.mayBeOwn) && (isOld(first, clock) || (alone && known.has(first.id)))) return first;
    let pause = PAUSES_MS[round];
    if (own !== undefined && (own.id !== first.id || round === PATIENCE)) {
      const { id } = own;
      await takeBack(plan, id);
      seen = seen.filter((one) => one.id !== id);
      own = undefined;
      round = 0;
      pause = PAUSES_MS[0];
    }
    if (pause === undefined) {
      // Whose they are nobody knows, and nobody gave up.
      if (plan.mayBeOwn) for (const { id } of rest) await takeBack(plan, id);
      return first;
    }
    known = new Set(seen.map(({ id }) => id));
    await clock.sleep(pause, options.signal);
    seen = inOrder(await looked(plan, seen, own));
  }
}

const isOld = ({ createdAt }: Made, clock: Clock): boolean => createdAt !== undefined && clock.now() - createdAt.getTime() >= OLD_MS;

/** That nobody can look now does not undo what was made, or seen. */
async function looked<T extends Made>({ look, options }: SettleOnOne<T>, before: readonly T[] | undefined, own: T | undefined): Promise<readonly T[]> {
  let seen: readonly T[];
  try {
    seen = await look();
  } catch (error) {
    options.signal?.throwIfAborted();
    if (before !== undefined) return before;
    if (own === undefined) throw error;
    return [own];
  }
  return own === undefined || seen.some(({ id }) => id === own.id) ? seen : [...seen, own];
}

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
