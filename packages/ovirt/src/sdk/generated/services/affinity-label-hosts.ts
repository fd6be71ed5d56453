// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Host } from '../types/infrastructure.ts';
import type { AffinityLabelHostService } from './affinity-label-host.ts';

export interface AffinityLabelHostsAddParameters {
  readonly host: Host;
}

export interface AffinityLabelHostsListParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface AffinityLabelHostsService extends Service {
  hostService(id: string): AffinityLabelHostService;
  add(parameters: AffinityLabelHostsAddParameters, options?: SdkCallOptions): Promise<Host>;
  list(parameters?: AffinityLabelHostsListParameters, options?: SdkCallOptions): Promise<ListOf<Host>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'host:Host', document: 'host', gives: 'host:Host' },
  list: { kind: 'list', takes: 'follow', gives: 'hosts:Host[]' },
};
