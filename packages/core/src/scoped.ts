import type { CallOptions } from './call-options.ts';
import { CloudError, isCloudError } from './errors/cloud-error.ts';

/** What is deleted at the end of its scope: `await using server = await servers.using(…)`. */
export type Scoped<T> = T & AsyncDisposable;

/** What it is in errors, what it is called there, and how it is deleted. */
export interface ScopedThing {
  readonly kind: string;
  readonly id: string;
  readonly remove: (id: string, options: CallOptions) => Promise<void>;
}

/** Deleting at the end of a scope has nobody to give it a limit: a cloud that is gone must not hold the program for ever. */
export const SCOPE_PATIENCE_MS = 120_000;

/** What cannot be deleted is told, as `leftover`: it goes on costing money. */
export function scoped<T extends object>(value: T, thing: ScopedThing): Scoped<T> {
  let gone: Promise<void> | undefined;
  const dispose = (): Promise<void> => {
    gone ??= removeOrTell(thing);
    return gone;
  };
  return Object.defineProperty({ ...value }, Symbol.asyncDispose, { value: dispose, enumerable: false }) as Scoped<T>;
}

/** The same of what has to come to something first: what does not is deleted before the failure is told. */
export async function scopedWhenReady<T extends object>(thing: ScopedThing, ready: () => Promise<T>): Promise<Scoped<T>> {
  try {
    return scoped(await ready(), thing);
  } catch (error) {
    try {
      await removeOrTell(thing);
    } catch (other) {
      // Two failures: the one that came first is the story, but what is left behind must be told.
      if (!isCloudError(error)) throw other;
      error.leftover ??= { kind: thing.kind, id: thing.id };
    }
    throw error;
  }
}

async function removeOrTell({ kind, id, remove }: ScopedThing): Promise<void> {
  try {
    await remove(id, { timeoutMs: SCOPE_PATIENCE_MS });
  } catch (error) {
    const leftover = { kind, id };
    if (!isCloudError(error)) throw new CloudError('unknown', `the ${kind} could not be deleted`, { outcome: 'unknown', leftover, cause: error });
    error.leftover ??= leftover;
    throw error;
  }
}
