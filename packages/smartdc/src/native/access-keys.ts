import { type List, Secret } from '@portolan/core/driver';
import type { CloudapiRequest } from '../client.ts';
import { type Calls, given, type NativeListOptions, type NativeOptions, segment } from './calls.ts';

// ---- wire ----

/** Source: sdc-cloudapi lib/accesskeys.js; code 9.11 and later. For the S3 door of Manta Buckets. */
export interface AccessKeyWire {
  readonly accesskeyid: string;
  /** Begins with `tdc_`. Whether it is told after the create depends on the server. */
  readonly accesskeysecret?: string;
  /** `Active`, `Inactive`, `Expired` */
  readonly status?: string;
  readonly description?: string;
  readonly created?: string;
  readonly updated?: string;
}

// ---- mapping ----

/** Hides the secret from whatever prints it. */
export type AccessKey = Omit<AccessKeyWire, 'accesskeysecret'> & { readonly accesskeysecret?: Secret };

function sealed(wire: AccessKeyWire): AccessKey {
  const { accesskeysecret, ...rest } = wire;
  return typeof accesskeysecret === 'string' ? { ...rest, accesskeysecret: new Secret(accesskeysecret) } : rest;
}

// ---- requests ----

const base = (owner: string): string => `${owner}/accesskeys`;
const one = (owner: string, id: string): string => `${base(owner)}/${segment(id, 'access key')}`;
const list = (owner: string): CloudapiRequest => ({ operation: 'ListUserAccessKeys', method: 'GET', path: base(owner) });
const get = (owner: string, id: string): CloudapiRequest => ({ operation: 'GetUserAccessKey', method: 'GET', path: one(owner, id) });
const create = (owner: string, body: object): CloudapiRequest => ({ operation: 'CreateUserAccessKey', method: 'POST', path: base(owner), body });
const update = (owner: string, id: string, body: object): CloudapiRequest => ({
  operation: 'UpdateUserAccessKey',
  method: 'POST',
  path: one(owner, id),
  body,
  idempotent: true,
});
const remove = (owner: string, id: string): CloudapiRequest => ({ operation: 'DeleteUserAccessKey', method: 'DELETE', path: one(owner, id), accept: [404] });

// ---- access keys ----

export type AccessKeyRef = string | { readonly accesskeyid: string };

const idOf = (ref: AccessKeyRef): string => given(typeof ref === 'string' ? ref : ref.accesskeyid, 'access key');

/** Access keys of the account, or of one of its subusers (`users.accessKeys`). */
export class NativeAccessKeys {
  readonly #calls: Calls;
  readonly #owner: string;

  constructor(calls: Calls, owner: string = '') {
    this.#calls = calls;
    this.#owner = owner;
  }

  list(options: NativeListOptions = {}): List<AccessKey> {
    const request = list(this.#owner);
    const fetch = async (): Promise<{ items: AccessKey[] }> => ({ items: (await this.#calls.array<AccessKeyWire>(request, options)).map(sealed) });
    return this.#calls.pages<AccessKey>(request, options, fetch, ['accesskeyid', 'description']);
  }

  async get(key: AccessKeyRef, options: NativeOptions = {}): Promise<AccessKey> {
    return sealed(await this.#calls.json<AccessKeyWire>(get(this.#owner, idOf(key)), options));
  }

  /** Keep the secret of the answer: it may be told this once. */
  async create(fields: { readonly status?: string; readonly description?: string } = {}, options: NativeOptions = {}): Promise<AccessKey> {
    return sealed(await this.#calls.json<AccessKeyWire>(create(this.#owner, fields), options));
  }

  /** Newer servers than 9.20 alone; older ones answer `unsupported` or `not-found`. */
  async update(key: AccessKeyRef, fields: { readonly status?: string; readonly description?: string }, options: NativeOptions = {}): Promise<AccessKey> {
    return sealed(await this.#calls.json<AccessKeyWire>(update(this.#owner, idOf(key), fields), options));
  }

  async delete(key: AccessKeyRef, options: NativeOptions = {}): Promise<void> {
    await this.#calls.empty(remove(this.#owner, idOf(key)), options);
  }
}

export const accessKeysOfUser = (calls: Calls, user: string | { readonly id: string }): NativeAccessKeys =>
  new NativeAccessKeys(calls, `/users/${segment(user, 'user')}`);
