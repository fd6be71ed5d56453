import { type CallOptions, type List, Secret, type WaitOptions } from '@portolan/core/driver';
import { type IdRef, idOf } from '../refs.ts';
import type { ServiceCalls } from '../service-calls.ts';
import { instancePath } from './paths.ts';
import type { DatabaseInstanceSpec, DatabaseInstanceWire } from './wire.ts';

const FAILED: ReadonlySet<string> = new Set(['ERROR', 'FAILED', 'BLOCKED', 'REPLICATION_ERROR']);

/** Servers of databases. Changes of one that is busy are refused with `conflict`. */
export class DatabaseInstances {
  readonly #calls: ServiceCalls;

  constructor(calls: ServiceCalls) {
    this.#calls = calls;
  }

  list(options: CallOptions & { readonly pageSize?: number | undefined; readonly includeReplicas?: boolean | undefined } = {}): List<DatabaseInstanceWire> {
    const query = { limit: options.pageSize, include_replicas: options.includeReplicas };
    return this.#calls.list({ method: 'GET', path: '/instances', query, operation: 'ListInstances' }, 'instances', options);
  }

  async get(instance: IdRef, options: CallOptions = {}): Promise<DatabaseInstanceWire> {
    return this.#calls.member({ method: 'GET', path: instancePath(instance), operation: 'GetInstance' }, 'instance', options);
  }

  async create(spec: DatabaseInstanceSpec, options: CallOptions = {}): Promise<DatabaseInstanceWire> {
    return this.#calls.member({ method: 'POST', path: '/instances', json: { instance: spec }, operation: 'CreateInstance' }, 'instance', options);
  }

  async rename(instance: IdRef, name: string, options: CallOptions = {}): Promise<void> {
    const call = { method: 'PATCH', path: instancePath(instance), json: { instance: { name } }, idempotent: true, operation: 'UpdateInstance' } as const;
    await this.#calls.empty(call, options);
  }

  /** `undefined`: none. */
  async setConfiguration(instance: IdRef, configuration: string | undefined, options: CallOptions = {}): Promise<void> {
    const json = { instance: { configuration: configuration ?? '' } };
    await this.#calls.empty({ method: 'PUT', path: instancePath(instance), json, operation: 'SetConfiguration' }, options);
  }

  /** With its databases. Absent is success; one that is being made is a `conflict`. */
  async delete(instance: IdRef, options: CallOptions = {}): Promise<void> {
    await this.#calls.empty({ method: 'DELETE', path: instancePath(instance), accept: [404], operation: 'DeleteInstance' }, options);
  }

  async restart(instance: IdRef, options: CallOptions = {}): Promise<void> {
    await this.#act(instance, 'RestartInstance', { restart: {} }, options);
  }

  /** Another size of memory. */
  async resize(instance: IdRef, flavor: IdRef, options: CallOptions = {}): Promise<void> {
    await this.#act(instance, 'ResizeInstance', { resize: { flavorRef: idOf(flavor, 'flavor') } }, options);
  }

  /** In GB; it can only grow. */
  async resizeVolume(instance: IdRef, size: number, options: CallOptions = {}): Promise<void> {
    await this.#act(instance, 'ResizeVolume', { resize: { volume: { size } } }, options);
  }

  /** The password of `root` is made anew with each call, and shown this once. */
  async enableRoot(instance: IdRef, options: CallOptions = {}): Promise<{ readonly name: string; readonly password: Secret }> {
    const call = { method: 'POST', path: `${instancePath(instance)}/root`, operation: 'EnableRoot' } as const;
    const { name, password } = await this.#calls.member<{ readonly name: string; readonly password: string }>(call, 'user', options);
    return { name, password: new Secret(password) };
  }

  /** Whether it ever was enabled. */
  async isRootEnabled(instance: IdRef, options: CallOptions = {}): Promise<boolean> {
    const call = { method: 'GET', path: `${instancePath(instance)}/root`, operation: 'GetRootStatus' } as const;
    return (await this.#calls.member<boolean>(call, 'rootEnabled', options)) === true;
  }

  /** Until it is ACTIVE. ERROR, FAILED and BLOCKED end the wait with `conflict`, and so does its deletion. */
  async waitActive(instance: IdRef, options: WaitOptions = {}): Promise<DatabaseInstanceWire> {
    const found = await this.#calls.wait<DatabaseInstanceWire>(
      {
        id: idOf(instance, 'instance'),
        wanted: 'ACTIVE',
        look: (each) => this.get(instance, each),
        stateOf: ({ status }) => status,
        done: (seen) => seen?.status === 'ACTIVE',
        fatal: (seen) => (seen === undefined ? 'it is not there' : FAILED.has(seen.status ?? '') ? `it is ${seen.status}` : undefined),
      },
      { intervalMs: 5_000, ...options },
    );
    return found as DatabaseInstanceWire;
  }

  /** Until it is gone. */
  async waitDeleted(instance: IdRef, options: WaitOptions = {}): Promise<void> {
    await this.#calls.wait<DatabaseInstanceWire>(
      {
        id: idOf(instance, 'instance'),
        wanted: 'deleted',
        look: (each) => this.get(instance, each),
        stateOf: ({ status }) => status,
        done: (seen) => seen === undefined || seen.status === 'DELETED',
        fatal: (seen) => (FAILED.has(seen?.status ?? '') ? `it is ${seen?.status}` : undefined),
      },
      { intervalMs: 5_000, ...options },
    );
  }

  async #act(instance: IdRef, operation: string, json: object, options: CallOptions): Promise<void> {
    await this.#calls.empty({ method: 'POST', path: `${instancePath(instance)}/action`, json, operation }, options);
  }
}
