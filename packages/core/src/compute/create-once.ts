import type { CallOptions } from '../call-options.ts';
import { CloudError, isCloudError } from '../errors/cloud-error.ts';
import type { Clock } from '../time/clock.ts';

export interface CreateOnce<T> {
  readonly key: string | undefined;
  readonly kind: 'native' | 'mark' | false;
  readonly create: () => Promise<T>;
  readonly find: ((key: string, options: CallOptions) => Promise<T | undefined>) | undefined;
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
 * Two programs that use one key in the same second are kept apart by `native` clouds alone.
 */
export async function createOnce<T>(plan: CreateOnce<T>): Promise<T> {
  const { key, kind, create, find, clock, options } = plan;
  if (key === undefined || kind === false) return create();
  if (kind === 'mark') {
    if (find === undefined) throw new CloudError('unsupported', 'the driver declares marks but cannot search them');
    const made = await find(key, options);
    if (made !== undefined) return made;
  }
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await create();
    } catch (error) {
      if (!isCloudError(error) || error.outcome !== 'unknown') throw error;
      if (kind === 'mark' && find !== undefined) {
        const made = await search(key, find, clock, options, error);
        if (made !== undefined) return made;
      }
      if (attempt >= ATTEMPTS) throw error;
      options.signal?.throwIfAborted();
    }
  }
}

async function search<T>(
  key: string,
  find: (key: string, options: CallOptions) => Promise<T | undefined>,
  clock: Clock,
  options: CallOptions,
  ambiguous: CloudError,
): Promise<T | undefined> {
  for (const pause of SEARCH_PAUSES_MS) {
    if (pause > 0) await clock.sleep(pause, options.signal);
    try {
      const made = await find(key, options);
      if (made !== undefined) return made;
    } catch {
      // We cannot see whether it was made: the first failure, whose outcome is unknown, is the truth to tell.
      options.signal?.throwIfAborted();
      throw ambiguous;
    }
  }
  return undefined;
}
