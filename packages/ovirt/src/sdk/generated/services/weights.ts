// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Weight } from '../types/sla.ts';
import type { WeightService } from './weight.ts';

export interface WeightsAddParameters {
  readonly weight: Weight;
}

export interface WeightsListParameters {
  readonly max?: number | undefined;
  readonly filter?: boolean | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface WeightsService extends Service {
  weightService(id: string): WeightService;
  /** Required: `weight.schedulingPolicyUnit.id`. */
  add(parameters: WeightsAddParameters, options?: SdkCallOptions): Promise<Weight>;
  list(parameters?: WeightsListParameters, options?: SdkCallOptions): Promise<ListOf<Weight>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'weight:Weight', document: 'weight', gives: 'weight:Weight' },
  list: { kind: 'list', takes: 'max:integer filter:boolean follow', gives: 'weights:Weight[]' },
};
