import { createHash } from 'node:crypto';
import type { EngineState } from '../../state/engine-state.ts';
import type { PlainObject } from '../plain-object.ts';

/** What a table of seeds is asked with: the path of a collection, and the ids in it. */
export interface SeedContext {
  readonly state: EngineState;
  readonly path: string;
  readonly ids: readonly string[];
}

/** Objects of a collection; an `id` of their own, or one made of path and name. */
export type Seeds = Readonly<Record<string, (context: SeedContext) => readonly PlainObject[]>>;

/** Always the same UUID for the same text: an object that is made anew at each look keeps its id. */
export function stableId(text: string): string {
  const hex = createHash('sha1').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
