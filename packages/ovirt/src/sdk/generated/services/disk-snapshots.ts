// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { DiskSnapshot } from '../types/storage.ts';
import type { DiskSnapshotService } from './disk-snapshot.ts';

export interface DiskSnapshotsListParameters {
  readonly max?: number | undefined;
  /** Since 4.4.3. */
  readonly includeActive?: boolean | undefined;
  /** Since 4.4.8. */
  readonly includeTemplate?: boolean | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface DiskSnapshotsService extends Service {
  snapshotService(id: string): DiskSnapshotService;
  list(parameters?: DiskSnapshotsListParameters, options?: SdkCallOptions): Promise<ListOf<DiskSnapshot>>;
}

export const methods: MethodTable = {
  list: { kind: 'list', takes: 'max:integer includeActive:boolean includeTemplate:boolean follow', gives: 'snapshots:DiskSnapshot[]' },
};
