import { type Clock, CloudError } from '@portolan/core/driver';

export interface SettleOptions<T = unknown> {
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
  /** What is waited for: `the tags to change`. */
  readonly what: string;
  /** Default 60 000. */
  readonly timeoutMs?: number | undefined;
  /** Pause after the first look; it grows by half each time, up to the longest. Default 100. */
  readonly firstPauseMs?: number | undefined;
  /** Default 2 000. */
  readonly longestPauseMs?: number | undefined;
  /** Why it will never be done, once that shows. Ends the wait at once. */
  readonly hopeless?: ((seen: T) => string | undefined) | undefined;
  /** What to say of the last look when time runs out. */
  readonly describe?: ((seen: T) => string) | undefined;
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;

/**
 * CloudAPI answers writes with what will be, and does them later: the only way to know is to look. Resolves with the first look that is `done`.
 * A job that fails does so without a word; then the time runs out.
 */
export async function settle<T>(look: () => Promise<T>, done: (seen: T) => boolean, options: SettleOptions<T>): Promise<T> {
  const { clock, signal, what, timeoutMs = 60_000, firstPauseMs = FIRST_PAUSE_MS, hopeless, describe } = options;
  const longestPauseMs = Math.max(firstPauseMs, options.longestPauseMs ?? LONGEST_PAUSE_MS);
  for (const [name, value] of Object.entries({ timeoutMs, intervalMs: firstPauseMs, longestPauseMs })) {
    // Not a number is never over, and no pause at all is a flood.
    if (!(typeof value === 'number' && (name === 'timeoutMs' ? value >= 0 : value > 0)))
      throw new CloudError('invalid-argument', `${name}: got ${String(value)}, expected a number of milliseconds`, { outcome: 'not-done' });
  }
  const end = clock.now() + timeoutMs;
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 1.5, longestPauseMs)) {
    signal?.throwIfAborted();
    const seen = await look();
    if (done(seen)) return seen;
    const why = hopeless?.(seen);
    if (why !== undefined) throw new CloudError('conflict', `waited for ${what}, in vain: ${why}`);
    const leftMs = end - clock.now();
    if (leftMs <= 0) {
      const last = describe === undefined ? '' : `; seen last: ${describe(seen)}`;
      throw new CloudError('timeout', `waited ${timeoutMs / 1000} s for ${what}${last}`, {
        retry: 'maybe',
        outcome: 'unknown',
        remedy: 'the job may have failed: the audit trail of the machine tells',
      });
    }
    await clock.sleep(Math.min(pauseMs, leftMs), signal);
  }
}
