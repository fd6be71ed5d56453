// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { VmPool } from '../types/virtualization.ts';
import type { AssignedPermissionsService } from './assigned-permissions.ts';

export interface VmPoolAllocateVmParameters {
  readonly async?: boolean | undefined;
}

export interface VmPoolGetParameters {
  readonly filter?: boolean | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface VmPoolRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface VmPoolUpdateParameters {
  readonly pool: VmPool;
  readonly async?: boolean | undefined;
  /** Since 4.5. */
  readonly seal?: boolean | undefined;
}

export interface VmPoolService extends Service {
  permissionsService(): AssignedPermissionsService;
  allocateVm(parameters?: VmPoolAllocateVmParameters, options?: SdkCallOptions): Promise<void>;
  get(parameters?: VmPoolGetParameters, options?: SdkCallOptions): Promise<VmPool>;
  remove(parameters?: VmPoolRemoveParameters, options?: SdkCallOptions): Promise<void>;
  update(parameters: VmPoolUpdateParameters, options?: SdkCallOptions): Promise<VmPool>;
}

export const methods: MethodTable = {
  allocateVm: { kind: 'action', takes: 'async:boolean' },
  get: { kind: 'get', takes: 'filter:boolean follow', gives: 'pool:VmPool' },
  remove: { kind: 'remove', takes: 'async:boolean' },
  update: { kind: 'update', takes: 'pool:VmPool async:boolean seal:boolean', document: 'pool', gives: 'pool:VmPool' },
};
