// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { OperatingSystemInfo } from '../types/virtualization.ts';

export interface OperatingSystemGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface OperatingSystemService extends Service {
  get(parameters?: OperatingSystemGetParameters, options?: SdkCallOptions): Promise<OperatingSystemInfo>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'operatingSystem:OperatingSystemInfo' },
};
