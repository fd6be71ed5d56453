// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { QuotaStorageLimit } from '../types/sla.ts';
import type { QuotaStorageLimitService } from './quota-storage-limit.ts';

export interface QuotaStorageLimitsAddParameters {
  readonly limit: QuotaStorageLimit;
}

export interface QuotaStorageLimitsListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface QuotaStorageLimitsService extends Service {
  limitService(id: string): QuotaStorageLimitService;
  add(parameters: QuotaStorageLimitsAddParameters, options?: SdkCallOptions): Promise<QuotaStorageLimit>;
  list(parameters?: QuotaStorageLimitsListParameters, options?: SdkCallOptions): Promise<ListOf<QuotaStorageLimit>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'limit:QuotaStorageLimit', document: 'limit', gives: 'limit:QuotaStorageLimit' },
  list: { kind: 'list', takes: 'max:integer follow', gives: 'limits:QuotaStorageLimit[]' },
};
