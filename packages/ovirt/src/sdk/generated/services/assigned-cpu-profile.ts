// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { CpuProfile } from '../types/virtualization.ts';

export interface AssignedCpuProfileGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface AssignedCpuProfileRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface AssignedCpuProfileService extends Service {
  get(parameters?: AssignedCpuProfileGetParameters, options?: SdkCallOptions): Promise<CpuProfile>;
  remove(parameters?: AssignedCpuProfileRemoveParameters, options?: SdkCallOptions): Promise<void>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'profile:CpuProfile' },
  remove: { kind: 'remove', takes: 'async:boolean' },
};
