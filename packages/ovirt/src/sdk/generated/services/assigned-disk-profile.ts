// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { DiskProfile } from '../types/storage.ts';

export interface AssignedDiskProfileGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface AssignedDiskProfileRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface AssignedDiskProfileService extends Service {
  get(parameters?: AssignedDiskProfileGetParameters, options?: SdkCallOptions): Promise<DiskProfile>;
  remove(parameters?: AssignedDiskProfileRemoveParameters, options?: SdkCallOptions): Promise<void>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'diskProfile:DiskProfile' },
  remove: { kind: 'remove', takes: 'async:boolean' },
};
