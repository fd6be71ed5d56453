import type { EmulatorRequest } from '../../kit/exchange.ts';
import type { Account, Caller } from '../identity/accounts.ts';
import type { Cloud } from './cloud.ts';
import type { Machine } from './machines/machine.ts';

/** One authenticated request, as resource files see it. */
export interface Call {
  readonly cloud: Cloud;
  readonly now: number;
  /** The negotiated API version, e.g. `9.0.0`. */
  readonly version: string;
  readonly caller: Caller;
  /** The account whose resources are meant; another than the caller's when an operator acts as somebody. */
  readonly account: Account;
  /** Path, query and body merged; see `params.ts`. */
  readonly params: Readonly<Record<string, unknown>>;
  /** The request's path, decoded login and all, without query. */
  readonly path: string;
  /** Host the request came to, for absolute URLs in answers. */
  readonly host: string;
  /** Loaded when the path names one; asking without throws. */
  readonly machine: Machine;
  /** `role-tag` request header of create calls. */
  readonly roleTag: string | undefined;
  readonly request: EmulatorRequest;
}

export interface Answer {
  readonly status: number;
  /** Serialised as JSON; absent: an empty body. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** In place of a body: written as it comes. */
  readonly stream?: AsyncIterable<string>;
  readonly contentType?: string;
  /** Takes the connection over in place of any answer. */
  readonly upgraded?: () => void;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** `/:account/machines/:machine`. */
  readonly path: string;
  /** CloudAPI's route name in lower case: the action that policies name. A GET's HEAD has the same one here. */
  readonly name: string;
  readonly handle: (call: Call) => Answer;
  /** API versions it is registered for; all of them when absent. */
  readonly versions?: readonly string[];
}

export const ok = (body: unknown, headers?: Readonly<Record<string, string>>): Answer => ({ status: 200, body, ...(headers === undefined ? {} : { headers }) });
export const created = (body: unknown, location?: string): Answer => ({
  status: 201,
  body,
  ...(location === undefined ? {} : { headers: { Location: location } }),
});
export const accepted: Answer = { status: 202 };
export const noContent: Answer = { status: 204 };
