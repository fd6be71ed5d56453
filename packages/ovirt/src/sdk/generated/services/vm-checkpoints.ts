// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Checkpoint } from '../types/storage.ts';
import type { VmCheckpointService } from './vm-checkpoint.ts';

export interface VmCheckpointsListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

/** Since 4.4. */
export interface VmCheckpointsService extends Service {
  /** Since 4.4. */
  checkpointService(id: string): VmCheckpointService;
  /** Since 4.4. */
  list(parameters?: VmCheckpointsListParameters, options?: SdkCallOptions): Promise<ListOf<Checkpoint>>;
}

export const methods: MethodTable = {
  list: { kind: 'list', takes: 'max:integer follow', gives: 'checkpoints:Checkpoint[]' },
};
