// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { VnicProfile } from '../types/network.ts';
import type { AssignedPermissionsService } from './assigned-permissions.ts';

export interface AssignedVnicProfileGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface AssignedVnicProfileRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface AssignedVnicProfileService extends Service {
  permissionsService(): AssignedPermissionsService;
  get(parameters?: AssignedVnicProfileGetParameters, options?: SdkCallOptions): Promise<VnicProfile>;
  remove(parameters?: AssignedVnicProfileRemoveParameters, options?: SdkCallOptions): Promise<void>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'profile:VnicProfile' },
  remove: { kind: 'remove', takes: 'async:boolean' },
};
