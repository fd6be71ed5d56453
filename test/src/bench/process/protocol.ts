import type { Arena } from '../contender.ts';

/**
 * What a contender's process is told to do. Times are for the whole task. `collected`: garbage is collected before, so that what memory grows by is the
 * task's own. A forced collection throws away compiled code and moves V8's own limits: such a task is not timed.
 */
export type Task = Work & { readonly collected?: boolean };

type Work =
  | { readonly kind: 'open'; readonly arena: Arena }
  | { readonly kind: 'put'; readonly prefix: string; readonly count: number; readonly sizeBytes: number; readonly concurrency: number }
  | { readonly kind: 'get'; readonly sizeBytes: number; readonly count: number; readonly concurrency: number }
  | { readonly kind: 'list'; readonly bucket: string }
  | { readonly kind: 'upload'; readonly key: string; readonly sizeBytes: number }
  | { readonly kind: 'download'; readonly sizeBytes: number }
  | { readonly kind: 'transfer'; readonly to: string; readonly sizeBytes: number }
  | { readonly kind: 'close' };

export interface Measured {
  readonly wallMs: number;
  /** User and system time of the process. */
  readonly cpuMs: number;
  /** Before the task. */
  readonly rssBeforeBytes: number;
  /** The most while it ran. */
  readonly rssMostBytes: number;
  /** As it ran, at even times. */
  readonly rssBytes: readonly number[];
  /** What the contender counted: bytes, keys. */
  readonly counted: number;
}

export type Reply = Measured | { readonly error: string } | { readonly missing: true };
