import type { CallOptions, List } from '@portolan/core/driver';
import { nextOfLinks, pageQuery } from '../../link-paging.ts';
import type { IdRef } from '../refs.ts';
import type { ServiceCalls } from '../service-calls.ts';
import { pathOf } from './changes.ts';
import type { AccountUsageWire, LoadBalancerStatsWire, LoadBalancerWire, UsageRecordWire } from './wire.ts';

export interface UsageOptions extends CallOptions {
  readonly start?: Date | undefined;
  readonly end?: Date | undefined;
}

/** What load balancers carried. */
export class LoadBalancerUsage {
  readonly #calls: ServiceCalls;

  constructor(calls: ServiceCalls) {
    this.#calls = calls;
  }

  /** Connections and faults so far; under load the service answers `unavailable` for a while. */
  async stats(loadBalancer: IdRef, options: CallOptions = {}): Promise<LoadBalancerStatsWire> {
    return this.#calls.json<LoadBalancerStatsWire>({ method: 'GET', path: `${pathOf(loadBalancer)}/stats`, operation: 'GetStats' }, options);
  }

  /** Of one load balancer, up to 90 days back. */
  of(loadBalancer: IdRef, options: UsageOptions = {}): List<UsageRecordWire> {
    return this.#pages(`${pathOf(loadBalancer)}/usage`, 'GetUsage', 'loadBalancerUsageRecords', options);
  }

  /** Of the last hours, which is not yet among the others. */
  current(loadBalancer: IdRef, options: CallOptions = {}): List<UsageRecordWire> {
    return this.#pages(`${pathOf(loadBalancer)}/usage/current`, 'GetCurrentUsage', 'loadBalancerUsageRecords', options);
  }

  /** Of all load balancers of the account, deleted ones too. */
  account(options: UsageOptions = {}): List<AccountUsageWire> {
    return this.#pages('/loadbalancers/usage', 'GetAccountUsage', 'loadBalancerUsages', options);
  }

  /** Those that are paid for in the time. */
  billable(options: UsageOptions = {}): List<LoadBalancerWire> {
    return this.#pages('/loadbalancers/billable', 'ListBillable', 'loadBalancers', options);
  }

  #pages<T>(path: string, operation: string, member: string, options: UsageOptions): List<T> {
    const call = { method: 'GET', path, operation } as const;
    const first = { startTime: options.start?.toISOString(), endTime: options.end?.toISOString() };
    return this.#calls.pages<T>(call, options, async (cursor) => {
      const body = await this.#calls.json<Readonly<Record<string, unknown>>>({ ...call, query: pageQuery(first, cursor) }, options);
      const items = (Array.isArray(body[member]) ? body[member] : []) as readonly T[];
      const next = nextOfLinks(body['links']);
      return next === undefined ? { items } : { items, next };
    });
  }
}
