// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { QuotaClusterLimit } from '../types/sla.ts';
import type { QuotaClusterLimitService } from './quota-cluster-limit.ts';

export interface QuotaClusterLimitsAddParameters {
  readonly limit: QuotaClusterLimit;
}

export interface QuotaClusterLimitsListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface QuotaClusterLimitsService extends Service {
  limitService(id: string): QuotaClusterLimitService;
  add(parameters: QuotaClusterLimitsAddParameters, options?: SdkCallOptions): Promise<QuotaClusterLimit>;
  list(parameters?: QuotaClusterLimitsListParameters, options?: SdkCallOptions): Promise<ListOf<QuotaClusterLimit>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'limit:QuotaClusterLimit', document: 'limit', gives: 'limit:QuotaClusterLimit' },
  list: { kind: 'list', takes: 'max:integer follow', gives: 'limits:QuotaClusterLimit[]' },
};
