import type { GroupContext } from '../group.ts';
import type { Ref, WaitOptions } from '../refs.ts';
import type { Verdict } from '../waiting/wait-for.ts';
import { waitForMany } from '../waiting/wait-for-many.ts';
import type { ServerDriver } from './compute-driver.ts';
import type { Server } from './compute-types.ts';

export type AwaitedServerState = 'running' | 'stopped' | 'terminated';

/** Waits for one server or many; a server that is gone is returned as it was last seen, `terminated`. */
export async function waitForServers(
  group: GroupContext,
  driver: ServerDriver,
  refs: readonly Ref[],
  ids: readonly string[],
  state: AwaitedServerState,
  options: WaitOptions,
): Promise<readonly Server[]> {
  const seen = await waitForMany<Server>(
    {
      group,
      operation: 'servers.waitUntil',
      driver,
      ids,
      refs,
      judge: (value) => judge(value, state),
      stateOf: (value) => ({ state: value?.state ?? 'terminated', nativeState: value?.nativeState ?? 'absent' }),
      wanted: state,
      untilGone: state === 'terminated',
    },
    options,
  );
  return ids.map((id) => {
    const server = seen.get(id) ?? goneServer(id);
    return state === 'terminated' ? { ...server, state: 'terminated' } : server;
  });
}

function judge(server: Server | undefined, wanted: AwaitedServerState): Verdict<Server | undefined> {
  if (server === undefined || server.state === 'terminated') return wanted === 'terminated' ? { done: server } : { fatal: 'it is gone' };
  if (server.state === wanted) return { done: server };
  // A server in error can still be deleted; it will never run.
  if (server.state === 'error' && wanted !== 'terminated')
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
