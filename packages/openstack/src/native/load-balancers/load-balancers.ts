import type { CallOptions, List, WaitOptions } from '@portolan/core/driver';
import type { OpenstackClient } from '../../client.ts';
import { nextOfLinks, pageQuery } from '../../link-paging.ts';
import { type IdRef, idOf } from '../refs.ts';
import { ServiceCalls } from '../service-calls.ts';
import { AccessList } from './access-list.ts';
import { type ChangeOptions, LoadBalancerChanges, pathOf } from './changes.ts';
import { ConnectionThrottles, ErrorPages, HealthMonitors, SessionPersistences, Switch } from './features.ts';
import { LoadBalancerMetadata } from './metadata.ts';
import { LoadBalancerNodes } from './nodes.ts';
import { SslTermination } from './ssl-termination.ts';
import { LoadBalancerUsage } from './usage.ts';
import { VirtualIps } from './virtual-ips.ts';
import type { LoadBalancerChange, LoadBalancerSpec, LoadBalancerWire } from './wire.ts';

export interface ListLoadBalancersOptions extends CallOptions {
  /** `DELETED`: those of the last 90 days, which are not listed otherwise. */
  readonly status?: string | undefined;
  readonly name?: string | undefined;
  /** Those that have a node of this address. */
  readonly nodeAddress?: string | undefined;
  readonly changesSince?: Date | undefined;
  /** At most 100. */
  readonly pageSize?: number | undefined;
}

const MAX_PAGE = 100;
const MAX_BULK = 10;

/**
 * Rackspace Cloud Load Balancers. Calls that change one return when the change is accepted; the next one waits for it by itself
 * (`settleMs`), and `waitActive` waits for the last.
 */
export class LoadBalancersNative {
  readonly nodes: LoadBalancerNodes;
  readonly virtualIps: VirtualIps;
  readonly accessList: AccessList;
  readonly healthMonitor: HealthMonitors;
  readonly sessionPersistence: SessionPersistences;
  readonly connectionThrottle: ConnectionThrottles;
  readonly connectionLogging: Switch;
  readonly contentCaching: Switch;
  readonly sslTermination: SslTermination;
  readonly errorPage: ErrorPages;
  readonly metadata: LoadBalancerMetadata;
  readonly usage: LoadBalancerUsage;
  readonly #calls: ServiceCalls;
  readonly #changes: LoadBalancerChanges;

  constructor(client: OpenstackClient) {
    const calls = new ServiceCalls(client, 'rax:load-balancer');
    const changes = new LoadBalancerChanges(calls);
    this.#calls = calls;
    this.#changes = changes;
    this.nodes = new LoadBalancerNodes(calls, changes);
    this.virtualIps = new VirtualIps(calls, changes);
    this.accessList = new AccessList(calls, changes);
    this.healthMonitor = new HealthMonitors(calls, changes);
    this.sessionPersistence = new SessionPersistences(calls, changes);
    this.connectionThrottle = new ConnectionThrottles(calls, changes);
    this.connectionLogging = new Switch(calls, changes, 'connectionlogging', 'connectionLogging');
    this.contentCaching = new Switch(calls, changes, 'contentcaching', 'contentCaching');
    this.sslTermination = new SslTermination(calls, changes);
    this.errorPage = new ErrorPages(calls, changes);
    this.metadata = new LoadBalancerMetadata(calls, changes);
    this.usage = new LoadBalancerUsage(calls);
  }

