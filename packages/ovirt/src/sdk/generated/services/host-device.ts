// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { HostDevice } from '../types/virtualization.ts';

export interface HostDeviceGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface HostDeviceService extends Service {
  get(parameters?: HostDeviceGetParameters, options?: SdkCallOptions): Promise<HostDevice>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'device:HostDevice' },
};
