// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { Integer64, ListOf, Struct } from '../../runtime/values.ts';
import type {
  BackupPhase, CheckpointState, DiskBackup, DiskBackupMode, DiskContentType, DiskFormat, DiskInterface, DiskStatus, DiskStorageType, ExternalStatus,
  ImageFileType, ImageTransferDirection, ImageTransferPhase, ImageTransferTimeoutPolicy, LunStatus, NfsVersion, OpenstackVolumeAuthenticationKeyUsageType,
  QcowVersion, ScsiGenericIO, SnapshotStatus, SnapshotType, StorageDomainStatus, StorageDomainType, StorageFormat, StorageType,
} from '../enums.ts';
import type { GlusterVolume } from './gluster.ts';
import type { AffinityLabel, Certificate, Domain, ExternalProvider, Host, Permission, Role, Statistic } from './infrastructure.ts';
import type { Network, VnicProfile } from './network.ts';
import type { AffinityGroup, Identified, Qos, Quota } from './sla.ts';
import type { Cluster, DataCenter, File, InstanceType, Property, Template, Vm } from './virtualization.ts';

export interface Backup extends Identified {
  /** Since 4.3. */
  readonly fromCheckpointId?: string | undefined;
  /** Since 4.3. */
  readonly toCheckpointId?: string | undefined;
  /** Since 4.3. */
  readonly phase?: BackupPhase | undefined;
  /** Since 4.3. */
  readonly creationDate?: Date | undefined;
  /** Since 4.4.8. */
  readonly modificationDate?: Date | undefined;
  /** Since 4.4.4. */
  readonly host?: Host | undefined;
  /** Since 4.3. */
  readonly vm?: Vm | undefined;
  /** Since 4.3. */
  readonly disks?: ListOf<Disk> | undefined;
  /** Since 4.5. */
  readonly snapshot?: Snapshot | undefined;
}

export interface Cdrom extends Device {
  readonly file?: File | undefined;
}

export interface Checkpoint extends Identified {
  /** Since 4.4. */
  readonly parentId?: string | undefined;
  /** Since 4.4. */
  readonly creationDate?: Date | undefined;
  /** Since 4.4.7. */
  readonly state?: CheckpointState | undefined;
  /** Since 4.4. */
  readonly vm?: Vm | undefined;
  /** Since 4.4. */
  readonly disks?: ListOf<Disk> | undefined;
}

export interface Device extends Identified {
  readonly template?: Template | undefined;
  readonly instanceType?: InstanceType | undefined;
  readonly vms?: ListOf<Vm> | undefined;
  /** @deprecated */
  readonly vm?: Vm | undefined;
}

export interface Disk extends Device {
  readonly alias?: string | undefined;
  readonly imageId?: string | undefined;
  readonly provisionedSize?: Integer64 | undefined;
  /** Since 4.0.7. */
  readonly initialSize?: Integer64 | undefined;
  readonly actualSize?: Integer64 | undefined;
  /** Since 4.2.0. */
  readonly totalSize?: Integer64 | undefined;
  readonly status?: DiskStatus | undefined;
  /** @deprecated */
  readonly interface?: DiskInterface | undefined;
  readonly format?: DiskFormat | undefined;
  /** Since 4.1. */
  readonly qcowVersion?: QcowVersion | undefined;
  readonly sparse?: boolean | undefined;
  /** @deprecated */
  readonly bootable?: boolean | undefined;
  readonly shareable?: boolean | undefined;
  readonly wipeAfterDelete?: boolean | undefined;
  readonly propagateErrors?: boolean | undefined;
  readonly active?: boolean | undefined;
  /** Since 4.3. */
  readonly backup?: DiskBackup | undefined;
  /** Since 4.4.3. */
  readonly backupMode?: DiskBackupMode | undefined;
  /** @deprecated */
  readonly readOnly?: boolean | undefined;
  readonly lunStorage?: HostStorage | undefined;
  /** Since 3.3. */
  readonly sgio?: ScsiGenericIO | undefined;
  readonly usesScsiReservation?: boolean | undefined;
  readonly storageType?: DiskStorageType | undefined;
  readonly logicalName?: string | undefined;
  /** Since 4.2.1. */
  readonly contentType?: DiskContentType | undefined;
  /** Since 4.4.0. */
  readonly externalDisk?: string | undefined;
  readonly storageDomain?: StorageDomain | undefined;
  readonly storageDomains?: ListOf<StorageDomain> | undefined;
  readonly quota?: Quota | undefined;
  readonly diskProfile?: DiskProfile | undefined;
  readonly snapshot?: Snapshot | undefined;
  readonly openstackVolumeType?: OpenStackVolumeType | undefined;
  readonly permissions?: ListOf<Permission> | undefined;
  readonly diskSnapshots?: ListOf<DiskSnapshot> | undefined;
  readonly statistics?: ListOf<Statistic> | undefined;
}