  /**
   * A page begins with the row that `marker` names, not behind it. Links name the next page's first row; where there is no link, a full page
   * is followed by one that begins with its last row, which is left out then.
   */
  list(options: ListLoadBalancersOptions = {}): List<LoadBalancerWire> {
    const limit = Math.min(options.pageSize ?? MAX_PAGE, MAX_PAGE);
    const call = { method: 'GET', path: '/loadbalancers', operation: 'ListLoadBalancers' } as const;
    const first = {
      // Pages overlap by one: one row alone would never get on.
      limit: Math.max(limit, 2),
      status: options.status,
      name: options.name,
      nodeaddress: options.nodeAddress,
      'changes-since': options.changesSince?.toISOString(),
    };
    return this.#calls.pages<LoadBalancerWire>(call, options, async (cursor) => {
      const after = cursor?.startsWith(AFTER) === true ? cursor.slice(AFTER.length) : undefined;
      const query = after === undefined ? pageQuery(first, cursor) : { ...first, marker: after };
      const { loadBalancers: rows = [], links } = await this.#calls.json<{ loadBalancers?: readonly LoadBalancerWire[]; links?: unknown }>(
        { ...call, query },
        options,
      );
      const items = after === undefined ? rows : rows.filter(({ id }) => String(id) !== after);
      const last = items.at(-1)?.id;
      const next = nextOfLinks(links) ?? (rows.length < first.limit || last === undefined ? undefined : `${AFTER}${last}`);
      return next === undefined ? { items } : { items, next };
    });
  }

  async get(loadBalancer: IdRef, options: CallOptions = {}): Promise<LoadBalancerWire> {
    return this.#changes.get(loadBalancer, options);
  }

  /** Accepted, not ready: see `waitActive`. Sent once: after a failure that leaves it open, look for the name. */
  async create(spec: LoadBalancerSpec, options: CallOptions = {}): Promise<LoadBalancerWire> {
    return this.#calls.member(
      { method: 'POST', path: '/loadbalancers', json: { loadBalancer: spec }, operation: 'CreateLoadBalancer' },
      'loadBalancer',
      options,
    );
  }

  async update(loadBalancer: IdRef, change: LoadBalancerChange, options: ChangeOptions = {}): Promise<void> {
    await this.#changes.run(loadBalancer, options, () =>
      this.#calls.empty({ method: 'PUT', path: pathOf(loadBalancer), json: { loadBalancer: change }, operation: 'UpdateLoadBalancer' }, options),
    );
  }

  /** Absent is success, and so is one that is deleted already (410). */
  async delete(loadBalancer: IdRef, options: ChangeOptions = {}): Promise<void> {
    await this.#changes.run(loadBalancer, options, () =>
      this.#calls.empty({ method: 'DELETE', path: pathOf(loadBalancer), accept: [404, 410], operation: 'DeleteLoadBalancer' }, options),
    );
  }

  /** All of them or, when one of them cannot be, none. The service takes ten at once: more are sent ten by ten. */
  async deleteMany(loadBalancers: readonly IdRef[], options: CallOptions = {}): Promise<void> {
    const ids = loadBalancers.map((one) => idOf(one, 'load balancer'));
    for (let start = 0; start < ids.length; start += MAX_BULK) {
      const query = { id: ids.slice(start, start + MAX_BULK) };
      await this.#calls.empty({ method: 'DELETE', path: '/loadbalancers', query, operation: 'DeleteLoadBalancers' }, options);
    }
  }

  /** Until it is ACTIVE. ERROR, SUSPENDED and its deletion end the wait with `conflict`. */
  async waitActive(loadBalancer: IdRef, options: WaitOptions = {}): Promise<LoadBalancerWire> {
    return this.#changes.waitActive(loadBalancer, options);
  }

  async algorithms(options: CallOptions = {}): Promise<readonly string[]> {
    const call = { method: 'GET', path: '/loadbalancers/algorithms', operation: 'ListAlgorithms' } as const;
    return (await this.#calls.array<{ readonly name: string }>(call, 'algorithms', options)).map(({ name }) => name);
  }

  /** With the port each has by itself; 0: a create must say one. */
  async protocols(options: CallOptions = {}): Promise<readonly { readonly name: string; readonly port: number }[]> {
    return this.#calls.array({ method: 'GET', path: '/loadbalancers/protocols', operation: 'ListProtocols' }, 'protocols', options);
  }

  /** Domains that nodes may be named in, instead of by address. */
  async allowedDomains(options: CallOptions = {}): Promise<readonly string[]> {
    const call = { method: 'GET', path: '/loadbalancers/alloweddomains', operation: 'ListAllowedDomains' } as const;
    const rows = await this.#calls.array<{ readonly allowedDomain?: { readonly name?: string } }>(call, 'allowedDomains', options);
    return rows.flatMap(({ allowedDomain }) => allowedDomain?.name ?? []);
  }

  async limits(options: CallOptions = {}): Promise<{ readonly absolute: readonly { readonly name: string; readonly value: number }[] }> {
    return this.#calls.json({ method: 'GET', path: '/loadbalancers/absolutelimits', operation: 'ListAbsoluteLimits' }, options);
  }
}

/** Marks a cursor of our own making: the row that the page before ended with. */
const AFTER = 'after ';
