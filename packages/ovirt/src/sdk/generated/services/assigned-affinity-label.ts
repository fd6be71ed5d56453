// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { NoParameters } from '../../runtime/values.ts';
import type { AffinityLabel } from '../types/infrastructure.ts';

export interface AssignedAffinityLabelGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface AssignedAffinityLabelService extends Service {
  get(parameters?: AssignedAffinityLabelGetParameters, options?: SdkCallOptions): Promise<AffinityLabel>;
  remove(parameters?: NoParameters, options?: SdkCallOptions): Promise<void>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'label:AffinityLabel' },
  remove: { kind: 'remove' },
};