export interface DiskProfile extends Identified {
  readonly qos?: Qos | undefined;
  readonly storageDomain?: StorageDomain | undefined;
  readonly permissions?: ListOf<Permission> | undefined;
}

export interface DiskSnapshot extends Disk {
  readonly disk?: Disk | undefined;
  /** Since 4.4.3. */
  readonly parent?: DiskSnapshot | undefined;
}

export interface HostStorage extends Identified {
  readonly address?: string | undefined;
  readonly type?: StorageType | undefined;
  readonly path?: string | undefined;
  readonly mountOptions?: string | undefined;
  readonly vfsType?: string | undefined;
  readonly nfsVersion?: NfsVersion | undefined;
  readonly nfsTimeo?: number | undefined;
  readonly nfsRetrans?: number | undefined;
  readonly port?: number | undefined;
  readonly target?: string | undefined;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  readonly portal?: string | undefined;
  readonly logicalUnits?: ListOf<LogicalUnit> | undefined;
  readonly volumeGroup?: VolumeGroup | undefined;
  readonly overrideLuns?: boolean | undefined;
  /** Since 4.3. */
  readonly driverOptions?: ListOf<Property> | undefined;
  /** Since 4.3. */
  readonly driverSensitiveOptions?: ListOf<Property> | undefined;
  readonly host?: Host | undefined;
}

export interface Image extends Identified {
  /** Since 4.2.0. */
  readonly type?: ImageFileType | undefined;
  /** Since 4.2.0. */
  readonly size?: Integer64 | undefined;
  readonly storageDomain?: StorageDomain | undefined;
}

/** Since 4.0.4. */
export interface ImageTransfer extends Identified {
  /** Since 4.0.4. */
  readonly proxyUrl?: string | undefined;
  /** Since 4.2.0. */
  readonly transferUrl?: string | undefined;
  /** Since 4.0.4. */
  readonly phase?: ImageTransferPhase | undefined;
  /** Since 4.1. */
  readonly direction?: ImageTransferDirection | undefined;
  /** Since 4.2. */
  readonly active?: boolean | undefined;
  /** Since 4.2. */
  readonly transferred?: Integer64 | undefined;
  /** Since 4.2.3. */
  readonly inactivityTimeout?: number | undefined;
  /** Since 4.4.5. */
  readonly timeoutPolicy?: ImageTransferTimeoutPolicy | undefined;
  /** Since 4.3. */
  readonly format?: DiskFormat | undefined;
  /** Since 4.4.3. */
  readonly shallow?: boolean | undefined;
  /**
   * Since 4.0.4.
   * @deprecated
   */
  readonly image?: Image | undefined;
  /** Since 4.2.0. */
  readonly disk?: Disk | undefined;
  /** Since 4.2.0. */
  readonly snapshot?: DiskSnapshot | undefined;
  /** Since 4.0.4. */
  readonly host?: Host | undefined;
  /** Since 4.3. */
  readonly backup?: Backup | undefined;
}

export interface IscsiBond extends Identified {
  readonly dataCenter?: DataCenter | undefined;
  readonly storageConnections?: ListOf<StorageConnection> | undefined;
  readonly networks?: ListOf<Network> | undefined;
}

