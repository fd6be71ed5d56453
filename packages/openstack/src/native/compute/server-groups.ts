import type { List, Ref } from '@portolan/core/driver';
import { filtersOf, segment } from '../service-calls.ts';
import type { NovaCalls, NovaOptions } from './nova-calls.ts';

// Source: compute api-ref "Server groups (os-server-groups)".

export type GroupPolicy = 'affinity' | 'anti-affinity' | 'soft-affinity' | 'soft-anti-affinity';

export interface ServerGroupWire {
  readonly id: string;
  readonly name: string;
  /** Until 2.63. */
  readonly policies?: readonly string[];
  /** 2.64 */
  readonly policy?: string;
  readonly rules?: { readonly max_server_per_host?: number };
  readonly members?: readonly string[];
}

export class NovaServerGroups {
  readonly #calls: NovaCalls;

  constructor(calls: NovaCalls) {
    this.#calls = calls;
  }

  list(
    options: NovaOptions & { readonly limit?: number | undefined; readonly offset?: number | undefined; readonly all_projects?: boolean | undefined } = {},
  ): List<ServerGroupWire> {
    return this.#calls.list({ method: 'GET', path: '/os-server-groups', query: filtersOf(options), operation: 'ListServerGroups' }, 'server_groups', options);
  }

  async get(group: Ref, options: NovaOptions = {}): Promise<ServerGroupWire> {
    return this.#calls.member(
      { method: 'GET', path: `/os-server-groups/${segment(group, 'server group')}`, operation: 'GetServerGroup' },
      'server_group',
      options,
    );
  }

  /** `maxServersPerHost`: for anti-affinity, 2.64. The soft policies: 2.15. */
  async create(name: string, policy: GroupPolicy, options: NovaOptions & { readonly maxServersPerHost?: number | undefined } = {}): Promise<ServerGroupWire> {
    const { maxServersPerHost: most, microversion } = options;
    // The shape changed in 2.64.
    const modern = most !== undefined || (microversion !== undefined && Number(microversion.split('.')[1]) >= 64);
    const group = modern ? { name, policy, ...(most === undefined ? {} : { rules: { max_server_per_host: most } }) } : { name, policies: [policy] };
    const need = modern ? '2.64' : policy.startsWith('soft') ? '2.15' : undefined;
    return this.#calls.member(
      { method: 'POST', path: '/os-server-groups', json: { server_group: group }, operation: 'CreateServerGroup', need },
      'server_group',
      options,
    );
  }

  /** Absent is success. */
  async delete(group: Ref, options: NovaOptions = {}): Promise<void> {
    await this.#calls.empty(
      { method: 'DELETE', path: `/os-server-groups/${segment(group, 'server group')}`, accept: [404], operation: 'DeleteServerGroup' },
      options,
    );
  }
}
