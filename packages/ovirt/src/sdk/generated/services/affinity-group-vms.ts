// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Vm } from '../types/virtualization.ts';
import type { AffinityGroupVmService } from './affinity-group-vm.ts';

export interface AffinityGroupVmsAddParameters {
  readonly vm: Vm;
}

export interface AffinityGroupVmsListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface AffinityGroupVmsService extends Service {
  vmService(id: string): AffinityGroupVmService;
  /** Required: `vm.id` or `vm.name`. */
  add(parameters: AffinityGroupVmsAddParameters, options?: SdkCallOptions): Promise<Vm>;
  list(parameters?: AffinityGroupVmsListParameters, options?: SdkCallOptions): Promise<ListOf<Vm>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'vm:Vm', document: 'vm', gives: 'vm:Vm' },
  list: { kind: 'list', takes: 'max:integer follow', gives: 'vms:Vm[]' },
};
