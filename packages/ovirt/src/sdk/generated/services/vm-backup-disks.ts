// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Disk } from '../types/storage.ts';
import type { VmBackupDiskService } from './vm-backup-disk.ts';

export interface VmBackupDisksListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface VmBackupDisksService extends Service {
  /** Since 4.3. */
  diskService(id: string): VmBackupDiskService;
  /** Since 4.3. */
  list(parameters?: VmBackupDisksListParameters, options?: SdkCallOptions): Promise<ListOf<Disk>>;
}

export const methods: MethodTable = {
  list: { kind: 'list', takes: 'max:integer follow', gives: 'disks:Disk[]' },
};
