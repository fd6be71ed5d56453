import { CloudError } from '../errors/cloud-error.ts';

/** What this rejects with (or throws); a test that expected a failure fails itself when there is none. */
export async function rejection(work: Promise<unknown> | (() => unknown)): Promise<unknown> {
  try {
    await (typeof work === 'function' ? work() : work);
  } catch (error) {
    return error;
  }
  throw new Error('expected a rejection, but it was fulfilled');
}

export async function cloudError(work: Promise<unknown> | (() => unknown)): Promise<CloudError> {
  const error = await rejection(work);
  if (error instanceof CloudError) return error;
  throw new Error('expected a CloudError', { cause: error });
}

/** Unhandled rejections while `work` runs and shortly after. */
export async function unhandledDuring(work: () => Promise<void>): Promise<unknown[]> {
  const seen: unknown[] = [];
  const heard = (reason: unknown): void => void seen.push(reason);
  // Vitest listens too, and would fail the run.
  const others = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection');
  process.on('unhandledRejection', heard);
  try {
    await work();
    for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  } finally {
    process.off('unhandledRejection', heard);
    for (const other of others) process.on('unhandledRejection', other);
  }
  return seen;
}
