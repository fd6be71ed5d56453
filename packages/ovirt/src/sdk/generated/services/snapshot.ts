// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Disk, Snapshot } from '../types/storage.ts';
import type { SnapshotCdromsService } from './snapshot-cdroms.ts';
import type { SnapshotDisksService } from './snapshot-disks.ts';
import type { SnapshotNicsService } from './snapshot-nics.ts';

export interface SnapshotGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface SnapshotRemoveParameters {
  readonly async?: boolean | undefined;
  /** Since 4.2. */
  readonly allContent?: boolean | undefined;
}

export interface SnapshotRestoreParameters {
  readonly disks?: ListOf<Disk> | undefined;
  readonly restoreMemory?: boolean | undefined;
  readonly async?: boolean | undefined;
}

export interface SnapshotService extends Service {
  cdromsService(): SnapshotCdromsService;
  disksService(): SnapshotDisksService;
  nicsService(): SnapshotNicsService;
  get(parameters?: SnapshotGetParameters, options?: SdkCallOptions): Promise<Snapshot>;
  remove(parameters?: SnapshotRemoveParameters, options?: SdkCallOptions): Promise<void>;
  restore(parameters?: SnapshotRestoreParameters, options?: SdkCallOptions): Promise<void>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'snapshot:Snapshot' },
  remove: { kind: 'remove', takes: 'async:boolean allContent:boolean' },
  restore: { kind: 'action', takes: 'disks:Disk[] restoreMemory:boolean async:boolean' },
};
