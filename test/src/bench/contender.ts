import type { Readable } from 'node:stream';

/** Where a contender works: the S3 of the benchmark, and which place of it (`raw` for the floor, which signs nothing). */
export interface Arena {
  readonly origin: string;
  /** Another one, as far as a client can tell. */
  readonly otherOrigin: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Connections it may have open. */
  readonly concurrency: number;
}

/** One way to do the work of the scenarios. What a peer cannot do is absent, and its row of the table stays empty. */
export interface Contender {
  put(key: string, content: Uint8Array): Promise<void>;
  /** Resolves to how many bytes came. */
  get?(key: string): Promise<number>;
  /** Resolves to how many keys there were. */
  list?(bucket: string): Promise<number>;
  /** A stream whose length is known, by parts where the contender has them. */
  upload?(key: string, source: Readable, sizeBytes: number): Promise<void>;
  download?(key: string): Promise<number>;
  /** From one store to another. */
  transfer?(from: string, to: string, sizeBytes: number): Promise<void>;
  close?(): Promise<void> | void;
}

export type OpenContender = (arena: Arena) => Promise<Contender>;

export const BUCKET = 'bench';
