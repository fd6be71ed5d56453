// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { VmMediatedDevice } from '../types/virtualization.ts';

export interface TemplateMediatedDeviceGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface TemplateMediatedDeviceRemoveParameters {
  /** Since 4.5. */
  readonly async?: boolean | undefined;
}

export interface TemplateMediatedDeviceUpdateParameters {
  /** Since 4.5. */
  readonly devices: VmMediatedDevice;
  /** Since 4.5. */
  readonly async?: boolean | undefined;
}

export interface TemplateMediatedDeviceService extends Service {
  /** Since 4.5. */
  get(parameters?: TemplateMediatedDeviceGetParameters, options?: SdkCallOptions): Promise<VmMediatedDevice>;
  /** Since 4.5. */
  remove(parameters?: TemplateMediatedDeviceRemoveParameters, options?: SdkCallOptions): Promise<void>;
  /** Since 4.5. */
  update(parameters: TemplateMediatedDeviceUpdateParameters, options?: SdkCallOptions): Promise<VmMediatedDevice>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'device:VmMediatedDevice' },
  remove: { kind: 'remove', takes: 'async:boolean' },
  update: { kind: 'update', takes: 'devices:VmMediatedDevice async:boolean', document: 'devices', gives: 'devices:VmMediatedDevice' },
};
