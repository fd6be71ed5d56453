import type { CallOptions } from '../call-options.ts';
import { CloudError, isCloudError } from '../errors/cloud-error.ts';
import { contextual, isAbort } from '../errors/with-context.ts';
import type { GroupContext } from '../group.ts';
import type { WaitOptions } from '../refs.ts';
import { mapConcurrently } from '../waiting/map-concurrently.ts';
import { markProblem } from './marks.ts';
import type { SweepCandidate, SweepKind, SweptKind } from './sweep-kinds.ts';

export interface SweepOptions {
  readonly signal?: AbortSignal | undefined;
  /** What was made with this `owner`. */
  readonly owner: string;
  /** Only what was made so many milliseconds ago or longer. What the cloud tells no age of is kept then. Absent: all of the owner's. */
  readonly olderThanMs?: number | undefined;
  /** Finds and tells, and removes nothing. */
  readonly dryRun?: boolean | undefined;
  /** How long servers may take to go before what they hold is given up. Default 300 000. */
  readonly timeoutMs?: number | undefined;
}

/** What became of one thing that bears the owner's mark. */
export interface SweptThing {
  readonly kind: SweptKind;
  /** Of a bucket: its name. */
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
  /** What could not be looked at, and why. */
  readonly unseen: readonly { readonly group: string; readonly error: CloudError }[];
}

const DEFAULT_TIMEOUT_MS = 300_000;
const AT_ONCE = 8;
/** What was just let go is held for some seconds more: EC2's groups of an instance that is gone, Neutron's ports. */
const CONFLICT_PAUSES_MS = [1_000, 3_000, 10_000] as const;

/** Finds what an owner left behind, kind by kind, and removes it. One that fails does not stop the others. `operation`: `cloud.sweep`. */
export async function sweep(context: GroupContext, operation: string, kinds: readonly SweepKind[], options: SweepOptions): Promise<SweepResult> {
  check(context, operation, options);
  const run = new Sweep(context, operation, kinds, options);
  const things: SweptThing[] = [];
  const unseen: { readonly group: string; readonly error: CloudError }[] = [];
  for (const kind of kinds) {
    if (!kind.sweeps) continue;
    try {
      things.push(...(await run.kind(kind)));
    } catch (error) {
      if (isAbort(error, options.signal)) throw error;
      const failure = contextual(error, { provider: context.provider, operation }) as CloudError;
      // Whoever is not let in sees nothing anywhere.
      if (failure.code === 'unauthenticated') throw failure;
      unseen.push({ group: kind.group, error: failure });
    }
  }
  if (unseen[0] !== undefined && unseen.length === kinds.filter(({ sweeps }) => sweeps).length) throw unseen[0].error;
  return { things, unmarked: kinds.filter(({ sweeps, makes }) => makes && !sweeps).map(({ group }) => group), unseen };
}

function check(context: GroupContext, operation: string, { owner, olderThanMs }: SweepOptions): void {
  const problem =
    owner === undefined
      ? 'owner: is missing'
      : (markProblem('owner', owner) ??
        (olderThanMs === undefined || (typeof olderThanMs === 'number' && olderThanMs >= 0)
          ? undefined
          : `olderThanMs: got ${String(olderThanMs)}, expected a number from 0`));
  if (problem !== undefined) throw new CloudError('invalid-argument', problem, { provider: context.provider, operation, outcome: 'not-done' });
}

const named = (kind: SweepKind, { id, name, createdAt }: SweepCandidate): Omit<SweptThing, 'fate'> => ({ kind: kind.kind, id, name, createdAt });

class Sweep {
  readonly #context: GroupContext;
  readonly #operation: string;
  readonly #kinds: readonly SweepKind[];
  readonly #options: SweepOptions;
  /** What was removed, or would have been. */
  readonly #removed = new Map<SweptKind, Set<string>>();

  constructor(context: GroupContext, operation: string, kinds: readonly SweepKind[], options: SweepOptions) {
    this.#context = context;
    this.#operation = operation;
    this.#kinds = kinds;
    this.#options = options;
  }

