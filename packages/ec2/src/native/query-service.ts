import { CloudError, isCloudError, List, type Page, withContext, xmlChild, xmlText } from '@portolan/core/driver';
import type { QueryClient } from '../client.ts';
import type { Parameter } from '../compute/query.ts';
import { decodeAny, decodeShape } from './decode.ts';
import { encodeParameters, unknownMember } from './encode.ts';
import { doesNothing } from './eucalyptus.ts';
import type { QueryCallOptions } from './query-types.ts';
import type { QueryServiceDescription } from './services.ts';
import type { QueryAction, QueryTable, Shape } from './table.ts';

/** Plain data: text, records and lists, all as sent. */
export type AnyAnswer = Readonly<Record<string, unknown>>;

export interface QueryServiceOptions {
  readonly service: QueryServiceDescription;
  readonly client: QueryClient;
  readonly provider: string;
  /** Whose server it is: Eucalyptus fails on what it does not know, and does nothing where it lacks something. */
  readonly eucalyptus: boolean;
  readonly apiVersion: string;
  readonly loadTable: () => Promise<QueryTable>;
}

const READS = /^(?:Describe|Get|List|Lookup|Validate|Estimate|Decode)/;

/** What every service's client does; its actions are added by `queryService`. */
export class QueryService {
  readonly #options: QueryServiceOptions;
  #table: Promise<QueryTable> | undefined;

  constructor(options: QueryServiceOptions) {
    this.#options = options;
  }

