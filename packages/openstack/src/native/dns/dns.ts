import type { CallOptions } from '@portolan/core/driver';
import type { OpenstackClient } from '../../client.ts';
import { ServiceCalls } from '../service-calls.ts';
import { DnsDomains } from './domains.ts';
import { DnsJobs } from './jobs.ts';
import { readAnswer } from './read-answer.ts';
import { DnsRecords } from './records.ts';
import { ReverseRecords } from './reverse-records.ts';
import type { DnsLimitsWire } from './wire.ts';

/** Rackspace Cloud DNS. Changes return when they are carried out; `timeoutMs` and `intervalMs` bound and pace the wait. */
export class DnsNative {
  readonly domains: DnsDomains;
  readonly records: DnsRecords;
  /** Names of the addresses of servers and load balancers. */
  readonly reverse: ReverseRecords;
  readonly jobs: DnsJobs;
  readonly #calls: ServiceCalls;

  constructor(client: OpenstackClient) {
    this.#calls = new ServiceCalls(client, 'rax:dns');
    this.jobs = new DnsJobs(this.#calls);
    this.domains = new DnsDomains(this.#calls, this.jobs);
    this.records = new DnsRecords(this.#calls, this.jobs);
    this.reverse = new ReverseRecords(this.#calls, this.jobs);
  }

  /** How many domains and records there may be, and how often may be asked. */
  async limits(options: CallOptions = {}): Promise<DnsLimitsWire> {
    return readAnswer(this.#calls, { method: 'GET', path: '/limits', operation: 'GetLimits' }, options);
  }
}
