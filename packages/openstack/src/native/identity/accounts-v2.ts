import { type CallOptions, CloudError, type List, Secret } from '@portolan/core/driver';
import { type IdRef, idPath } from '../refs.ts';
import type { KeystoneCalls } from './keystone-calls.ts';

// Identity v2.0: Rackspace's today, and that of OpenStack until 2018. Source: Rackspace Identity documents, and pyrax where they differ.

export interface UserV2Wire {
  readonly id: string | number;
  /** Keystone says name, Rackspace username. */
  readonly name?: string;
  readonly username?: string;
  readonly email?: string;
  readonly enabled?: boolean;
  readonly 'RAX-AUTH:defaultRegion'?: string;
}

export interface CreateUserV2Fields {
  readonly username: string;
  readonly email: string;
  readonly password?: string | Secret | undefined;
  readonly enabled?: boolean | undefined;
  readonly defaultRegion?: string | undefined;
}

export interface RoleV2Wire {
  readonly id: string | number;
  readonly name: string;
  readonly description?: string;
  readonly tenantId?: string;
  readonly serviceId?: string;
}

export interface TenantWire {
  readonly id: string | number;
  readonly name: string;
  readonly description?: string | null;
  readonly enabled?: boolean;
}

export interface TenantFields {
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly enabled?: boolean | undefined;
}

const userPath = (user: IdRef, rest = ''): string => `/users${idPath(user, 'user')}${rest}`;

export class UsersV2 {
  readonly #calls: KeystoneCalls;

  constructor(calls: KeystoneCalls) {
    this.#calls = calls;
  }

  list(options: CallOptions & { readonly limit?: number | undefined; readonly marker?: string | undefined } = {}): List<UserV2Wire> {
    const { limit, marker } = options;
    return this.#calls.list({ method: 'GET', path: '/users', query: { limit, marker }, operation: 'ListUsersV2' }, 'users', options);
  }

  async get(user: IdRef, options: CallOptions = {}): Promise<UserV2Wire> {
    return this.#calls.member({ method: 'GET', path: userPath(user), operation: 'GetUserV2' }, 'user', options);
  }

  async findByName(name: string, options: CallOptions = {}): Promise<UserV2Wire> {
    return this.#find({ name }, options);
  }

  async findByEmail(email: string, options: CallOptions = {}): Promise<UserV2Wire> {
    return this.#find({ email }, options);
  }