export interface LogicalUnit extends Struct {
  readonly id?: string | undefined;
  readonly address?: string | undefined;
  readonly port?: number | undefined;
  readonly target?: string | undefined;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  readonly portal?: string | undefined;
  readonly serial?: string | undefined;
  readonly vendorId?: string | undefined;
  readonly productId?: string | undefined;
  readonly lunMapping?: number | undefined;
  readonly size?: Integer64 | undefined;
  readonly paths?: number | undefined;
  readonly activePaths?: number | undefined;
  readonly status?: LunStatus | undefined;
  readonly volumeGroupId?: string | undefined;
  readonly storageDomainId?: string | undefined;
  readonly diskId?: string | undefined;
  /** Since 4.1. */
  readonly discardMaxSize?: Integer64 | undefined;
  /**
   * Since 4.1.
   * @deprecated
   */
  readonly discardZeroesData?: boolean | undefined;
}

export interface OpenStackImage extends Identified {
  readonly openstackImageProvider?: OpenStackImageProvider | undefined;
}

export interface OpenStackImageProvider extends OpenStackProvider {
  readonly certificates?: ListOf<Certificate> | undefined;
  readonly images?: ListOf<OpenStackImage> | undefined;
}

export interface OpenStackProvider extends ExternalProvider {
  readonly tenantName?: string | undefined;
}

/** @deprecated */
export interface OpenStackVolumeProvider extends OpenStackProvider {
  readonly dataCenter?: DataCenter | undefined;
  readonly certificates?: ListOf<Certificate> | undefined;
  readonly volumeTypes?: ListOf<OpenStackVolumeType> | undefined;
  readonly authenticationKeys?: ListOf<OpenstackVolumeAuthenticationKey> | undefined;
}

/** @deprecated */
export interface OpenStackVolumeType extends Identified {
  readonly properties?: ListOf<Property> | undefined;
  readonly openstackVolumeProvider?: OpenStackVolumeProvider | undefined;
}

/** @deprecated */
export interface OpenstackVolumeAuthenticationKey extends Identified {
  readonly uuid?: string | undefined;
  readonly value?: string | undefined;
  readonly usageType?: OpenstackVolumeAuthenticationKeyUsageType | undefined;
  readonly creationDate?: Date | undefined;
  readonly openstackVolumeProvider?: OpenStackVolumeProvider | undefined;
}

/** Since 4.2. */
export interface RegistrationAffinityGroupMapping extends Struct {
  /** Since 4.2. */
  readonly from?: AffinityGroup | undefined;
  /** Since 4.2. */
  readonly to?: AffinityGroup | undefined;
}

/** Since 4.2. */
export interface RegistrationAffinityLabelMapping extends Struct {
  /** Since 4.2. */
  readonly from?: AffinityLabel | undefined;
  /** Since 4.2. */
  readonly to?: AffinityLabel | undefined;
}

/** Since 4.2. */
export interface RegistrationClusterMapping extends Struct {
  /** Since 4.2. */
  readonly from?: Cluster | undefined;
  /** Since 4.2. */
  readonly to?: Cluster | undefined;
}

/** Since 4.2. */
export interface RegistrationConfiguration extends Struct {
  /** Since 4.2. */
  readonly clusterMappings?: ListOf<RegistrationClusterMapping> | undefined;
  /** Since 4.2. */
  readonly roleMappings?: ListOf<RegistrationRoleMapping> | undefined;
  /** Since 4.2. */
  readonly lunMappings?: ListOf<RegistrationLunMapping> | undefined;
  /** Since 4.2. */
  readonly domainMappings?: ListOf<RegistrationDomainMapping> | undefined;
  /** Since 4.2. */
  readonly affinityGroupMappings?: ListOf<RegistrationAffinityGroupMapping> | undefined;
  /** Since 4.2. */
  readonly affinityLabelMappings?: ListOf<RegistrationAffinityLabelMapping> | undefined;
  /** Since 4.2.1. */
  readonly vnicProfileMappings?: ListOf<RegistrationVnicProfileMapping> | undefined;
}

/** Since 4.2. */
export interface RegistrationDomainMapping extends Struct {
  /** Since 4.2. */
  readonly from?: Domain | undefined;
  /** Since 4.2. */
  readonly to?: Domain | undefined;
}

/** Since 4.2. */
export interface RegistrationLunMapping extends Struct {
  /** Since 4.2. */
  readonly from?: Disk | undefined;
  /** Since 4.2. */
  readonly to?: Disk | undefined;
}

