import { CloudError, type ErrorContext, isCloudError } from './cloud-error.ts';

/** Whether this is what an aborted signal throws. Such errors pass through everything unchanged. */
export function isAbort(error: unknown, signal?: AbortSignal): boolean {
  if (signal?.aborted === true && error === signal.reason) return true;
  return error instanceof Error && error.name === 'AbortError';
}

/** Adds provider, operation and target to whatever `work` throws. An abort passes as it is; a foreign error becomes an `unknown` `CloudError` with a `cause`. */
export async function withContext<T>(context: ErrorContext, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw contextual(error, context, signal);
  }
}

export function contextual(error: unknown, context: ErrorContext, signal?: AbortSignal): unknown {
  // First: a signal's reason may be a `CloudError` of the caller's own. Node's streams answer an abort with an error of theirs instead of the reason.
  if (isAbort(error, signal)) return signal?.aborted === true ? signal.reason : error;
  if (isCloudError(error)) return error.inContext(context);
  // What came from a server and has no bottom: mappings walk it by calling themselves.
  if (error instanceof RangeError && /call stack/i.test(error.message))
    return new CloudError('protocol', 'the answer is nested too deeply to be read', { ...context, outcome: 'unknown', cause: error });
  return new CloudError('unknown', error instanceof Error ? error.message : String(error), { ...context, outcome: 'unknown', cause: error });
}