  async create(fields: CreateUserV2Fields, options: CallOptions = {}): Promise<UserV2Wire> {
    const { password, enabled = true, defaultRegion, username, email } = fields;
    const user = {
      username,
      // Keystone's own name of the member.
      ...(this.#calls.plain.client.settings.dialect.provider === 'rackspace' ? {} : { name: username }),
      email,
      enabled,
      ...(password === undefined ? {} : { [this.#passwordMember()]: Secret.of(password).reveal() }),
      ...(defaultRegion === undefined ? {} : { 'RAX-AUTH:defaultRegion': defaultRegion }),
    };
    return this.#calls.member({ method: 'POST', path: '/users', json: { user }, operation: 'CreateUserV2' }, 'user', options);
  }

  async update(
    user: IdRef,
    fields: {
      readonly username?: string;
      readonly email?: string;
      readonly enabled?: boolean;
      readonly defaultRegion?: string;
      readonly password?: string | Secret;
    },
    options: CallOptions = {},
  ): Promise<UserV2Wire> {
    const { defaultRegion, password, ...named } = fields;
    const json = {
      user: {
        ...named,
        ...(password === undefined ? {} : { [this.#passwordMember()]: Secret.of(password).reveal() }),
        ...(defaultRegion === undefined ? {} : { 'RAX-AUTH:defaultRegion': defaultRegion }),
      },
    };
    // Rackspace's documents say POST, Keystone's PUT.
    const method = this.#calls.plain.client.settings.dialect.provider === 'rackspace' ? 'POST' : 'PUT';
    return this.#calls.member({ method, path: userPath(user), json, idempotent: true, operation: 'UpdateUserV2' }, 'user', options);
  }

  /** Absent is success. */
  async delete(user: IdRef, options: CallOptions = {}): Promise<void> {
    await this.#calls.empty({ method: 'DELETE', path: userPath(user), accept: [404], operation: 'DeleteUserV2' }, options);
  }

  roles(user: IdRef, options: CallOptions = {}): List<RoleV2Wire> {
    return this.#calls.list({ method: 'GET', path: userPath(user, '/roles'), operation: 'ListUserRolesV2' }, 'roles', options);
  }

  async addRole(user: IdRef, role: IdRef, options: CallOptions = {}): Promise<void> {
    await this.#calls.empty({ method: 'PUT', path: userPath(user, `/roles/OS-KSADM${idPath(role, 'role')}`), operation: 'AddUserRoleV2' }, options);
  }

  /** Not given is success. */
  async removeRole(user: IdRef, role: IdRef, options: CallOptions = {}): Promise<void> {
    const path = userPath(user, `/roles/OS-KSADM${idPath(role, 'role')}`);
    await this.#calls.empty({ method: 'DELETE', path, accept: [404], operation: 'RemoveUserRoleV2' }, options);
  }

  /** Rackspace's: what a user signs in with. Values that are keys are hidden. */
  async credentials(user: IdRef, options: CallOptions = {}): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const call = { method: 'GET', path: userPath(user, '/OS-KSADM/credentials'), operation: 'ListCredentialsV2' };
    const { credentials = [] } = await this.#calls.json<{ readonly credentials?: readonly Readonly<Record<string, unknown>>[] }>(call, options);
    return credentials.map((one) => Object.fromEntries(Object.entries(one).map(([kind, value]) => [kind, hidden(value)])));
  }

  async apiKey(user: IdRef, options: CallOptions = {}): Promise<Secret> {
    return this.#apiKey('GET', userPath(user, '/OS-KSADM/credentials/RAX-KSKEY:apiKeyCredentials'), 'GetApiKey', options);
  }

  /** A new key; the one before ends at once. */
  async resetApiKey(user: IdRef, options: CallOptions = {}): Promise<Secret> {
    return this.#apiKey('POST', userPath(user, '/OS-KSADM/credentials/RAX-KSKEY:apiKeyCredentials/RAX-AUTH/reset'), 'ResetApiKey', options);
  }

  async #apiKey(method: string, path: string, operation: string, options: CallOptions): Promise<Secret> {
    const { apiKey } = await this.#calls.member<{ readonly apiKey?: string }>({ method, path, operation }, 'RAX-KSKEY:apiKeyCredentials', options);
    return new Secret(apiKey ?? '');
  }

  /** One is `{"user": {}}`, and some versions answer `{"users": [{}]}` to the same. */
  async #find(query: Readonly<Record<string, string>>, options: CallOptions): Promise<UserV2Wire> {
    const call = { method: 'GET', path: '/users', query, operation: 'FindUserV2' };
    const { user, users = [] } = await this.#calls.json<{ readonly user?: UserV2Wire; readonly users?: readonly UserV2Wire[] }>(call, options);
    const found = user ?? users[0];
    if (found === undefined) throw new CloudError('not-found', `there is no user of this ${Object.keys(query)[0]}`, this.#calls.plain.contextOf(call));
    return found;
  }

  #passwordMember(): string {
    return this.#calls.plain.client.settings.dialect.provider === 'rackspace' ? 'OS-KSADM:password' : 'password';
  }
}

const hidden = (value: unknown): unknown =>
  typeof value !== 'object' || value === null
    ? value
    : Object.fromEntries(
        Object.entries(value).map(([name, one]) => [name, /key|password|secret/i.test(name) && typeof one === 'string' ? new Secret(one) : one]),
      );

export class TenantsV2 {
  readonly #calls: KeystoneCalls;

  constructor(calls: KeystoneCalls) {
    this.#calls = calls;
  }

  /** Those that the token may be for. Rackspace nests a paged list once more: `{"tenants": {"values": […]}}`. */
  async list(options: CallOptions = {}): Promise<readonly TenantWire[]> {
    const call = { method: 'GET', path: '/tenants', operation: 'ListTenants' };
    const tenants = await this.#calls.member<readonly TenantWire[] | { readonly values?: readonly TenantWire[] }>(call, 'tenants', options);
    return Array.isArray(tenants) ? (tenants as readonly TenantWire[]) : ((tenants as { readonly values?: readonly TenantWire[] }).values ?? []);
  }

  /** For administrators, as all below. */
  async create(fields: TenantFields & { readonly name: string }, options: CallOptions = {}): Promise<TenantWire> {
    return this.#calls.member(
      { method: 'POST', path: '/tenants', json: { tenant: { enabled: true, ...fields } }, operation: 'CreateTenant' },
      'tenant',
      options,
    );
  }

  async update(tenant: IdRef, fields: TenantFields, options: CallOptions = {}): Promise<TenantWire> {
    const call = { method: 'PUT', path: `/tenants${idPath(tenant, 'tenant')}`, json: { tenant: fields }, operation: 'UpdateTenant' };
    return this.#calls.member(call, 'tenant', options);
  }

  /** Absent is success. */
  async delete(tenant: IdRef, options: CallOptions = {}): Promise<void> {
    await this.#calls.empty({ method: 'DELETE', path: `/tenants${idPath(tenant, 'tenant')}`, accept: [404], operation: 'DeleteTenant' }, options);
  }
}

/** Identity v2.0, as Rackspace has it. */
export class AccountsV2 {
  readonly users: UsersV2;
  readonly tenants: TenantsV2;
  readonly #calls: KeystoneCalls;

  constructor(calls: KeystoneCalls) {
    this.#calls = calls;
    this.users = new UsersV2(calls);
    this.tenants = new TenantsV2(calls);
  }

  roles(
    options: CallOptions & { readonly serviceId?: string | undefined; readonly limit?: number | undefined; readonly marker?: string | undefined } = {},
  ): List<RoleV2Wire> {
    const { serviceId, limit, marker } = options;
    return this.#calls.list({ method: 'GET', path: '/OS-KSADM/roles', query: { serviceId, limit, marker }, operation: 'ListRolesV2' }, 'roles', options);
  }

  async role(role: IdRef, options: CallOptions = {}): Promise<RoleV2Wire> {
    return this.#calls.member({ method: 'GET', path: `/OS-KSADM/roles${idPath(role, 'role')}`, operation: 'GetRoleV2' }, 'role', options);
  }

  async extensions(options: CallOptions = {}): Promise<readonly { readonly alias: string; readonly name: string }[]> {
    const call = { method: 'GET', path: '/extensions', operation: 'ListExtensionsV2' };
    const extensions = await this.#calls.member<readonly never[] | { readonly values?: readonly never[] }>(call, 'extensions', options);
    return Array.isArray(extensions) ? extensions : ((extensions as { readonly values?: readonly never[] }).values ?? []);
  }
}
