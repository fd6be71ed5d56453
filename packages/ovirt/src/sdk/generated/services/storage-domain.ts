// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Host } from '../types/infrastructure.ts';
import type { LogicalUnit, StorageDomain } from '../types/storage.ts';
import type { AssignedDiskProfilesService } from './assigned-disk-profiles.ts';
import type { AssignedPermissionsService } from './assigned-permissions.ts';
import type { DiskSnapshotsService } from './disk-snapshots.ts';
import type { FilesService } from './files.ts';
import type { ImagesService } from './images.ts';
import type { StorageDomainDisksService } from './storage-domain-disks.ts';
import type { StorageDomainServerConnectionsService } from './storage-domain-server-connections.ts';
import type { StorageDomainTemplatesService } from './storage-domain-templates.ts';
import type { StorageDomainVmsService } from './storage-domain-vms.ts';

export interface StorageDomainGetParameters {
  readonly filter?: boolean | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface StorageDomainIsAttachedParameters {
  readonly host?: Host | undefined;
  readonly async?: boolean | undefined;
}

export interface StorageDomainReduceLunsParameters {
  /** Since 4.1. */
  readonly logicalUnits?: ListOf<LogicalUnit> | undefined;
}

export interface StorageDomainRefreshLunsParameters {
  readonly logicalUnits?: ListOf<LogicalUnit> | undefined;
  readonly async?: boolean | undefined;
}

export interface StorageDomainRemoveParameters {
  readonly host?: string | undefined;
  readonly format?: boolean | undefined;
  readonly destroy?: boolean | undefined;
  readonly async?: boolean | undefined;
}

export interface StorageDomainUpdateParameters {
  readonly storageDomain: StorageDomain;
  readonly async?: boolean | undefined;
}

export interface StorageDomainUpdateOvfStoreParameters {
  readonly async?: boolean | undefined;
}

export interface StorageDomainService extends Service {
  diskProfilesService(): AssignedDiskProfilesService;
  permissionsService(): AssignedPermissionsService;
  diskSnapshotsService(): DiskSnapshotsService;
  disksService(): StorageDomainDisksService;
  filesService(): FilesService;
  imagesService(): ImagesService;
  storageConnectionsService(): StorageDomainServerConnectionsService;
  templatesService(): StorageDomainTemplatesService;
  vmsService(): StorageDomainVmsService;
  get(parameters?: StorageDomainGetParameters, options?: SdkCallOptions): Promise<StorageDomain>;
  /** Required: `host.id`. */
  isAttached(parameters?: StorageDomainIsAttachedParameters, options?: SdkCallOptions): Promise<boolean | undefined>;
  /** Since 4.1. */
  reduceLuns(parameters?: StorageDomainReduceLunsParameters, options?: SdkCallOptions): Promise<void>;
  refreshLuns(parameters?: StorageDomainRefreshLunsParameters, options?: SdkCallOptions): Promise<void>;
  remove(parameters?: StorageDomainRemoveParameters, options?: SdkCallOptions): Promise<void>;
  update(parameters: StorageDomainUpdateParameters, options?: SdkCallOptions): Promise<StorageDomain>;
  updateOvfStore(parameters?: StorageDomainUpdateOvfStoreParameters, options?: SdkCallOptions): Promise<void>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'filter:boolean follow', gives: 'storageDomain:StorageDomain' },
  isAttached: { kind: 'action', takes: 'host:Host async:boolean', gives: 'isAttached:boolean' },
  reduceLuns: { kind: 'action', takes: 'logicalUnits:LogicalUnit[]' },
  refreshLuns: { kind: 'action', takes: 'logicalUnits:LogicalUnit[] async:boolean' },
  remove: { kind: 'remove', takes: 'host format:boolean destroy:boolean async:boolean' },
  update: { kind: 'update', takes: 'storageDomain:StorageDomain async:boolean', document: 'storageDomain', gives: 'storageDomain:StorageDomain' },
  updateOvfStore: { kind: 'action', takes: 'async:boolean' },
};
