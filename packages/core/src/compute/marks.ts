import { describe } from '../group.ts';

/** Where the owner of a server stands: an ordinary tag, so that other tools see it too, and that can be given by hand to what is there already. */
export const OWNER_TAG = 'portolan-owner';

/** What a create may be marked with. */
export interface Marks {
  /** The same key never makes two, whatever fails between: a second create returns what the first one made. At most 64 of `A-Za-z0-9._-`. */
  readonly idempotencyKey?: string | undefined;
  /** Whose it is: `cloud.sweep({ owner })` finds it, should this program not come to delete it. */
  readonly owner?: string | undefined;
}

/** What a cloud has to declare for these marks. */
export function markFeatures({ idempotencyKey, owner }: Marks): readonly string[] {
  return [...(idempotencyKey === undefined ? [] : ['idempotencyKey']), ...(owner === undefined ? [] : ['owner'])];
}

export const marksProblem = ({ idempotencyKey, owner }: Marks): string | undefined =>
  markProblem('idempotencyKey', idempotencyKey) ?? markProblem('owner', owner);

/** What is wrong with a key or an owner: both must stand in tags, metadata and names of every cloud as they are. */
export function markProblem(what: 'idempotencyKey' | 'owner', value: unknown): string | undefined {
  if (value === undefined || (typeof value === 'string' && /^[A-Za-z0-9._-]{1,64}$/.test(value))) return undefined;
  return `${what}: got ${describe(value)}, expected 1 to 64 of A-Z a-z 0-9 . _ -`;
}
