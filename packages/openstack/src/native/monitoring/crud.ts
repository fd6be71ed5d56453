import type { CallOptions, List } from '@portolan/core/driver';
import { type IdRef, idPath } from '../refs.ts';
import type { ServiceCalls } from '../service-calls.ts';
import { createdId, type MonitoringListOptions, monitoringPages } from './monitoring-calls.ts';

/** What all collections of the account have: `/entities`, `/notifications`, … */
export class MonitoringCollection<Wire, Spec extends object, Change extends object> {
  protected readonly calls: ServiceCalls;
  readonly #path: string;
  readonly #what: string;

  constructor(calls: ServiceCalls, path: string, what: string) {
    this.calls = calls;
    this.#path = path;
    this.#what = what;
  }

  list(options: MonitoringListOptions = {}): List<Wire> {
    return monitoringPages<Wire>(this.calls, { path: this.#path, operation: `List ${this.#what}` }, options);
  }

  async get(ref: IdRef, options: CallOptions = {}): Promise<Wire> {
    return (await this.calls.json({ method: 'GET', path: this.pathOf(ref), operation: `Get ${this.#what}` }, options)) as Wire;
  }

  /** Its id. */
  async create(spec: Spec, options: CallOptions = {}): Promise<string> {
    return createdId(this.calls, { path: this.#path, json: spec, operation: `Create ${this.#what}` }, options);
  }

  /** What is not named stays. */
  async update(ref: IdRef, change: Change, options: CallOptions = {}): Promise<void> {
    await this.calls.empty({ method: 'PUT', path: this.pathOf(ref), json: change, operation: `Update ${this.#what}` }, options);
  }

  /** Absent is success; what others hang on is a `conflict`. */
  async delete(ref: IdRef, options: CallOptions = {}): Promise<void> {
    await this.calls.empty({ method: 'DELETE', path: this.pathOf(ref), accept: [404], operation: `Delete ${this.#what}` }, options);
  }

  protected pathOf(ref: IdRef): string {
    return `${this.#path}${idPath(ref, this.#what)}`;
  }
}

/** The same of an entity: its checks, its alarms. */
export class EntityCollection<Wire, Spec extends object, Change extends object> {
  protected readonly calls: ServiceCalls;
  readonly #name: string;
  readonly #what: string;

  constructor(calls: ServiceCalls, name: string, what: string) {
    this.calls = calls;
    this.#name = name;
    this.#what = what;
  }

  list(entity: IdRef, options: MonitoringListOptions = {}): List<Wire> {
    return monitoringPages<Wire>(this.calls, { path: this.#of(entity), operation: `List ${this.#name}` }, options);
  }

  async get(entity: IdRef, ref: IdRef, options: CallOptions = {}): Promise<Wire> {
    return (await this.calls.json({ method: 'GET', path: this.pathOf(entity, ref), operation: `Get ${this.#what}` }, options)) as Wire;
  }

  /** Its id. */
  async create(entity: IdRef, spec: Spec, options: CallOptions = {}): Promise<string> {
    return createdId(this.calls, { path: this.#of(entity), json: spec, operation: `Create ${this.#what}` }, options);
  }

  /** What is not named stays. */
  async update(entity: IdRef, ref: IdRef, change: Change, options: CallOptions = {}): Promise<void> {
    await this.calls.empty({ method: 'PUT', path: this.pathOf(entity, ref), json: change, operation: `Update ${this.#what}` }, options);
  }

  /** Absent is success. */
  async delete(entity: IdRef, ref: IdRef, options: CallOptions = {}): Promise<void> {
    await this.calls.empty({ method: 'DELETE', path: this.pathOf(entity, ref), accept: [404], operation: `Delete ${this.#what}` }, options);
  }

  protected pathOf(entity: IdRef, ref: IdRef): string {
    return `${this.#of(entity)}${idPath(ref, this.#what)}`;
  }

  #of(entity: IdRef): string {
    return `/entities${idPath(entity, 'entity')}/${this.#name}`;
  }
}
