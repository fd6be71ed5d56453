// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { VmMediatedDevice } from '../types/virtualization.ts';
import type { TemplateMediatedDeviceService } from './template-mediated-device.ts';

export interface TemplateMediatedDevicesAddParameters {
  readonly device: VmMediatedDevice;
}

export interface TemplateMediatedDevicesListParameters {
  /** Since 4.5. */
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

/** Since 4.5. */
export interface TemplateMediatedDevicesService extends Service {
  /** Since 4.5. */
  deviceService(id: string): TemplateMediatedDeviceService;
  /** Since 4.5. */
  add(parameters: TemplateMediatedDevicesAddParameters, options?: SdkCallOptions): Promise<VmMediatedDevice>;
  /** Since 4.5. */
  list(parameters?: TemplateMediatedDevicesListParameters, options?: SdkCallOptions): Promise<ListOf<VmMediatedDevice>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'device:VmMediatedDevice', document: 'device', gives: 'device:VmMediatedDevice' },
  list: { kind: 'list', takes: 'max:integer follow', gives: 'devices:VmMediatedDevice[]' },
};