  async kind(kind: SweepKind): Promise<readonly SweptThing[]> {
    const { owner, signal, dryRun } = this.#options;
    const call: CallOptions = { signal };
    const candidates: SweepCandidate[] = [];
    for await (const candidate of kind.find(owner, call, (id) => this.#isRemoved('server', id))) candidates.push(candidate);
    const kept = new Map(candidates.map((one) => [one.id, this.#whyKept(kind, one)]));
    const going = candidates.filter(({ id }) => kept.get(id) === undefined);
    if (dryRun === true) for (const { id } of going) this.#remember(kind.kind, id);
    const failures = dryRun === true || going.length === 0 ? new Map<string, CloudError>() : await this.#remove(kind, going, call);
    return candidates.map((one): SweptThing => {
      const thing = named(kind, one);
      const why = kept.get(one.id);
      if (why !== undefined) return { ...thing, fate: 'kept', why };
      if (dryRun === true) return { ...thing, fate: 'found' };
      const error = failures.get(one.id);
      if (error === undefined) return { ...thing, fate: 'removed' };
      const stays = kind.stays?.(error);
      return stays === undefined ? { ...thing, fate: 'failed', why: error.message, error } : { ...thing, fate: 'kept', why: stays };
    });
  }

  #whyKept(kind: SweepKind, one: SweepCandidate): string | undefined {
    const others = (one.holders ?? []).filter((id) => !this.#isRemoved('server', id));
    if (others.length > 0) return `it is ${kind.held ?? 'held by'} ${others.join(', ')}`;
    const { olderThanMs } = this.#options;
    if (olderThanMs !== undefined) {
      if (one.createdAt === undefined) return 'the cloud does not tell how old it is';
      const ageMs = this.#context.clock.now() - one.createdAt.getTime();
      if (ageMs < olderThanMs) return `it was made ${Math.round(ageMs / 1000)} s ago`;
    }
    return one.keep;
  }

  async #remove(kind: SweepKind, going: readonly SweepCandidate[], call: CallOptions): Promise<ReadonlyMap<string, CloudError>> {
    const holders = [...new Set(going.flatMap((one) => one.holders ?? []))];
    const before = (kind.after ?? []).filter((after) => (this.#removed.get(after)?.size ?? 0) > 0);
    await this.#untilGone('server', holders);
    for (const after of before) await this.#untilGone(after, [...(this.#removed.get(after) ?? [])]);
    const { free } = kind;
    const held = going.filter((one) => (one.holders ?? []).length > 0);
    // Whatever it becomes, or does not: the removal says what is wrong with it.
    if (free !== undefined) await mapConcurrently(held, AT_ONCE, ({ id }) => this.#patiently((wait) => free(id, wait)));
    const pauses = holders.length > 0 || before.length > 0 ? CONFLICT_PAUSES_MS : [];
    const failures = new Map<string, CloudError>();
    let ids = going.map(({ id }) => id);
    for (let attempt = 0; ; attempt += 1) {
      const failed = await this.#removeAll(kind, ids, call);
      for (const id of ids) {
        const error = failed.get(id);
        if (error === undefined) this.#remember(kind.kind, id);
        else failures.set(id, error);
        if (error === undefined) failures.delete(id);
      }
      ids = ids.filter((id) => failed.get(id)?.code === 'conflict');
      const pause = pauses[attempt];
      if (ids.length === 0 || pause === undefined) return failures;
      await this.#context.clock.sleep(pause, this.#options.signal);
    }
  }

  async #removeAll(kind: SweepKind, ids: readonly string[], call: CallOptions): Promise<ReadonlyMap<string, CloudError>> {
    try {
      const { failed } = await kind.remove(ids, call);
      return new Map(failed.map(({ id, error }) => [id, error]));
    } catch (error) {
      if (isAbort(error, this.#options.signal)) throw error;
      const failure = contextual(error, { provider: this.#context.provider, operation: this.#operation }) as CloudError;
      if (isCloudError(failure, 'unauthenticated')) throw failure;
      return new Map(ids.map((id) => [id, failure]));
    }
  }

  async #untilGone(kind: SweptKind, ids: readonly string[]): Promise<void> {
    const gone = this.#kinds.find((one) => one.kind === kind)?.gone;
    if (gone !== undefined && ids.length > 0) await this.#patiently((wait) => gone(ids, wait));
  }

  /** A wait that comes to nothing is told by what could not be removed then. */
  async #patiently(wait: (options: WaitOptions) => Promise<unknown>): Promise<void> {
    const { signal, timeoutMs = DEFAULT_TIMEOUT_MS } = this.#options;
    await wait({ signal, timeoutMs }).catch(() => signal?.throwIfAborted());
  }

  #remember(kind: SweptKind, id: string): void {
    this.#removed.set(kind, (this.#removed.get(kind) ?? new Set()).add(id));
  }

  #isRemoved(kind: SweptKind, id: string): boolean {
    return this.#removed.get(kind)?.has(id) ?? false;
  }
}
