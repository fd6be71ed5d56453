import { type CallOptions, type List, unexpectedBody } from '@portolan/core/driver';
import { type IdRef, idOf, idPath } from '../refs.ts';
import { invalid, type ServiceCalls } from '../service-calls.ts';
import type { DnsChangeOptions, DnsJobs } from './jobs.ts';
import { offsetPages } from './offset-paging.ts';
import { readAnswer } from './read-answer.ts';
import type { DnsChangesWire, DnsDomainChange, DnsDomainSpec, DnsDomainWire, DnsRecordSpec } from './wire.ts';

export interface ListDomainsOptions extends CallOptions {
  /** This name alone. */
  readonly name?: string | undefined;
  /** At most 100. */
  readonly pageSize?: number | undefined;
}

export interface DeleteDomainOptions extends DnsChangeOptions {
  /** Its subdomains too; otherwise they become domains of their own. */
  readonly subdomains?: boolean | undefined;
}

export interface CloneDomainOptions extends DnsChangeOptions {
  /** All default to true. */
  readonly subdomains?: boolean | undefined;
  readonly modifyRecordData?: boolean | undefined;
  readonly modifyEmailAddress?: boolean | undefined;
  readonly modifyComment?: boolean | undefined;
}

export const domainPath = (domain: IdRef): string => `/domains${idPath(domain, 'domain')}`;

/** Zones. Every change waits for its job. */
export class DnsDomains {
  readonly #calls: ServiceCalls;
  readonly #jobs: DnsJobs;

  constructor(calls: ServiceCalls, jobs: DnsJobs) {
    this.#calls = calls;
    this.#jobs = jobs;
  }

