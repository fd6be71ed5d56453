import type { List, Ref } from '@portolan/core/driver';
import type { CloudapiRequest } from '../client.ts';
import { type Calls, type NativeCreateOptions, type NativeListOptions, type NativeOptions, segment } from './calls.ts';

/** Source: sdc-cloudapi docs "GetRole"; lib/roles.js. From API 7.2 on. */
export interface RoleWire {
  readonly id: string;
  readonly name: string;
  /** From 9.0 on; logins before. */
  readonly members?: readonly (RoleMember | string)[];
  /** Before 9.0. */
  readonly default_members?: readonly string[];
  /** From 9.0 on; names before. */
  readonly policies?: readonly (RolePolicy | string)[];
}

/** Named by id or by login. */
export interface RoleMember {
  readonly type?: 'subuser' | 'account';
  readonly id?: string;
  readonly login?: string;
  /** Whether the role is taken on without being named. */
  readonly default?: boolean;
}

export interface RolePolicy {
  readonly id?: string;
  readonly name?: string;
}

export interface RoleFields {
  readonly name: string;
  readonly members?: readonly (RoleMember | string)[] | undefined;
  readonly default_members?: readonly string[] | undefined;
  readonly policies?: readonly (RolePolicy | string)[] | undefined;
}

/** Source: sdc-cloudapi docs "GetPolicy"; lib/policies.js. */
export interface PolicyWire {
  readonly id: string;
  readonly name: string;
  /** Aperture sentences: `CAN listmachines AND getmachine`. */
  readonly rules: readonly string[];
  readonly description?: string;
}

export type PolicyFields = Omit<PolicyWire, 'id'>;

interface Kind {
  readonly path: '/roles' | '/policies';
  /** As CloudAPI's operations call it. */
  readonly one: 'Role' | 'Policy';
  readonly many: 'Roles' | 'Policies';
}

const ROLES: Kind = { path: '/roles', one: 'Role', many: 'Roles' };
const POLICIES: Kind = { path: '/policies', one: 'Policy', many: 'Policies' };

/** Roles and policies are kept alike. */
class Kept<Wire extends object, Fields extends object> {
  readonly #calls: Calls;
  readonly #kind: Kind;

  constructor(calls: Calls, kind: Kind) {
    this.#calls = calls;
    this.#kind = kind;
  }

  list(options: NativeListOptions = {}): List<Wire> {
    return this.#calls.list<Wire>({ operation: `List${this.#kind.many}`, method: 'GET', path: this.#kind.path }, options, ['name', 'rules', 'description']);
  }

  /** By id or name. */
  async get(ref: Ref, options: NativeOptions = {}): Promise<Wire> {
    return this.#calls.json<Wire>(this.#request('Get', 'GET', ref), options);
  }

  async create(fields: Fields, options: NativeCreateOptions = {}): Promise<Wire> {
    const request: CloudapiRequest = { operation: `Create${this.#kind.one}`, method: 'POST', path: this.#kind.path, body: fields };
    return this.#calls.json<Wire>(request, options);
  }

  /** By id alone. Lists replace those there were. */
  async update(ref: Ref, fields: Partial<Fields>, options: NativeOptions = {}): Promise<Wire> {
    return this.#calls.json<Wire>({ ...this.#request('Update', 'POST', ref), body: fields, idempotent: true }, options);
  }

  /** By id alone. Absent is success. */
  async delete(ref: Ref, options: NativeOptions = {}): Promise<void> {
    await this.#calls.empty({ ...this.#request('Delete', 'DELETE', ref), accept: [404] }, options);
  }

  #request(verb: string, method: CloudapiRequest['method'], ref: Ref): CloudapiRequest {
    return { operation: `${verb}${this.#kind.one}`, method, path: `${this.#kind.path}/${segment(ref, this.#kind.one.toLowerCase())}` };
  }
}

export class NativeRoles extends Kept<RoleWire, RoleFields> {
  constructor(calls: Calls) {
    super(calls, ROLES);
  }
}

export class NativePolicies extends Kept<PolicyWire, PolicyFields> {
  constructor(calls: Calls) {
    super(calls, POLICIES);
  }
}
