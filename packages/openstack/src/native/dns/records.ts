import { type CallOptions, CloudError, type List } from '@portolan/core/driver';
import { type IdRef, idOf, idPath } from '../refs.ts';
import type { ServiceCalls } from '../service-calls.ts';
import { domainPath } from './domains.ts';
import type { DnsChangeOptions, DnsJobs } from './jobs.ts';
import { offsetPages } from './offset-paging.ts';
import { readAnswer } from './read-answer.ts';
import type { DnsRecordChange, DnsRecordSpec, DnsRecordType, DnsRecordWire } from './wire.ts';

export interface RecordSearch {
  readonly type: DnsRecordType;
  readonly name?: string | undefined;
  readonly data?: string | undefined;
}

/** Records of a domain. Every change waits for its job. */
export class DnsRecords {
  readonly #calls: ServiceCalls;
  readonly #jobs: DnsJobs;

  constructor(calls: ServiceCalls, jobs: DnsJobs) {
    this.#calls = calls;
    this.#jobs = jobs;
  }

  list(domain: IdRef, options: CallOptions & { readonly pageSize?: number | undefined } = {}): List<DnsRecordWire> {
    return offsetPages(this.#calls, { method: 'GET', path: recordsPath(domain), operation: 'ListRecords' }, 'records', {}, options);
  }

  /** Of a type, perhaps of a name or with this data. The service calls nothing found 404: an empty list here. */
  search(domain: IdRef, { type, name, data }: RecordSearch, options: CallOptions = {}): List<DnsRecordWire> {
    const call = { method: 'GET', path: recordsPath(domain), operation: 'SearchRecords' } as const;
    return offsetPages(this.#calls, call, 'records', { type, name, data }, options, true);
  }

  /** The only one that fits: `not-found` without any, `conflict` with several. */
  async find(domain: IdRef, search: RecordSearch, options: CallOptions = {}): Promise<DnsRecordWire> {
    const [first, second] = await this.search(domain, search, options).toArray(2);
    if (first !== undefined && second === undefined) return first;
    const what = Object.values(search).filter(Boolean).join(' ');
    const context = { operation: 'FindRecord', target: recordsPath(domain), outcome: 'not-done' } as const;
    throw first === undefined
      ? new CloudError('not-found', `there is no record ${what}`, context)
      : new CloudError('conflict', `several records are ${what}`, { ...context, remedy: 'say name and data, or search' });
  }

  async get(domain: IdRef, record: IdRef, options: CallOptions = {}): Promise<DnsRecordWire> {
    return readAnswer(this.#calls, { method: 'GET', path: recordPath(domain, record), operation: 'GetRecord' }, options);
  }

  /** With their ids. One job for all: 100 at most. */
  async add(domain: IdRef, records: readonly DnsRecordSpec[], options: DnsChangeOptions = {}): Promise<readonly DnsRecordWire[]> {
    const call = { method: 'POST', path: recordsPath(domain), json: { records }, operation: 'AddRecords' } as const;
    return (await this.#jobs.run<{ readonly records?: readonly DnsRecordWire[] }>(call, options))?.records ?? [];
  }

  /** What is not named stays. The service wants the record's name: it is looked up when `record` is only an id. */
  async update(domain: IdRef, record: string | DnsRecordWire, change: DnsRecordChange, options: DnsChangeOptions = {}): Promise<void> {
    await this.updateMany(domain, [{ ...change, record }], options);
  }

  /** One job for all. */
  async updateMany(
    domain: IdRef,
    changes: readonly (DnsRecordChange & { readonly record: string | DnsRecordWire })[],
    options: DnsChangeOptions = {},
  ): Promise<void> {
    const records: object[] = [];
    for (const { record, ...change } of changes) {
      const known = typeof record !== 'string' && record.name !== undefined ? record : await this.get(domain, record, { signal: options.signal });
      // A PUT sets what it leaves out to the service's defaults: what was there is said again.
      const { id, name, data, ttl, priority, comment } = known;
      records.push({ id, name, data, ttl, priority, comment, ...defined(change) });
    }
    await this.#jobs.run({ method: 'PUT', path: recordsPath(domain), json: { records }, operation: 'UpdateRecords' }, options);
  }

  async delete(domain: IdRef, record: IdRef, options: DnsChangeOptions = {}): Promise<void> {
    const call = { method: 'DELETE', path: recordPath(domain, record), accept: [404], operation: 'DeleteRecord' } as const;
    await this.#calls.maybe(() => this.#jobs.run(call, options));
  }

  async deleteMany(domain: IdRef, records: readonly IdRef[], options: DnsChangeOptions = {}): Promise<void> {
    if (records.length === 0) return;
    const query = { id: records.map((record) => idOf(record, 'record')) };
    const call = { method: 'DELETE', path: recordsPath(domain), query, accept: [404], operation: 'DeleteRecords' } as const;
    await this.#calls.maybe(() => this.#jobs.run(call, options));
  }
}

const defined = (change: DnsRecordChange): object => Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));

const recordsPath = (domain: IdRef): string => `${domainPath(domain)}/records`;
const recordPath = (domain: IdRef, record: IdRef): string => `${recordsPath(domain)}${idPath(record, 'record')}`;
