/** How large the object is and how many small ones there are, and what it is cut into. */
export interface Measure {
  readonly largeBytes: number;
  readonly partBytes: number;
  readonly smallCount: number;
}

/** What a test asks of the two clouds. */
export type Ask =
  | { readonly kind: 'counts' }
  /** Breaks one connection, once so many bytes more have passed at that end. */
  | { readonly kind: 'cut'; readonly end: 'source' | 'target'; readonly afterBytes: number }
  /** Says so when so many parts more are stored. */
  | { readonly kind: 'watch'; readonly parts: number };

/** Since it was asked last; `…Now` as it is. */
export interface Counts {
  readonly lists: { readonly source: number; readonly target: number };
  readonly reads: number;
  readonly readBytes: number;
  readonly writes: number;
  /** Of parts and objects, those that were cut included. */
  readonly writtenBytes: number;
  /** Parts that were stored already when they came. */
  readonly again: number;
  /** Bodies that were not what belongs there. */
  readonly wrong: number;
  readonly segmentsNow: number;
  readonly objectsNow: number;
  readonly largeNow: boolean;
  /** What nobody thought of. */
  readonly strange: readonly string[];
}

export type Told =
  | { readonly kind: 'ready'; readonly sourceUrl: string; readonly targetUrl: string }
  | { readonly kind: 'counts'; readonly counts: Counts }
  | { readonly kind: 'reached' };

/** What a process that moves is to do. */
export interface Job {
  readonly from: object;
  readonly to: object;
  readonly work: 'one' | 'many' | 'plan' | 'shard' | 'finish' | 'abandon' | 'puts';
  readonly partBytes: number;
  readonly concurrency: number;
  /** File of the token, of the plan and of what workers report. */
  readonly saved: string;
  /** false: nothing is kept to be resumed. */
  readonly tokens?: boolean | undefined;
  /** How many puts at once, and of how many bytes each. */
  readonly puts?: { readonly count: number; readonly sizeBytes: number } | undefined;
  /** Which shards: those whose number leaves this rest. */
  readonly share?: { readonly of: number; readonly rest: number } | undefined;
}

export type Done =
  | { readonly kind: 'begun' }
  | {
      readonly kind: 'done';
      readonly result: unknown;
      readonly ms: number;
      readonly baseRssBytes: number;
      /** The most the process ever had. */
      readonly peakRssBytes: number;
      /** In the middle, and at the end. */
      readonly rssBytes: readonly number[];
    }
  | { readonly kind: 'failed'; readonly said: string };
