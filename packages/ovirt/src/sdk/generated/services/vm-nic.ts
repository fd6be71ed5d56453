// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions } from '../../runtime/service.ts';
import type { Nic } from '../types/network.ts';
import type { MeasurableService } from './measurable.ts';
import type { NicNetworkFilterParametersService } from './nic-network-filter-parameters.ts';
import type { VmReportedDevicesService } from './vm-reported-devices.ts';

export interface VmNicActivateParameters {
  readonly async?: boolean | undefined;
}

export interface VmNicDeactivateParameters {
  readonly async?: boolean | undefined;
}

export interface VmNicGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface VmNicRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface VmNicUpdateParameters {
  readonly nic: Nic;
  readonly async?: boolean | undefined;
}

export interface VmNicService extends MeasurableService {
  reportedDevicesService(): VmReportedDevicesService;
  /** Since 4.2. */
  networkFilterParametersService(): NicNetworkFilterParametersService;
  activate(parameters?: VmNicActivateParameters, options?: SdkCallOptions): Promise<void>;
  deactivate(parameters?: VmNicDeactivateParameters, options?: SdkCallOptions): Promise<void>;
  get(parameters?: VmNicGetParameters, options?: SdkCallOptions): Promise<Nic>;
  remove(parameters?: VmNicRemoveParameters, options?: SdkCallOptions): Promise<void>;
  update(parameters: VmNicUpdateParameters, options?: SdkCallOptions): Promise<Nic>;
}

export const methods: MethodTable = {
  activate: { kind: 'action', takes: 'async:boolean' },
  deactivate: { kind: 'action', takes: 'async:boolean' },
  get: { kind: 'get', takes: 'follow', gives: 'nic:Nic' },
  remove: { kind: 'remove', takes: 'async:boolean' },
  update: { kind: 'update', takes: 'nic:Nic async:boolean', document: 'nic', gives: 'nic:Nic' },
};
