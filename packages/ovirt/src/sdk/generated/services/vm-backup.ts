// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { NoParameters } from '../../runtime/values.ts';
import type { Backup } from '../types/storage.ts';
import type { VmBackupDisksService } from './vm-backup-disks.ts';

export interface VmBackupGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

/** Since 4.3. */
export interface VmBackupService extends Service {
  /** Since 4.3. */
  disksService(): VmBackupDisksService;
  /** Since 4.3. */
  finalize(parameters?: NoParameters, options?: SdkCallOptions): Promise<void>;
  /** Since 4.3. */
  get(parameters?: VmBackupGetParameters, options?: SdkCallOptions): Promise<Backup>;
}

export const methods: MethodTable = {
  finalize: { kind: 'action' },
  get: { kind: 'get', takes: 'follow', gives: 'backup:Backup' },
};