  /** Any action, its parameters as they go on the wire: `call('DescribeVpcs', { 'VpcId.1': 'vpc-1a2b3c4d' })`. What no table has works too. */
  async call(action: string, parameters: Readonly<Record<string, Parameter>> = {}, options: QueryCallOptions = {}): Promise<AnyAnswer> {
    return withContext(this.#context(action), options.signal, async () => {
      this.#assertServed(action, undefined, parameters);
      const { client, service } = this.#options;
      const query = { action, parameters, idempotent: options.idempotent ?? READS.test(action) };
      if (!service.members) return client.call(query, options);
      const answer = decodeAny(xmlChild(await client.document(query, options), `${action}Result`) ?? {});
      return typeof answer === 'object' ? (answer as AnyAnswer) : {};
    });
  }

  /** Whether the call would be allowed and possible, without doing it: resolves if so, rejects with the reason if not. EC2 of Amazon alone. */
  async dryRun(action: string, parameters: object = {}, options: QueryCallOptions = {}): Promise<void> {
    const { service, eucalyptus, client } = this.#options;
    await withContext(this.#context(action), options.signal, async () => {
      if (eucalyptus || service.id !== 'ec2') {
        throw new CloudError('unsupported', `${eucalyptus ? 'Eucalyptus' : service.id} knows no DryRun, and would do it`, { outcome: 'not-done' });
      }
      const row = await this.#row(action);
      const fields = { ...this.#encode(action, row, parameters), DryRun: true };
      try {
        await client.document({ action: row.wire ?? action, parameters: fields, idempotent: true }, options);
      } catch (error) {
        if (isCloudError(error) && error.providerCode === 'DryRunOperation') return;
        throw error;
      }
      throw new CloudError('protocol', 'DryRun was ignored: the action was carried out', { outcome: 'done' });
    });
  }

  /** A typed call. `RunInstances`, as the table has it. */
  protected async send(action: string, parameters: object = {}, options: QueryCallOptions = {}): Promise<unknown> {
    return withContext(this.#context(action), options.signal, async () => {
      const row = await this.#row(action);
      const fields = this.#encode(action, row, parameters);
      const wire = row.wire ?? action;
      const idempotent = options.idempotent ?? (READS.test(action) || 'ClientToken' in fields);
      const root = await this.#options.client.document({ action: wire, parameters: fields, idempotent }, options);
      if (row.out === undefined) return undefined;
      return decodeShape(this.#options.service.members ? (xmlChild(root, `${wire}Result`) ?? {}) : root, row.out);
    });
  }

  /** A typed list: pages are read item by item, and followed to the last. */
  protected list(action: string, parameters: object = {}, options: QueryCallOptions = {}): List<unknown> {
    const fetch = async (cursor: string | undefined): Promise<Page<unknown>> => this.#page(action, parameters, cursor, options);
    return new List({ context: this.#context(action), signal: options.signal, fetch });
  }

  async #page(action: string, parameters: object, cursor: string | undefined, options: QueryCallOptions): Promise<Page<unknown>> {
    const row = await this.#row(action);
    const { client, service } = this.#options;
    const wire = row.wire ?? action;
    const token = row.in !== undefined && 'Marker' in row.in ? 'Marker' : 'NextToken';
    const fields = this.#encode(action, row, cursor === undefined ? parameters : { ...parameters, [token]: cursor });
    // Only what the table calls a list is asked for as one.
    const { list: name, out } = row as { readonly list: string; readonly out: Readonly<Record<string, readonly [item: string, of: 's' | Shape]>> };
    const [item, shape] = out[name] as readonly [string, 's' | Shape];
    const path = `${service.members ? `${wire}Result/` : ''}${name}/${item}`;
    const read = await client.list({ action: wire, parameters: fields, idempotent: true }, path, options, (node) =>
      typeof shape === 'string' ? (xmlText(node, '#text') ?? '') : decodeShape(node, shape),
    );
    const around = service.members ? (xmlChild(read.root, `${wire}Result`) ?? {}) : read.root;
    const next = xmlText(around, 'nextToken') ?? xmlText(around, 'NextToken') ?? xmlText(around, 'NextMarker') ?? xmlText(around, 'Marker');
    // IAM of some clouds echoes a Marker on the last page.
    const last = next === undefined || next.trim() === '' || xmlText(around, 'IsTruncated')?.trim() === 'false';
    return last ? { items: read.items } : { items: read.items, next };
  }

  async #row(action: string): Promise<QueryAction> {
    this.#table ??= this.#options.loadTable();
    const table = await this.#table;
    if (!Object.hasOwn(table, action)) throw unknownMember(this.#options.service.id, action, Object.keys(table));
    return table[action] as QueryAction;
  }

  #encode(action: string, row: QueryAction, parameters: object): Record<string, Parameter> {
    this.#assertServed(action, row, parameters);
    return encodeParameters(action, row.in ?? {}, parameters, this.#options.service);
  }

  /** Before anything is sent. */
  #assertServed(action: string, row: QueryAction | undefined, parameters: object): void {
    const { eucalyptus, service, apiVersion } = this.#options;
    if (!eucalyptus) return;
    if (doesNothing(service.id, row?.wire ?? action)) {
      throw new CloudError('unsupported', `Eucalyptus answers ${action} and does nothing`, { outcome: 'not-done' });
    }
    if (row?.amazonOnly === true) throw new CloudError('unsupported', `${action} is Amazon's alone`, { outcome: 'not-done' });
    if ('DryRun' in parameters) throw new CloudError('unsupported', 'Eucalyptus knows no DryRun, and fails on it', { outcome: 'not-done' });
    const unknown = [...(row?.newer ?? []), ...(apiVersion >= '2016-11-15' ? [] : (row?.since2016 ?? []))];
    const given = Object.keys(parameters).find((name) => unknown.includes(name));
    if (given !== undefined) {
      const remedy = row?.since2016?.includes(given) === true ? 'Eucalyptus 4.4 knows it: set apiVersion to 2016-11-15' : undefined;
      throw new CloudError('unsupported', `Eucalyptus does not know ${given} of ${action}, and fails on it`, { outcome: 'not-done', remedy });
    }
  }

  #context(action: string): { readonly provider: string; readonly operation: string } {
    return { provider: this.#options.provider, operation: `${this.#options.service.id}.${action}` };
  }
}

/** A service's client with a method for each action, named as the table will have them: `describeInstances`. */
export function queryService<Methods extends object>(
  options: QueryServiceOptions,
  names: { readonly calls: string; readonly lists: string },
): QueryService & Methods {
  class Client extends QueryService {
    static {
      const define = (action: string, value: (this: Client, parameters?: object, callOptions?: QueryCallOptions) => unknown): void => {
        Object.defineProperty(Client.prototype, action.charAt(0).toLowerCase() + action.slice(1), { value, enumerable: false });
      };
      for (const action of namesIn(names.calls))
        define(action, function call(parameters, callOptions) {
          return this.send(action, parameters, callOptions);
        });
      for (const action of namesIn(names.lists))
        define(action, function list(parameters, callOptions) {
          return this.list(action, parameters, callOptions);
        });
    }
  }
  // The generated interface says what the loop above made; the generator's test holds the two together.
  return new Client(options) as QueryService & Methods;
}

/** A service may have no lists at all. */
const namesIn = (text: string): string[] => text.split(' ').filter((name) => name !== '');
