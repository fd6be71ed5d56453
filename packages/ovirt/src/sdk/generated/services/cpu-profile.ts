// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { CpuProfile } from '../types/virtualization.ts';
import type { AssignedPermissionsService } from './assigned-permissions.ts';

export interface CpuProfileGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface CpuProfileRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface CpuProfileUpdateParameters {
  readonly profile: CpuProfile;
  readonly async?: boolean | undefined;
}

export interface CpuProfileService extends Service {
  permissionsService(): AssignedPermissionsService;
  get(parameters?: CpuProfileGetParameters, options?: SdkCallOptions): Promise<CpuProfile>;
  remove(parameters?: CpuProfileRemoveParameters, options?: SdkCallOptions): Promise<void>;
  update(parameters: CpuProfileUpdateParameters, options?: SdkCallOptions): Promise<CpuProfile>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'profile:CpuProfile' },
  remove: { kind: 'remove', takes: 'async:boolean' },
  update: { kind: 'update', takes: 'profile:CpuProfile async:boolean', document: 'profile', gives: 'profile:CpuProfile' },
};
