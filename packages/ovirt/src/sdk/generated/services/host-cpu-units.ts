// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { HostCpuUnit } from '../types/virtualization.ts';

export interface HostCpuUnitsListParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface HostCpuUnitsService extends Service {
  /** Since 4.5. */
  list(parameters?: HostCpuUnitsListParameters, options?: SdkCallOptions): Promise<ListOf<HostCpuUnit>>;
}

export const methods: MethodTable = {
  list: { kind: 'list', takes: 'follow', gives: 'cpuUnits:HostCpuUnit[]' },
};
