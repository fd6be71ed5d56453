import type { CallOptions } from '../call-options.ts';
import { type PlannedRequest, Planning } from '../transport/planning.ts';

export type { PlannedRequest } from '../transport/planning.ts';

/** What a create would do. */
export interface CreatePlan<T> {
  /** What the idempotency key found: the create would return this and send nothing. */
  readonly existing: T | undefined;
  /**
   * The changes it would send, in their order, exactly but for what is secret. Where a later one needs the answer to an earlier one, or an id is made up
   * for each, it says so: `<id of the server>`. A create that is refused in the middle ends there, and what drivers try instead is not here.
   */
  readonly requests: readonly PlannedRequest[];
}

/** Runs a create in which nothing is changed. What is read on the way is really read. */
export async function planCreate<T>(options: CallOptions, create: (options: CallOptions) => Promise<T>): Promise<CreatePlan<T>> {
  const planning = new Planning();
  const signal = options.signal === undefined ? planning.signal : AbortSignal.any([options.signal, planning.signal]);
  try {
    const made = await planning.run(() => create({ ...options, signal }));
    // What was planned was made up.
    return { existing: planning.requests.length === 0 ? made : undefined, requests: planning.requests };
  } catch (error) {
    options.signal?.throwIfAborted();
    if (!planning.signal.aborted) throw error;
    return { existing: undefined, requests: planning.requests };
  }
}
