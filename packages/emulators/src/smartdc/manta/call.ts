import type { ServerResponse } from 'node:http';
import type { EmulatorRequest } from '../../kit/exchange.ts';
import type { Account, Caller, Role } from '../identity/accounts.ts';
import type { Store } from './store.ts';
import type { TreeEntry } from './tree.ts';

/** One request past authentication. */
export interface MantaCall {
  readonly store: Store;
  readonly request: EmulatorRequest;
  readonly response: ServerResponse;
  readonly now: number;
  /** None: anonymous. */
  readonly caller: Caller | undefined;
  readonly roles: readonly Role[];
  readonly owner: Account;
  /** As the server sees it: doubled and trailing slashes gone, still percent-encoded. */
  readonly path: string;
  /** The decoded path, login first. */
  readonly pieces: readonly string[];
  readonly query: ReadonlyMap<string, string>;
  readonly entry: TreeEntry | undefined;
}

/** `/:login`, `/:login/stor` and its like: they are always there. */
export const isRoot = (pieces: readonly string[]): boolean => pieces.length <= 2;
