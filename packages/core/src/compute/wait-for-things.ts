import type { GroupContext } from '../group.ts';
import type { Ref, WaitOptions } from '../refs.ts';
import { anyOf } from '../waiting/awaited-states.ts';
import type { Verdict } from '../waiting/wait-for.ts';
import { type WatchedDriver, waitForMany } from '../waiting/wait-for-many.ts';

/** What volumes, images and snapshots have in common as far as waiting goes. */
interface Thing {
  readonly id: string;
  readonly state: string;
  readonly nativeState: string;
}

/** Waits for one or many, each until it is in one of these states; `deleted` counts as reached when it is gone. What is in error comes to nothing, nor to its end. */
export async function waitForThings<T extends Thing>(
  group: GroupContext,
  operation: string,
  driver: WatchedDriver<T>,
  refs: readonly Ref[],
  ids: readonly string[],
  states: readonly string[],
  options: WaitOptions,
  oneByOne?: number,
): Promise<readonly (T | undefined)[]> {
  const untilGone = states.includes('deleted');
  const seen = await waitForMany<T>(
    {
      group,
      operation,
      driver,
      ids,
      refs,
      judge: (value): Verdict<T | undefined> => {
        if (value === undefined || value.state === 'deleted') return untilGone ? { done: value } : { fatal: 'it is gone' };
        if (states.includes(value.state)) return { done: value };
        // Nor will it go: Cinder's `error_deleting`.
        if (value.state === 'error') return { fatal: `it is in error (${value.nativeState})` };
        return { pending: true };
      },
      stateOf: (value) => ({ state: value?.state ?? 'deleted', nativeState: value?.nativeState ?? 'absent' }),
      wanted: anyOf(states),
      untilGone,
      oneByOne,
    },
    options,
  );
  return ids.map((id) => (untilGone ? undefined : seen.get(id)));
}
