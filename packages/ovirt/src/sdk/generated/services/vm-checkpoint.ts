// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { Checkpoint } from '../types/storage.ts';
import type { VmCheckpointDisksService } from './vm-checkpoint-disks.ts';

export interface VmCheckpointGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface VmCheckpointRemoveParameters {
  readonly async?: boolean | undefined;
}

/** Since 4.4. */
export interface VmCheckpointService extends Service {
  /** Since 4.4. */
  disksService(): VmCheckpointDisksService;
  /** Since 4.4. */
  get(parameters?: VmCheckpointGetParameters, options?: SdkCallOptions): Promise<Checkpoint>;
  /** Since 4.4. */
  remove(parameters?: VmCheckpointRemoveParameters, options?: SdkCallOptions): Promise<void>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'checkpoint:Checkpoint' },
  remove: { kind: 'remove', takes: 'async:boolean' },
};
