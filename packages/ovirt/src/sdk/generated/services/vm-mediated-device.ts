// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { VmMediatedDevice } from '../types/virtualization.ts';

export interface VmMediatedDeviceGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface VmMediatedDeviceRemoveParameters {
  /** Since 4.5. */
  readonly async?: boolean | undefined;
}

export interface VmMediatedDeviceUpdateParameters {
  /** Since 4.5. */
  readonly device: VmMediatedDevice;
  /** Since 4.5. */
  readonly async?: boolean | undefined;
}

export interface VmMediatedDeviceService extends Service {
  /** Since 4.5. */
  get(parameters?: VmMediatedDeviceGetParameters, options?: SdkCallOptions): Promise<VmMediatedDevice>;
  /** Since 4.5. */
  remove(parameters?: VmMediatedDeviceRemoveParameters, options?: SdkCallOptions): Promise<void>;
  /** Since 4.5. */
  update(parameters: VmMediatedDeviceUpdateParameters, options?: SdkCallOptions): Promise<VmMediatedDevice>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'device:VmMediatedDevice' },
  remove: { kind: 'remove', takes: 'async:boolean' },
  update: { kind: 'update', takes: 'device:VmMediatedDevice async:boolean', document: 'device', gives: 'device:VmMediatedDevice' },
};
