// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions } from '../../runtime/service.ts';
import type { NoParameters } from '../../runtime/values.ts';
import type { Host } from '../types/infrastructure.ts';
import type { Quota } from '../types/sla.ts';
import type { Disk, DiskProfile, StorageDomain } from '../types/storage.ts';
import type { AssignedPermissionsService } from './assigned-permissions.ts';
import type { DiskSnapshotsService } from './disk-snapshots.ts';
import type { MeasurableService } from './measurable.ts';

export interface DiskConvertParameters {
  /** Since 4.5. */
  readonly disk?: Disk | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface DiskCopyParameters {
  readonly disk?: Disk | undefined;
  readonly storageDomain?: StorageDomain | undefined;
  /** Since 4.2. */
  readonly diskProfile?: DiskProfile | undefined;
  /** Since 4.2. */
  readonly quota?: Quota | undefined;
  readonly async?: boolean | undefined;
  readonly filter?: boolean | undefined;
}

export interface DiskExportParameters {
  readonly storageDomain?: StorageDomain | undefined;
  readonly async?: boolean | undefined;
  readonly filter?: boolean | undefined;
}

export interface DiskGetParameters {
  readonly allContent?: boolean | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface DiskMoveParameters {
  readonly storageDomain?: StorageDomain | undefined;
  /** Since 4.2. */
  readonly diskProfile?: DiskProfile | undefined;
  /** Since 4.2. */
  readonly quota?: Quota | undefined;
  readonly async?: boolean | undefined;
  readonly filter?: boolean | undefined;
}

export interface DiskReduceParameters {
  readonly async?: boolean | undefined;
}

export interface DiskRefreshLunParameters {
  /** Since 4.2. */
  readonly host?: Host | undefined;
}

export interface DiskRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface DiskUpdateParameters {
  /** Since 4.1. */
  readonly disk: Disk;
}

export interface DiskService extends MeasurableService {
  permissionsService(): AssignedPermissionsService;
  /** Since 4.4.3. */
  diskSnapshotsService(): DiskSnapshotsService;
  /**
   * Required: `disk.format` or `disk.sparse`.
   * Since 4.5.
   */
  convert(parameters?: DiskConvertParameters, options?: SdkCallOptions): Promise<void>;
  /** Required: `storageDomain.id` or `storageDomain.name`. */
  copy(parameters?: DiskCopyParameters, options?: SdkCallOptions): Promise<void>;
  /** Required: `storageDomain.id` or `storageDomain.name`. */
  export(parameters?: DiskExportParameters, options?: SdkCallOptions): Promise<void>;
  get(parameters?: DiskGetParameters, options?: SdkCallOptions): Promise<Disk>;
  /** Required: `storageDomain.id` or `storageDomain.name`. */
  move(parameters?: DiskMoveParameters, options?: SdkCallOptions): Promise<void>;
  /** Since 4.2.5. */
  reduce(parameters?: DiskReduceParameters, options?: SdkCallOptions): Promise<void>;
  /**
   * Required: `host.id` or `host.name`.
   * Since 4.2.
   */
  refreshLun(parameters?: DiskRefreshLunParameters, options?: SdkCallOptions): Promise<void>;
  remove(parameters?: DiskRemoveParameters, options?: SdkCallOptions): Promise<void>;
  /** Since 4.1. */
  sparsify(parameters?: NoParameters, options?: SdkCallOptions): Promise<void>;
  /** Since 4.4.0. */
  update(parameters: DiskUpdateParameters, options?: SdkCallOptions): Promise<Disk>;
}

export const methods: MethodTable = {
  convert: { kind: 'action', takes: 'disk:Disk follow' },
  copy: { kind: 'action', takes: 'disk:Disk storageDomain:StorageDomain diskProfile:DiskProfile quota:Quota async:boolean filter:boolean' },
  export: { kind: 'action', takes: 'storageDomain:StorageDomain async:boolean filter:boolean' },
  get: { kind: 'get', takes: 'allContent:boolean follow', gives: 'disk:Disk' },
  move: { kind: 'action', takes: 'storageDomain:StorageDomain diskProfile:DiskProfile quota:Quota async:boolean filter:boolean' },
  reduce: { kind: 'action', takes: 'async:boolean' },
  refreshLun: { kind: 'action', takes: 'host:Host' },
  remove: { kind: 'remove', takes: 'async:boolean' },
  sparsify: { kind: 'action' },
  update: { kind: 'update', takes: 'disk:Disk', document: 'disk', gives: 'disk:Disk' },
};
