import type { CallOptions } from '../call-options.ts';
import { CloudError, isCloudError } from '../errors/cloud-error.ts';
import type { Clock } from '../time/clock.ts';
import { inOrder, type Made, settleOnOne } from './settle-on-one.ts';

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
const MAY_PASS: ReadonlySet<string> = new Set(['unavailable', 'timeout', 'protocol', 'rate-limited']);
/** After an ambiguous failure the thing may still be on its way through the cloud: looked for so often, with these pauses. */
const SEARCH_PAUSES_MS = [0, 1_000, 3_000] as const;

type Look<T> = () => Promise<readonly T[]>;

/**
 * Creates at most one, whatever fails between.
 *
 * `native`: the cloud remembers the key, so the same create may simply be sent again.
 * `mark`: the key is searched first (an earlier run may have made it), then written with the create, and searched again before any retry.
 * Afterwards it is looked at once more (`settleOnOne`): a gateway that sent the request twice, an attempt that arrived late, and another program with the
 * same key all show as a second one.
 */
export async function createOnce<T extends Made>(plan: CreateOnce<T>): Promise<T> {
  const { key, kind, create, find, what, options } = plan;
  if (key === undefined || kind === false) return create();
  if (kind === 'mark' && find === undefined) throw new CloudError('unsupported', 'the driver declares marks but cannot search them');
  const look = kind === 'mark' && find !== undefined ? () => find(key, options) : undefined;
  for (let round = 1; round <= ATTEMPTS; round += 1) {
    const before = look === undefined ? undefined : await only(plan, look, { seen: await look(), mayBeOwn: false });
    const one = before ?? (await makeOne(plan, look));
    if (one !== undefined) return one;
  }
  throw new CloudError('conflict', `the ${what} that was made went away again`, { outcome: 'unknown' });
}

/** Of all that bear the mark; undefined when they went away. */
async function only<T extends Made>(
  plan: CreateOnce<T>,
  look: Look<T>,
  known: { readonly made?: T; readonly seen?: readonly T[]; readonly mayBeOwn: boolean },
): Promise<T | undefined> {
  const { made, seen, mayBeOwn } = known;
  const { remove } = plan;
  return remove === undefined ? (made ?? inOrder(seen ?? [])[0]) : settleOnOne({ ...plan, made, seen, mayBeOwn, remove, look });
}

/** Undefined: what was made had to give way to another one, which then went away. */
async function makeOne<T extends Made>(plan: CreateOnce<T>, look: Look<T> | undefined): Promise<T | undefined> {
  const { create, clock, options } = plan;
  let ambiguous = false;
  let half: CloudError | undefined;
  for (let attempt = 1; ; attempt += 1) {
    const tried = await attempted(create);
    if ('made' in tried) return look === undefined ? tried.made : only(plan, look, { made: tried.made, mayBeOwn: true });
    const { error } = tried;
    // Whatever went wrong since: it is there.
    if (half !== undefined && error.leftover === undefined) throw half;
    if (error.leftover !== undefined) {
      // The cloud gives the same one again, and what was left to do is done then.
      if (look === undefined && MAY_PASS.has(error.code) && attempt < ATTEMPTS) {
        options.signal?.throwIfAborted();
        half = error;
        continue;
      }
      if (look === undefined || !MAY_PASS.has(error.code)) throw error;
      // Made, and not brought to its end for a reason that may have passed: the search carries on with it.
      const seen = await search(look, clock, options, error, [0]);
      if (seen.length === 0) throw error;
      return only(plan, look, { seen, mayBeOwn: true });
    }
    const refused = error.outcome !== 'unknown';
    // An attempt before this one may still be carried out, whatever became of the last.
    if (ambiguous && refused) error.outcome = 'unknown';
    // Refused because it is there: perhaps by our own request, that a gateway sent twice, or by another program with this key.
    if (look !== undefined && (!refused || ambiguous || error.code === 'already-exists' || error.code === 'conflict')) {
      const seen = await search(look, clock, options, error, refused && !ambiguous ? [0] : SEARCH_PAUSES_MS);
      if (seen.length > 0) return only(plan, look, { seen, mayBeOwn: true });
    }
    if (refused || attempt >= ATTEMPTS) throw error;
    ambiguous = true;
    options.signal?.throwIfAborted();
  }
}

/** What is not ours cannot be judged. */
async function attempted<T>(create: () => Promise<T>): Promise<{ readonly made: T } | { readonly error: CloudError }> {
  try {
    return { made: await create() };
  } catch (error) {
    if (!isCloudError(error)) throw error;
    return { error };
  }
}

async function search<T>(look: Look<T>, clock: Clock, options: CallOptions, failure: CloudError, pauses: readonly number[]): Promise<readonly T[]> {
  for (const pause of pauses) {
    if (pause > 0) await clock.sleep(pause, options.signal);
    try {
      const seen = await look();
      if (seen.length > 0) return seen;
    } catch {
      // We cannot see whether it was made: the first failure is the truth to tell.
      options.signal?.throwIfAborted();
      throw failure;
    }
  }
  return [];
}
