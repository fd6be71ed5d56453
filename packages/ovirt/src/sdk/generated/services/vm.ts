// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions } from '../../runtime/service.ts';
import type { ListOf, NoParameters } from '../../runtime/values.ts';
import type { Host } from '../types/infrastructure.ts';
import type { Disk, Snapshot, StorageDomain } from '../types/storage.ts';
import type { AuthorizedKey, Cluster, StorageDomainLease, Ticket, Vm } from '../types/virtualization.ts';
import type { AssignedAffinityLabelsService } from './assigned-affinity-labels.ts';
import type { AssignedPermissionsService } from './assigned-permissions.ts';
import type { AssignedTagsService } from './assigned-tags.ts';
import type { DiskAttachmentsService } from './disk-attachments.ts';
import type { KatelloErrataService } from './katello-errata.ts';
import type { MeasurableService } from './measurable.ts';
import type { SnapshotsService } from './snapshots.ts';
import type { VmApplicationsService } from './vm-applications.ts';
import type { VmBackupsService } from './vm-backups.ts';
import type { VmCdromsService } from './vm-cdroms.ts';
import type { VmCheckpointsService } from './vm-checkpoints.ts';
import type { VmGraphicsConsolesService } from './vm-graphics-consoles.ts';
import type { VmHostDevicesService } from './vm-host-devices.ts';
import type { VmMediatedDevicesService } from './vm-mediated-devices.ts';
import type { VmNicsService } from './vm-nics.ts';
import type { VmNumaNodesService } from './vm-numa-nodes.ts';
import type { VmReportedDevicesService } from './vm-reported-devices.ts';
import type { VmSessionsService } from './vm-sessions.ts';
import type { VmWatchdogsService } from './vm-watchdogs.ts';

export interface VmAutoPinCpuAndNumaNodesParameters {
  /** Since 4.4.5. */
  readonly optimizeCpuSettings?: boolean | undefined;
  readonly async?: boolean | undefined;
}

export interface VmCancelMigrationParameters {
  readonly async?: boolean | undefined;
}

export interface VmCloneParameters {
  readonly vm?: Vm | undefined;
  readonly async?: boolean | undefined;
  /** Since 4.4. */
  readonly discardSnapshots?: boolean | undefined;
  /** Since 4.4. */
  readonly storageDomain?: StorageDomain | undefined;
}

export interface VmCommitSnapshotParameters {
  readonly async?: boolean | undefined;
}

export interface VmDetachParameters {
  readonly async?: boolean | undefined;
}

export interface VmExportParameters {
  readonly discardSnapshots?: boolean | undefined;
  readonly exclusive?: boolean | undefined;
  readonly storageDomain?: StorageDomain | undefined;
  readonly async?: boolean | undefined;
}

export interface VmExportToPathOnHostParameters {
  /** Since 4.2. */
  readonly host?: Host | undefined;
  /** Since 4.2. */
  readonly directory?: string | undefined;
  /** Since 4.2. */
  readonly filename?: string | undefined;
  readonly discardSnapshots?: boolean | undefined;
  readonly exclusive?: boolean | undefined;
  readonly storageDomain?: StorageDomain | undefined;
  readonly async?: boolean | undefined;
}

export interface VmFreezeFilesystemsParameters {
  readonly async?: boolean | undefined;
}

