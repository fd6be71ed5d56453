import type { CallOptions } from '../call-options.ts';
import { isCloudError } from '../errors/cloud-error.ts';
import type { GroupContext } from '../group.ts';
import { List } from '../paging/list.ts';
import type { Page } from '../paging/page.ts';
import type { Ref, WaitOptions } from '../refs.ts';
import { mapConcurrently } from './map-concurrently.ts';
import { type Verdict, type Watched, waitFor } from './wait-for.ts';

/** What waiting needs of a driver. */
export interface WatchedDriver<T> {
  get(id: string, options: CallOptions): Promise<T>;
  listPage(options: CallOptions, cursor?: string): Promise<Page<T>>;
}

export interface WaitForManyPlan<T extends { readonly id: string }> {
  /** Of whose connection: provider, clock and randomness. */
  readonly group: Pick<GroupContext, 'provider' | 'clock' | 'random'>;
  readonly operation: string;
  readonly driver: WatchedDriver<T>;
  readonly ids: readonly string[];
  /** As the caller named them: what was seen of some before is returned for those that are gone. */
  readonly refs?: readonly Ref[] | undefined;
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
/** Where being gone is waited for: of more than so many that a listing leaves out, so many are asked for, and speak for the others. */
const FEW = 10;
/** Listings in a row that must have left something out before that. */
const ABSENCES = 2;

/**
 * Waits for one thing or thousands: one look serves all, a `get` for one or two, else one listing. What a listing does not show is asked for by itself, since
 * lists lag behind and leave out what is gone. Where being gone is waited for, and many were left out twice in a row, ten of them are asked for: a
 * thousand servers that go cost no thousand requests. Resolves with each as it was last seen; `undefined`: it never was.
 */
export async function waitForMany<T extends { readonly id: string }>(
  plan: WaitForManyPlan<T>,
  options: WaitOptions,
): Promise<ReadonlyMap<string, T | undefined>> {
  const { oneByOne = ONE_BY_ONE, group, driver } = plan;
  const known = (plan.refs ?? []).filter((ref): ref is T => typeof ref !== 'string' && 'nativeState' in ref);
  const seen = new Map<string, T>(known.map((value) => [value.id, value]));
  const absences = new Map<string, number>();
  const one = async (id: string, call: CallOptions): Promise<Watched<T>> => {
    try {
      return { id, value: await driver.get(id, call) };
    } catch (error) {
      if (isCloudError(error, 'not-found')) return { id, value: undefined };
      throw error;
    }
  };
  const fromListing = async (ids: readonly string[], call: CallOptions): Promise<readonly Watched<T>[]> => {
    const wanted = new Set(ids);
    const found = new Map<string, T>();
    const list = new List<T>({ context: {}, signal: call.signal, fetch: (cursor) => driver.listPage(call, cursor) });
    for await (const value of list) {
      if (wanted.has(value.id)) {
        found.set(value.id, value);
        absences.delete(value.id);
      }
      if (found.size === wanted.size) break;
    }
    const missing = ids.filter((id) => !found.has(id));
    for (const id of missing) absences.set(id, (absences.get(id) ?? 0) + 1);
    const few = !plan.untilGone || missing.length <= Math.max(oneByOne, FEW);
    const left = few ? missing : missing.filter((id) => (absences.get(id) ?? 0) >= ABSENCES);
    const asked = await mapConcurrently(few ? left : left.slice(0, FEW), AT_ONCE, (id) => one(id, call));
    // EC2 goes on showing what is gone to those who ask for it by its id.
    const allGone = asked.every(({ id, value }) => 'done' in plan.judge(value, id));
    const rest = few || !allGone ? [] : left.slice(FEW).map((id) => ({ id, value: undefined }));
    return [...[...found].map(([id, value]) => ({ id, value })), ...asked, ...rest];
  };
  await waitFor<T>(
    {
      context: { provider: group.provider, operation: plan.operation },
      ids: plan.ids,
      clock: group.clock,
      random: group.random,
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
