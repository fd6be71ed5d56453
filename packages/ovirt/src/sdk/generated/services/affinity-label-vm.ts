// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { NoParameters } from '../../runtime/values.ts';
import type { Vm } from '../types/virtualization.ts';

export interface AffinityLabelVmGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface AffinityLabelVmService extends Service {
  get(parameters?: AffinityLabelVmGetParameters, options?: SdkCallOptions): Promise<Vm>;
  remove(parameters?: NoParameters, options?: SdkCallOptions): Promise<void>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'vm:Vm' },
  remove: { kind: 'remove' },
};
