import type { CallOptions, List, WaitOptions } from '@portolan/core/driver';
import type { OpenstackClient } from '../../client.ts';
import { type IdRef, idOf, idPath } from '../refs.ts';
import { invalid, ServiceCalls } from '../service-calls.ts';
import { groupPath } from './paths.ts';
import { AutoscalePolicies } from './policies.ts';
import { AutoscaleWebhooks } from './webhooks.ts';
import type { GroupConfiguration, GroupSpec, GroupStateWire, GroupWire, LaunchConfiguration, LaunchServer, LaunchServerArgs } from './wire.ts';

/** What may change of a launch configuration for servers. */
export interface LaunchServerChange {
  readonly server?: { readonly [K in keyof LaunchServer]?: LaunchServer[K] | undefined } | undefined;
  readonly loadBalancers?: LaunchServerArgs['loadBalancers'];
  readonly draining_timeout?: number | undefined;
}

/** Rackspace Autoscale: groups of servers that grow and shrink by policies. A PUT here replaces the whole: `update…` reads and merges. */
export class AutoscaleNative {
  readonly policies: AutoscalePolicies;
  readonly webhooks: AutoscaleWebhooks;
  readonly #calls: ServiceCalls;

  constructor(client: OpenstackClient) {
    this.#calls = new ServiceCalls(client, 'rax:autoscale');
    this.policies = new AutoscalePolicies(this.#calls);
    this.webhooks = new AutoscaleWebhooks(this.#calls);
  }

  list(options: CallOptions & { readonly pageSize?: number | undefined } = {}): List<GroupWire> {
    return this.#calls.list({ method: 'GET', path: '/groups', query: { limit: options.pageSize }, operation: 'ListGroups' }, 'groups', options);
  }

  async get(group: IdRef, options: CallOptions = {}): Promise<GroupWire> {
    return this.#calls.member({ method: 'GET', path: groupPath(group), operation: 'GetGroup' }, 'group', options);
  }

  async create(spec: GroupSpec, options: CallOptions = {}): Promise<GroupWire> {
    return this.#calls.member({ method: 'POST', path: '/groups', json: spec, operation: 'CreateGroup' }, 'group', options);
  }

  /** `force`: and its servers. Without, a group that has any is a `conflict`. Absent is success. */
  async delete(group: IdRef, options: CallOptions & { readonly force?: boolean | undefined } = {}): Promise<void> {
    const query = options.force === true ? { force: 'true' } : {};
    await this.#calls.empty({ method: 'DELETE', path: groupPath(group), query, accept: [404], operation: 'DeleteGroup' }, options);
  }

  async state(group: IdRef, options: CallOptions = {}): Promise<GroupStateWire> {
    return this.#calls.member({ method: 'GET', path: `${groupPath(group)}/state`, operation: 'GetGroupState' }, 'group', options);
  }

  /** Policies do nothing until it is resumed. */
  async pause(group: IdRef, options: CallOptions = {}): Promise<void> {
    await this.#post(group, 'pause', 'PauseGroup', options);
  }

  async resume(group: IdRef, options: CallOptions = {}): Promise<void> {
    await this.#post(group, 'resume', 'ResumeGroup', options);
  }

  /** Looks at once whether the group is as large as it should be. */
  async converge(group: IdRef, options: CallOptions = {}): Promise<void> {
    await this.#post(group, 'converge', 'ConvergeGroup', options);
  }

  async getConfiguration(group: IdRef, options: CallOptions = {}): Promise<GroupConfiguration> {
    return this.#calls.member({ method: 'GET', path: `${groupPath(group)}/config`, operation: 'GetGroupConfiguration' }, 'groupConfiguration', options);
  }

  /** The whole of it. */
  async replaceConfiguration(group: IdRef, configuration: GroupConfiguration, options: CallOptions = {}): Promise<void> {
    // Metadata that is left out would go by itself; the service wants the member.
    const json = { metadata: {}, ...configuration };
    await this.#calls.empty({ method: 'PUT', path: `${groupPath(group)}/config`, json, operation: 'ReplaceGroupConfiguration' }, options);
  }

  /** What is not named stays. */
  async updateConfiguration(
    group: IdRef,
    change: { readonly [K in keyof GroupConfiguration]?: GroupConfiguration[K] | undefined },
    options: CallOptions = {},
  ): Promise<void> {
    await this.replaceConfiguration(group, { ...(await this.getConfiguration(group, options)), ...defined(change) }, options);
  }

  /** These, and those that are there. */
  async updateMetadata(group: IdRef, metadata: Readonly<Record<string, string>>, options: CallOptions = {}): Promise<void> {
    const there = await this.getConfiguration(group, options);
    await this.replaceConfiguration(group, { ...there, metadata: { ...there.metadata, ...metadata } }, options);
  }

  async getLaunchConfiguration(group: IdRef, options: CallOptions = {}): Promise<LaunchConfiguration> {
    return this.#calls.member({ method: 'GET', path: `${groupPath(group)}/launch`, operation: 'GetLaunchConfiguration' }, 'launchConfiguration', options);
  }

  /** The whole of it. It counts for servers that are made from here on. */
  async replaceLaunchConfiguration(group: IdRef, configuration: LaunchConfiguration, options: CallOptions = {}): Promise<void> {
    await this.#calls.empty({ method: 'PUT', path: `${groupPath(group)}/launch`, json: configuration, operation: 'ReplaceLaunchConfiguration' }, options);
  }

  /** What is not named stays; of a group that launches servers. */
  async updateLaunchConfiguration(group: IdRef, change: LaunchServerChange, options: CallOptions = {}): Promise<void> {
    const { server, ...rest } = change;
    await this.#changeLaunch(group, (args) => ({ ...args, ...defined(rest), server: { ...args.server, ...defined(server ?? {}) } }), options);
  }

  /** Metadata of the servers to come: these, and those that are there. */
  async updateLaunchMetadata(group: IdRef, metadata: Readonly<Record<string, string>>, options: CallOptions = {}): Promise<void> {
    await this.#changeLaunch(group, (args) => ({ ...args, server: { ...args.server, metadata: { ...args.server.metadata, ...metadata } } }), options);
  }

  /** One server of the group. `replace`: by a new one (default true); `purge`: it is deleted, not only let go (default true). */
  async deleteServer(
    group: IdRef,
    server: IdRef,
    options: CallOptions & { readonly replace?: boolean | undefined; readonly purge?: boolean | undefined } = {},
  ): Promise<void> {
    const query = {
      replace: options.replace === undefined ? undefined : String(options.replace),
      purge: options.purge === undefined ? undefined : String(options.purge),
    };
    const path = `${groupPath(group)}/servers${idPath(server, 'server')}`;
    await this.#calls.empty({ method: 'DELETE', path, query, accept: [404], operation: 'DeleteGroupServer' }, options);
  }

  /** Until it has as many servers as it should. A group in ERROR ends the wait. */
  async waitSettled(group: IdRef, options: WaitOptions = {}): Promise<GroupStateWire> {
    const found = await this.#calls.wait<GroupStateWire>(
      {
        id: idOf(group, 'scaling group'),
        wanted: 'settled',
        look: (each) => this.state(group, each),
        stateOf: ({ status, activeCapacity, pendingCapacity, desiredCapacity }) =>
          `${status ?? 'ACTIVE'} ${activeCapacity}+${pendingCapacity} of ${desiredCapacity}`,
        done: (seen) => seen !== undefined && seen.status !== 'ERROR' && (seen.pendingCapacity ?? 0) === 0 && seen.activeCapacity === seen.desiredCapacity,
        fatal: (seen) => {
          if (seen === undefined) return 'it is not there';
          return seen.status === 'ERROR' ? (seen.errors ?? []).map(({ message }) => message ?? '').join('; ') || 'it is in ERROR' : undefined;
        },
      },
      { intervalMs: 5_000, ...options },
    );
    return found as GroupStateWire;
  }

  async #changeLaunch(group: IdRef, change: (args: LaunchServerArgs) => LaunchServerArgs, options: CallOptions): Promise<void> {
    const there = await this.getLaunchConfiguration(group, options);
    if (there.type !== 'launch_server') throw invalid(`the group launches ${there.type}, not servers`, 'use replaceLaunchConfiguration');
    await this.replaceLaunchConfiguration(group, { ...there, args: change(there.args) }, options);
  }

  async #post(group: IdRef, verb: string, operation: string, options: CallOptions): Promise<void> {
    await this.#calls.empty({ method: 'POST', path: `${groupPath(group)}/${verb}`, idempotent: true, operation }, options);
  }
}

/** Without what is undefined. */
const defined = <T extends object>(change: T): { readonly [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as { readonly [K in keyof T]?: Exclude<T[K], undefined> };
