// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { Weight } from '../types/sla.ts';

export interface WeightGetParameters {
  readonly filter?: boolean | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface WeightRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface WeightService extends Service {
  get(parameters?: WeightGetParameters, options?: SdkCallOptions): Promise<Weight>;
  remove(parameters?: WeightRemoveParameters, options?: SdkCallOptions): Promise<void>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'filter:boolean follow', gives: 'weight:Weight' },
  remove: { kind: 'remove', takes: 'async:boolean' },
};
