import type { List, Ref } from '@portolan/core/driver';
import { segment } from '../service-calls.ts';
import type { CinderCalls, CinderOptions } from './cinder-calls.ts';

// Source: block-storage api-ref v3 "Volume types", "QoS specs".

export interface VolumeTypeWire {
  readonly id: string;
  readonly name: string;
  readonly description?: string | null;
  readonly is_public?: boolean;
  readonly extra_specs?: Readonly<Record<string, string>>;
  readonly qos_specs_id?: string | null;
}

export class CinderVolumeTypes {
  readonly #calls: CinderCalls;

  constructor(calls: CinderCalls) {
    this.#calls = calls;
  }

  list(options: CinderOptions = {}): List<VolumeTypeWire> {
    return this.#calls.list({ method: 'GET', path: '/types', operation: 'ListVolumeTypes' }, 'volume_types', options);
  }

  async get(type: Ref, options: CinderOptions = {}): Promise<VolumeTypeWire> {
    return this.#calls.member({ method: 'GET', path: `/types/${segment(type, 'volume type')}`, operation: 'GetVolumeType' }, 'volume_type', options);
  }

  async default(options: CinderOptions = {}): Promise<VolumeTypeWire> {
    return this.#calls.member({ method: 'GET', path: '/types/default', operation: 'GetDefaultVolumeType' }, 'volume_type', options);
  }

  async extraSpecs(type: Ref, options: CinderOptions = {}): Promise<Readonly<Record<string, string>>> {
    const path = `/types/${segment(type, 'volume type')}/extra_specs`;
    return this.#calls.member({ method: 'GET', path, operation: 'ListExtraSpecs' }, 'extra_specs', options);
  }

  /** For administrators, as all below. */
  async create(
    fields: { readonly name: string; readonly description?: string; readonly isPublic?: boolean; readonly extra_specs?: Readonly<Record<string, string>> },
    options: CinderOptions = {},
  ): Promise<VolumeTypeWire> {
    const { isPublic, ...named } = fields;
    const json = { volume_type: { ...named, 'os-volume-type-access:is_public': isPublic } };
    return this.#calls.member({ method: 'POST', path: '/types', json, operation: 'CreateVolumeType' }, 'volume_type', options);
  }

  /** Absent is success. */
  async delete(type: Ref, options: CinderOptions = {}): Promise<void> {
    await this.#calls.empty({ method: 'DELETE', path: `/types/${segment(type, 'volume type')}`, accept: [404], operation: 'DeleteVolumeType' }, options);
  }

  async setExtraSpecs(type: Ref, specs: Readonly<Record<string, string>>, options: CinderOptions = {}): Promise<Readonly<Record<string, string>>> {
    const path = `/types/${segment(type, 'volume type')}/extra_specs`;
    return this.#calls.member({ method: 'POST', path, json: { extra_specs: specs }, idempotent: true, operation: 'SetExtraSpecs' }, 'extra_specs', options);
  }
}
