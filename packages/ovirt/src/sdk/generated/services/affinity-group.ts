// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { AffinityGroup } from '../types/sla.ts';
import type { AffinityGroupHostLabelsService } from './affinity-group-host-labels.ts';
import type { AffinityGroupHostsService } from './affinity-group-hosts.ts';
import type { AffinityGroupVmLabelsService } from './affinity-group-vm-labels.ts';
import type { AffinityGroupVmsService } from './affinity-group-vms.ts';

export interface AffinityGroupGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface AffinityGroupRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface AffinityGroupUpdateParameters {
  readonly group: AffinityGroup;
  readonly async?: boolean | undefined;
}

export interface AffinityGroupService extends Service {
  vmsService(): AffinityGroupVmsService;
  /** Since 4.4. */
  hostsService(): AffinityGroupHostsService;
  /** Since 4.3.6. */
  vmLabelsService(): AffinityGroupVmLabelsService;
  /** Since 4.3.6. */
  hostLabelsService(): AffinityGroupHostLabelsService;
  get(parameters?: AffinityGroupGetParameters, options?: SdkCallOptions): Promise<AffinityGroup>;
  remove(parameters?: AffinityGroupRemoveParameters, options?: SdkCallOptions): Promise<void>;
  update(parameters: AffinityGroupUpdateParameters, options?: SdkCallOptions): Promise<AffinityGroup>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'group:AffinityGroup' },
  remove: { kind: 'remove', takes: 'async:boolean' },
  update: { kind: 'update', takes: 'group:AffinityGroup async:boolean', document: 'group', gives: 'group:AffinityGroup' },
};
