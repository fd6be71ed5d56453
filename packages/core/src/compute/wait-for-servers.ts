import type { CallOptions } from '../call-options.ts';
import { isCloudError } from '../errors/cloud-error.ts';
import type { GroupContext } from '../group.ts';
import { List } from '../paging/list.ts';
import type { Ref, WaitOptions } from '../refs.ts';
import { type Verdict, type Watched, waitFor } from '../waiting/wait-for.ts';
import type { ServerDriver } from './compute-driver.ts';
import type { Server } from './compute-types.ts';

export type AwaitedServerState = 'running' | 'stopped' | 'terminated';

/** Up to this many are asked for one by one: cheaper than a listing. */
const ONE_BY_ONE = 2;

/** Waits for one server or many; a server that is gone is returned as it was last seen, `terminated`. */
export async function waitForServers(
  context: GroupContext,
  driver: ServerDriver,
  refs: readonly Ref[],
  ids: readonly string[],
  state: AwaitedServerState,
  options: WaitOptions,
): Promise<readonly Server[]> {
  const lastSeen = new Map<string, Server>();
  refs.forEach((ref, index) => {
    if (typeof ref !== 'string' && 'nativeState' in ref) lastSeen.set(ids[index] ?? '', ref as Server);
  });
  const look = async (left: readonly string[], call: CallOptions): Promise<readonly Watched<Server>[]> => {
    const watched = left.length <= ONE_BY_ONE ? await Promise.all(left.map((id) => one(driver, id, call))) : await listed(driver, left, call);
    for (const { id, value } of watched) {
      if (value === undefined) continue;
      lastSeen.set(id, value);
    }
    return watched;
  };
  await waitFor<Server>(
    {
      context: { provider: context.provider, operation: 'servers.waitUntil' },
      ids,
      clock: context.clock,
      random: context.random,
      look,
      judge: (value) => judge(value, state),
      stateOf: (value) => ({ state: value?.state ?? 'terminated', nativeState: value?.nativeState ?? 'absent' }),
      wanted: state,
    },
    options,
  );
  return ids.map((id) => {
    const server = lastSeen.get(id) ?? goneServer(id);
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

async function one(driver: ServerDriver, id: string, call: CallOptions): Promise<Watched<Server>> {
  try {
    return { id, value: await driver.get(id, call) };
  } catch (error) {
    if (isCloudError(error, 'not-found')) return { id, value: undefined };
    throw error;
  }
}

/** One listing for all. What it does not show is asked for by itself: lists may lag behind, and leave out what is gone. */
async function listed(driver: ServerDriver, ids: readonly string[], call: CallOptions): Promise<readonly Watched<Server>[]> {
  const wanted = new Set(ids);
  const found = new Map<string, Server>();
  const list = new List<Server>({ context: {}, signal: call.signal, fetch: (cursor) => driver.listPage(call, cursor) });
  for await (const server of list) {
    if (wanted.has(server.id)) found.set(server.id, server);
    if (found.size === wanted.size) break;
  }
  const missing = ids.filter((id) => !found.has(id));
  const asked = await Promise.all(missing.map((id) => one(driver, id, call)));
  return [...[...found].map(([id, value]) => ({ id, value })), ...asked];
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