  list(options: ListDomainsOptions = {}): List<DnsDomainWire> {
    return offsetPages(this.#calls, { method: 'GET', path: '/domains', operation: 'ListDomains' }, 'domains', { name: options.name }, options, true);
  }

  /** Those whose name has the text in it, which has three characters at least. */
  search(text: string, options: CallOptions = {}): List<DnsDomainWire> {
    if (text.length < 3) throw invalid(`text: got ${JSON.stringify(text)}, expected three characters at least`);
    return offsetPages(this.#calls, { method: 'GET', path: '/domains/search', operation: 'SearchDomains' }, 'domains', { name: text }, options, true);
  }

  /** The one of this name; undefined when there is none. */
  async find(name: string, options: CallOptions = {}): Promise<DnsDomainWire | undefined> {
    for await (const domain of this.list({ ...options, name })) if (domain.name?.toLowerCase() === name.toLowerCase()) return domain;
    return undefined;
  }

  /** Without its records and subdomains, unless asked for; of them only the first hundred come along. */
  async get(
    domain: IdRef,
    options: CallOptions & { readonly records?: boolean | undefined; readonly subdomains?: boolean | undefined } = {},
  ): Promise<DnsDomainWire> {
    const query = { showRecords: options.records === true, showSubdomains: options.subdomains === true };
    return readAnswer(this.#calls, { method: 'GET', path: domainPath(domain), query, operation: 'GetDomain' }, options);
  }

  async create(domain: DnsDomainSpec, options: DnsChangeOptions = {}): Promise<DnsDomainWire> {
    const [made] = await this.createMany([domain], options);
    if (made === undefined) throw unexpectedBody('the job made no domain');
    return made;
  }

  /** One job for all: 100 domains, records and subdomains together, at most. */
  async createMany(domains: readonly DnsDomainSpec[], options: DnsChangeOptions = {}): Promise<readonly DnsDomainWire[]> {
    const call = { method: 'POST', path: '/domains', json: { domains: domains.map(domainBody) }, operation: 'CreateDomains' } as const;
    return (await this.#jobs.run<DomainsWire>(call, options))?.domains ?? [];
  }

  async update(domain: IdRef, change: DnsDomainChange, options: DnsChangeOptions = {}): Promise<void> {
    await this.#jobs.run({ method: 'PUT', path: domainPath(domain), json: change, operation: 'UpdateDomain' }, options);
  }

  /** One job for all. */
  async updateMany(changes: readonly (DnsDomainChange & { readonly id: number | string })[], options: DnsChangeOptions = {}): Promise<void> {
    await this.#jobs.run({ method: 'PUT', path: '/domains', json: { domains: changes }, operation: 'UpdateDomains' }, options);
  }

  async delete(domain: IdRef, options: DeleteDomainOptions = {}): Promise<void> {
    const query = options.subdomains === true ? { deleteSubdomains: true } : {};
    await this.#gone({ method: 'DELETE', path: domainPath(domain), query, accept: [404], operation: 'DeleteDomain' }, options);
  }

  async deleteMany(domains: readonly IdRef[], options: DeleteDomainOptions = {}): Promise<void> {
    if (domains.length === 0) return;
    const query = { id: domains.map((one) => idOf(one, 'domain')), deleteSubdomains: options.subdomains };
    await this.#gone({ method: 'DELETE', path: '/domains', query, accept: [404], operation: 'DeleteDomains' }, options);
  }

  subdomains(domain: IdRef, options: CallOptions & { readonly pageSize?: number | undefined } = {}): List<DnsDomainWire> {
    return offsetPages(this.#calls, { method: 'GET', path: `${domainPath(domain)}/subdomains`, operation: 'ListSubdomains' }, 'domains', {}, options);
  }

  /** What changed; without `since` today. */
  async changes(domain: IdRef, since?: Date, options: CallOptions = {}): Promise<DnsChangesWire> {
    const query = { since: since?.toISOString() };
    return readAnswer(this.#calls, { method: 'GET', path: `${domainPath(domain)}/changes`, query, operation: 'ListDomainChanges' }, options);
  }

  /** A BIND 9 file. */
  async export(domain: IdRef, options: DnsChangeOptions = {}): Promise<string> {
    const call = { method: 'GET', path: `${domainPath(domain)}/export`, operation: 'ExportDomain' } as const;
    const response = await this.#jobs.run<{ readonly contents?: string }>(call, options);
    if (typeof response?.contents !== 'string') throw unexpectedBody('the export has no contents');
    return response.contents;
  }

  /** From a BIND 9 file of one domain. */
  async import(contents: string, options: DnsChangeOptions = {}): Promise<DnsDomainWire> {
    const json = { domains: [{ contentType: 'BIND_9', contents }] };
    const response = await this.#jobs.run<DomainsWire>({ method: 'POST', path: '/domains/import', json, operation: 'ImportDomain' }, options);
    const made = response?.domains?.[0];
    if (made === undefined) throw unexpectedBody('the import made no domain');
    return made;
  }

  async clone(domain: IdRef, cloneName: string, options: CloneDomainOptions = {}): Promise<DnsDomainWire | undefined> {
    const { subdomains: cloneSubdomains, modifyRecordData, modifyEmailAddress, modifyComment } = options;
    const query = { cloneName, cloneSubdomains, modifyRecordData, modifyEmailAddress, modifyComment };
    const call = { method: 'POST', path: `${domainPath(domain)}/clone`, query, operation: 'CloneDomain' } as const;
    return (await this.#jobs.run<DomainsWire>(call, options))?.domains?.[0];
  }

  /** Absent is success, also where only the job finds out. */
  async #gone(call: Parameters<DnsJobs['run']>[0], options: DnsChangeOptions): Promise<void> {
    await this.#calls.maybe(() => this.#jobs.run(call, options));
  }
}

interface DomainsWire {
  readonly domains?: readonly DnsDomainWire[];
}

function domainBody({ records, subdomains, ...rest }: DnsDomainSpec): object {
  return {
    ...rest,
    ...(records === undefined ? {} : { recordsList: { records: records satisfies readonly DnsRecordSpec[] } }),
    ...(subdomains === undefined ? {} : { subdomains: { domains: subdomains.map(domainBody) } }),
  };
}
