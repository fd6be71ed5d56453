import type { CallOptions } from '../call-options.ts';
import { type PlannedRequest, Planning } from '../transport/planning.ts';

export type { PlannedRequest } from '../transport/planning.ts';

/** What a create would do. */
export interface CreatePlan<T> {
  /** What the idempotency key found: the create would return this and send nothing. */
  readonly existing: T | undefined;
  /**
   * The change it would send first, exactly but for what is secret. Steps behind it (some clouds start servers, or name volumes, by requests of their own)
   * need its answer and are not here.
   */
  readonly requests: readonly PlannedRequest[];
}

/** Runs a create up to the request that would make something. What is read on the way is really read. */
export async function planCreate<T>(options: CallOptions, create: (options: CallOptions) => Promise<T>): Promise<CreatePlan<T>> {
  const planning = new Planning();
  const signal = options.signal === undefined ? planning.signal : AbortSignal.any([options.signal, planning.signal]);
  try {
    const existing = await planning.run(() => create({ ...options, signal }));
    return { existing, requests: planning.requests };
  } catch (error) {
    options.signal?.throwIfAborted();
    if (!planning.signal.aborted) throw error;
    return { existing: undefined, requests: planning.requests };
  }
}
