import type { CallOptions } from '../call-options.ts';
import type { GroupContext } from '../group.ts';
import type { Page } from '../paging/page.ts';
import type { Ref, WaitOptions } from '../refs.ts';
import type { Verdict } from '../waiting/wait-for.ts';
import { waitForMany } from '../waiting/wait-for-many.ts';

/** What volumes, images and snapshots have in common as far as waiting goes. */
interface Thing {
  readonly id: string;
  readonly state: string;
  readonly nativeState: string;
}

export interface ThingDriver<T> {
  listPage(options: CallOptions, cursor?: string): Promise<Page<T>>;
  get(id: string, options: CallOptions): Promise<T>;
}

/** Waits for one or many; `deleted` counts as reached when it is gone. What is in error comes to nothing, nor to its end. */
export async function waitForThings<T extends Thing>(
  context: GroupContext,
  operation: string,
  driver: ThingDriver<T>,
  refs: readonly Ref[],
  ids: readonly string[],
  state: string,
  options: WaitOptions,
  oneByOne?: number,
): Promise<readonly (T | undefined)[]> {
  const untilGone = state === 'deleted';
  const seen = await waitForMany<T>(
    {
      context: { provider: context.provider, operation },
      ids,
      known: refs.filter((ref): ref is T => typeof ref !== 'string' && 'nativeState' in ref),
      clock: context.clock,
      random: context.random,
      get: (id, call) => driver.get(id, call),
      listPage: (call, cursor) => driver.listPage(call, cursor),
      judge: (value): Verdict<T | undefined> => {
        if (value === undefined || value.state === 'deleted') return untilGone ? { done: value } : { fatal: 'it is gone' };
        if (value.state === state) return { done: value };
        // Nor will it go: Cinder's `error_deleting`.
        if (value.state === 'error') return { fatal: `it is in error (${value.nativeState})` };
        return { pending: true };
      },
      stateOf: (value) => ({ state: value?.state ?? 'deleted', nativeState: value?.nativeState ?? 'absent' }),
      wanted: state,
      untilGone,
      oneByOne,
    },
    options,
  );
  return ids.map((id) => (untilGone ? undefined : seen.get(id)));
}
