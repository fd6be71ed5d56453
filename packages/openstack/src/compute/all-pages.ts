import type { Page } from '@portolan/core/driver';

/** For what the cloud cannot search: all of it. */
export async function allPages<T>(fetch: (cursor: string | undefined) => Promise<Page<T>>): Promise<readonly T[]> {
  const all: T[] = [];
  let cursor: string | undefined;
  do {
    const page: Page<T> = await fetch(cursor);
    all.push(...page.items);
    if (page.next === cursor) break;
    cursor = page.next;
  } while (cursor !== undefined);
  return all;
}
