import type { CallOptions } from '../call-options.ts';
import type { ErrorContext } from '../errors/cloud-error.ts';
import { isCloudError } from '../errors/cloud-error.ts';
import { List } from '../paging/list.ts';
import type { Page } from '../paging/page.ts';
import type { WaitOptions } from '../refs.ts';
import type { Clock } from '../time/clock.ts';
import { mapConcurrently } from './map-concurrently.ts';
import { type Verdict, type Watched, waitFor } from './wait-for.ts';

export interface WaitForManyPlan<T extends { readonly id: string }> {
  readonly context: ErrorContext;
  readonly clock: Clock;
  readonly random: () => number;
  readonly ids: readonly string[];
  /** What the caller knows of some of them: returned for those that are gone. */
  readonly known?: readonly T[] | undefined;
  readonly get: (id: string, options: CallOptions) => Promise<T>;
  readonly listPage: (options: CallOptions, cursor: string | undefined) => Promise<Page<T>>;
  readonly judge: (value: T | undefined, id: string) => Verdict<T | undefined>;
  readonly stateOf: (value: T | undefined) => { readonly state: string; readonly nativeState: string };
  readonly wanted: string;
  /** Being gone is what is waited for. */
  readonly untilGone: boolean;
  /** Up to this many are asked for one by one, where that is cheaper than a listing. Default 2. */
  readonly oneByOne?: number | undefined;
}

const ONE_BY_ONE = 2;
/** So many of those that a listing left out are asked for at once. */
const AT_ONCE = 8;
/** Listings that must have left out what one of them had shown before, until it is believed to be gone without being asked for. */
const ABSENCES = 2;

/**
 * Waits for one thing or thousands: one look serves all, a `get` for one or two, else one listing. What a listing does not show is asked for by itself, since
 * lists lag behind and leave out what is gone. Where being gone is waited for, what was shown and then left out twice is gone: a thousand servers
 * that go cost no thousand requests. Resolves with each as it was last seen; `undefined`: it never was.
 */
export async function waitForMany<T extends { readonly id: string }>(
  plan: WaitForManyPlan<T>,
  options: WaitOptions,
): Promise<ReadonlyMap<string, T | undefined>> {
  const { oneByOne = ONE_BY_ONE } = plan;
  const seen = new Map<string, T>((plan.known ?? []).map((value) => [value.id, value]));
  const listed = new Set<string>();
  const absences = new Map<string, number>();
  const one = async (id: string, call: CallOptions): Promise<Watched<T>> => {
    try {
      return { id, value: await plan.get(id, call) };
    } catch (error) {
      if (isCloudError(error, 'not-found')) return { id, value: undefined };
      throw error;
    }
  };
  const fromListing = async (ids: readonly string[], call: CallOptions): Promise<readonly Watched<T>[]> => {
    const wanted = new Set(ids);
    const found = new Map<string, T>();
    const list = new List<T>({ context: {}, signal: call.signal, fetch: (cursor) => plan.listPage(call, cursor) });
    for await (const value of list) {
      if (wanted.has(value.id)) {
        found.set(value.id, value);
        listed.add(value.id);
        absences.delete(value.id);
      }
      if (found.size === wanted.size) break;
    }
    const missing = ids.filter((id) => !found.has(id));
    const gone: Watched<T>[] = [];
    const doubtful: string[] = [];
    for (const id of missing) {
      const absent = (absences.get(id) ?? 0) + 1;
      absences.set(id, absent);
      if (!plan.untilGone || !listed.has(id) || missing.length <= oneByOne) doubtful.push(id);
      else if (absent >= ABSENCES) gone.push({ id, value: undefined });
    }
    return [...[...found].map(([id, value]) => ({ id, value })), ...gone, ...(await mapConcurrently(doubtful, AT_ONCE, (id) => one(id, call)))];
  };
  await waitFor<T>(
    {
      context: plan.context,
      ids: plan.ids,
      clock: plan.clock,
      random: plan.random,
      judge: plan.judge,
      stateOf: plan.stateOf,
      wanted: plan.wanted,
      look: async (left, call) => {
        const watched = left.length <= oneByOne ? await Promise.all(left.map((id) => one(id, call))) : await fromListing(left, call);
        for (const { id, value } of watched) if (value !== undefined) seen.set(id, value);
        return watched;
      },
    },
    options,
  );
  return new Map(plan.ids.map((id) => [id, seen.get(id)]));
}
