import type { Ref } from '@portolan/core/driver';
import { segment } from '../service-calls.ts';
import type { NovaCalls, NovaOptions } from './nova-calls.ts';

// Source: compute api-ref "Limits", "Availability zones", "Quota sets", "Usage reports", "Extensions".

/** -1 is no limit. Members differ from cloud to cloud. */
export interface NovaLimits {
  readonly absolute: Readonly<Record<string, number>>;
  /** Rackspace fills it; OpenStack has it empty. */
  readonly rate: readonly {
    readonly uri: string;
    readonly regex?: string;
    readonly limit: readonly {
      readonly verb: string;
      readonly value: number;
      readonly remaining: number;
      readonly unit: string;
      readonly 'next-available'?: string;
    }[];
  }[];
}

export interface ZoneWire {
  readonly zoneName: string;
  readonly zoneState: { readonly available: boolean };
  /** For administrators, in the detailed list. */
  readonly hosts?: Readonly<Record<string, unknown>> | null;
}

export type QuotaSet = Readonly<Record<string, number | string>>;
export type QuotaDetails = Readonly<Record<string, { readonly limit: number; readonly in_use: number; readonly reserved: number } | string>>;

export interface UsageWire {
  readonly tenant_id: string;
  readonly start: string;
  readonly stop: string;
  readonly total_hours: number;
  readonly total_vcpus_usage: number;
  readonly total_memory_mb_usage: number;
  readonly total_local_gb_usage: number;
  readonly server_usages?: readonly Readonly<Record<string, unknown>>[];
}

export interface UsageSpan {
  readonly start?: Date | undefined;
  readonly end?: Date | undefined;
}

/** What the project may use, and does. */
export class NovaAccount {
  readonly #calls: NovaCalls;

  constructor(calls: NovaCalls) {
    this.#calls = calls;
  }

  async limits(options: NovaOptions & { readonly reserved?: boolean | undefined; readonly project?: Ref | undefined } = {}): Promise<NovaLimits> {
    const { reserved, project } = options;
    const query = { ...(reserved === true ? { reserved: 1 } : {}), ...(project === undefined ? {} : { tenant_id: segment(project, 'project') }) };
    return this.#calls.member({ method: 'GET', path: '/limits', query, operation: 'GetLimits' }, 'limits', options);
  }

  /** `detailed`: with hosts, for administrators. */
  async availabilityZones(options: NovaOptions & { readonly detailed?: boolean | undefined } = {}): Promise<readonly ZoneWire[]> {
    const path = options.detailed === true ? '/os-availability-zone/detail' : '/os-availability-zone';
    return this.#calls.array({ method: 'GET', path, operation: 'ListAvailabilityZones' }, 'availabilityZoneInfo', options);
  }

  /** Of the connection's project, unless another is named. */
  async quotas(options: NovaOptions & { readonly project?: Ref | undefined } = {}): Promise<QuotaSet> {
    return this.#calls.member({ method: 'GET', path: await this.#quotaPath(options), operation: 'GetQuotas' }, 'quota_set', options);
  }

  async quotaDetails(options: NovaOptions & { readonly project?: Ref | undefined } = {}): Promise<QuotaDetails> {
    return this.#calls.member({ method: 'GET', path: `${await this.#quotaPath(options)}/detail`, operation: 'GetQuotaDetails' }, 'quota_set', options);
  }

  async quotaDefaults(options: NovaOptions & { readonly project?: Ref | undefined } = {}): Promise<QuotaSet> {
    return this.#calls.member({ method: 'GET', path: `${await this.#quotaPath(options)}/defaults`, operation: 'GetQuotaDefaults' }, 'quota_set', options);
  }

  /** For administrators. */
  async updateQuotas(project: Ref, quotas: Readonly<Record<string, number>>, options: NovaOptions = {}): Promise<QuotaSet> {
    const call = { method: 'PUT', path: await this.#quotaPath({ project }), json: { quota_set: quotas }, operation: 'UpdateQuotas' };
    return this.#calls.member(call, 'quota_set', options);
  }

  /** For administrators: back to the defaults. */
  async deleteQuotas(project: Ref, options: NovaOptions = {}): Promise<void> {
    await this.#calls.empty({ method: 'DELETE', path: await this.#quotaPath({ project }), operation: 'DeleteQuotas' }, options);
  }

  async quotaClass(name: string, options: NovaOptions = {}): Promise<QuotaSet> {
    const path = `/os-quota-class-sets/${segment(name, 'quota class')}`;
    return this.#calls.member({ method: 'GET', path, operation: 'GetQuotaClass' }, 'quota_class_set', options);
  }

  async updateQuotaClass(name: string, quotas: Readonly<Record<string, number>>, options: NovaOptions = {}): Promise<QuotaSet> {
    const path = `/os-quota-class-sets/${segment(name, 'quota class')}`;
    return this.#calls.member({ method: 'PUT', path, json: { quota_class_set: quotas }, operation: 'UpdateQuotaClass' }, 'quota_class_set', options);
  }

  /** Of the connection's project, unless another is named. Empty when nothing ran. */
  async usage(span: UsageSpan = {}, options: NovaOptions & { readonly project?: Ref | undefined } = {}): Promise<Partial<UsageWire>> {
    const project = await this.#projectOf(options);
    return this.#calls.member(
      { method: 'GET', path: `/os-simple-tenant-usage/${project}`, query: queryOf(span), operation: 'GetUsage' },
      'tenant_usage',
      options,
    );
  }

  /** For administrators: of all projects. */
  async usages(span: UsageSpan = {}, options: NovaOptions & { readonly detailed?: boolean | undefined } = {}): Promise<readonly UsageWire[]> {
    const query = { ...queryOf(span), ...(options.detailed === true ? { detailed: 1 } : {}) };
    return this.#calls.array({ method: 'GET', path: '/os-simple-tenant-usage', query, operation: 'ListUsage' }, 'tenant_usages', options);
  }

  async extensions(options: NovaOptions = {}): Promise<readonly { readonly alias: string; readonly name: string; readonly description?: string }[]> {
    return this.#calls.array({ method: 'GET', path: '/extensions', operation: 'ListExtensions' }, 'extensions', options);
  }

  async #quotaPath(options: NovaOptions & { readonly project?: Ref | undefined }): Promise<string> {
    return `/os-quota-sets/${await this.#projectOf(options)}`;
  }

  async #projectOf({ project, ...options }: NovaOptions & { readonly project?: Ref | undefined }): Promise<string> {
    return segment(project ?? (await this.#calls.plain.client.session(options)).projectId ?? '', 'project');
  }
}

// Nova reads times without zone, and means UTC.
const queryOf = ({ start, end }: UsageSpan): Readonly<Record<string, string>> => ({
  ...(start === undefined ? {} : { start: start.toISOString().replace('Z', '') }),
  ...(end === undefined ? {} : { end: end.toISOString().replace('Z', '') }),
});
