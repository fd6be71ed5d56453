import { type CallOptions, encodePathSegment, type List } from '@portolan/core/driver';
import { type IdRef, idOf, idPath } from '../refs.ts';
import type { ServiceCalls } from '../service-calls.ts';
import type { DnsChangeOptions, DnsJobs } from './jobs.ts';
import { offsetPages } from './offset-paging.ts';
import { readAnswer } from './read-answer.ts';
import type { DnsRecordWire } from './wire.ts';

/** What has the address. */
export type DnsDevice =
  | { readonly server: IdRef }
  | { readonly loadBalancer: IdRef }
  /** By the service's name in the catalog and the thing's address there. */
  | { readonly service: string; readonly href: string };

export interface PtrRecordSpec {
  /** The name that the address is to have. */
  readonly name: string;
  /** The address. It cannot be changed later: delete and add. */
  readonly data: string;
  readonly ttl?: number | undefined;
  readonly comment?: string | undefined;
}

/** Names of addresses (PTR) that cloud servers and load balancers have. `permission-denied`: the device or address is not the account's. */
export class ReverseRecords {
  readonly #calls: ServiceCalls;
  readonly #jobs: DnsJobs;

  constructor(calls: ServiceCalls, jobs: DnsJobs) {
    this.#calls = calls;
    this.#jobs = jobs;
  }

  list(device: DnsDevice, options: CallOptions = {}): List<DnsRecordWire> {
    const calls = this.#calls;
    // The device's address needs the catalog, which comes with the first page.
    return calls.pages<DnsRecordWire>({ path: '/rdns', operation: 'ListPtrRecords' }, options, async () => {
      const { service, href } = await this.#link(device, options);
      const call = { method: 'GET', path: `/rdns/${encodePathSegment(service)}`, operation: 'ListPtrRecords' } as const;
      return { items: await offsetPages<DnsRecordWire>(calls, call, 'records', { href }, options, true).toArray() };
    });
  }

  async get(device: DnsDevice, record: IdRef, options: CallOptions = {}): Promise<DnsRecordWire> {
    const { service, href } = await this.#link(device, options);
    const path = `/rdns/${encodePathSegment(service)}${idPath(record, 'record')}`;
    return readAnswer(this.#calls, { method: 'GET', path, query: { href }, operation: 'GetPtrRecord' }, options);
  }

  async add(device: DnsDevice, records: readonly PtrRecordSpec[], options: DnsChangeOptions = {}): Promise<readonly DnsRecordWire[]> {
    const json = await this.#body(device, records, options);
    const response = await this.#jobs.run<{ readonly records?: readonly DnsRecordWire[] }>(
      { method: 'POST', path: '/rdns', json, operation: 'AddPtrRecords' },
      options,
    );
    return response?.records ?? [];
  }

  async update(device: DnsDevice, record: PtrRecordSpec & { readonly id: string }, options: DnsChangeOptions = {}): Promise<void> {
    const json = await this.#body(device, [record], options);
    await this.#jobs.run({ method: 'PUT', path: '/rdns', json, operation: 'UpdatePtrRecord' }, options);
  }

  /** That of one address, or all of the device. */
  async delete(device: DnsDevice, address?: string, options: DnsChangeOptions = {}): Promise<void> {
    const { service, href } = await this.#link(device, options);
    const path = `/rdns/${encodePathSegment(service)}`;
    const call = { method: 'DELETE', path, query: { href, ip: address }, accept: [404], operation: 'DeletePtrRecords' } as const;
    await this.#calls.maybe(() => this.#jobs.run(call, options));
  }

  async #body(device: DnsDevice, records: readonly PtrRecordSpec[], options: DnsChangeOptions): Promise<object> {
    const { service, href } = await this.#link(device, options);
    return { recordsList: { records: records.map((record) => ({ type: 'PTR', ...record })) }, link: { content: '', href, rel: service } };
  }

  async #link(device: DnsDevice, { signal }: CallOptions): Promise<{ readonly service: string; readonly href: string }> {
    if ('href' in device) return device;
    const { client } = this.#calls;
    if ('server' in device) {
      const { origin, path } = await client.endpoint('compute', { signal });
      return { service: 'cloudServersOpenStack', href: `${origin}${path}/servers/${idOf(device.server, 'server')}` };
    }
    const { origin, path } = await client.endpoint('rax:load-balancer', { signal });
    return { service: 'cloudLoadBalancers', href: `${origin}${path}/loadbalancers/${idOf(device.loadBalancer, 'load balancer')}` };
  }
}
