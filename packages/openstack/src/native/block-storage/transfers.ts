import { type List, type Ref, Secret } from '@portolan/core/driver';
import { idOf } from '../refs.ts';
import { segment } from '../service-calls.ts';
import type { CinderCalls, CinderOptions } from './cinder-calls.ts';

// Source: block-storage api-ref v3 "Volume transfers (os-volume-transfer)": known to v2 too, unlike `/volume-transfers`.

export interface TransferWire {
  readonly id: string;
  readonly volume_id: string;
  readonly name?: string | null;
  readonly created_at?: string;
}

/** The key is told here and nowhere else. */
export type CreatedTransfer = TransferWire & { readonly authKey: Secret };

/** A volume given to another project: one makes the transfer, the other takes it with its key. */
export class CinderTransfers {
  readonly #calls: CinderCalls;

  constructor(calls: CinderCalls) {
    this.#calls = calls;
  }

  list(options: CinderOptions = {}): List<TransferWire> {
    return this.#calls.list({ method: 'GET', path: '/os-volume-transfer/detail', operation: 'ListTransfers' }, 'transfers', options);
  }

  async get(transfer: Ref, options: CinderOptions = {}): Promise<TransferWire> {
    return this.#calls.member({ method: 'GET', path: `/os-volume-transfer/${segment(transfer, 'transfer')}`, operation: 'GetTransfer' }, 'transfer', options);
  }

  async create(volume: Ref, options: CinderOptions & { readonly name?: string | undefined } = {}): Promise<CreatedTransfer> {
    const { name } = options;
    const json = { transfer: { volume_id: idOf(volume, 'volume'), ...(name === undefined ? {} : { name }) } };
    const call = { method: 'POST', path: '/os-volume-transfer', json, operation: 'CreateTransfer' };
    const { auth_key: authKey = '', ...transfer } = await this.#calls.member<TransferWire & { readonly auth_key?: string }>(call, 'transfer', options);
    return { ...transfer, authKey: new Secret(authKey) };
  }

  async accept(transfer: Ref, authKey: string | Secret, options: CinderOptions = {}): Promise<TransferWire> {
    const path = `/os-volume-transfer/${segment(transfer, 'transfer')}/accept`;
    const json = { accept: { auth_key: Secret.of(authKey).reveal() } };
    return this.#calls.member({ method: 'POST', path, json, operation: 'AcceptTransfer' }, 'transfer', options);
  }

  /** Absent is success. */
  async delete(transfer: Ref, options: CinderOptions = {}): Promise<void> {
    await this.#calls.empty(
      { method: 'DELETE', path: `/os-volume-transfer/${segment(transfer, 'transfer')}`, accept: [404], operation: 'DeleteTransfer' },
      options,
    );
  }
}
