import { type CallOptions, CloudError } from '@portolan/core/driver';
import { type IdRef, idOf } from '../refs.ts';
import type { ServiceCalls } from '../service-calls.ts';
import { type ChangeOptions, type LoadBalancerChanges, pathOf } from './changes.ts';
import type { AccessItemSpec, AccessItemWire } from './wire.ts';

const MAX_BULK = 10;

/** Who may use a load balancer: 100 items at most; without any, all may. */
export class AccessList {
  readonly #calls: ServiceCalls;
  readonly #changes: LoadBalancerChanges;

  constructor(calls: ServiceCalls, changes: LoadBalancerChanges) {
    this.#calls = calls;
    this.#changes = changes;
  }

  async list(loadBalancer: IdRef, options: CallOptions = {}): Promise<readonly AccessItemWire[]> {
    return this.#calls.array<AccessItemWire>({ method: 'GET', path: listPath(loadBalancer), operation: 'GetAccessList' }, 'accessList', options);
  }

  /** Adds; what is there stays. */
  async add(loadBalancer: IdRef, items: readonly AccessItemSpec[], options: ChangeOptions = {}): Promise<void> {
    const call = { method: 'POST', path: listPath(loadBalancer), json: { accessList: items }, operation: 'AddToAccessList' } as const;
    await this.#changes.run(loadBalancer, options, () => this.#calls.empty(call, options));
  }

  /** All of it. */
  async clear(loadBalancer: IdRef, options: ChangeOptions = {}): Promise<void> {
    const call = { method: 'DELETE', path: listPath(loadBalancer), accept: [404], operation: 'ClearAccessList' } as const;
    await this.#changes.run(loadBalancer, options, () => this.#calls.empty(call, options));
  }

  /** Some of it, by id: ten a request. Ids that are not there are `not-found`, before anything is deleted: the service would refuse the ten they are among. */
  async deleteItems(loadBalancer: IdRef, items: readonly IdRef[], options: ChangeOptions = {}): Promise<void> {
    const ids = [...new Set(items.map((item) => idOf(item, 'item of the access list')))];
    if (ids.length === 0) return;
    const there = new Set((await this.list(loadBalancer, options)).map(({ id }) => String(id)));
    const unknown = ids.filter((id) => !there.has(id));
    if (unknown.length > 0) {
      throw new CloudError('not-found', `the access list has no item ${unknown.join(', ')}`, { operation: 'DeleteAccessItems', outcome: 'not-done' });
    }
    for (let start = 0; start < ids.length; start += MAX_BULK) {
      const query = { id: ids.slice(start, start + MAX_BULK) };
      const call = { method: 'DELETE', path: listPath(loadBalancer), query, operation: 'DeleteAccessItems' } as const;
      await this.#changes.run(loadBalancer, options, () => this.#calls.empty(call, options));
    }
  }
}

const listPath = (loadBalancer: IdRef): string => `${pathOf(loadBalancer)}/accesslist`;
