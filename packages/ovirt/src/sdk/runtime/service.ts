import type { CallOptions, QueryValue } from '@portolan/core/driver';

/** What every call of the SDK takes besides its parameters. */
export interface SdkCallOptions extends CallOptions {
  /** Added to the request; `undefined` takes one away that would be sent otherwise. */
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined;
  /** Added to the query. */
  readonly query?: Readonly<Record<string, QueryValue>> | undefined;
  /** Marks the events and jobs that come of this call: letters, digits, `_` and `-`, at most 36. See `Sdk.waitForJobs`. */
  readonly correlationId?: string | undefined;
}

/** A place of the API. It holds nothing of the engine's, and making one sends nothing. */
export interface Service {
  /** As the model calls it: `Vms`. */
  readonly serviceName: string;
  /** From behind the API's own path, encoded: `/vms/123/nics`. */
  readonly servicePath: string;
}

/** Parameters of `list` for `iterate`: `max` is the size of a page. */
export type PageParameters<T> = Omit<T, 'max'> & {
  /** How many are fetched at once, more or less: pages overlap a little, so that nothing is missed while others delete. Default 100. */
  readonly pageSize?: number | undefined;
};

/** How a method is sent: a row of a generated table. Members are written `name:Type[]`; a name alone is a string. */
export interface Method {
  readonly kind: 'get' | 'list' | 'add' | 'update' | 'remove' | 'action';
  /** The action that is called, where it is not the method's own name. */
  readonly action?: string;
  readonly takes?: string;
  /** Which of `takes` is the document. */
  readonly document?: string;
  /** What comes back. */
  readonly gives?: string;
  /** Of pages, for the engine's query language: `name asc`. */
  readonly order?: string;
}

export type MethodTable = Readonly<Record<string, Method>>;
