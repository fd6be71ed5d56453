import { type Clock, CloudError } from '@portolan/core/driver';

export interface SettleOptions {
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
  /** What is waited for: `the tags to change`. */
  readonly what: string;
  /** Default 60 000. */
  readonly timeoutMs?: number | undefined;
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;

/**
 * CloudAPI answers writes with what will be, and does them later: the only way to know is to look. Resolves with the first look that is `done`.
 * A job that fails does so without a word; then the time runs out.
 */
export async function settle<T>(look: () => Promise<T>, done: (seen: T) => boolean, options: SettleOptions): Promise<T> {
  const { clock, signal, what, timeoutMs = 60_000 } = options;
  const end = clock.now() + timeoutMs;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 1.5, LONGEST_PAUSE_MS)) {
    signal?.throwIfAborted();
    const seen = await look();
    if (done(seen)) return seen;
    if (clock.now() + pauseMs > end) {
      throw new CloudError('timeout', `waited ${Math.round(timeoutMs / 1000)} s for ${what}`, {
        outcome: 'unknown',
        remedy: 'the job may have failed: the audit trail of the machine tells',
      });
    }
    await clock.sleep(pauseMs, signal);
  }
}
