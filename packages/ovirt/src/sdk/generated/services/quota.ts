// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { Quota } from '../types/sla.ts';
import type { AssignedPermissionsService } from './assigned-permissions.ts';
import type { QuotaClusterLimitsService } from './quota-cluster-limits.ts';
import type { QuotaStorageLimitsService } from './quota-storage-limits.ts';

export interface QuotaGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface QuotaRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface QuotaUpdateParameters {
  readonly quota: Quota;
  readonly async?: boolean | undefined;
}

export interface QuotaService extends Service {
  quotaStorageLimitsService(): QuotaStorageLimitsService;
  quotaClusterLimitsService(): QuotaClusterLimitsService;
  permissionsService(): AssignedPermissionsService;
  get(parameters?: QuotaGetParameters, options?: SdkCallOptions): Promise<Quota>;
  remove(parameters?: QuotaRemoveParameters, options?: SdkCallOptions): Promise<void>;
  update(parameters: QuotaUpdateParameters, options?: SdkCallOptions): Promise<Quota>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'quota:Quota' },
  remove: { kind: 'remove', takes: 'async:boolean' },
  update: { kind: 'update', takes: 'quota:Quota async:boolean', document: 'quota', gives: 'quota:Quota' },
};
