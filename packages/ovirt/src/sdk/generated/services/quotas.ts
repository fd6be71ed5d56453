// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Quota } from '../types/sla.ts';
import type { QuotaService } from './quota.ts';

export interface QuotasAddParameters {
  readonly quota: Quota;
}

export interface QuotasListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface QuotasService extends Service {
  quotaService(id: string): QuotaService;
  /** Required: `quota.name`. */
  add(parameters: QuotasAddParameters, options?: SdkCallOptions): Promise<Quota>;
  list(parameters?: QuotasListParameters, options?: SdkCallOptions): Promise<ListOf<Quota>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'quota:Quota', document: 'quota', gives: 'quota:Quota' },
  list: { kind: 'list', takes: 'max:integer follow', gives: 'quotas:Quota[]' },
};
