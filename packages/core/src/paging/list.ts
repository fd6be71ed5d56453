import { CloudError, type ErrorContext } from '../errors/cloud-error.ts';
import { contextual } from '../errors/with-context.ts';
import { onAbort } from '../time/on-abort.ts';
import type { Page } from './page.ts';

export interface ListSource<T> {
  readonly context: ErrorContext;
  readonly signal?: AbortSignal | undefined;
  /** `signal` ends with the caller's, and when the iteration is left while this page is on its way. */
  readonly fetch: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<T>>;
  /** Which items are kept; all when absent. */
  readonly keep?: ((item: T) => boolean) | undefined;
}

/** Not an error with a stack: leaving a list is ordinary. */
const LEFT = 'the list was left';

/**
 * A list without end or loss: iterate it with `for await`. Pages are fetched as they are needed, the next one while this one is used;
 * memory holds two pages, whatever the length. Each iteration starts anew. Nothing is sent before the first item is asked for, and nothing goes on
 * after `break`: the page on its way is given up.
 *
 * A cursor that comes twice is an error (`protocol`): neither a loop nor a short list.
 */
export class List<T> implements AsyncIterable<T> {
  readonly #source: ListSource<T>;

  constructor(source: ListSource<T>) {
    this.#source = source;
  }

  /** Page by page, as the provider cuts them (after filtering: a page may be empty). */
  async *pages(): AsyncGenerator<readonly T[], void, undefined> {
    const { fetch, keep, context, signal } = this.#source;
    const seen = new CursorGuard(context);
    const left = new AbortController();
    const forget = onAbort(signal, () => left.abort(signal?.reason));
    const load = async (cursor: string | undefined): Promise<Page<T>> => {
      signal?.throwIfAborted();
      try {
        return await fetch(cursor, left.signal);
      } catch (error) {
        throw contextual(error, context, signal);
      }
    };
    let pending: Promise<Page<T>> | undefined = load(undefined);
    try {
      while (pending !== undefined) {
        const page: Page<T> = await pending;
        pending = undefined;
        if (page.next !== undefined) {
          seen.check(page.next);
          pending = load(page.next);
          // Its failure is thrown when that page is asked for; until then it must not count as unhandled.
          pending.catch(() => undefined);
        }
        yield keep === undefined ? page.items : page.items.filter(keep);
        signal?.throwIfAborted();
      }
    } finally {
      forget();
      pending?.catch(() => undefined);
      left.abort(LEFT);
    }
  }

  [Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    return new ItemIterator(this.pages());
  }

  /** All items, or the first `limit` of them, in memory. */
  async toArray(limit: number = Number.POSITIVE_INFINITY): Promise<T[]> {
    const all: T[] = [];
    if (limit <= 0) return all;
    for await (const page of this.pages()) {
      for (const item of page) {
        all.push(item);
        if (all.length >= limit) return all;
      }
    }
    return all;
  }

  /** The first item, or `undefined` when there is none. */
  async first(): Promise<T | undefined> {
    return (await this.toArray(1))[0];
  }
}

/**
 * The items of pages one by one. A generator would do the same in a line, at three times the cost of an item: what is at hand already
 * takes one promise here.
 */
class ItemIterator<T> implements AsyncGenerator<T, void, undefined> {
  readonly #pages: AsyncGenerator<readonly T[], void, undefined>;
  #page: readonly T[] = [];
  #index = 0;
  /** Calls of `next` that wait for a page: asked for without waiting, they are answered in order. */
  #waiting: Promise<unknown> | undefined;

  constructor(pages: AsyncGenerator<readonly T[], void, undefined>) {
    this.#pages = pages;
  }

  next(): Promise<IteratorResult<T, void>> {
    if (this.#waiting === undefined && this.#index < this.#page.length) return Promise.resolve({ value: this.#page[this.#index++] as T, done: false });
    return this.#inTurn(() => this.#nextPage());
  }

  return(): Promise<IteratorResult<T, void>> {
    return this.#inTurn(async () => {
      this.#page = [];
      await this.#pages.return();
      return { value: undefined, done: true };
    });
  }

  throw(error: unknown): Promise<IteratorResult<T, void>> {
    return this.#inTurn(async () => {
      this.#page = [];
      await this.#pages.throw(error);
      return { value: undefined, done: true };
    });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }

  async #nextPage(): Promise<IteratorResult<T, void>> {
    while (this.#index >= this.#page.length) {
      const step = await this.#pages.next();
      if (step.done === true) return { value: undefined, done: true };
      this.#page = step.value;
      this.#index = 0;
    }
    return { value: this.#page[this.#index++] as T, done: false };
  }

  #inTurn(work: () => Promise<IteratorResult<T, void>>): Promise<IteratorResult<T, void>> {
    const turn = this.#waiting === undefined ? work() : this.#waiting.then(work, work);
    this.#waiting = turn;
    const over = (): void => {
      if (this.#waiting === turn) this.#waiting = undefined;
    };
    turn.then(over, over);
    return turn;
  }
}

/** Remembers cursors in bounded memory: servers that loop do so within a few pages, or return the same cursor at once. */
class CursorGuard {
  static readonly #remembered = 4096;
  readonly #context: ErrorContext;
  readonly #seen = new Set<string>();

  constructor(context: ErrorContext) {
    this.#context = context;
  }

  check(cursor: string): void {
    if (this.#seen.has(cursor)) {
      throw new CloudError('protocol', 'the server returned the same page cursor twice: the list would never end', {
        ...this.#context,
        remedy: 'a proxy or cache between may repeat answers; the list is incomplete',
      });
    }
    if (this.#seen.size >= CursorGuard.#remembered) this.#seen.delete(this.#seen.values().next().value as string);
    this.#seen.add(cursor);
  }
}
