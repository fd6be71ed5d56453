// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { DiskSnapshot } from '../types/storage.ts';

export interface DiskSnapshotGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface DiskSnapshotRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface DiskSnapshotService extends Service {
  get(parameters?: DiskSnapshotGetParameters, options?: SdkCallOptions): Promise<DiskSnapshot>;
  remove(parameters?: DiskSnapshotRemoveParameters, options?: SdkCallOptions): Promise<void>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'snapshot:DiskSnapshot' },
  remove: { kind: 'remove', takes: 'async:boolean' },
};
