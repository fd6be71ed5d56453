// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { Permission } from '../types/infrastructure.ts';

export interface PermissionGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface PermissionRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface PermissionService extends Service {
  get(parameters?: PermissionGetParameters, options?: SdkCallOptions): Promise<Permission>;
  remove(parameters?: PermissionRemoveParameters, options?: SdkCallOptions): Promise<void>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'permission:Permission' },
  remove: { kind: 'remove', takes: 'async:boolean' },
};