/** Since 4.2. */
export interface RegistrationRoleMapping extends Struct {
  /** Since 4.2. */
  readonly from?: Role | undefined;
  /** Since 4.2. */
  readonly to?: Role | undefined;
}

/** Since 4.1. */
export interface RegistrationVnicProfileMapping extends Struct {
  /** Since 4.2.1. */
  readonly from?: VnicProfile | undefined;
  /** Since 4.2.1. */
  readonly to?: VnicProfile | undefined;
}

export interface Snapshot extends Vm {
  readonly date?: Date | undefined;
  readonly snapshotStatus?: SnapshotStatus | undefined;
  readonly persistMemorystate?: boolean | undefined;
  readonly snapshotType?: SnapshotType | undefined;
  readonly vm?: Vm | undefined;
  readonly disks?: ListOf<Disk> | undefined;
}

export interface StorageConnection extends Identified {
  readonly address?: string | undefined;
  readonly type?: StorageType | undefined;
  readonly path?: string | undefined;
  readonly mountOptions?: string | undefined;
  readonly vfsType?: string | undefined;
  readonly nfsVersion?: NfsVersion | undefined;
  readonly nfsTimeo?: number | undefined;
  readonly nfsRetrans?: number | undefined;
  readonly port?: number | undefined;
  readonly target?: string | undefined;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  readonly portal?: string | undefined;
  readonly glusterVolume?: GlusterVolume | undefined;
  readonly host?: Host | undefined;
}

export interface StorageConnectionExtension extends Identified {
  readonly target?: string | undefined;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  readonly host?: Host | undefined;
}

export interface StorageDomain extends Identified {
  readonly type?: StorageDomainType | undefined;
  readonly status?: StorageDomainStatus | undefined;
  readonly externalStatus?: ExternalStatus | undefined;
  readonly master?: boolean | undefined;
  readonly storage?: HostStorage | undefined;
  readonly available?: Integer64 | undefined;
  readonly used?: Integer64 | undefined;
  readonly committed?: Integer64 | undefined;
  readonly storageFormat?: StorageFormat | undefined;
  readonly wipeAfterDelete?: boolean | undefined;
  /** Since 4.1. */
  readonly discardAfterDelete?: boolean | undefined;
  /** Since 4.1. */
  readonly supportsDiscard?: boolean | undefined;
  /**
   * Since 4.1.
   * @deprecated
   */
  readonly supportsDiscardZeroesData?: boolean | undefined;
  readonly import?: boolean | undefined;
  readonly warningLowSpaceIndicator?: number | undefined;
  readonly criticalSpaceActionBlocker?: number | undefined;
  /** Since 4.2. */
  readonly backup?: boolean | undefined;
  /** Since 4.3. */
  readonly blockSize?: number | undefined;
  readonly host?: Host | undefined;
  readonly dataCenter?: DataCenter | undefined;
  readonly dataCenters?: ListOf<DataCenter> | undefined;
  readonly disks?: ListOf<Disk> | undefined;
  readonly diskProfiles?: ListOf<DiskProfile> | undefined;
  readonly diskSnapshots?: ListOf<DiskSnapshot> | undefined;
  readonly files?: ListOf<File> | undefined;
  readonly images?: ListOf<Image> | undefined;
  readonly permissions?: ListOf<Permission> | undefined;
  readonly storageConnections?: ListOf<StorageConnection> | undefined;
  readonly templates?: ListOf<Template> | undefined;
  readonly vms?: ListOf<Vm> | undefined;
}

/**
 * Since 4.1.
 * @deprecated
 */
export interface VnicProfileMapping extends Struct {
  /**
   * Since 4.1.
   * @deprecated
   */
  readonly sourceNetworkName?: string | undefined;
  /**
   * Since 4.1.
   * @deprecated
   */
  readonly sourceNetworkProfileName?: string | undefined;
  /**
   * Since 4.1.
   * @deprecated
   */
  readonly targetVnicProfile?: VnicProfile | undefined;
}

export interface VolumeGroup extends Struct {
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly logicalUnits?: ListOf<LogicalUnit> | undefined;
}
