// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { SchedulingPolicy } from '../types/sla.ts';
import type { SchedulingPolicyService } from './scheduling-policy.ts';

export interface SchedulingPoliciesAddParameters {
  readonly policy: SchedulingPolicy;
}

export interface SchedulingPoliciesListParameters {
  readonly max?: number | undefined;
  readonly filter?: boolean | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface SchedulingPoliciesService extends Service {
  policyService(id: string): SchedulingPolicyService;
  /** Required: `policy.name`. */
  add(parameters: SchedulingPoliciesAddParameters, options?: SdkCallOptions): Promise<SchedulingPolicy>;
  list(parameters?: SchedulingPoliciesListParameters, options?: SdkCallOptions): Promise<ListOf<SchedulingPolicy>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'policy:SchedulingPolicy', document: 'policy', gives: 'policy:SchedulingPolicy' },
  list: { kind: 'list', takes: 'max:integer filter:boolean follow', gives: 'policies:SchedulingPolicy[]' },
};
