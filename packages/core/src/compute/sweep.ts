import type { CallOptions } from '../call-options.ts';
import { supports } from '../capabilities.ts';
import { CloudError } from '../errors/cloud-error.ts';
import { contextual, isAbort } from '../errors/with-context.ts';
import type { GroupContext } from '../group.ts';
import { mapConcurrently } from '../waiting/map-concurrently.ts';
import type { Addresses } from './addresses.ts';
import { markProblem, OWNER_TAG } from './marks.ts';
import type { Servers } from './servers.ts';
import type { Volumes } from './volumes.ts';

export interface SweepOptions {
  readonly signal?: AbortSignal | undefined;
  /** What was made with this `owner`. */
  readonly owner: string;
  /** Only what was made so many milliseconds ago or longer. What the cloud tells no age of is kept then. Absent: all of the owner's. */
  readonly olderThanMs?: number | undefined;
  /** Finds and tells, and removes nothing. */
  readonly dryRun?: boolean | undefined;
  /** How long servers may take to go before the volumes they hold are given up. Default 300 000. */
  readonly timeoutMs?: number | undefined;
}

/** What became of one thing that bears the owner's mark. */
export interface SweptThing {
  readonly kind: 'server' | 'volume' | 'address';
  readonly id: string;
  /** Of an address: the address itself. */
  readonly name: string;
  readonly createdAt: Date | undefined;
  /** `found`: it would have been removed, but for `dryRun`. */
  readonly fate: 'removed' | 'found' | 'kept' | 'failed';
  /** Why it was kept, or what went wrong. */
  readonly why?: string | undefined;
  readonly error?: CloudError | undefined;
}

export interface SweepResult {
  readonly things: readonly SweptThing[];
  /** What this cloud has, and cannot bear an owner: nobody looked there. */
  readonly unmarked: readonly string[];
}

export interface SweepParts {
  readonly context: GroupContext;
  readonly servers: Servers;
  readonly volumes: Volumes;
  readonly addresses: Addresses;
}

const DEFAULT_TIMEOUT_MS = 300_000;
const AT_ONCE = 8;
const GROUPS = ['images', 'keyPairs', 'snapshots', 'networks', 'firewalls'] as const;

interface Candidate extends Pick<SweptThing, 'kind' | 'id' | 'name' | 'createdAt'> {
  readonly holders: readonly string[];
}

