import type { EmulatorClock } from '../../kit/clock.ts';
import type { Accounts, Caller } from '../identity/accounts.ts';
import { Buckets } from './buckets/buckets.ts';
import { Tree } from './tree.ts';
import type { Upload } from './uploads/upload.ts';

export interface StoreOptions {
  readonly clock: EmulatorClock;
  readonly accounts: Accounts;
  readonly tokenLifetimeMs: number;
  readonly requiresTls: boolean;
  /** What a listing without `limit` answers; Manta's own is 256. Limits that are asked for are honoured up to 1024. */
  readonly defaultPageSize: number;
  readonly minPartBytes: number;
  /** Whether the buckets service is there as well. */
  readonly buckets: boolean;
  /** The most entries a listing of buckets or their objects answers. */
  readonly bucketPageSize: number;
}

export interface IssuedToken {
  readonly caller: Caller;
  readonly issuedMs: number;
}

/** Everything Manta keeps. */
export class Store {
  readonly options: StoreOptions;
  readonly tree: Tree = new Tree();
  readonly tokens: Map<string, IssuedToken> = new Map();
  /** By id. */
  readonly uploads: Map<string, Upload> = new Map();
  readonly buckets: Buckets = new Buckets();

  constructor(options: StoreOptions) {
    this.options = options;
  }
}
