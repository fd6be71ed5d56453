// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { List } from '@portolan/core/driver';
import type { MethodTable, PageParameters, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { AutoPinningPolicy } from '../enums.ts';
import type { Vm } from '../types/virtualization.ts';
import type { VmService } from './vm.ts';

export interface VmsAddParameters {
  readonly vm: Vm;
  readonly clone?: boolean | undefined;
  /** Since 4.0.0. */
  readonly clonePermissions?: boolean | undefined;
  /** Since 4.0.0. */
  readonly filter?: boolean | undefined;
  /**
   * Since 4.4.
   * @deprecated
   */
  readonly autoPinningPolicy?: AutoPinningPolicy | undefined;
  /** Since 4.5. */
  readonly seal?: boolean | undefined;
}

export interface VmsListParameters {
  readonly search?: string | undefined;
  readonly max?: number | undefined;
  readonly caseSensitive?: boolean | undefined;
  readonly filter?: boolean | undefined;
  /** Since 4.0.6. */
  readonly allContent?: boolean | undefined;
  /** Since 4.4.3. */
  readonly ovfAsOva?: boolean | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface VmsService extends Service {
  vmService(id: string): VmService;
  add(parameters: VmsAddParameters, options?: SdkCallOptions): Promise<Vm>;
  /** Required: `vm.initialization.configuration.data`, `vm.initialization.configuration.type`. */
  addFromConfiguration(parameters: VmsAddParameters, options?: SdkCallOptions): Promise<Vm>;
  /** Required: `vm.name`, `vm.cluster.id` or `vm.cluster.name`, `vm.template.id` or `vm.template.name`. */
  addFromScratch(parameters: VmsAddParameters, options?: SdkCallOptions): Promise<Vm>;
  /** Required: `vm.name`, `vm.cluster.id` or `vm.cluster.name`, `vm.template.id` or `vm.template.name`, `vm.snapshots[].id`. */
  addFromSnapshot(parameters: VmsAddParameters, options?: SdkCallOptions): Promise<Vm>;
  list(parameters?: VmsListParameters, options?: SdkCallOptions): Promise<ListOf<Vm>>;
  /** All of them, page after page: `sortby` and `page` are added to the search. */
  iterate(parameters?: PageParameters<VmsListParameters>, options?: SdkCallOptions): List<Vm>;
}

export const methods: MethodTable = {
  add: {
    kind: 'add',
    takes: 'vm:Vm clone:boolean clonePermissions:boolean filter:boolean autoPinningPolicy:AutoPinningPolicy seal:boolean',
    document: 'vm',
    gives: 'vm:Vm',
  },
  addFromConfiguration: {
    kind: 'add',
    takes: 'vm:Vm clone:boolean clonePermissions:boolean filter:boolean autoPinningPolicy:AutoPinningPolicy seal:boolean',
    document: 'vm',
    gives: 'vm:Vm',
  },
  addFromScratch: {
    kind: 'add',
    takes: 'vm:Vm clone:boolean clonePermissions:boolean filter:boolean autoPinningPolicy:AutoPinningPolicy seal:boolean',
    document: 'vm',
    gives: 'vm:Vm',
  },
  addFromSnapshot: {
    kind: 'add',
    takes: 'vm:Vm clone:boolean clonePermissions:boolean filter:boolean autoPinningPolicy:AutoPinningPolicy seal:boolean',
    document: 'vm',
    gives: 'vm:Vm',
  },
  list: {
    kind: 'list',
    takes: 'search max:integer caseSensitive:boolean filter:boolean allContent:boolean ovfAsOva:boolean follow',
    gives: 'vms:Vm[]',
    order: 'name asc',
  },
};
