// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Host } from '../types/infrastructure.ts';
import type { AffinityGroupHostService } from './affinity-group-host.ts';

export interface AffinityGroupHostsAddParameters {
  /** Since 4.4. */
  readonly host: Host;
}

export interface AffinityGroupHostsListParameters {
  /** Since 4.4. */
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

/** Since 4.4. */
export interface AffinityGroupHostsService extends Service {
  /** Since 4.4. */
  hostService(idOrName: string): AffinityGroupHostService;
  /**
   * Required: `host.id` or `host.name`.
   * Since 4.4.
   */
  add(parameters: AffinityGroupHostsAddParameters, options?: SdkCallOptions): Promise<Host>;
  /** Since 4.4. */
  list(parameters?: AffinityGroupHostsListParameters, options?: SdkCallOptions): Promise<ListOf<Host>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'host:Host', document: 'host', gives: 'host:Host' },
  list: { kind: 'list', takes: 'max:integer follow', gives: 'hosts:Host[]' },
};
