import { CloudError } from '../errors/cloud-error.ts';

/**
 * Like `Promise.all(items.map(work))`, at most `concurrency` at once, results in order. The first failure stops what has not begun;
 * it is thrown when what had begun is over, so that nothing goes on behind the caller's back.
 */
export async function mapConcurrently<T, R>(items: readonly T[], concurrency: number, work: (item: T, index: number) => Promise<R>): Promise<R[]> {
  assertConcurrency(concurrency);
  const results = new Array<R>(items.length);
  let next = 0;
  let failed: { readonly error: unknown } | undefined;
  const worker = async (): Promise<void> => {
    while (failed === undefined && next < items.length) {
      const index = next;
      next += 1;
      try {
        results[index] = await work(items[index] as T, index);
      } catch (error) {
        failed ??= { error };
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, items.length) }, worker));
  if (failed !== undefined) throw (failed as { readonly error: unknown }).error;
  return results;
}

/** `NaN` workers would do nothing, and call it done. */
export function assertConcurrency(concurrency: number): void {
  if (Number.isSafeInteger(concurrency) && concurrency >= 1) return;
  throw new CloudError('invalid-argument', `concurrency: got ${String(concurrency)}, expected a whole number from 1`, { outcome: 'not-done' });
}
