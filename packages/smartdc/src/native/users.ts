import type { List, Ref, Secret } from '@portolan/core/driver';
import type { CloudapiRequest } from '../client.ts';
import { type AccessKeyRef, accessKeysOfUser, type NativeAccessKeys } from './access-keys.ts';
import type { AccountWire } from './account.ts';
import { type Calls, type NativeCreateOptions, type NativeListOptions, type NativeOptions, segment } from './calls.ts';
import { keysOfUser, type NativeKeys } from './keys.ts';

export type { AccessKeyRef };

/** Source: sdc-cloudapi docs "GetUser"; lib/users.js. From API 7.2 on. */
export interface UserWire extends Omit<AccountWire, 'triton_cns_enabled'> {
  /** With `membership`. */
  readonly roles?: readonly string[];
  readonly default_roles?: readonly string[];
}

/** `''` clears a field, unlike those of the account. */
export type UserFields = { readonly [K in Exclude<keyof UserWire, 'id' | 'created' | 'updated' | 'roles' | 'default_roles'>]?: UserWire[K] | undefined };

export interface CreateUserFields extends UserFields {
  readonly login: string;
  readonly email: string;
  readonly password: string | Secret;
}

const PATH = '/users';
const one = (user: Ref): string => `${PATH}/${segment(user, 'user')}`;
const plain = (password: string | Secret): string => (typeof password === 'string' ? password : password.reveal());
const list = (): CloudapiRequest => ({ operation: 'ListUsers', method: 'GET', path: PATH });
const get = (user: Ref, membership: boolean | undefined): CloudapiRequest => ({
  operation: 'GetUser',
  method: 'GET',
  path: one(user),
  query: { membership },
});
const create = (body: object): CloudapiRequest => ({ operation: 'CreateUser', method: 'POST', path: PATH, body });
const update = (user: Ref, body: object): CloudapiRequest => ({ operation: 'UpdateUser', method: 'POST', path: one(user), body, idempotent: true });
const changePassword = (user: Ref, password: string): CloudapiRequest => ({
  operation: 'ChangeUserPassword',
  method: 'POST',
  path: `${one(user)}/change_password`,
  body: { password, password_confirmation: password },
});
const remove = (user: Ref): CloudapiRequest => ({ operation: 'DeleteUser', method: 'DELETE', path: one(user), accept: [404] });

/** Subusers of the account. Writes settle in seconds: a read right after may not see them. */
export class NativeUsers {
  readonly #calls: Calls;

  constructor(calls: Calls) {
    this.#calls = calls;
  }

  list(options: NativeListOptions = {}): List<UserWire> {
    return this.#calls.list<UserWire>(list(), options, ['login', 'email', 'firstName', 'lastName']);
  }

  /** By id or login. */
  async get(user: Ref, options: NativeOptions & { readonly membership?: boolean | undefined } = {}): Promise<UserWire> {
    const { membership, ...rest } = options;
    return this.#calls.json<UserWire>(get(user, membership), rest);
  }

  async create(fields: CreateUserFields, options: NativeCreateOptions = {}): Promise<UserWire> {
    return this.#calls.json<UserWire>(create({ ...fields, password: plain(fields.password) }), options);
  }

  async update(user: Ref, fields: UserFields, options: NativeOptions = {}): Promise<UserWire> {
    return this.#calls.json<UserWire>(update(user, fields), options);
  }

  async changePassword(user: Ref, password: string | Secret, options: NativeOptions = {}): Promise<UserWire> {
    return this.#calls.json<UserWire>(changePassword(user, plain(password)), options);
  }

  /** Absent is success. */
  async delete(user: Ref, options: NativeOptions = {}): Promise<void> {
    await this.#calls.empty(remove(user), options);
  }

  /** SSH keys of a subuser. */
  keys(user: Ref): NativeKeys {
    return keysOfUser(this.#calls, user);
  }

  /** Access keys of a subuser. */
  accessKeys(user: Ref): NativeAccessKeys {
    return accessKeysOfUser(this.#calls, user);
  }
}
