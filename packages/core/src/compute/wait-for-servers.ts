import type { GroupContext } from '../group.ts';
import type { Ref, WaitOptions } from '../refs.ts';
import { anyOf } from '../waiting/awaited-states.ts';
import type { Verdict } from '../waiting/wait-for.ts';
import { waitForMany } from '../waiting/wait-for-many.ts';
import type { ServerDriver } from './compute-driver.ts';
import type { Server } from './compute-types.ts';

/** In which a server stays by itself. */
export const RESTING = ['running', 'stopped'] as const;
export type RestingServerState = (typeof RESTING)[number];
/** Several: any of them will do. */
export type AwaitedServerState = RestingServerState | readonly RestingServerState[] | 'terminated';

/** Waits for one server or many, each until it is in one of these states; a server that is gone is returned as it was last seen, `terminated`. */
export async function waitForServers(
  group: GroupContext,
  driver: ServerDriver,
  refs: readonly Ref[],
  ids: readonly string[],
  states: readonly string[],
  options: WaitOptions,
): Promise<readonly Server[]> {
  const untilGone = states.includes('terminated');
  const seen = await waitForMany<Server>(
    {
      group,
      operation: 'servers.waitUntil',
      driver,
      ids,
      refs,
      judge: (value) => judge(value, states),
      stateOf: (value) => ({ state: value?.state ?? 'terminated', nativeState: value?.nativeState ?? 'absent' }),
      wanted: anyOf(states),
      untilGone,
    },
    options,
  );
  return ids.map((id) => {
    const server = seen.get(id) ?? goneServer(id);
    return untilGone ? { ...server, state: 'terminated' } : server;
  });
}

function judge(server: Server | undefined, wanted: readonly string[]): Verdict<Server | undefined> {
  const untilGone = wanted.includes('terminated');
  if (server === undefined || server.state === 'terminated') return untilGone ? { done: server } : { fatal: 'it is gone' };
  if (wanted.includes(server.state)) return { done: server };
  // A server in error can still be deleted; it will never run.
  if (server.state === 'error' && !untilGone)
    return { fatal: `it is in error (${server.nativeState})${server.stateReason === undefined ? '' : `: ${server.stateReason}`}` };
  return { pending: true };
}

const goneServer = (id: string): Server => ({
  id,
  name: '',
  state: 'terminated',
  nativeState: 'absent',
  publicAddresses: [],
  privateAddresses: [],
  tags: {},
  metadata: {},
  raw: undefined,
});
