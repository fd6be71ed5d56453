/** What every call takes. */
export interface CallOptions {
  /** Ends the call; it rejects with the signal's own reason. */
  readonly signal?: AbortSignal | undefined;
  /** The longest the call may take, retries included, in milliseconds. Default: the profile's `timeoutMs`, else none. Streams: until the first byte of the answer. */
  readonly timeoutMs?: number | undefined;
}
