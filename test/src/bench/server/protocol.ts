/** What the benchmark asks its server, one at a time. */
export type Ask =
  /** Whether it never sleeps: then waking it costs nobody anything. */
  | { readonly kind: 'awake'; readonly awake: boolean }
  | { readonly kind: 'latency'; readonly ms: number }
  | { readonly kind: 'verify'; readonly path: string; readonly sizeBytes: number }
  | { readonly kind: 'count'; readonly prefix: string; readonly sizeBytes: number }
  /** Since the last time this was asked. */
  | { readonly kind: 'counters' };

export interface Told {
  /** Two doors to the same store, said once at the start: what goes from one to the other goes through the client. */
  readonly ports?: readonly [number, number];
  readonly right?: number;
  readonly requests?: number;
  readonly refused?: number;
  readonly mostUnderway?: number;
  readonly openUploads?: number;
}
