import { type CallOptions, type List, unexpectedBody } from '@portolan/core/driver';
import type { IdRef } from '../refs.ts';
import type { ServiceCalls } from '../service-calls.ts';
import { policiesPath, policyPath } from './paths.ts';
import type { PolicySpec, PolicyWire } from './wire.ts';

/** A new way to change replaces the old one. */
export type PolicyUpdate = Partial<Pick<PolicyWire, 'name' | 'type' | 'cooldown' | 'change' | 'changePercent' | 'desiredCapacity' | 'args'>>;

const AMOUNTS = ['change', 'changePercent', 'desiredCapacity'] as const;

/** By how much a group grows or shrinks, and when. */
export class AutoscalePolicies {
  readonly #calls: ServiceCalls;

  constructor(calls: ServiceCalls) {
    this.#calls = calls;
  }

  list(group: IdRef, options: CallOptions = {}): List<PolicyWire> {
    return this.#calls.list({ method: 'GET', path: policiesPath(group), operation: 'ListPolicies' }, 'policies', options);
  }

  async get(group: IdRef, policy: IdRef, options: CallOptions = {}): Promise<PolicyWire> {
    return this.#calls.member({ method: 'GET', path: policyPath(group, policy), operation: 'GetPolicy' }, 'policy', options);
  }

  async add(group: IdRef, policy: PolicySpec, options: CallOptions = {}): Promise<PolicyWire> {
    const [made] = await this.addMany(group, [policy], options);
    if (made === undefined) throw unexpectedBody('it names no policy');
    return made;
  }

  /** In one request, whose body is a bare array. */
  async addMany(group: IdRef, policies: readonly PolicySpec[], options: CallOptions = {}): Promise<readonly PolicyWire[]> {
    return this.#calls.array({ method: 'POST', path: policiesPath(group), json: policies, operation: 'AddPolicies' }, 'policies', options);
  }

  /** The whole of it. */
  async replace(group: IdRef, policy: IdRef, spec: PolicySpec, options: CallOptions = {}): Promise<void> {
    await this.#put(group, policy, spec, options);
  }

  /** What is not named stays. */
  async update(group: IdRef, policy: IdRef, change: PolicyUpdate, options: CallOptions = {}): Promise<void> {
    const { id: _id, links: _links, ...there } = await this.get(group, policy, options);
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    const amounts = AMOUNTS.some((name) => name in given) ? Object.fromEntries(AMOUNTS.map((name) => [name, undefined])) : {};
    await this.#put(group, policy, { ...there, ...amounts, ...given }, options);
  }

  /** Absent is success. */
  async delete(group: IdRef, policy: IdRef, options: CallOptions = {}): Promise<void> {
    await this.#calls.empty({ method: 'DELETE', path: policyPath(group, policy), accept: [404], operation: 'DeletePolicy' }, options);
  }

  /** Now. In its cooldown, or where the group is as large or small as it may be, it is a `conflict`. */
  async execute(group: IdRef, policy: IdRef, options: CallOptions = {}): Promise<void> {
    await this.#calls.empty({ method: 'POST', path: `${policyPath(group, policy)}/execute`, json: {}, operation: 'ExecutePolicy' }, options);
  }

  async #put(group: IdRef, policy: IdRef, json: object, options: CallOptions): Promise<void> {
    await this.#calls.empty({ method: 'PUT', path: policyPath(group, policy), json, operation: 'ReplacePolicy' }, options);
  }
}