/** Finds what an owner left behind, servers first, since they hold volumes, and removes it. One that fails does not stop the others. */
export async function sweep({ context, servers, volumes, addresses }: SweepParts, options: SweepOptions): Promise<SweepResult> {
  check(context, options);
  const { owner, signal } = options;
  const { capabilities } = context;
  const can = (path: string): boolean => supports(capabilities, path);
  const call: CallOptions = { signal };
  const sweepsServers = servers.supported && can('compute.servers.tags') && can('compute.servers.delete');
  const sweepsVolumes = volumes.supported && can('compute.volumes.owner') && can('compute.volumes.delete');
  const things: SweptThing[] = [];

  const found: Candidate[] = [];
  if (sweepsServers) {
    for await (const { id, name, state, createdAt } of servers.list({ ...call, tags: { [OWNER_TAG]: owner } }))
      if (state !== 'terminated') found.push({ kind: 'server', id, name, createdAt, holders: [] });
  }
  const removed = new Set<string>();
  things.push(
    ...(await mapConcurrently(found, AT_ONCE, async (one) => {
      const thing = await judged(context, one, options, () => servers.delete(one.id, call));
      if (thing.fate === 'removed' || thing.fate === 'found') removed.add(one.id);
      return thing;
    })),
  );

  const disks: Candidate[] = [];
  if (sweepsVolumes) {
    for await (const { id, name, state, createdAt, attachments, owner: theirs } of volumes.list(call))
      if (theirs === owner && state !== 'deleting' && state !== 'deleted')
        disks.push({ kind: 'volume', id, name, createdAt, holders: attachments.map(({ serverId }) => serverId) });
  }
  const held = disks.filter(({ holders }) => holders.some((id) => removed.has(id)));
  // A volume is let go when its server is gone, not when its end was accepted.
  if (options.dryRun !== true && held.length > 0) {
    const waitedFor = [...new Set(held.flatMap(({ holders }) => holders))].filter((id) => removed.has(id));
    await servers.waitUntil(waitedFor, 'terminated', { signal, timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS }).catch(() => signal?.throwIfAborted());
  }
  things.push(
    ...(await mapConcurrently(disks, AT_ONCE, async (one) => {
      const others = one.holders.filter((id) => !removed.has(id));
      if (others.length > 0) return { ...plain(one), fate: 'kept' as const, why: `it is attached to ${others.join(', ')}` };
      return judged(context, one, options, async () => {
        // Whatever it becomes, or does not: the delete says what is wrong with it.
        if (one.holders.length > 0)
          await volumes.waitUntil(one.id, 'available', { signal, timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS }).catch(() => signal?.throwIfAborted());
        await volumes.delete(one.id, call);
      });
    })),
  );
  const sweepsAddresses = addresses.supported && can('compute.addresses.owner') && can('compute.addresses.release');
  const free: Candidate[] = [];
  if (sweepsAddresses) {
    for await (const { id, address, createdAt, serverId, owner: theirs } of addresses.list(call))
      if (theirs === owner) free.push({ kind: 'address', id, name: address, createdAt, holders: serverId === undefined ? [] : [serverId] });
  }
  things.push(
    ...(await mapConcurrently(free, AT_ONCE, async (one) => {
      const others = one.holders.filter((id) => !removed.has(id));
      if (others.length > 0) return { ...plain(one), fate: 'kept' as const, why: `it is associated with ${others.join(', ')}` };
      return judged(context, one, options, () => addresses.release(one.id, call));
    })),
  );
  const unmarked = [
    ...(!sweepsServers && can('compute.servers.create') ? ['servers'] : []),
    ...(!sweepsVolumes && can('compute.volumes.create') ? ['volumes'] : []),
    ...(!sweepsAddresses && can('compute.addresses.allocate') ? ['addresses'] : []),
    ...GROUPS.filter((group) => can(`compute.${group}`)),
  ];
  return { things, unmarked };
}

function check(context: GroupContext, { owner, olderThanMs }: SweepOptions): void {
  const problem =
    owner === undefined
      ? 'owner: is missing'
      : (markProblem('owner', owner) ??
        (olderThanMs === undefined || (typeof olderThanMs === 'number' && olderThanMs >= 0)
          ? undefined
          : `olderThanMs: got ${String(olderThanMs)}, expected a number from 0`));
  if (problem !== undefined) throw new CloudError('invalid-argument', problem, { provider: context.provider, operation: 'compute.sweep', outcome: 'not-done' });
}

const plain = ({ kind, id, name, createdAt }: Candidate): Pick<SweptThing, 'kind' | 'id' | 'name' | 'createdAt'> => ({ kind, id, name, createdAt });

async function judged(context: GroupContext, one: Candidate, options: SweepOptions, remove: () => Promise<void>): Promise<SweptThing> {
  const { olderThanMs, dryRun, signal } = options;
  if (olderThanMs !== undefined) {
    if (one.createdAt === undefined) return { ...plain(one), fate: 'kept', why: 'the cloud does not tell how old it is' };
    const ageMs = context.clock.now() - one.createdAt.getTime();
    if (ageMs < olderThanMs) return { ...plain(one), fate: 'kept', why: `it was made ${Math.round(ageMs / 1000)} s ago` };
  }
  if (dryRun === true) return { ...plain(one), fate: 'found' };
  try {
    await remove();
    return { ...plain(one), fate: 'removed' };
  } catch (error) {
    if (isAbort(error, signal)) throw error;
    const failure = contextual(error, { provider: context.provider, operation: 'compute.sweep', target: one.id }) as CloudError;
    return { ...plain(one), fate: 'failed', why: failure.message, error: failure };
  }
}
