// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { VnicProfile } from '../types/network.ts';
import type { AssignedPermissionsService } from './assigned-permissions.ts';

export interface VnicProfileGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface VnicProfileRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface VnicProfileUpdateParameters {
  readonly profile: VnicProfile;
  readonly async?: boolean | undefined;
}

export interface VnicProfileService extends Service {
  permissionsService(): AssignedPermissionsService;
  get(parameters?: VnicProfileGetParameters, options?: SdkCallOptions): Promise<VnicProfile>;
  remove(parameters?: VnicProfileRemoveParameters, options?: SdkCallOptions): Promise<void>;
  update(parameters: VnicProfileUpdateParameters, options?: SdkCallOptions): Promise<VnicProfile>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'profile:VnicProfile' },
  remove: { kind: 'remove', takes: 'async:boolean' },
  update: { kind: 'update', takes: 'profile:VnicProfile async:boolean', document: 'profile', gives: 'profile:VnicProfile' },
};
