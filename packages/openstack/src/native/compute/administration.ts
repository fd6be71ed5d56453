import type { List } from '@portolan/core/driver';
import { filtersOf, segment } from '../service-calls.ts';
import type { NovaCalls, NovaOptions } from './nova-calls.ts';

// For administrators. Source: compute api-ref "Hypervisors", "Compute services", "Host aggregates", "Migrations".

export interface HypervisorWire {
  /** A number until 2.52. */
  readonly id: number | string;
  readonly hypervisor_hostname: string;
  readonly state?: string;
  readonly status?: string;
  readonly hypervisor_type?: string;
  readonly vcpus?: number;
  readonly memory_mb?: number;
  readonly running_vms?: number;
}

export interface ComputeServiceWire {
  /** A number until 2.52. */
  readonly id: number | string;
  readonly binary: string;
  readonly host: string;
  readonly zone?: string;
  readonly status: 'enabled' | 'disabled';
  readonly state: 'up' | 'down';
  readonly disabled_reason?: string | null;
}

export interface AggregateWire {
  readonly id: number;
  readonly name: string;
  readonly availability_zone?: string | null;
  readonly hosts: readonly string[];
  readonly metadata: Readonly<Record<string, string>>;
}

export interface MigrationWire {
  readonly id: number;
  readonly status: string;
  readonly instance_uuid: string;
  readonly source_compute?: string;
  readonly dest_compute?: string;
  readonly migration_type?: string;
}

export class NovaAdministration {
  readonly #calls: NovaCalls;

  constructor(calls: NovaCalls) {
    this.#calls = calls;
  }

  hypervisors(options: NovaOptions = {}): List<HypervisorWire> {
    return this.#calls.list({ method: 'GET', path: '/os-hypervisors/detail', operation: 'ListHypervisors' }, 'hypervisors', options);
  }

  async hypervisor(id: string | number, options: NovaOptions = {}): Promise<HypervisorWire> {
    return this.#calls.member(
      { method: 'GET', path: `/os-hypervisors/${segment(String(id), 'hypervisor')}`, operation: 'GetHypervisor' },
      'hypervisor',
      options,
    );
  }

  async services(
    options: NovaOptions & { readonly host?: string | undefined; readonly binary?: string | undefined } = {},
  ): Promise<readonly ComputeServiceWire[]> {
    return this.#calls.array({ method: 'GET', path: '/os-services', query: filtersOf(options), operation: 'ListServices' }, 'services', options);
  }

  /** 2.53. `disabledReason` goes with `disabled` alone. */
  async updateService(
    id: string,
    change: { readonly status?: 'enabled' | 'disabled'; readonly disabledReason?: string; readonly forcedDown?: boolean },
    options: NovaOptions = {},
  ): Promise<ComputeServiceWire> {
    const json = { status: change.status, disabled_reason: change.disabledReason, forced_down: change.forcedDown };
    return this.#calls.member(
      { method: 'PUT', path: `/os-services/${segment(id, 'service')}`, json, operation: 'UpdateService', need: '2.53' },
      'service',
      options,
    );
  }

  async aggregates(options: NovaOptions = {}): Promise<readonly AggregateWire[]> {
    return this.#calls.array({ method: 'GET', path: '/os-aggregates', operation: 'ListAggregates' }, 'aggregates', options);
  }

  async createAggregate(name: string, options: NovaOptions & { readonly availabilityZone?: string | undefined } = {}): Promise<AggregateWire> {
    const json = { aggregate: { name, availability_zone: options.availabilityZone } };
    return this.#calls.member({ method: 'POST', path: '/os-aggregates', json, operation: 'CreateAggregate' }, 'aggregate', options);
  }

  /** Absent is success. */
  async deleteAggregate(id: number, options: NovaOptions = {}): Promise<void> {
    await this.#calls.empty({ method: 'DELETE', path: `/os-aggregates/${id}`, accept: [404], operation: 'DeleteAggregate' }, options);
  }

  async addHost(id: number, host: string, options: NovaOptions = {}): Promise<AggregateWire> {
    return this.#aggregate(id, { add_host: { host } }, options);
  }

  async removeHost(id: number, host: string, options: NovaOptions = {}): Promise<AggregateWire> {
    return this.#aggregate(id, { remove_host: { host } }, options);
  }

  /** `null` takes an item away. */
  async setAggregateMetadata(id: number, metadata: Readonly<Record<string, string | null>>, options: NovaOptions = {}): Promise<AggregateWire> {
    return this.#aggregate(id, { set_metadata: { metadata } }, options);
  }

  async migrations(
    options: NovaOptions & { readonly instance_uuid?: string | undefined; readonly status?: string | undefined } = {},
  ): Promise<readonly MigrationWire[]> {
    return this.#calls.array({ method: 'GET', path: '/os-migrations', query: filtersOf(options), operation: 'ListMigrations' }, 'migrations', options);
  }

  async #aggregate(id: number, json: Readonly<Record<string, unknown>>, options: NovaOptions): Promise<AggregateWire> {
    return this.#calls.member({ method: 'POST', path: `/os-aggregates/${id}/action`, json, operation: Object.keys(json)[0] ?? '' }, 'aggregate', options);
  }
}
