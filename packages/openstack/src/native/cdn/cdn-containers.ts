import { asJson, type CallOptions, type List, utf8FromHeader } from '@portolan/core/driver';
import type { OpenstackClient } from '../../client.ts';
import { containerPath, objectPath } from '../../storage/objects/paths.ts';
import { given, type NameRef, nameOf } from '../refs.ts';
import { invalid, ServiceCalls } from '../service-calls.ts';
import type { CdnContainerRow } from './wire.ts';

export interface CdnSettings {
  /** Seconds that edges keep an object, 900 to 31 536 000. Default of a container that is first published: 259 200 (three days). */
  readonly ttlSeconds?: number | undefined;
  /** Writes logs of accesses into the container `.CDN_ACCESS_LOGS`. */
  readonly logRetention?: boolean | undefined;
}

export interface CdnContainer {
  readonly name: string;
  readonly enabled: boolean;
  readonly ttlSeconds: number | undefined;
  readonly logRetention: boolean;
  readonly url: string | undefined;
  readonly sslUrl: string | undefined;
  readonly streamingUrl: string | undefined;
  readonly iosUrl: string | undefined;
  /** The answer's headers, or the row. */
  readonly raw: object;
}

const MAX_PAGE = 10_000;

/** Containers of Cloud Files as the world sees them, from a host of its own. */
export class CdnContainers {
  readonly #calls: ServiceCalls;

  constructor(client: OpenstackClient) {
    this.#calls = new ServiceCalls(client, 'rax:object-cdn');
  }

  /** Those that are, or ever were, public; `enabled`: those that are. */
  list(options: CallOptions & { readonly enabled?: boolean | undefined; readonly pageSize?: number | undefined } = {}): List<CdnContainer> {
    const call = { method: 'GET', path: '', operation: 'ListCdnContainers' } as const;
    const limit = Math.min(options.pageSize ?? MAX_PAGE, MAX_PAGE);
    return this.#calls.pages<CdnContainer>(call, options, async (marker) => {
      const query = { format: 'json', limit, enabled_only: options.enabled === true ? 'true' : undefined, marker };
      const { body } = await this.#calls.read({ ...call, query }, options, asJson<readonly CdnContainerRow[] | undefined>({ allowEmpty: true }));
      const items = (body ?? []).map(fromRow);
      const next = items.at(-1)?.name;
      return next === undefined ? { items } : { items, next };
    });
  }

  /** `not-found`: there is no such container, or it never was public; only the object storage knows which. */
  async get(container: NameRef, options: CallOptions = {}): Promise<CdnContainer> {
    const { headers } = await this.#calls.empty({ method: 'HEAD', path: pathOf(container), headers: { Accept: '*/*' }, operation: 'GetCdnContainer' }, options);
    return fromHeaders(nameOf(container, 'container'), headers);
  }

  /** Makes it public. */
  async publish(container: NameRef, settings: CdnSettings = {}, options: CallOptions = {}): Promise<CdnContainer> {
    const name = nameOf(container, 'container');
    const headers = { 'X-Cdn-Enabled': 'True', ...headersOf(settings) };
    const answer = await this.#calls.empty({ method: 'PUT', path: pathOf(container), headers, operation: 'PublishContainer' }, options);
    // The answer to a PUT has the addresses at most: the rest is asked for.
    return answer.headers['x-cdn-enabled'] === undefined ? this.get(name, options) : fromHeaders(name, answer.headers);
  }

  /** No longer public. What edges have is served until it is too old. */
  async unpublish(container: NameRef, options: CallOptions = {}): Promise<void> {
    await this.#post(container, { 'X-Cdn-Enabled': 'False' }, options);
  }

  async update(container: NameRef, settings: CdnSettings, options: CallOptions = {}): Promise<void> {
    const headers = headersOf(settings);
    if (Object.keys(headers).length === 0) throw invalid('settings: none is given');
    await this.#post(container, headers, options);
  }

  /** Takes an object off all edges. 25 a day: then `rate-limited`. `emails`: who is told when it is done. */
  async purge(container: NameRef, name: string, options: CallOptions & { readonly emails?: readonly string[] | undefined } = {}): Promise<void> {
    const { emails = [] } = options;
    await this.#calls.empty(
      {
        method: 'DELETE',
        path: objectPath(nameOf(container, 'container'), given(name, 'object')),
        headers: emails.length === 0 ? {} : { 'X-Purge-Email': emails.join(', ') },
        operation: 'PurgeObject',
      },
      options,
    );
  }

  async #post(container: NameRef, headers: Readonly<Record<string, string>>, options: CallOptions): Promise<void> {
    await this.#calls.empty({ method: 'POST', path: pathOf(container), headers, idempotent: true, operation: 'UpdateCdnContainer' }, options);
  }
}

const pathOf = (container: NameRef): string => containerPath(nameOf(container, 'container'));

function headersOf({ ttlSeconds, logRetention }: CdnSettings): Record<string, string> {
  return {
    ...(ttlSeconds === undefined ? {} : { 'X-Ttl': String(ttlSeconds) }),
    ...(logRetention === undefined ? {} : { 'X-Log-Retention': logRetention ? 'True' : 'False' }),
  };
}

const isTrue = (value: unknown): boolean => value === true || (typeof value === 'string' && /^true$/i.test(value));

function fromHeaders(name: string, headers: Readonly<Record<string, string>>): CdnContainer {
  const url = (header: string): string | undefined => (headers[header] === undefined || headers[header] === '' ? undefined : utf8FromHeader(headers[header]));
  return {
    name,
    enabled: isTrue(headers['x-cdn-enabled']),
    ttlSeconds: headers['x-ttl'] === undefined ? undefined : Number(headers['x-ttl']),
    logRetention: isTrue(headers['x-log-retention']),
    url: url('x-cdn-uri'),
    sslUrl: url('x-cdn-ssl-uri'),
    streamingUrl: url('x-cdn-streaming-uri'),
    iosUrl: url('x-cdn-ios-uri'),
    raw: headers,
  };
}

function fromRow(row: CdnContainerRow): CdnContainer {
  const entries = new Map(Object.entries(row).map(([name, value]) => [name.toLowerCase().replace(/^x-/, '').replaceAll('-', '_'), value as unknown]));
  const text = (name: string): string | undefined =>
    typeof entries.get(name) === 'string' && entries.get(name) !== '' ? (entries.get(name) as string) : undefined;
  const ttl = entries.get('ttl');
  return {
    name: row.name,
    enabled: isTrue(entries.get('cdn_enabled')),
    ttlSeconds: ttl === undefined ? undefined : Number(ttl),
    logRetention: isTrue(entries.get('log_retention')),
    url: text('cdn_uri'),
    sslUrl: text('cdn_ssl_uri'),
    streamingUrl: text('cdn_streaming_uri'),
    iosUrl: text('cdn_ios_uri'),
    raw: row,
  };
}
