import {
  type Answer,
  asEmpty,
  asJson,
  type BodyReader,
  type CallOptions,
  type Clock,
  CloudError,
  type ErrorContext,
  encodePathSegment,
  type HttpResponse,
  List,
  type Page,
  type Ref,
  unexpectedBody,
  type WaitOptions,
  waitFor,
  withContext,
} from '@portolan/core/driver';
import type { ServiceType } from '../auth/service-types.ts';
import type { OpenstackClient, ServiceRequest } from '../client.ts';
import { cursorOf, nextOfLinks, pageQuery } from '../link-paging.ts';
import { idOf } from './refs.ts';

/** One call of a native client: a request that does not know its service's address. */
export interface NativeCall extends Omit<ServiceRequest, 'service' | 'operation'> {
  /** As the service's own documents or clients call it: `CreateServer`. */
  readonly operation: string;
}

/** Query of a list. Absent members are not sent. */
export type Filters = Readonly<Record<string, string | number | boolean | readonly (string | number)[] | undefined>>;

/** Where lists differ. */
export interface ListShape<T> {
  /** Adds to each page's request: a microversion. */
  readonly prepare?: ((call: NativeCall, options: CallOptions) => Promise<NativeCall>) | undefined;
  /** Unwraps a row. */
  readonly row?: ((row: unknown) => T) | undefined;
  /** Rows that count, where the service's own filters cannot be trusted. */
  readonly keep?: ((item: T) => boolean) | undefined;
}

export interface WaitTarget<T> {
  readonly id: string;
  /** `ACTIVE`, for messages. */
  readonly wanted: string;
  /** `undefined`: it is gone. */
  readonly look: (options: CallOptions) => Promise<T | undefined>;
  readonly stateOf: (seen: T) => string | undefined;
  readonly done: (seen: T | undefined) => boolean;
  /** Why it will never be. */
  readonly fatal: (seen: T | undefined) => string | undefined;
}

const GONE = 'absent';

/** What the native clients of all services send through: errors in context, lists, waiting. */
export class ServiceCalls {
  readonly client: OpenstackClient;
  readonly service: ServiceType;

  constructor(client: OpenstackClient, service: ServiceType) {
    this.client = client;
    this.service = service;
  }

  get clock(): Clock {
    return this.client.connection.clock;
  }

  async read<T>(call: NativeCall, options: CallOptions, reader: BodyReader<T>): Promise<Answer<T>> {
    return this.within(call, options, () => this.client.read({ ...call, service: this.service }, options, reader));
  }

  /** The answer as it arrives; its body is the caller's to read or destroy. */
  async send(call: NativeCall, options: CallOptions): Promise<HttpResponse> {
    return this.within(call, options, () => this.client.send({ ...call, service: this.service }, options));
  }

  /** An object. */
  async json<T extends object>(call: NativeCall, options: CallOptions): Promise<T> {
    const { body, status, headers } = await this.read(call, options, asJson<T>());
    if (typeof body === 'object' && body !== null) return body;
    throw unexpectedBody('it is no JSON object', { status, contentType: headers['content-type'] }).inContext(this.contextOf(call));
  }

  /** What an object holds under `member`: services wrap what they answer, `{"server": {…}}`. */
  async member<T>(call: NativeCall, member: string, options: CallOptions): Promise<T> {
    const body = await this.json<Readonly<Record<string, unknown>>>(call, options);
    const value = body[member];
    if (value !== undefined && value !== null) return value as T;
    throw unexpectedBody(`it has no ${member}`).inContext(this.contextOf(call));
  }

  /** A list that comes whole. */
  async array<T>(call: NativeCall, member: string, options: CallOptions): Promise<readonly T[]> {
    const value = await this.member<unknown>(call, member, options);
    if (Array.isArray(value)) return value as readonly T[];
    throw unexpectedBody(`${member} is no list`).inContext(this.contextOf(call));
  }

  /** Where nothing of interest comes back. Status and headers. */
  async empty(call: NativeCall, options: CallOptions): Promise<Answer<undefined>> {
    return this.read(call, options, asEmpty());
  }

