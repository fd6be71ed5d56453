// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { ReportedDevice } from '../types/virtualization.ts';
import type { VmReportedDeviceService } from './vm-reported-device.ts';

export interface VmReportedDevicesListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface VmReportedDevicesService extends Service {
  reportedDeviceService(id: string): VmReportedDeviceService;
  list(parameters?: VmReportedDevicesListParameters, options?: SdkCallOptions): Promise<ListOf<ReportedDevice>>;
}

export const methods: MethodTable = {
  list: { kind: 'list', takes: 'max:integer follow', gives: 'reportedDevice:ReportedDevice[]' },
};
