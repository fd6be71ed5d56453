import { describe } from '../group.ts';

/** Where the owner of a server stands: an ordinary tag, so that other tools see it too, and that can be given by hand to what is there already. */
export const OWNER_TAG = 'portolan-owner';

/** What is wrong with a key or an owner: both must stand in tags, metadata and names of every cloud as they are. */
export function markProblem(what: 'idempotencyKey' | 'owner', value: unknown): string | undefined {
  if (value === undefined || (typeof value === 'string' && /^[A-Za-z0-9._-]{1,64}$/.test(value))) return undefined;
  return `${what}: got ${describe(value)}, expected 1 to 64 of A-Z a-z 0-9 . _ -`;
}
