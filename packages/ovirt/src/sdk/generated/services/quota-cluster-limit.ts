// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { QuotaClusterLimit } from '../types/sla.ts';

export interface QuotaClusterLimitGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface QuotaClusterLimitRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface QuotaClusterLimitService extends Service {
  get(parameters?: QuotaClusterLimitGetParameters, options?: SdkCallOptions): Promise<QuotaClusterLimit>;
  remove(parameters?: QuotaClusterLimitRemoveParameters, options?: SdkCallOptions): Promise<void>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'limit:QuotaClusterLimit' },
  remove: { kind: 'remove', takes: 'async:boolean' },
};
