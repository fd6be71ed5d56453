import { type List, Secret } from '@portolan/core/driver';
import { highest } from '../microversions.ts';
import type { NameRef } from '../refs.ts';
import { nameOf } from '../refs.ts';
import { filtersOf, segment } from '../service-calls.ts';
import type { NovaCalls, NovaOptions } from './nova-calls.ts';

// Source: compute api-ref "Keypairs (keypairs)". They belong to the user, not to the project.

export interface NovaKeyPair {
  readonly name: string;
  readonly public_key?: string;
  readonly fingerprint?: string;
  /** 2.2 */
  readonly type?: 'ssh' | 'x509';
  readonly user_id?: string;
  readonly created_at?: string;
}

export interface CreateKeyPairFields {
  readonly name: string;
  /** Absent: Nova makes a pair and tells its private half once. Not since 2.92. */
  readonly public_key?: string | undefined;
  /** 2.2 */
  readonly type?: 'ssh' | 'x509' | undefined;
  /** For administrators, 2.10. */
  readonly user_id?: string | undefined;
}

/** `privateKey` is told here and nowhere else. */
export type CreatedKeyPair = NovaKeyPair & { readonly privateKey: Secret | undefined };

export class NovaKeyPairs {
  readonly #calls: NovaCalls;

  constructor(calls: NovaCalls) {
    this.#calls = calls;
  }

  /** Whole below microversion 2.35, which is what is asked for; in pages when a `limit` says so. */
  list(options: NovaOptions & { readonly limit?: number | undefined; readonly user_id?: string | undefined } = {}): List<NovaKeyPair> {
    const need = highest(options.limit !== undefined && '2.35', options.user_id !== undefined && '2.10');
    const call = { method: 'GET', path: '/os-keypairs', query: filtersOf(options), operation: 'ListKeyPairs', need };
    // Each is wrapped once more: `[{"keypair": {…}}]`.
    return this.#calls.list<NovaKeyPair>(call, 'keypairs', options, (row) => (row as { readonly keypair: NovaKeyPair }).keypair);
  }

  async get(keyPair: NameRef, options: NovaOptions = {}): Promise<NovaKeyPair> {
    const path = `/os-keypairs/${segment(nameOf(keyPair, 'key pair'), 'key pair')}`;
    return this.#calls.member({ method: 'GET', path, operation: 'GetKeyPair' }, 'keypair', options);
  }

  async create(fields: CreateKeyPairFields, options: NovaOptions = {}): Promise<CreatedKeyPair> {
    const need = highest(fields.type !== undefined && '2.2', fields.user_id !== undefined && '2.10');
    const call = { method: 'POST', path: '/os-keypairs', json: { keypair: fields }, operation: 'CreateKeyPair', need };
    const { private_key: privateKey, ...keyPair } = await this.#calls.member<NovaKeyPair & { readonly private_key?: string }>(call, 'keypair', options);
    return { ...keyPair, privateKey: privateKey === undefined ? undefined : new Secret(privateKey) };
  }

  /** Absent is success. */
  async delete(keyPair: NameRef, options: NovaOptions = {}): Promise<void> {
    const path = `/os-keypairs/${segment(nameOf(keyPair, 'key pair'), 'key pair')}`;
    await this.#calls.empty({ method: 'DELETE', path, accept: [404], operation: 'DeleteKeyPair' }, options);
  }
}
