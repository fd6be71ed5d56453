import {
  type Answer,
  asJson,
  type CallOptions,
  type Clock,
  CloudError,
  encodePathSegment,
  type HttpResponse,
  List,
  type Page,
  type Ref,
  unexpectedBody,
  withContext,
} from '@portolan/core/driver';
import type { CloudapiClient, CloudapiRequest } from '../client.ts';
import { type SettleOptions, settle } from '../compute/settle.ts';
import { type SearchOptions, searched } from './search.ts';

/** What every native call of CloudAPI takes. */
export interface NativeOptions extends CallOptions {
  /** Versions of CloudAPI to ask for with this call, a semver range. Default: the connection's `apiVersion`. */
  readonly apiVersion?: string | undefined;
  /** Roles to take on for this call alone (`as-role`). Default: the connection's `roles`. Calls that write tags and metadata never name any. */
  readonly roles?: readonly string[] | undefined;
}

export interface NativeCreateOptions extends NativeOptions {
  /** Names of the roles that the new thing is tagged with (the header `role-tag`). */
  readonly roleTags?: readonly string[] | undefined;
}

export interface NativeListOptions extends NativeOptions, SearchOptions {}

export interface NativeWaitOptions extends NativeOptions {
  /** Default 600 000 (ten minutes). Running out of it is a `timeout` error, never a success. */
  readonly timeoutMs?: number | undefined;
  /** First pause between two looks; it grows by half each time up to `maxIntervalMs`. Default 1 000. */
  readonly intervalMs?: number | undefined;
  /** Default 15 000. */
  readonly maxIntervalMs?: number | undefined;
}

const DEFAULT_WAIT_MS = 600_000;
const DEFAULT_INTERVAL_MS = 1_000;
const DEFAULT_MAX_INTERVAL_MS = 15_000;

/** What all native resources send through: errors in context, the options that every call has, lists, waiting. */
export class Calls {
  readonly clock: Clock;
  readonly #client: CloudapiClient | undefined;

  constructor(client: CloudapiClient | undefined, clock: Clock) {
    this.#client = client;
    this.clock = clock;
  }

  get client(): CloudapiClient {
    if (this.#client !== undefined) return this.#client;
    throw lacking('url or location', 'CloudAPI');
  }

  /** An empty answer is `undefined`. */
  async answer(request: CloudapiRequest, options: NativeOptions): Promise<Answer<unknown>> {
    return this.within(request, options, () => this.client.read<unknown>(completed(request, options), options, asJson<unknown>({ allowEmpty: true })));
  }

  /** Anything that is an object. */
  async json<T extends object>(request: CloudapiRequest, options: NativeOptions): Promise<T> {
    const { body, status } = await this.answer(request, options);
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as T;
    throw unexpectedBody('it is no object', { status }, JSON.stringify(body)).inContext(contextOf(request));
  }

  async array<T>(request: CloudapiRequest, options: NativeOptions): Promise<readonly T[]> {
    const { body, status } = await this.answer(request, options);
    if (Array.isArray(body)) return body as readonly T[];
    throw unexpectedBody('it is no list', { status }, JSON.stringify(body)).inContext(contextOf(request));
  }

  /** Where nothing of interest comes back. Status and headers. */
  async empty(request: CloudapiRequest, options: NativeOptions): Promise<Answer<undefined>> {
    return this.within(request, options, () => this.client.empty(completed(request, options), options));
  }

  /** The body as it arrives: read it to the end or destroy it. */
  async send(request: CloudapiRequest, options: NativeOptions): Promise<HttpResponse> {
    return this.within(request, options, () => this.client.send(completed(request, options), options));
  }

  /** A list that CloudAPI gives in one piece. */
  list<T extends object>(request: CloudapiRequest, options: NativeListOptions, searchFields: readonly string[] = ['name']): List<T> {
    return this.pages<T>(request, options, async () => ({ items: await this.array<T>(request, options) }), searchFields);
  }

  /** A list that comes in pages. `keep`: besides what is searched for. */
  pages<T extends object>(
    request: Pick<CloudapiRequest, 'operation' | 'path'>,
    options: NativeListOptions,
    fetch: (cursor: string | undefined) => Promise<Page<T>>,
    searchFields: readonly string[],
    keep?: (item: T) => boolean,
  ): List<T> {
    const found = searched(options, searchFields);
    const both = keep === undefined ? found : found === undefined ? keep : (item: T): boolean => keep(item) && found(item);
    return new List<T>({ context: contextOf(request), signal: options.signal, fetch, ...(both === undefined ? {} : { keep: both }) });
  }

  /** Looks until it is as wanted. `options.timeoutMs` bounds the wait, not each look. */
  async wait<T>(
    look: (options: NativeOptions) => Promise<T>,
    done: (seen: T) => boolean,
    options: NativeWaitOptions,
    plan: Pick<SettleOptions<T>, 'what' | 'hopeless' | 'describe'> & { readonly target: string },
  ): Promise<T> {
    const { timeoutMs, intervalMs, maxIntervalMs, ...each } = options;
    const { target, ...said } = plan;
    return withContext({ provider: 'smartdc', operation: 'cloudapi wait', target }, options.signal, () =>
      settle(() => look(each), done, {
        ...said,
        clock: this.clock,
        signal: options.signal,
        timeoutMs: timeoutMs ?? DEFAULT_WAIT_MS,
        firstPauseMs: intervalMs ?? DEFAULT_INTERVAL_MS,
        longestPauseMs: maxIntervalMs ?? DEFAULT_MAX_INTERVAL_MS,
      }),
    );
  }

  async within<T>(request: Pick<CloudapiRequest, 'operation' | 'path'>, options: CallOptions, work: () => Promise<T>): Promise<T> {
    return withContext(contextOf(request), options.signal, work);
  }
}

/** The request with what the options of the call add. */
function completed(request: CloudapiRequest, { apiVersion, roles, roleTags }: NativeCreateOptions): CloudapiRequest {
  return {
    ...request,
    ...(apiVersion === undefined ? {} : { apiVersion }),
    ...(roles === undefined || request.roles === false ? {} : { roles }),
    ...(roleTags === undefined ? {} : { headers: { ...request.headers, 'role-tag': roleTags.join(',') } }),
  };
}

const contextOf = ({ operation, path }: Pick<CloudapiRequest, 'operation' | 'path'>): { provider: string; operation: string; target?: string } => ({
  provider: 'smartdc',
  operation: `cloudapi ${operation}`,
  ...(path === '' ? {} : { target: decodeURIComponent(path) }),
});

/** An id, or the thing that has it. An empty one would make the path of the whole collection. */
export function refId(ref: Ref, what: string): string {
  return given(typeof ref === 'string' ? ref : ref?.id, what);
}

/** A part of a path: neither empty nor one that a path folds away. */
export function given(text: string | undefined, what: string): string {
  if (typeof text === 'string' && text !== '' && text !== '.' && text !== '..') return text;
  throw new CloudError('invalid-argument', `${what}: got ${JSON.stringify(text)}, expected an id or name`, { outcome: 'not-done' });
}

/** One segment of a path, from an id or the thing itself. */
export const segment = (ref: Ref, what: string): string => encodePathSegment(refId(ref, what));

export const invalid = (said: string, remedy?: string): CloudError => new CloudError('invalid-argument', said, { outcome: 'not-done', remedy });

export const lacking = (field: string, service: string): CloudError =>
  new CloudError('unsupported', `this connection has no ${service}`, { provider: 'smartdc', outcome: 'not-done', remedy: `set ${field}` });
