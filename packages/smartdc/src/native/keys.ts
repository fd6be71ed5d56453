import type { List } from '@portolan/core/driver';
import type { CloudapiRequest } from '../client.ts';
import type { KeyWire } from '../compute/key-pairs/key-pairs.ts';
import * as requests from '../compute/key-pairs/key-pairs.ts';
import { type Calls, given, type NativeListOptions, type NativeOptions, segment } from './calls.ts';

export interface NativeAddKey {
  /** Default: the fingerprint. Names need not be unique. */
  readonly name?: string | undefined;
  /** OpenSSH line: `ssh-ed25519 AAAA… comment`. */
  readonly key: string;
  /** PEM certificates by which a hardware token vouches for the key. */
  readonly attestation?: readonly string[] | undefined;
}

/** A name, a fingerprint, or the key itself. */
export type KeyRef = string | { readonly fingerprint: string };

const keyOf = (ref: KeyRef): string => given(typeof ref === 'string' ? ref : ref.fingerprint, 'key');

/** SSH keys of the account, or of one of its subusers (`users.keys`). */
export class NativeKeys {
  readonly #calls: Calls;
  /** Path of the owner: `''` for the account. */
  readonly #owner: string;

  constructor(calls: Calls, owner: string = '') {
    this.#calls = calls;
    this.#owner = owner;
  }

  /** `sync`: past the server's cache. */
  list(options: NativeListOptions & { readonly sync?: boolean | undefined } = {}): List<KeyWire> {
    const request = this.#of(requests.list());
    return this.#calls.list<KeyWire>(options.sync === true ? { ...request, query: { sync: true } } : request, options, ['name', 'fingerprint']);
  }

  async get(key: KeyRef, options: NativeOptions = {}): Promise<KeyWire> {
    return this.#calls.json<KeyWire>(this.#of(requests.get(keyOf(key))), options);
  }

  /** CloudAPI has one answer (`InvalidArgument`) for a key that is there already and for a bad one. */
  async add(key: NativeAddKey, options: NativeOptions = {}): Promise<KeyWire> {
    return this.#calls.json<KeyWire>({ ...this.#of(requests.create('', '')), body: key }, options);
  }

  /** Absent is success. Nothing keeps you from deleting the key that signs. */
  async delete(key: KeyRef, options: NativeOptions = {}): Promise<void> {
    await this.#calls.empty(this.#of(requests.remove(keyOf(key))), options);
  }

  #of(request: CloudapiRequest): CloudapiRequest {
    return { ...request, path: `${this.#owner}${request.path}` };
  }
}

export const keysOfUser = (calls: Calls, user: string | { readonly id: string }): NativeKeys => new NativeKeys(calls, `/users/${segment(user, 'user')}`);
