// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { DiskProfile } from '../types/storage.ts';
import type { AssignedPermissionsService } from './assigned-permissions.ts';

export interface DiskProfileGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface DiskProfileRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface DiskProfileUpdateParameters {
  readonly profile: DiskProfile;
  readonly async?: boolean | undefined;
}

export interface DiskProfileService extends Service {
  permissionsService(): AssignedPermissionsService;
  get(parameters?: DiskProfileGetParameters, options?: SdkCallOptions): Promise<DiskProfile>;
  remove(parameters?: DiskProfileRemoveParameters, options?: SdkCallOptions): Promise<void>;
  update(parameters: DiskProfileUpdateParameters, options?: SdkCallOptions): Promise<DiskProfile>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'profile:DiskProfile' },
  remove: { kind: 'remove', takes: 'async:boolean' },
  update: { kind: 'update', takes: 'profile:DiskProfile async:boolean', document: 'profile', gives: 'profile:DiskProfile' },
};
