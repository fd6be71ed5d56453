/** An id, or the thing that has it: `servers.get('9f…')` and `servers.get(server)` are the same. */
export type Ref = string | { readonly id: string };

/** A bucket's name, or the bucket. */
export type BucketRef = string | { readonly name: string };

/** A time span that is waited at most, and how often to look. */
export interface WaitOptions {
  readonly signal?: AbortSignal | undefined;
  /** Default 600 000 (ten minutes). Running out of it is a `timeout` error, never a success. */
  readonly timeoutMs?: number | undefined;
  /** First pause between two looks; it grows by half each time up to `maxIntervalMs`. Default 1 000. */
  readonly intervalMs?: number | undefined;
  /** Default 15 000. */
  readonly maxIntervalMs?: number | undefined;
  /** Called with every state seen that differs from the one before. */
  readonly onState?: ((observed: ObservedState) => void) | undefined;
}

export interface ObservedState {
  readonly id: string;
  readonly state: string;
  readonly nativeState: string;
  readonly at: Date;
}
