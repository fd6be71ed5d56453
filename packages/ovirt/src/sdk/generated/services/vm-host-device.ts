// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { HostDevice } from '../types/virtualization.ts';

export interface VmHostDeviceGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface VmHostDeviceRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface VmHostDeviceService extends Service {
  get(parameters?: VmHostDeviceGetParameters, options?: SdkCallOptions): Promise<HostDevice>;
  remove(parameters?: VmHostDeviceRemoveParameters, options?: SdkCallOptions): Promise<void>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'device:HostDevice' },
  remove: { kind: 'remove', takes: 'async:boolean' },
};
