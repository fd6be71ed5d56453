// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Vm } from '../types/virtualization.ts';
import type { StorageDomainVmService } from './storage-domain-vm.ts';

export interface StorageDomainVmsListParameters {
  readonly max?: number | undefined;
  /** Since 4.1.1. */
  readonly unregistered?: boolean | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface StorageDomainVmsService extends Service {
  vmService(id: string): StorageDomainVmService;
  list(parameters?: StorageDomainVmsListParameters, options?: SdkCallOptions): Promise<ListOf<Vm>>;
}

export const methods: MethodTable = {
  list: { kind: 'list', takes: 'max:integer unregistered:boolean follow', gives: 'vm:Vm[]' },
};
