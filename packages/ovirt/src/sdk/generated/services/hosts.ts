// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { List } from '@portolan/core/driver';
import type { MethodTable, PageParameters, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Host } from '../types/infrastructure.ts';
import type { HostService } from './host.ts';

export interface HostsAddParameters {
  readonly host: Host;
  readonly deployHostedEngine?: boolean | undefined;
  readonly undeployHostedEngine?: boolean | undefined;
  /** Since 4.3. */
  readonly activate?: boolean | undefined;
  readonly reboot?: boolean | undefined;
}

export interface HostsListParameters {
  readonly max?: number | undefined;
  readonly search?: string | undefined;
  readonly caseSensitive?: boolean | undefined;
  readonly filter?: boolean | undefined;
  readonly allContent?: boolean | undefined;
  /** Since 4.3. */
  readonly migrationTargetOf?: string | undefined;
  /** Since 4.4. */
  readonly checkVmsInAffinityClosure?: boolean | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface HostsService extends Service {
  hostService(id: string): HostService;
  /** Required: `host.address`, `host.name`, `host.cluster.id` or `host.cluster.name`. */
  add(parameters: HostsAddParameters, options?: SdkCallOptions): Promise<Host>;
  /** Required: `host.rootPassword`. */
  addUsingRootPassword(parameters: HostsAddParameters, options?: SdkCallOptions): Promise<Host>;
  addUsingSsh(parameters: HostsAddParameters, options?: SdkCallOptions): Promise<Host>;
  list(parameters?: HostsListParameters, options?: SdkCallOptions): Promise<ListOf<Host>>;
  /** All of them, page after page: `sortby` and `page` are added to the search. */
  iterate(parameters?: PageParameters<HostsListParameters>, options?: SdkCallOptions): List<Host>;
}

export const methods: MethodTable = {
  add: {
    kind: 'add',
    takes: 'host:Host deployHostedEngine:boolean undeployHostedEngine:boolean activate:boolean reboot:boolean',
    document: 'host',
    gives: 'host:Host',
  },
  addUsingRootPassword: {
    kind: 'add',
    takes: 'host:Host deployHostedEngine:boolean undeployHostedEngine:boolean activate:boolean reboot:boolean',
    document: 'host',
    gives: 'host:Host',
  },
  addUsingSsh: {
    kind: 'add',
    takes: 'host:Host deployHostedEngine:boolean undeployHostedEngine:boolean activate:boolean reboot:boolean',
    document: 'host',
    gives: 'host:Host',
  },
  list: {
    kind: 'list',
    takes: 'max:integer search caseSensitive:boolean filter:boolean allContent:boolean migrationTargetOf checkVmsInAffinityClosure:boolean follow',
    gives: 'hosts:Host[]',
    order: 'name asc',
  },
};
