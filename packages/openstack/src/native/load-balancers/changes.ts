import { type CallOptions, isCloudError, type WaitOptions } from '@portolan/core/driver';
import { type IdRef, idOf, idPath } from '../refs.ts';
import type { ServiceCalls } from '../service-calls.ts';
import type { LoadBalancerWire } from './wire.ts';

export interface ChangeOptions extends CallOptions {
  /**
   * How long to wait for a load balancer that another change still occupies, in milliseconds. 0: fail with `conflict` at once.
   * Default 120 000.
   */
  readonly settleMs?: number | undefined;
}

const SETTLE_MS = 120_000;
/** Its documents ask for 5 to 10 seconds between two looks; changes take two or three. */
const LOOK_MS = 2_500;
const HOPELESS: ReadonlySet<string> = new Set(['ERROR', 'SUSPENDED', 'DELETED', 'PENDING_DELETE']);

export const pathOf = (loadBalancer: IdRef): string => `/loadbalancers${idPath(loadBalancer, 'load balancer')}`;

/**
 * A load balancer takes one change at a time: others are refused with 422 ("has a status of 'PENDING_UPDATE' and is considered immutable").
 * Ours are sent one after the other; one that is refused because of somebody else's waits until the load balancer is ACTIVE and is sent again.
 */
export class LoadBalancerChanges {
  readonly #calls: ServiceCalls;
  readonly #last = new Map<string, Promise<unknown>>();

  constructor(calls: ServiceCalls) {
    this.#calls = calls;
  }

  async run<T>(loadBalancer: IdRef, options: ChangeOptions, change: () => Promise<T>): Promise<T> {
    const id = idOf(loadBalancer, 'load balancer');
    const before = this.#last.get(id) ?? Promise.resolve();
    const mine = before.then(
      () => this.#whenItCan(id, options, change),
      () => this.#whenItCan(id, options, change),
    );
    this.#last.set(id, mine);
    try {
      return await mine;
    } finally {
      if (this.#last.get(id) === mine) this.#last.delete(id);
    }
  }

  /** Until it is ACTIVE: ERROR, SUSPENDED and what is deleted end the wait. */
  async waitActive(loadBalancer: IdRef, options: WaitOptions): Promise<LoadBalancerWire> {
    const found = await this.#calls.wait<LoadBalancerWire>(
      {
        id: idOf(loadBalancer, 'load balancer'),
        wanted: 'ACTIVE',
        look: (each) => this.get(loadBalancer, each),
        stateOf: ({ status }) => status,
        done: (seen) => seen?.status === 'ACTIVE',
        fatal: (seen) => (seen === undefined ? 'it is not there' : HOPELESS.has(seen.status ?? '') ? `it is ${seen.status}` : undefined),
      },
      { intervalMs: LOOK_MS, ...options },
    );
    return found as LoadBalancerWire;
  }

  async get(loadBalancer: IdRef, options: CallOptions): Promise<LoadBalancerWire> {
    return this.#calls.member<LoadBalancerWire>({ method: 'GET', path: pathOf(loadBalancer), operation: 'GetLoadBalancer' }, 'loadBalancer', options);
  }

  async #whenItCan<T>(id: string, options: ChangeOptions, change: () => Promise<T>): Promise<T> {
    options.signal?.throwIfAborted();
    const until = this.#calls.clock.now() + (options.settleMs ?? SETTLE_MS);
    for (;;) {
      try {
        return await change();
      } catch (error) {
        const left = until - this.#calls.clock.now();
        if (!isOccupied(error) || left <= 0) throw error;
        await this.waitActive(id, { signal: options.signal, timeoutMs: left });
      }
    }
  }
}

const isOccupied = (error: unknown): boolean => isCloudError(error, 'conflict') && error.status === 422 && /immutable|PENDING_/i.test(error.message);
