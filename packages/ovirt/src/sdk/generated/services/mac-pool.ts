// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { MacPool } from '../types/network.ts';
import type { AssignedPermissionsService } from './assigned-permissions.ts';

export interface MacPoolGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface MacPoolRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface MacPoolUpdateParameters {
  readonly pool: MacPool;
  readonly async?: boolean | undefined;
}

export interface MacPoolService extends Service {
  /** Since 4.4.3. */
  permissionsService(): AssignedPermissionsService;
  get(parameters?: MacPoolGetParameters, options?: SdkCallOptions): Promise<MacPool>;
  remove(parameters?: MacPoolRemoveParameters, options?: SdkCallOptions): Promise<void>;
  update(parameters: MacPoolUpdateParameters, options?: SdkCallOptions): Promise<MacPool>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'pool:MacPool' },
  remove: { kind: 'remove', takes: 'async:boolean' },
  update: { kind: 'update', takes: 'pool:MacPool async:boolean', document: 'pool', gives: 'pool:MacPool' },
};
