import type { CallOptions } from '@portolan/core/driver';
import type { IdRef } from '../refs.ts';
import type { ServiceCalls } from '../service-calls.ts';
import { type ChangeOptions, type LoadBalancerChanges, pathOf } from './changes.ts';
import type { ConnectionThrottle, HealthMonitor, SessionPersistence } from './wire.ts';

/** Something a load balancer has one of or none: read, put as a whole, deleted. `{}` and 404 both say that there is none. */
abstract class Feature {
  readonly #calls: ServiceCalls;
  readonly #changes: LoadBalancerChanges;
  readonly #path: string;
  /** What the body is wrapped in. */
  readonly #member: string;

  constructor(calls: ServiceCalls, changes: LoadBalancerChanges, path: string, member: string) {
    this.#calls = calls;
    this.#changes = changes;
    this.#path = path;
    this.#member = member;
  }

  protected async read<T extends object>(loadBalancer: IdRef, options: CallOptions): Promise<T | undefined> {
    const call = { method: 'GET', path: this.#of(loadBalancer), operation: `Get ${this.#member}` } as const;
    const body = await this.#calls.maybe(() => this.#calls.json<Readonly<Record<string, T | undefined>>>(call, options));
    const value = body?.[this.#member];
    return value === undefined || Object.keys(value).length === 0 ? undefined : value;
  }

  protected async put(loadBalancer: IdRef, value: object, options: ChangeOptions): Promise<void> {
    const call = { method: 'PUT', path: this.#of(loadBalancer), json: { [this.#member]: value }, operation: `Set ${this.#member}` } as const;
    await this.#changes.run(loadBalancer, options, () => this.#calls.empty(call, options));
  }

  protected async remove(loadBalancer: IdRef, options: ChangeOptions): Promise<void> {
    const call = { method: 'DELETE', path: this.#of(loadBalancer), accept: [404], operation: `Delete ${this.#member}` } as const;
    await this.#changes.run(loadBalancer, options, () => this.#calls.empty(call, options));
  }

  #of(loadBalancer: IdRef): string {
    return `${pathOf(loadBalancer)}/${this.#path}`;
  }
}

/** Looks at the nodes and takes those that do not answer out of service. */
export class HealthMonitors extends Feature {
  constructor(calls: ServiceCalls, changes: LoadBalancerChanges) {
    super(calls, changes, 'healthmonitor', 'healthMonitor');
  }

  async get(loadBalancer: IdRef, options: CallOptions = {}): Promise<HealthMonitor | undefined> {
    return this.read<HealthMonitor>(loadBalancer, options);
  }

  async set(loadBalancer: IdRef, monitor: HealthMonitor, options: ChangeOptions = {}): Promise<void> {
    await this.put(loadBalancer, monitor, options);
  }

  async delete(loadBalancer: IdRef, options: ChangeOptions = {}): Promise<void> {
    await this.remove(loadBalancer, options);
  }
}

/** Sends a client to the same node again: by a cookie (HTTP alone), by its address, or by its SSL session. */
export class SessionPersistences extends Feature {
  constructor(calls: ServiceCalls, changes: LoadBalancerChanges) {
    super(calls, changes, 'sessionpersistence', 'sessionPersistence');
  }

  async get(loadBalancer: IdRef, options: CallOptions = {}): Promise<SessionPersistence | undefined> {
    return (await this.read<{ readonly persistenceType?: SessionPersistence }>(loadBalancer, options))?.persistenceType;
  }

  async set(loadBalancer: IdRef, persistenceType: SessionPersistence, options: ChangeOptions = {}): Promise<void> {
    await this.put(loadBalancer, { persistenceType }, options);
  }

  async delete(loadBalancer: IdRef, options: ChangeOptions = {}): Promise<void> {
    await this.remove(loadBalancer, options);
  }
}

/** Bounds what one client address may open. */
export class ConnectionThrottles extends Feature {
  constructor(calls: ServiceCalls, changes: LoadBalancerChanges) {
    super(calls, changes, 'connectionthrottle', 'connectionThrottle');
  }

  async get(loadBalancer: IdRef, options: CallOptions = {}): Promise<ConnectionThrottle | undefined> {
    return this.read<ConnectionThrottle>(loadBalancer, options);
  }

  async set(loadBalancer: IdRef, throttle: ConnectionThrottle, options: ChangeOptions = {}): Promise<void> {
    await this.put(loadBalancer, throttle, options);
  }

  async delete(loadBalancer: IdRef, options: ChangeOptions = {}): Promise<void> {
    await this.remove(loadBalancer, options);
  }
}

/** What a client sees when no node answers. */
export class ErrorPages extends Feature {
  constructor(calls: ServiceCalls, changes: LoadBalancerChanges) {
    super(calls, changes, 'errorpage', 'errorpage');
  }

  /** HTML: the default page, where none was set. */
  async get(loadBalancer: IdRef, options: CallOptions = {}): Promise<string | undefined> {
    return (await this.read<{ readonly content?: string }>(loadBalancer, options))?.content;
  }

  /** HTML of 65 536 characters at most. */
  async set(loadBalancer: IdRef, html: string, options: ChangeOptions = {}): Promise<void> {
    await this.put(loadBalancer, { content: html }, options);
  }

  /** Back to the default page. */
  async clear(loadBalancer: IdRef, options: ChangeOptions = {}): Promise<void> {
    await this.remove(loadBalancer, options);
  }
}

/** On or off. */
export class Switch extends Feature {
  async get(loadBalancer: IdRef, options: CallOptions = {}): Promise<boolean> {
    return (await this.read<{ readonly enabled?: boolean }>(loadBalancer, options))?.enabled === true;
  }

  async set(loadBalancer: IdRef, enabled: boolean, options: ChangeOptions = {}): Promise<void> {
    await this.put(loadBalancer, { enabled }, options);
  }
}
