// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { SchedulingPolicyUnit } from '../types/sla.ts';
import type { SchedulingPolicyUnitService } from './scheduling-policy-unit.ts';

export interface SchedulingPolicyUnitsListParameters {
  readonly max?: number | undefined;
  readonly filter?: boolean | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface SchedulingPolicyUnitsService extends Service {
  unitService(id: string): SchedulingPolicyUnitService;
  list(parameters?: SchedulingPolicyUnitsListParameters, options?: SdkCallOptions): Promise<ListOf<SchedulingPolicyUnit>>;
}

export const methods: MethodTable = {
  list: { kind: 'list', takes: 'max:integer filter:boolean follow', gives: 'units:SchedulingPolicyUnit[]' },
};
