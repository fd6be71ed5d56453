import type { List, Ref } from '@portolan/core/driver';
import { idOf } from '../refs.ts';
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

  /** Absent is success. */
  async deleteExtraSpec(type: Ref, name: string, options: CinderOptions = {}): Promise<void> {
    const path = `/types/${segment(type, 'volume type')}/extra_specs/${segment(name, 'name of the spec')}`;
    await this.#calls.empty({ method: 'DELETE', path, accept: [404], operation: 'DeleteExtraSpec' }, options);
  }

  async update(
    type: Ref,
    fields: { readonly name?: string; readonly description?: string; readonly is_public?: boolean },
    options: CinderOptions = {},
  ): Promise<VolumeTypeWire> {
    const path = `/types/${segment(type, 'volume type')}`;
    return this.#calls.member({ method: 'PUT', path, json: { volume_type: fields }, operation: 'UpdateVolumeType' }, 'volume_type', options);
  }

  /** Projects that may use a type that is not public. */
  async access(type: Ref, options: CinderOptions = {}): Promise<readonly { readonly volume_type_id: string; readonly project_id: string }[]> {
    const path = `/types/${segment(type, 'volume type')}/os-volume-type-access`;
    return this.#calls.array({ method: 'GET', path, operation: 'ListVolumeTypeAccess' }, 'volume_type_access', options);
  }

  async addAccess(type: Ref, project: Ref, options: CinderOptions = {}): Promise<void> {
    await this.#changeAccess(type, 'addProjectAccess', project, options);
  }

  async removeAccess(type: Ref, project: Ref, options: CinderOptions = {}): Promise<void> {
    await this.#changeAccess(type, 'removeProjectAccess', project, options);
  }

  async #changeAccess(type: Ref, action: string, project: Ref, options: CinderOptions): Promise<void> {
    const path = `/types/${segment(type, 'volume type')}/action`;
    await this.#calls.empty({ method: 'POST', path, json: { [action]: { project: idOf(project, 'project') } }, operation: action }, options);
  }
}
