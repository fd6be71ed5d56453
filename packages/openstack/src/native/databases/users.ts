import { type CallOptions, encodePathSegment, type List, Secret } from '@portolan/core/driver';
import { type IdRef, type NameRef, nameOf } from '../refs.ts';
import type { ServiceCalls } from '../service-calls.ts';
import { type DatabaseUserRef, instancePath, lastName, userName } from './paths.ts';
import type { DatabaseUserWire } from './wire.ts';

export interface NewDatabaseUser {
  readonly name: string;
  readonly password: string | Secret;
  /** From where: an address, or `%` for anywhere, the default. */
  readonly host?: string | undefined;
  /** Databases that it may use. */
  readonly databases?: readonly string[] | undefined;
}

export interface DatabaseUserChange {
  readonly name?: string | undefined;
  readonly password?: string | Secret | undefined;
  readonly host?: string | undefined;
}

const revealed = (password: string | Secret): string => (password instanceof Secret ? password.reveal() : password);

/** Users of the databases in an instance. */
export class DatabaseUsers {
  readonly #calls: ServiceCalls;

  constructor(calls: ServiceCalls) {
    this.#calls = calls;
  }

  list(instance: IdRef, options: CallOptions & { readonly pageSize?: number | undefined } = {}): List<DatabaseUserWire> {
    const call = { method: 'GET', path: usersPath(instance), query: { limit: options.pageSize }, operation: 'ListUsers' } as const;
    return this.#calls.list(call, 'users', options);
  }

  async get(instance: IdRef, user: DatabaseUserRef, options: CallOptions = {}): Promise<DatabaseUserWire> {
    return this.#calls.member({ method: 'GET', path: userPath(instance, user), operation: 'GetUser' }, 'user', options);
  }

  async create(instance: IdRef, users: readonly NewDatabaseUser[], options: CallOptions = {}): Promise<void> {
    const json = {
      users: users.map(({ password, databases, ...rest }) => ({
        ...rest,
        password: revealed(password),
        databases: (databases ?? []).map((name) => ({ name })),
      })),
    };
    await this.#calls.empty({ method: 'POST', path: usersPath(instance), json, operation: 'CreateUsers' }, options);
  }

  async update(instance: IdRef, user: DatabaseUserRef, change: DatabaseUserChange, options: CallOptions = {}): Promise<void> {
    const { password } = change;
    const json = { user: { ...change, ...(password === undefined ? {} : { password: revealed(password) }) } };
    await this.#calls.empty({ method: 'PUT', path: userPath(instance, user), json, operation: 'UpdateUser' }, options);
  }

  async changePassword(instance: IdRef, user: DatabaseUserRef, password: string | Secret, options: CallOptions = {}): Promise<void> {
    const { name, host } = typeof user === 'string' ? { name: user, host: undefined } : user;
    const json = { users: [{ name, host, password: revealed(password) }] };
    await this.#calls.empty({ method: 'PUT', path: usersPath(instance), json, operation: 'ChangePasswords' }, options);
  }

  /** Absent is success. */
  async delete(instance: IdRef, user: DatabaseUserRef, options: CallOptions = {}): Promise<void> {
    await this.#calls.empty({ method: 'DELETE', path: userPath(instance, user), accept: [404], operation: 'DeleteUser' }, options);
  }

  /** Databases that it may use. */
  async listAccess(instance: IdRef, user: DatabaseUserRef, options: CallOptions = {}): Promise<readonly string[]> {
    const call = { method: 'GET', path: accessPath(instance, user), operation: 'ListUserAccess' } as const;
    return (await this.#calls.array<{ readonly name: string }>(call, 'databases', options)).map(({ name }) => name);
  }

  async grantAccess(instance: IdRef, user: DatabaseUserRef, databases: readonly string[], options: CallOptions = {}): Promise<void> {
    const json = { databases: databases.map((name) => ({ name })) };
    await this.#calls.empty({ method: 'PUT', path: accessPath(instance, user), json, operation: 'GrantUserAccess' }, options);
  }

  /** One database a request. Absent is success. */
  async revokeAccess(instance: IdRef, user: DatabaseUserRef, databases: readonly NameRef[], options: CallOptions = {}): Promise<void> {
    for (const database of databases) {
      const path = `${accessPath(instance, user)}${lastName(nameOf(database, 'database'), 'database')}`;
      await this.#calls.empty({ method: 'DELETE', path, accept: [404], operation: 'RevokeUserAccess' }, options);
    }
  }
}

const usersPath = (instance: IdRef): string => `${instancePath(instance)}/users`;
const userPath = (instance: IdRef, user: DatabaseUserRef): string => `${usersPath(instance)}${lastName(userName(user), 'user')}`;
const accessPath = (instance: IdRef, user: DatabaseUserRef): string => `${usersPath(instance)}/${encodePathSegment(userName(user))}/databases`;
