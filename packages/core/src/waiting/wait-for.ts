import type { CallOptions } from '../call-options.ts';
import { CloudError, type ErrorContext, isCloudError } from '../errors/cloud-error.ts';
import type { ObservedState, WaitOptions } from '../refs.ts';
import type { Clock } from '../time/clock.ts';

/** What one look at one thing says. `fatal`: it will never become what is waited for, and why. */
export type Verdict<T> = { readonly done: T } | { readonly fatal: string } | { readonly pending: true };

export interface Watched<T> {
  readonly id: string;
  /** What it shows now; `undefined`: it is not there. */
  readonly value: T | undefined;
}

export interface WaitPlan<T> {
  readonly context: ErrorContext;
  readonly ids: readonly string[];
  readonly clock: Clock;
  readonly random: () => number;
  /** One look at all that are still waited for: one request, or one listing. It may take as long as the wait has left, the last one ten seconds. */
  readonly look: (ids: readonly string[], options: CallOptions) => Promise<readonly Watched<T>[]>;
  readonly judge: (value: T | undefined, id: string) => Verdict<T | undefined>;
  readonly stateOf: (value: T | undefined) => { readonly state: string; readonly nativeState: string };
  readonly wanted: string;
}

const DEFAULT_TIMEOUT_MS = 600_000;
const DEFAULT_INTERVAL_MS = 1_000;
const DEFAULT_MAX_INTERVAL_MS = 15_000;
const GROWTH = 1.5;
/** A cloud that does not answer for a moment does not end a wait of minutes. Each look has its retries besides. */
const MAY_PASS: ReadonlySet<string> = new Set(['unavailable', 'rate-limited', 'timeout', 'protocol', 'unknown']);
const MOST_FAILURES = 4;
/** The look at the end of the time may take so long: an answer is better than none. */
const LAST_LOOK_MS = 10_000;

/**
 * Looks until all are as wanted. One look serves all; the pause grows by half each time (± 10 % jitter) and starts again when a state changes.
 * A look that fails for a reason that may pass is taken for no look, three times in a row. A fatal state ends the wait at once (`conflict`); time running out is `timeout`, with every state seen and when.
 */
export async function waitFor<T>(plan: WaitPlan<T>, options: WaitOptions): Promise<ReadonlyMap<string, T | undefined>> {
  const { clock } = plan;
  const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const firstInterval = options.intervalMs ?? DEFAULT_INTERVAL_MS;
  const maxInterval = Math.max(firstInterval, options.maxIntervalMs ?? DEFAULT_MAX_INTERVAL_MS);
  for (const [name, value] of Object.entries({ timeoutMs, intervalMs: firstInterval, maxIntervalMs: maxInterval })) {
    // Not a number is never over, and no pause at all is a flood.
    if (!(typeof value === 'number' && (name === 'timeoutMs' ? value >= 0 : value > 0)))
      throw new CloudError('invalid-argument', `${name}: got ${String(value)}, expected a number of milliseconds`, { outcome: 'not-done' });
  }
  const started = clock.now();
  const results = new Map<string, T | undefined>();
  const timeline: ObservedState[] = [];
  const last = new Map<string, string>();
  let left = [...new Set(plan.ids)];
  let interval = firstInterval;
  let failures = 0;
  const look = async (): Promise<readonly Watched<T>[]> => {
    const leftMs = Math.ceil(started + timeoutMs - clock.now());
    try {
      return await plan.look(left, { signal: options.signal, timeoutMs: Math.max(leftMs, LAST_LOOK_MS) });
    } catch (error) {
      // A server that stopped answering: what was seen before is the better story.
      const late = clock.now() - started >= timeoutMs;
      if (isCloudError(error) && MAY_PASS.has(error.code) && error.retry !== 'never') {
        failures += 1;
        if (failures < MOST_FAILURES && !late) return [];
      }
      if (late && isCloudError(error, 'timeout')) throw timedOut(plan, left, timeline, started, timeoutMs, error);
      throw error;
    }
  };
  for (;;) {
    options.signal?.throwIfAborted();
    let changed = false;
    const began = clock.now();
    const failed = failures;
    const watched = await look();
    if (failures === failed) failures = 0;
    for (const { id, value } of watched) {
      const { state, nativeState } = plan.stateOf(value);
      if (last.get(id) !== nativeState) {
        changed ||= last.has(id);
        last.set(id, nativeState);
        const observed = { id, state, nativeState, at: new Date(clock.now()) };
        timeline.push(observed);
        options.onState?.(observed);
      }
      const verdict = plan.judge(value, id);
      if ('done' in verdict) results.set(id, verdict.done);
      else if ('fatal' in verdict) {
        throw new CloudError('conflict', `will not become ${plan.wanted}: ${verdict.fatal}; seen: ${tell(timeline, id, started)}`, {
          ...plan.context,
          target: id,
        });
      }
    }
    left = left.filter((id) => !results.has(id));
    if (left.length === 0) return results;
    const spent = clock.now() - started;
    if (spent >= timeoutMs) throw timedOut(plan, left, timeline, started, timeoutMs);
    interval = changed ? firstInterval : interval;
    // A listing of ten thousand takes its time: the cloud has as long a rest from us.
    const pause = Math.min(Math.max(interval, clock.now() - began) * (0.9 + 0.2 * plan.random()), timeoutMs - spent);
    await clock.sleep(pause, options.signal);
    interval = Math.min(interval * GROWTH, maxInterval);
  }
}

function timedOut<T>(
  plan: WaitPlan<T>,
  left: readonly string[],
  timeline: readonly ObservedState[],
  started: number,
  timeoutMs: number,
  cause?: unknown,
): CloudError {
  const who = left.length === 1 ? '' : ` (${left.length} of ${plan.ids.length})`;
  const seen = left.slice(0, 5).map((id) => `${left.length === 1 ? '' : `${id}: `}${tell(timeline, id, started)}`);
  return new CloudError('timeout', `not ${plan.wanted} after ${timeoutMs / 1000} s${who}; seen: ${seen.join('; ')}`, {
    ...plan.context,
    target: left.length === 1 ? left[0] : plan.context.target,
    retry: 'maybe',
    outcome: 'unknown',
    cause,
  });
}

const tell = (timeline: readonly ObservedState[], id: string, started: number): string =>
  timeline
    .filter((entry) => entry.id === id)
    .map((entry) => `${entry.nativeState} at ${((entry.at.getTime() - started) / 1000).toFixed(1)} s`)
    .join(', ');
