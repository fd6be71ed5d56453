// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { SchedulingPolicy } from '../types/sla.ts';
import type { BalancesService } from './balances.ts';
import type { FiltersService } from './filters.ts';
import type { WeightsService } from './weights.ts';

export interface SchedulingPolicyGetParameters {
  readonly filter?: boolean | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface SchedulingPolicyRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface SchedulingPolicyUpdateParameters {
  readonly policy: SchedulingPolicy;
  readonly async?: boolean | undefined;
}

export interface SchedulingPolicyService extends Service {
  filtersService(): FiltersService;
  weightsService(): WeightsService;
  balancesService(): BalancesService;
  get(parameters?: SchedulingPolicyGetParameters, options?: SdkCallOptions): Promise<SchedulingPolicy>;
  remove(parameters?: SchedulingPolicyRemoveParameters, options?: SdkCallOptions): Promise<void>;
  update(parameters: SchedulingPolicyUpdateParameters, options?: SdkCallOptions): Promise<SchedulingPolicy>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'filter:boolean follow', gives: 'policy:SchedulingPolicy' },
  remove: { kind: 'remove', takes: 'async:boolean' },
  update: { kind: 'update', takes: 'policy:SchedulingPolicy async:boolean', document: 'policy', gives: 'policy:SchedulingPolicy' },
};
