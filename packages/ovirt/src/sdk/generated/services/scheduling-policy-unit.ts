// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { SchedulingPolicyUnit } from '../types/sla.ts';

export interface SchedulingPolicyUnitGetParameters {
  readonly filter?: boolean | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface SchedulingPolicyUnitRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface SchedulingPolicyUnitService extends Service {
  get(parameters?: SchedulingPolicyUnitGetParameters, options?: SdkCallOptions): Promise<SchedulingPolicyUnit>;
  remove(parameters?: SchedulingPolicyUnitRemoveParameters, options?: SdkCallOptions): Promise<void>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'filter:boolean follow', gives: 'unit:SchedulingPolicyUnit' },
  remove: { kind: 'remove', takes: 'async:boolean' },
};
