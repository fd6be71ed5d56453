import { CloudError } from '@portolan/core/driver';

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
