// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { VmMediatedDevice } from '../types/virtualization.ts';
import type { VmMediatedDeviceService } from './vm-mediated-device.ts';

export interface VmMediatedDevicesAddParameters {
  readonly device: VmMediatedDevice;
}

export interface VmMediatedDevicesListParameters {
  /** Since 4.5. */
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

/** Since 4.5. */
export interface VmMediatedDevicesService extends Service {
  /** Since 4.5. */
  deviceService(id: string): VmMediatedDeviceService;
  /** Since 4.5. */
  add(parameters: VmMediatedDevicesAddParameters, options?: SdkCallOptions): Promise<VmMediatedDevice>;
  /** Since 4.5. */
  list(parameters?: VmMediatedDevicesListParameters, options?: SdkCallOptions): Promise<ListOf<VmMediatedDevice>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'device:VmMediatedDevice', document: 'device', gives: 'device:VmMediatedDevice' },
  list: { kind: 'list', takes: 'max:integer follow', gives: 'devices:VmMediatedDevice[]' },
};
