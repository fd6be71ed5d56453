import type { Cloud } from '@portolan/core';
import type { Harness, OpenWith } from './harness.ts';

/** What a case works with. */
export interface CaseContext {
  readonly cloud: Cloud;
  readonly harness: Harness;
  /** A name that nothing else in this run has: lower case, letters, digits and `-`. */
  name(hint: string): string;
  /** Done after the case, in reverse order, whatever happened. */
  cleanup(work: () => Promise<unknown>): void;
  /** Requests sent by `cloud` since it was opened. */
  requests(): number;
  /** Another connection; closed after the case. */
  open(options?: OpenWith): Promise<Cloud>;
  /** A bucket to work in, empty at first: made, or the one there is. */
  bucket(): Promise<string>;
}

export interface ConformanceCase {
  /** `objects.put-and-get`: the column of the table. */
  readonly id: string;
  /** The behaviour, as a sentence. */
  readonly title: string;
  /** Capabilities without which the case says nothing: `compute.servers.resize`, `storage.objects.multipart`. */
  readonly needs: readonly string[];
  /** Parts of the harness without which it cannot be run. */
  readonly asks?: readonly ('wrongSecret' | 'at' | 'wrongRegion' | 'mischief' | 'revokeTokens' | 'advance' | 'refusedServerName' | 'untrusted')[];
  /** Further conditions on what is declared. */
  readonly when?: (cloud: Cloud) => boolean;
  readonly run: (context: CaseContext) => Promise<void>;
}
