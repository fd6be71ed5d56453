import type { CallOptions } from '@portolan/core/driver';
import { type IdRef, idOf, idPath } from '../refs.ts';
import type { ServiceCalls } from '../service-calls.ts';
import { type ChangeOptions, type LoadBalancerChanges, pathOf } from './changes.ts';
import type { VirtualIpWire } from './wire.ts';

/** The addresses a load balancer answers at. */
export class VirtualIps {
  readonly #calls: ServiceCalls;
  readonly #changes: LoadBalancerChanges;

  constructor(calls: ServiceCalls, changes: LoadBalancerChanges) {
    this.#calls = calls;
    this.#changes = changes;
  }

  async list(loadBalancer: IdRef, options: CallOptions = {}): Promise<readonly VirtualIpWire[]> {
    const call = { method: 'GET', path: `${pathOf(loadBalancer)}/virtualips`, operation: 'ListVirtualIps' } as const;
    return this.#calls.array<VirtualIpWire>(call, 'virtualIps', options);
  }

  /** Only public IPv6 addresses can be added to a load balancer that is there. The body has no wrapper, unlike all others. */
  async add(
    loadBalancer: IdRef,
    virtualIp: { readonly type: 'PUBLIC'; readonly ipVersion: 'IPV6' } = { type: 'PUBLIC', ipVersion: 'IPV6' },
    options: ChangeOptions = {},
  ): Promise<VirtualIpWire> {
    const call = { method: 'POST', path: `${pathOf(loadBalancer)}/virtualips`, json: virtualIp, operation: 'AddVirtualIp' } as const;
    return this.#changes.run(loadBalancer, options, () => this.#calls.json<VirtualIpWire>(call, options));
  }

  /** The last one stays: `invalid-argument`. */
  async delete(loadBalancer: IdRef, virtualIp: IdRef, options: ChangeOptions = {}): Promise<void> {
    const path = `${pathOf(loadBalancer)}/virtualips${idPath(virtualIp, 'virtual ip')}`;
    const call = { method: 'DELETE', path, accept: [404], operation: 'DeleteVirtualIp' } as const;
    await this.#changes.run(loadBalancer, options, () => this.#calls.empty(call, options));
  }

  async deleteMany(loadBalancer: IdRef, virtualIps: readonly IdRef[], options: ChangeOptions = {}): Promise<void> {
    if (virtualIps.length === 0) return;
    const query = { id: virtualIps.map((one) => idOf(one, 'virtual ip')) };
    const call = { method: 'DELETE', path: `${pathOf(loadBalancer)}/virtualips`, query, operation: 'DeleteVirtualIps' } as const;
    await this.#changes.run(loadBalancer, options, () => this.#calls.empty(call, options));
  }
}
