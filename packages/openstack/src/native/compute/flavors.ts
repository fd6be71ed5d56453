import type { List, Ref } from '@portolan/core/driver';
import { idOf } from '../refs.ts';
import { filtersOf, segment } from '../service-calls.ts';
import type { NovaCalls, NovaOptions } from './nova-calls.ts';

// Source: compute api-ref "Flavors", "Flavors extra-specs", "Flavors access".

/** Any member may be missing: Rackspace's flavors have others. */
export interface NovaFlavor {
  readonly id: string;
  readonly name: string;
  /** MiB. */
  readonly ram?: number;
  /** GiB. 0: the image's own size, or none where the flavor boots from volumes alone. */
  readonly disk?: number;
  readonly vcpus?: number;
  /** MiB; `''` is none. */
  readonly swap?: number | '';
  readonly rxtx_factor?: number;
  readonly 'OS-FLV-EXT-DATA:ephemeral'?: number;
  readonly 'os-flavor-access:is_public'?: boolean;
  readonly 'OS-FLV-DISABLED:disabled'?: boolean;
  /** Rackspace's: class, limits. */
  readonly 'OS-FLV-WITH-EXT-SPECS:extra_specs'?: Readonly<Record<string, string>>;
  /** 2.55 */
  readonly description?: string | null;
  /** 2.61 */
  readonly extra_specs?: Readonly<Record<string, string>>;
}

export interface ListFlavorsOptions extends NovaOptions {
  readonly minDisk?: number | undefined;
  readonly minRam?: number | undefined;
  /** For administrators; `None` shows both. */
  readonly is_public?: boolean | 'None' | undefined;
  readonly sort_key?: string | undefined;
  readonly sort_dir?: 'asc' | 'desc' | undefined;
  readonly limit?: number | undefined;
  readonly marker?: string | undefined;
}

export interface CreateFlavorFields {
  readonly name: string;
  /** Default: made up. */
  readonly id?: string | undefined;
  readonly ram: number;
  readonly vcpus: number;
  readonly disk: number;
  readonly swap?: number | undefined;
  readonly ephemeral?: number | undefined;
  readonly rxtx_factor?: number | undefined;
  readonly isPublic?: boolean | undefined;
  /** 2.55 */
  readonly description?: string | undefined;
}

export class NovaFlavors {
  readonly #calls: NovaCalls;

  constructor(calls: NovaCalls) {
    this.#calls = calls;
  }

  list(options: ListFlavorsOptions = {}): List<NovaFlavor> {
    return this.#calls.list<NovaFlavor>({ method: 'GET', path: '/flavors/detail', query: filtersOf(options), operation: 'ListFlavors' }, 'flavors', options);
  }

  async get(flavor: Ref, options: NovaOptions = {}): Promise<NovaFlavor> {
    return this.#calls.member({ method: 'GET', path: `/flavors/${segment(flavor, 'flavor')}`, operation: 'GetFlavor' }, 'flavor', options);
  }

  async extraSpecs(flavor: Ref, options: NovaOptions = {}): Promise<Readonly<Record<string, string>>> {
    const path = `/flavors/${segment(flavor, 'flavor')}/os-extra_specs`;
    return this.#calls.member({ method: 'GET', path, operation: 'ListFlavorExtraSpecs' }, 'extra_specs', options);
  }

  /** For administrators, as all below. */
  async create(fields: CreateFlavorFields, options: NovaOptions = {}): Promise<NovaFlavor> {
    const { ephemeral, isPublic, ...named } = fields;
    const flavor = { ...named, 'OS-FLV-EXT-DATA:ephemeral': ephemeral, 'os-flavor-access:is_public': isPublic };
    const need = fields.description === undefined ? undefined : '2.55';
    return this.#calls.member({ method: 'POST', path: '/flavors', json: { flavor }, operation: 'CreateFlavor', need }, 'flavor', options);
  }

  /** Its description, the only thing that can be changed: 2.55. */
  async update(flavor: Ref, fields: { readonly description: string | null }, options: NovaOptions = {}): Promise<NovaFlavor> {
    return this.#calls.member(
      { method: 'PUT', path: `/flavors/${segment(flavor, 'flavor')}`, json: { flavor: fields }, operation: 'UpdateFlavor', need: '2.55' },
      'flavor',
      options,
    );
  }

  /** Absent is success. */
  async delete(flavor: Ref, options: NovaOptions = {}): Promise<void> {
    await this.#calls.empty({ method: 'DELETE', path: `/flavors/${segment(flavor, 'flavor')}`, accept: [404], operation: 'DeleteFlavor' }, options);
  }

  async setExtraSpecs(flavor: Ref, specs: Readonly<Record<string, string>>, options: NovaOptions = {}): Promise<Readonly<Record<string, string>>> {
    const path = `/flavors/${segment(flavor, 'flavor')}/os-extra_specs`;
    return this.#calls.member(
      { method: 'POST', path, json: { extra_specs: specs }, idempotent: true, operation: 'SetFlavorExtraSpecs' },
      'extra_specs',
      options,
    );
  }

  async deleteExtraSpec(flavor: Ref, name: string, options: NovaOptions = {}): Promise<void> {
    const path = `/flavors/${segment(flavor, 'flavor')}/os-extra_specs/${segment(name, 'name of the extra spec')}`;
    await this.#calls.empty({ method: 'DELETE', path, accept: [404], operation: 'DeleteFlavorExtraSpec' }, options);
  }

  /** Projects that may use a flavor that is not public. */
  async access(flavor: Ref, options: NovaOptions = {}): Promise<readonly { readonly flavor_id: string; readonly tenant_id: string }[]> {
    const path = `/flavors/${segment(flavor, 'flavor')}/os-flavor-access`;
    return this.#calls.array({ method: 'GET', path, operation: 'ListFlavorAccess' }, 'flavor_access', options);
  }

  async addAccess(flavor: Ref, project: Ref, options: NovaOptions = {}): Promise<void> {
    await this.#act(flavor, { addTenantAccess: { tenant: idOf(project, 'project') } }, options);
  }

  async removeAccess(flavor: Ref, project: Ref, options: NovaOptions = {}): Promise<void> {
    await this.#act(flavor, { removeTenantAccess: { tenant: idOf(project, 'project') } }, options);
  }

  async #act(flavor: Ref, json: Readonly<Record<string, unknown>>, options: NovaOptions): Promise<void> {
    const operation = Object.keys(json)[0] ?? '';
    await this.#calls.empty({ method: 'POST', path: `/flavors/${segment(flavor, 'flavor')}/action`, json, idempotent: true, operation }, options);
  }
}
