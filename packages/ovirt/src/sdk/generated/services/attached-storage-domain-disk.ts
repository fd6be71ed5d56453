// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions } from '../../runtime/service.ts';
import type { NoParameters } from '../../runtime/values.ts';
import type { Disk, StorageDomain } from '../types/storage.ts';
import type { AssignedPermissionsService } from './assigned-permissions.ts';
import type { MeasurableService } from './measurable.ts';

export interface AttachedStorageDomainDiskCopyParameters {
  readonly disk?: Disk | undefined;
  readonly storageDomain?: StorageDomain | undefined;
}

export interface AttachedStorageDomainDiskExportParameters {
  readonly storageDomain?: StorageDomain | undefined;
}

export interface AttachedStorageDomainDiskGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface AttachedStorageDomainDiskMoveParameters {
  readonly storageDomain?: StorageDomain | undefined;
  readonly async?: boolean | undefined;
  readonly filter?: boolean | undefined;
}

export interface AttachedStorageDomainDiskUpdateParameters {
  /** Since 4.1. */
  readonly disk: Disk;
}

export interface AttachedStorageDomainDiskService extends MeasurableService {
  permissionsService(): AssignedPermissionsService;
  /** @deprecated */
  copy(parameters?: AttachedStorageDomainDiskCopyParameters, options?: SdkCallOptions): Promise<void>;
  export(parameters?: AttachedStorageDomainDiskExportParameters, options?: SdkCallOptions): Promise<void>;
  get(parameters?: AttachedStorageDomainDiskGetParameters, options?: SdkCallOptions): Promise<Disk>;
  move(parameters?: AttachedStorageDomainDiskMoveParameters, options?: SdkCallOptions): Promise<void>;
  /** Since 4.2. */
  register(parameters?: NoParameters, options?: SdkCallOptions): Promise<void>;
  remove(parameters?: NoParameters, options?: SdkCallOptions): Promise<void>;
  /** Since 4.1. */
  sparsify(parameters?: NoParameters, options?: SdkCallOptions): Promise<void>;
  update(parameters: AttachedStorageDomainDiskUpdateParameters, options?: SdkCallOptions): Promise<Disk>;
}

export const methods: MethodTable = {
  copy: { kind: 'action', takes: 'disk:Disk storageDomain:StorageDomain' },
  export: { kind: 'action', takes: 'storageDomain:StorageDomain' },
  get: { kind: 'get', takes: 'follow', gives: 'disk:Disk' },
  move: { kind: 'action', takes: 'storageDomain:StorageDomain async:boolean filter:boolean' },
  register: { kind: 'action' },
  remove: { kind: 'remove' },
  sparsify: { kind: 'action' },
  update: { kind: 'update', takes: 'disk:Disk', document: 'disk', gives: 'disk:Disk' },
};
