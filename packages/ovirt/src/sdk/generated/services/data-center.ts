// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { StorageDomain } from '../types/storage.ts';
import type { DataCenter } from '../types/virtualization.ts';
import type { AssignedPermissionsService } from './assigned-permissions.ts';
import type { AttachedStorageDomainsService } from './attached-storage-domains.ts';
import type { ClustersService } from './clusters.ts';
import type { DataCenterNetworksService } from './data-center-networks.ts';
import type { IscsiBondsService } from './iscsi-bonds.ts';
import type { QossService } from './qoss.ts';
import type { QuotasService } from './quotas.ts';

export interface DataCenterCleanFinishedTasksParameters {
  /** Since 4.4.4. */
  readonly async?: boolean | undefined;
}

export interface DataCenterGetParameters {
  readonly filter?: boolean | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface DataCenterRemoveParameters {
  /** Since 4.0.4. */
  readonly force?: boolean | undefined;
  readonly async?: boolean | undefined;
}

export interface DataCenterSetMasterParameters {
  /** Since 4.4.4. */
  readonly storageDomain?: StorageDomain | undefined;
  /** Since 4.4.4. */
  readonly async?: boolean | undefined;
}

export interface DataCenterUpdateParameters {
  readonly dataCenter: DataCenter;
  readonly async?: boolean | undefined;
}

export interface DataCenterService extends Service {
  storageDomainsService(): AttachedStorageDomainsService;
  clustersService(): ClustersService;
  networksService(): DataCenterNetworksService;
  permissionsService(): AssignedPermissionsService;
  quotasService(): QuotasService;
  qossService(): QossService;
  iscsiBondsService(): IscsiBondsService;
  /** Since 4.4.4. */
  cleanFinishedTasks(parameters?: DataCenterCleanFinishedTasksParameters, options?: SdkCallOptions): Promise<void>;
  get(parameters?: DataCenterGetParameters, options?: SdkCallOptions): Promise<DataCenter>;
  /** Since 4.0.0. */
  remove(parameters?: DataCenterRemoveParameters, options?: SdkCallOptions): Promise<void>;
  /**
   * Required: `storageDomain.id` or `storageDomain.name`.
   * Since 4.4.4.
   */
  setMaster(parameters?: DataCenterSetMasterParameters, options?: SdkCallOptions): Promise<void>;
  update(parameters: DataCenterUpdateParameters, options?: SdkCallOptions): Promise<DataCenter>;
}

export const methods: MethodTable = {
  cleanFinishedTasks: { kind: 'action', takes: 'async:boolean' },
  get: { kind: 'get', takes: 'filter:boolean follow', gives: 'dataCenter:DataCenter' },
  remove: { kind: 'remove', takes: 'force:boolean async:boolean' },
  setMaster: { kind: 'action', takes: 'storageDomain:StorageDomain async:boolean' },
  update: { kind: 'update', takes: 'dataCenter:DataCenter async:boolean', document: 'dataCenter', gives: 'dataCenter:DataCenter' },
};
