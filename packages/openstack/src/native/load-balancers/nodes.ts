import type { CallOptions, List } from '@portolan/core/driver';
import type { ServerWire } from '../../compute/servers/wire.ts';
import { nextOfLinks, pageQuery } from '../../link-paging.ts';
import { type IdRef, idOf, idPath } from '../refs.ts';
import { invalid, ServiceCalls } from '../service-calls.ts';
import { type ChangeOptions, type LoadBalancerChanges, pathOf } from './changes.ts';
import type { NodeChange, NodeEventWire, NodeSpec, NodeWire } from './wire.ts';

const EVENTS_PAGE = 100;

/** What a load balancer sends its traffic to; 25 at most. */
export class LoadBalancerNodes {
  readonly #calls: ServiceCalls;
  readonly #changes: LoadBalancerChanges;

  constructor(calls: ServiceCalls, changes: LoadBalancerChanges) {
    this.#calls = calls;
    this.#changes = changes;
  }

  async list(loadBalancer: IdRef, options: CallOptions = {}): Promise<readonly NodeWire[]> {
    return this.#calls.array<NodeWire>({ method: 'GET', path: `${pathOf(loadBalancer)}/nodes`, operation: 'ListNodes' }, 'nodes', options);
  }

  async get(loadBalancer: IdRef, node: IdRef, options: CallOptions = {}): Promise<NodeWire> {
    return this.#calls.member<NodeWire>({ method: 'GET', path: nodePath(loadBalancer, node), operation: 'GetNode' }, 'node', options);
  }

  /** With their ids. */
  async add(loadBalancer: IdRef, nodes: readonly NodeSpec[], options: ChangeOptions = {}): Promise<readonly NodeWire[]> {
    const call = { method: 'POST', path: `${pathOf(loadBalancer)}/nodes`, json: { nodes }, operation: 'AddNodes' } as const;
    return this.#changes.run(loadBalancer, options, () => this.#calls.array<NodeWire>(call, 'nodes', options));
  }

  async update(loadBalancer: IdRef, node: IdRef, change: NodeChange, options: ChangeOptions = {}): Promise<void> {
    const call = { method: 'PUT', path: nodePath(loadBalancer, node), json: { node: change }, operation: 'UpdateNode' } as const;
    await this.#changes.run(loadBalancer, options, () => this.#calls.empty(call, options));
  }

  /** Several in one change. */
  async updateMany(loadBalancer: IdRef, nodes: readonly (NodeChange & { readonly id: number })[], options: ChangeOptions = {}): Promise<void> {
    const call = { method: 'PUT', path: `${pathOf(loadBalancer)}/nodes`, json: { nodes }, operation: 'UpdateNodes' } as const;
    await this.#changes.run(loadBalancer, options, () => this.#calls.empty(call, options));
  }

  async delete(loadBalancer: IdRef, node: IdRef, options: ChangeOptions = {}): Promise<void> {
    const call = { method: 'DELETE', path: nodePath(loadBalancer, node), accept: [404], operation: 'DeleteNode' } as const;
    await this.#changes.run(loadBalancer, options, () => this.#calls.empty(call, options));
  }

  /** Ten at most, all or none: an id that is no node of this load balancer refuses the whole. */
  async deleteMany(loadBalancer: IdRef, nodes: readonly IdRef[], options: ChangeOptions = {}): Promise<void> {
    if (nodes.length === 0) return;
    const query = { id: nodes.map((node) => idOf(node, 'node')) };
    const call = { method: 'DELETE', path: `${pathOf(loadBalancer)}/nodes`, query, operation: 'DeleteNodes' } as const;
    await this.#changes.run(loadBalancer, options, () => this.#calls.empty(call, options));
  }

  /** What happened to the nodes in the last 90 days. */
  events(loadBalancer: IdRef, options: CallOptions = {}): List<NodeEventWire> {
    const call = { method: 'GET', path: `${pathOf(loadBalancer)}/nodes/events`, operation: 'ListNodeEvents' } as const;
    return this.#calls.pages<NodeEventWire>(call, options, async (cursor) => {
      const query = pageQuery({ limit: EVENTS_PAGE }, cursor);
      const { nodeServiceEvents: items = [], links } = await this.#calls.json<{ nodeServiceEvents?: readonly NodeEventWire[]; links?: unknown }>(
        { ...call, query },
        options,
      );
      const next = nextOfLinks(links);
      return next === undefined ? { items } : { items, next };
    });
  }

  /** The cloud server that has the node's address; undefined when it is none of this account and region. */
  async serverOf(node: Pick<NodeWire, 'address'>, options: CallOptions = {}): Promise<ServerWire | undefined> {
    const { address } = node;
    if (address === undefined || address === '') throw invalid('node: it has no address');
    const compute = new ServiceCalls(this.#calls.client, 'compute');
    const servers = compute.list<ServerWire>({ method: 'GET', path: '/servers/detail', operation: 'ListServers' }, 'servers', options);
    for await (const server of servers) {
      const addresses = Object.values(server.addresses ?? {}).flatMap((list) => list.map(({ addr }) => addr));
      if (addresses.includes(address)) return server;
    }
    return undefined;
  }
}

const nodePath = (loadBalancer: IdRef, node: IdRef): string => `${pathOf(loadBalancer)}/nodes${idPath(node, 'node')}`;
