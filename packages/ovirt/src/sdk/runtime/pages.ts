import { CloudError, type Page } from '@portolan/core/driver';

/** A page in the engine's words: `page 3` with `max=100` are the items 200 to 299. */
export interface EnginePage {
  readonly number: number;
  readonly max: number;
}

/**
 * A search in the engine's query language for one page of it: `name=web* sortby name asc page 2`. The engine's parser wants the direction before `page`,
 * and pages of an unsorted list may overlap. Without a `max` beside it `page 2` is empty.
 */
export function pageSearch(search: string, order: string, page: number): string {
  if (/(^|\s)page\s+\d+\s*$/i.test(search)) {
    throw new CloudError('invalid-argument', 'the search says which page; iterate does so itself', { outcome: 'not-done' });
  }
  const sorted = /(^|\s)sortby\s/i.test(search) ? search : `${search} sortby ${order}`;
  return `${sorted.trim()} page ${page}`;
}

/**
 * The page to ask for behind `position` items: one that begins a little before, with the last of them still on it. The engine counts its pages anew for
 * every request, so what is deleted on pages that were read moves the rest forward, past the beginning of the page that is read next. An item that was
 * seen already at the head of a page proves that nothing was passed over. A page begins at a multiple of its size, so sizes vary:
 * behind 200 items `page 2` with `max=199`, behind 398 `page 3` with `max=198`.
 */
export function pageBehind(position: number, size: number): EnginePage {
  const before = position - 1;
  for (let pages = Math.ceil(before / Math.max(size, 2)); pages > 0; pages -= 1) {
    const max = Math.floor(before / pages);
    const fresh = (pages + 1) * max - position;
    if (fresh >= size / 2) return { number: pages + 1, max };
  }
  return { number: 1, max: Math.max(position, 0) + size };
}

const offsetOf = ({ number, max }: EnginePage): number => (number - 1) * max;

/**
 * A list read page by page while others delete and add: what is there from the first page to the last comes exactly once. A page that has nothing on it
 * that was seen may have passed something over: then one further to the front is read.
 */
export class PageWalk<T> {
  readonly #size: number;
  readonly #idOf: (item: T) => string | undefined;
  readonly #seen = new Set<string>();
  #position = 0;

  constructor(size: number, idOf: (item: T) => string | undefined) {
    this.#size = size;
    this.#idOf = idOf;
  }

  /** The next items, which may be none; `more` when there may be others behind them. */
  async next(fetch: (page: EnginePage) => Promise<readonly T[]>): Promise<{ readonly items: readonly T[]; readonly more: boolean }> {
    for (;;) {
      const page = pageBehind(this.#position, this.#size);
      const offset = offsetOf(page);
      const found = await fetch(page);
      // Items without an id cannot be told apart, and are taken as they come.
      const proven = offset === 0 || found.some((item) => this.#idOf(item) === undefined || this.#isSeen(item));
      if (!proven) {
        this.#position = Math.max(0, offset - this.#size);
        continue;
      }
      const items = found.filter((item) => !this.#isSeen(item));
      for (const item of items) this.#remember(item);
      this.#position = offset + found.length;
      const more = found.length >= page.max;
      // A page of what was added before our place says nothing of what is behind it.
      if (items.length > 0 || !more) return { items, more };
    }
  }

  #isSeen(item: T): boolean {
    const id = this.#idOf(item);
    return id !== undefined && this.#seen.has(id);
  }

  #remember(item: T): void {
    const id = this.#idOf(item);
    if (id !== undefined) this.#seen.add(id);
  }
}

/**
 * The same for lists in the order of their ids, for which the last id is all that has to be remembered: it is in the cursor, `400:4c1d5f2e-…`, with the
 * number of items before it. `fetch` without a page asks for everything at once.
 */
export async function pageById<T extends { readonly id: string }>(
  cursor: string | undefined,
  size: number,
  fetch: (page: EnginePage | undefined) => Promise<readonly T[]>,
): Promise<Page<T>> {
  const before = placeOf(cursor);
  let { position } = before;
  for (;;) {
    const page = pageBehind(position, size);
    const offset = offsetOf(page);
    const found = await fetch(page);
    if (found.length < page.max && offset === 0 && before.id === '') return { items: found };
    if (!isAscending(found)) {
      if (before.id === '') return { items: await fetch(undefined) };
      throw new CloudError('protocol', 'the engine gave a page in another order than that of ids, which was asked for');
    }
    const [first] = found;
    if (offset > 0 && (first === undefined || first.id > before.id)) {
      position = Math.max(0, offset - size);
      continue;
    }
    const items = found.filter(({ id }) => id > before.id);
    position = offset + found.length;
    const last = items.at(-1);
    if (found.length < page.max) return { items };
    if (last !== undefined) return { items, next: `${position}:${last.id}` };
  }
}

function placeOf(cursor: string | undefined): { readonly position: number; readonly id: string } {
  if (cursor === undefined) return { position: 0, id: '' };
  const [, position, id] = /^(\d{1,9}):(.+)$/.exec(cursor) ?? [];
  if (position === undefined || id === undefined)
    throw new CloudError('invalid-argument', `${JSON.stringify(cursor)} is no cursor of this list`, { outcome: 'not-done' });
  return { position: Number(position), id };
}

const isAscending = (items: readonly { readonly id: string }[]): boolean => items.every(({ id }, index) => index === 0 || id > (items[index - 1]?.id ?? ''));
