import type { CallOptions, Clock, Page, PageOptions } from '@portolan/core/driver';
import { notFound } from './errors.ts';
import type { MemoryStore, Moving } from './store.ts';

/** What all memory drivers share: the store, time, and how long a transition takes. */
export class MemoryContext {
  readonly store: MemoryStore;
  readonly clock: Clock;
  readonly #transitionMs: number;
  readonly #pageSize: number;

  constructor(store: MemoryStore, clock: Clock, transitionMs = 0, pageSize = 100) {
    this.store = store;
    this.clock = clock;
    this.#transitionMs = transitionMs;
    this.#pageSize = pageSize;
  }

  now(): Date {
    return new Date(this.clock.now());
  }

  /** `now`, and after the transition's time `next`. */
  moving<S extends string>(now: S, next: S): Moving<S> {
    return { now, next: { state: next, at: this.clock.now() + this.#transitionMs } };
  }

  /** The state it is in by now. */
  state<S extends string>(item: { state: Moving<S> }): S {
    const { next } = item.state;
    if (next !== undefined && this.clock.now() >= next.at) item.state = { now: next.state };
    return item.state.now;
  }

  /** A page of a list in a stable order. The cursor is the last key given out, so that what comes and goes meanwhile neither shifts nor repeats the rest. */
  page<T>(entries: readonly (readonly [key: string, item: T])[], options: PageOptions & CallOptions, cursor: string | undefined): Page<T> {
    options.signal?.throwIfAborted();
    const size = Math.max(1, Math.min(options.pageSize ?? this.#pageSize, this.#pageSize));
    const sorted = [...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    const start = cursor === undefined ? 0 : sorted.findIndex(([key]) => key > cursor);
    if (start === -1) return { items: [] };
    const cut = sorted.slice(start, start + size);
    const last = cut.at(-1)?.[0];
    return { items: cut.map(([, item]) => item), next: start + size < sorted.length ? last : undefined };
  }
}

export function lookUp<T>(map: ReadonlyMap<string, T>, id: string, what: string, options: CallOptions): T {
  options.signal?.throwIfAborted();
  const found = map.get(id);
  if (found === undefined) throw notFound(what);
  return found;
}

/** What was made with this key before. */
export function withKey<T extends { readonly idempotencyKey?: string | undefined }>(map: ReadonlyMap<string, T>, key: string | undefined): T | undefined {
  return key === undefined ? undefined : [...map.values()].find(({ idempotencyKey }) => idempotencyKey === key);
}
