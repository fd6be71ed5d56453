import { setMaxListeners } from 'node:events';

const nothing = (): void => {};

/**
 * Calls `listener` when the signal is aborted; returns what takes it off again. One signal over a hundred calls at once is ordinary use,
 * so Node's warning about more than ten listeners is lifted from it.
 */
export function onAbort(signal: AbortSignal | undefined, listener: () => void): () => void {
  if (signal === undefined) return nothing;
  setMaxListeners(0, signal);
  signal.addEventListener('abort', listener, { once: true });
  return () => signal.removeEventListener('abort', listener);
}
