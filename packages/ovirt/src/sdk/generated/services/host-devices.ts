// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { HostDevice } from '../types/virtualization.ts';
import type { HostDeviceService } from './host-device.ts';

export interface HostDevicesListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface HostDevicesService extends Service {
  deviceService(id: string): HostDeviceService;
  list(parameters?: HostDevicesListParameters, options?: SdkCallOptions): Promise<ListOf<HostDevice>>;
}

export const methods: MethodTable = {
  list: { kind: 'list', takes: 'max:integer follow', gives: 'devices:HostDevice[]' },
};
