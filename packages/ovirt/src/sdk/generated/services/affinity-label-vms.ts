// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Vm } from '../types/virtualization.ts';
import type { AffinityLabelVmService } from './affinity-label-vm.ts';

export interface AffinityLabelVmsAddParameters {
  readonly vm: Vm;
}

export interface AffinityLabelVmsListParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface AffinityLabelVmsService extends Service {
  vmService(id: string): AffinityLabelVmService;
  add(parameters: AffinityLabelVmsAddParameters, options?: SdkCallOptions): Promise<Vm>;
  list(parameters?: AffinityLabelVmsListParameters, options?: SdkCallOptions): Promise<ListOf<Vm>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'vm:Vm', document: 'vm', gives: 'vm:Vm' },
  list: { kind: 'list', takes: 'follow', gives: 'vms:Vm[]' },
};