export interface VmGetParameters {
  readonly nextRun?: boolean | undefined;
  /** Since 4.0.6. */
  readonly allContent?: boolean | undefined;
  readonly filter?: boolean | undefined;
  /** Since 4.4.3. */
  readonly ovfAsOva?: boolean | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface VmLogonParameters {
  readonly async?: boolean | undefined;
}

export interface VmMaintenanceParameters {
  readonly maintenanceEnabled?: boolean | undefined;
  readonly async?: boolean | undefined;
}

export interface VmMigrateParameters {
  readonly cluster?: Cluster | undefined;
  readonly force?: boolean | undefined;
  readonly host?: Host | undefined;
  readonly migrateVmsInAffinityClosure?: boolean | undefined;
  readonly async?: boolean | undefined;
}

export interface VmPreviewSnapshotParameters {
  readonly disks?: ListOf<Disk> | undefined;
  readonly restoreMemory?: boolean | undefined;
  /** Since 4.2.2. */
  readonly lease?: StorageDomainLease | undefined;
  readonly snapshot?: Snapshot | undefined;
  readonly vm?: Vm | undefined;
  readonly async?: boolean | undefined;
}

export interface VmRebootParameters {
  readonly force?: boolean | undefined;
  readonly async?: boolean | undefined;
}

export interface VmRemoveParameters {
  readonly async?: boolean | undefined;
  readonly detachOnly?: boolean | undefined;
  readonly force?: boolean | undefined;
}

export interface VmReorderMacAddressesParameters {
  readonly async?: boolean | undefined;
}

export interface VmResetParameters {
  readonly async?: boolean | undefined;
}

export interface VmShutdownParameters {
  readonly force?: boolean | undefined;
  readonly async?: boolean | undefined;
  /** Since 4.4. */
  readonly reason?: string | undefined;
}

export interface VmStartParameters {
  readonly authorizedKey?: AuthorizedKey | undefined;
  readonly pause?: boolean | undefined;
  readonly vm?: Vm | undefined;
  readonly useCloudInit?: boolean | undefined;
  readonly useSysprep?: boolean | undefined;
  /** Since 4.4.0. */
  readonly useIgnition?: boolean | undefined;
  /** Since 4.4.0. */
  readonly useInitialization?: boolean | undefined;
  readonly async?: boolean | undefined;
  readonly filter?: boolean | undefined;
  /** Since 4.2.0. */
  readonly volatile?: boolean | undefined;
  /** Since 4.6.1. */
  readonly attachWgt?: boolean | undefined;
}

export interface VmStopParameters {
  readonly force?: boolean | undefined;
  readonly async?: boolean | undefined;
  /** Since 4.4. */
  readonly reason?: string | undefined;
}

export interface VmSuspendParameters {
  readonly async?: boolean | undefined;
}

export interface VmThawFilesystemsParameters {
  readonly async?: boolean | undefined;
}

export interface VmTicketParameters {
  readonly ticket?: Ticket | undefined;
  readonly async?: boolean | undefined;
}

export interface VmUndoSnapshotParameters {
  readonly async?: boolean | undefined;
}

export interface VmUpdateParameters {
  readonly vm: Vm;
  readonly nextRun?: boolean | undefined;
  readonly async?: boolean | undefined;
}

export interface VmService extends MeasurableService {
  permissionsService(): AssignedPermissionsService;
  tagsService(): AssignedTagsService;
  graphicsConsolesService(): VmGraphicsConsolesService;
  katelloErrataService(): KatelloErrataService;
  snapshotsService(): SnapshotsService;
  applicationsService(): VmApplicationsService;
  cdromsService(): VmCdromsService;
  hostDevicesService(): VmHostDevicesService;
  nicsService(): VmNicsService;
  numaNodesService(): VmNumaNodesService;
  reportedDevicesService(): VmReportedDevicesService;
  sessionsService(): VmSessionsService;
  watchdogsService(): VmWatchdogsService;
  /** Since 4.3. */
  backupsService(): VmBackupsService;
  /** Since 4.4. */
  checkpointsService(): VmCheckpointsService;
  diskAttachmentsService(): DiskAttachmentsService;
  affinityLabelsService(): AssignedAffinityLabelsService;
  /** Since 4.5. */
  mediatedDevicesService(): VmMediatedDevicesService;
  /**
   * Since 4.4.5.
   * @deprecated
   */
  autoPinCpuAndNumaNodes(parameters?: VmAutoPinCpuAndNumaNodesParameters, options?: SdkCallOptions): Promise<void>;
  cancelMigration(parameters?: VmCancelMigrationParameters, options?: SdkCallOptions): Promise<void>;
  /** Required: `vm.name`. */
  clone(parameters?: VmCloneParameters, options?: SdkCallOptions): Promise<void>;
  commitSnapshot(parameters?: VmCommitSnapshotParameters, options?: SdkCallOptions): Promise<void>;
  detach(parameters?: VmDetachParameters, options?: SdkCallOptions): Promise<void>;
  export(parameters?: VmExportParameters, options?: SdkCallOptions): Promise<void>;
  /** Required: `storageDomain.id` or `storageDomain.name`. */
  exportToExportDomain(parameters?: VmExportParameters, options?: SdkCallOptions): Promise<void>;
  /**
   * Required: `directory`, `host.id` or `host.name`.
   * Since 4.2.
   */
  exportToPathOnHost(parameters?: VmExportToPathOnHostParameters, options?: SdkCallOptions): Promise<void>;
  freezeFilesystems(parameters?: VmFreezeFilesystemsParameters, options?: SdkCallOptions): Promise<void>;
  get(parameters?: VmGetParameters, options?: SdkCallOptions): Promise<Vm>;
  logon(parameters?: VmLogonParameters, options?: SdkCallOptions): Promise<void>;
  /** Required: `maintenanceEnabled`. */
  maintenance(parameters?: VmMaintenanceParameters, options?: SdkCallOptions): Promise<void>;
  migrate(parameters?: VmMigrateParameters, options?: SdkCallOptions): Promise<void>;
  /** Required: `snapshot.id`. */
  previewSnapshot(parameters?: VmPreviewSnapshotParameters, options?: SdkCallOptions): Promise<void>;
  reboot(parameters?: VmRebootParameters, options?: SdkCallOptions): Promise<void>;
  remove(parameters?: VmRemoveParameters, options?: SdkCallOptions): Promise<void>;
  reorderMacAddresses(parameters?: VmReorderMacAddressesParameters, options?: SdkCallOptions): Promise<void>;
  reset(parameters?: VmResetParameters, options?: SdkCallOptions): Promise<void>;
  screenshot(parameters?: NoParameters, options?: SdkCallOptions): Promise<void>;
  shutdown(parameters?: VmShutdownParameters, options?: SdkCallOptions): Promise<void>;
  start(parameters?: VmStartParameters, options?: SdkCallOptions): Promise<void>;
  stop(parameters?: VmStopParameters, options?: SdkCallOptions): Promise<void>;
  suspend(parameters?: VmSuspendParameters, options?: SdkCallOptions): Promise<void>;
  thawFilesystems(parameters?: VmThawFilesystemsParameters, options?: SdkCallOptions): Promise<void>;
  ticket(parameters?: VmTicketParameters, options?: SdkCallOptions): Promise<Ticket | undefined>;
  undoSnapshot(parameters?: VmUndoSnapshotParameters, options?: SdkCallOptions): Promise<void>;
  update(parameters: VmUpdateParameters, options?: SdkCallOptions): Promise<Vm>;
}

export const methods: MethodTable = {
  autoPinCpuAndNumaNodes: { kind: 'action', takes: 'optimizeCpuSettings:boolean async:boolean' },
  cancelMigration: { kind: 'action', takes: 'async:boolean' },
  clone: { kind: 'action', takes: 'vm:Vm async:boolean discardSnapshots:boolean storageDomain:StorageDomain' },
  commitSnapshot: { kind: 'action', takes: 'async:boolean' },
  detach: { kind: 'action', takes: 'async:boolean' },
  export: { kind: 'action', takes: 'discardSnapshots:boolean exclusive:boolean storageDomain:StorageDomain async:boolean' },
  exportToExportDomain: { kind: 'action', action: 'export', takes: 'discardSnapshots:boolean exclusive:boolean storageDomain:StorageDomain async:boolean' },
  exportToPathOnHost: {
    kind: 'action',
    action: 'export',
    takes: 'host:Host directory filename discardSnapshots:boolean exclusive:boolean storageDomain:StorageDomain async:boolean',
  },
  freezeFilesystems: { kind: 'action', takes: 'async:boolean' },
  get: { kind: 'get', takes: 'nextRun:boolean allContent:boolean filter:boolean ovfAsOva:boolean follow', gives: 'vm:Vm' },
  logon: { kind: 'action', takes: 'async:boolean' },
  maintenance: { kind: 'action', takes: 'maintenanceEnabled:boolean async:boolean' },
  migrate: { kind: 'action', takes: 'cluster:Cluster force:boolean host:Host migrateVmsInAffinityClosure:boolean async:boolean' },
  previewSnapshot: { kind: 'action', takes: 'disks:Disk[] restoreMemory:boolean lease:StorageDomainLease snapshot:Snapshot vm:Vm async:boolean' },
  reboot: { kind: 'action', takes: 'force:boolean async:boolean' },
  remove: { kind: 'remove', takes: 'async:boolean detachOnly:boolean force:boolean' },
  reorderMacAddresses: { kind: 'action', takes: 'async:boolean' },
  reset: { kind: 'action', takes: 'async:boolean' },
  screenshot: { kind: 'action' },
  shutdown: { kind: 'action', takes: 'force:boolean async:boolean reason' },
  start: {
    kind: 'action',
    takes: 'authorizedKey:AuthorizedKey pause:boolean vm:Vm useCloudInit:boolean useSysprep:boolean useIgnition:boolean useInitialization:boolean async:boolean filter:boolean volatile:boolean attachWgt:boolean',
  },
  stop: { kind: 'action', takes: 'force:boolean async:boolean reason' },
  suspend: { kind: 'action', takes: 'async:boolean' },
  thawFilesystems: { kind: 'action', takes: 'async:boolean' },
  ticket: { kind: 'action', takes: 'ticket:Ticket async:boolean', gives: 'ticket:Ticket' },
  undoSnapshot: { kind: 'action', takes: 'async:boolean' },
  update: { kind: 'update', takes: 'vm:Vm nextRun:boolean async:boolean', document: 'vm', gives: 'vm:Vm' },
};
