// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Backup } from '../types/storage.ts';
import type { VmBackupService } from './vm-backup.ts';

export interface VmBackupsAddParameters {
  /** Since 4.3. */
  readonly backup: Backup;
  /** Since 4.4.4. */
  readonly requireConsistency?: boolean | undefined;
  /** Since 4.5. */
  readonly useActive?: boolean | undefined;
}

export interface VmBackupsListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

/** Since 4.3. */
export interface VmBackupsService extends Service {
  /** Since 4.3. */
  backupService(id: string): VmBackupService;
  /**
   * Required: `backup.disks`.
   * Since 4.3.
   */
  add(parameters: VmBackupsAddParameters, options?: SdkCallOptions): Promise<Backup>;
  /** Since 4.3. */
  list(parameters?: VmBackupsListParameters, options?: SdkCallOptions): Promise<ListOf<Backup>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'backup:Backup requireConsistency:boolean useActive:boolean', document: 'backup', gives: 'backup:Backup' },
  list: { kind: 'list', takes: 'max:integer follow', gives: 'backups:Backup[]' },
};
