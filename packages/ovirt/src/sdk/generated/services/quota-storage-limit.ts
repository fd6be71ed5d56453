// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { QuotaStorageLimit } from '../types/sla.ts';

export interface QuotaStorageLimitGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface QuotaStorageLimitRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface QuotaStorageLimitService extends Service {
  get(parameters?: QuotaStorageLimitGetParameters, options?: SdkCallOptions): Promise<QuotaStorageLimit>;
  remove(parameters?: QuotaStorageLimitRemoveParameters, options?: SdkCallOptions): Promise<void>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'limit:QuotaStorageLimit' },
  remove: { kind: 'remove', takes: 'async:boolean' },
};
