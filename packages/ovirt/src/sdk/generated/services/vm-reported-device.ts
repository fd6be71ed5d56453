// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ReportedDevice } from '../types/virtualization.ts';

export interface VmReportedDeviceGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface VmReportedDeviceService extends Service {
  get(parameters?: VmReportedDeviceGetParameters, options?: SdkCallOptions): Promise<ReportedDevice>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'reportedDevice:ReportedDevice' },
};