  /** `undefined` where there is none (404). */
  async maybe<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      if ((error as { code?: unknown }).code === 'not-found') return undefined;
      throw error;
    }
  }

  /**
   * A list of a service that pages by links: `{"servers": […], "servers_links": [{"rel": "next", …}]}`, or by Glance's `next`. It goes on only when there
   * is a next link: many collections ignore `marker`, and a short page is not the end.
   */
  list<T>(
    call: NativeCall & { readonly query?: Filters | undefined },
    member: string,
    options: CallOptions,
    { prepare = async (one) => one, row = (one) => one as T, keep }: ListShape<T> = {},
  ): List<T> {
    return this.pages<T>(
      call,
      options,
      async (cursor) => {
        const page = await this.json<Readonly<Record<string, unknown>>>(
          await prepare({ ...call, query: cursor === undefined ? call.query : pageQuery({}, cursor) }, options),
          options,
        );
        const items = page[member];
        if (!Array.isArray(items)) throw unexpectedBody(`it has no list of ${member}`);
        const next = nextOf(page, member);
        // Keystone cuts its lists so, where its operators say so, and has no next page.
        if (next === undefined && page['truncated'] === true)
          throw new CloudError('protocol', 'the cloud cut the list short', { outcome: 'done', remedy: 'ask for less, with filters' });
        return next === undefined ? { items: items.map(row) } : { items: items.map(row), next };
      },
      keep,
    );
  }

  /** A list in pages of any making. */
  pages<T>(
    call: Pick<NativeCall, 'operation' | 'path'>,
    options: CallOptions,
    fetch: (cursor: string | undefined) => Promise<Page<T>>,
    keep?: (item: T) => boolean,
  ): List<T> {
    return new List<T>({ context: this.contextOf(call), signal: options.signal, fetch, keep });
  }

  /** Looks until it is as wanted. A state that it will not leave ends the wait at once. */
  async wait<T>(target: WaitTarget<T>, options: WaitOptions): Promise<T | undefined> {
    const stateOf = (seen: T | undefined): { state: string; nativeState: string } => {
      const nativeState = seen === undefined ? GONE : (target.stateOf(seen) ?? '');
      return { state: nativeState, nativeState };
    };
    const results = await waitFor<T>(
      {
        context: { provider: this.client.settings.dialect.provider, operation: `${this.service} wait`, target: target.id },
        ids: [target.id],
        clock: this.clock,
        random: this.client.connection.random,
        look: async ([id], each) => [{ id: id as string, value: await this.maybe(() => target.look(each)) }],
        judge: (seen) => {
          if (target.done(seen)) return { done: seen };
          const why = target.fatal(seen);
          return why === undefined ? { pending: true } : { fatal: why };
        },
        stateOf,
        wanted: target.wanted,
      },
      options,
    );
    return results.get(target.id);
  }

  async within<T>(call: Pick<NativeCall, 'operation' | 'path' | 'body'>, options: CallOptions, work: () => Promise<T>): Promise<T> {
    return withContext(this.contextOf(call), options.signal, work);
  }

  contextOf(call: Pick<NativeCall, 'operation' | 'path'>): ErrorContext {
    return { provider: this.client.settings.dialect.provider, operation: `${this.service} ${call.operation}`, target: call.path };
  }
}

/** Where the next page begins, in each of the ways in which services tell. */
function nextOf(page: Readonly<Record<string, unknown>>, member: string): string | undefined {
  const links = page[`${member}_links`] ?? page['links'];
  // Glance has a path; Keystone and Designate an address, or null.
  const next = page['next'] ?? (links as { readonly next?: unknown } | null | undefined)?.next;
  return nextOfLinks(links) ?? (typeof next === 'string' ? cursorOf(next) : undefined);
}

/** One segment of a path, from an id or the thing itself. */
export const segment = (ref: Ref, what: string): string => encodePathSegment(idOf(ref, what));

export const invalid = (said: string, remedy?: string): CloudError => new CloudError('invalid-argument', said, { outcome: 'not-done', remedy });

/** The filters of a list: its options without what is no filter. */
export function filtersOf(options: object, ...own: readonly string[]): Filters {
  const none = new Set(['signal', 'timeoutMs', 'microversion', ...own]);
  return Object.fromEntries(Object.entries(options as Filters).filter(([name]) => !none.has(name)));
}
