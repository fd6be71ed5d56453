import { assertConcurrency } from '../../waiting/map-concurrently.ts';

/**
 * `work` for each item as it comes, `concurrency` at once; an item is asked for when there is room for it, so that memory stays flat however many there are.
 * The first failure aborts `failure` with itself; it is thrown when everything that had begun is over: nothing goes on behind the caller's back.
 */
export async function forEachOf<T>(items: AsyncIterable<T>, concurrency: number, failure: AbortController, work: (item: T) => Promise<void>): Promise<void> {
  assertConcurrency(concurrency);
  const underway = new Set<Promise<void>>();
  let failed: { readonly error: unknown } | undefined;
  const fail = (error: unknown): void => {
    failed ??= { error };
    failure.abort(error);
  };
  try {
    for await (const item of items) {
      const one: Promise<void> = work(item)
        .catch(fail)
        .finally(() => underway.delete(one));
      underway.add(one);
      while (underway.size >= concurrency && failed === undefined) await Promise.race(underway);
      if (failed !== undefined) break;
    }
  } catch (error) {
    fail(error);
  }
  await Promise.all(underway);
  if (failed !== undefined) throw (failed as { readonly error: unknown }).error;
}
