// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { HostDevice } from '../types/virtualization.ts';
import type { VmHostDeviceService } from './vm-host-device.ts';

export interface VmHostDevicesAddParameters {
  readonly device: HostDevice;
}

export interface VmHostDevicesListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface VmHostDevicesService extends Service {
  deviceService(id: string): VmHostDeviceService;
  /** Required: `device.id` or `device.name`. */
  add(parameters: VmHostDevicesAddParameters, options?: SdkCallOptions): Promise<HostDevice>;
  list(parameters?: VmHostDevicesListParameters, options?: SdkCallOptions): Promise<ListOf<HostDevice>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'device:HostDevice', document: 'device', gives: 'device:HostDevice' },
  list: { kind: 'list', takes: 'max:integer follow', gives: 'device:HostDevice[]' },
};
