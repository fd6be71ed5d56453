// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { Disk } from '../types/storage.ts';

export interface VmCheckpointDiskGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface VmCheckpointDiskService extends Service {
  /** Since 4.4. */
  get(parameters?: VmCheckpointDiskGetParameters, options?: SdkCallOptions): Promise<Disk>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'disk:Disk' },
};
