// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { Integer64, ListOf, Struct } from '../../runtime/values.ts';
import type {
  Architecture, AutoNumaStatus, AutoPinningPolicy, BootDevice, ClusterUpgradeAction, DiskInterface, ExternalStatus, ExternalSystemType, HostProtocol,
  HostStatus, HostType, JobStatus, KdumpStatus, LogSeverity, NotifiableEvent, NotificationMethod, PmProxyType, PowerManagementStatus, RngSource, SeLinuxMode,
  SpmStatus, SshAuthenticationMethod, StatisticKind, StatisticUnit, StepEnum, StepStatus, ValueType, VgpuPlacement,
} from '../enums.ts';
import type { GlusterBrick, GlusterMemoryPool, GlusterVolume, GlusterVolumeProfileDetails, Option } from './gluster.ts';
import type {
  ExternalNetworkProviderConfiguration, HostNic, HostNicVirtualFunctionsConfiguration, NetworkAttachment, NetworkLabel, Nic, UnmanagedNetwork,
} from './network.ts';
import type { Identified, NumaNode, Quota } from './sla.ts';
import type {
  Disk, DiskProfile, HostStorage, ImageTransfer, LogicalUnit, RegistrationConfiguration, Snapshot, StorageConnection, StorageConnectionExtension, StorageDomain,
  VnicProfileMapping,
} from './storage.ts';
import type {
  AuthorizedKey, Cluster, Cpu, DataCenter, Display, Hook, HostCpuUnit, HostDevice, Ksm, Property, ProxyTicket, StorageDomainLease, Template, Ticket, Version,
  Vm, VmPool,
} from './virtualization.ts';

export interface Action extends Identified {
  readonly status?: string | undefined;
  readonly fault?: Fault | undefined;
  readonly gracePeriod?: GracePeriod | undefined;
  readonly job?: Job | undefined;
  readonly activate?: boolean | undefined;
  readonly allowPartialImport?: boolean | undefined;
  readonly async?: boolean | undefined;
  readonly attachWgt?: boolean | undefined;
  readonly attachment?: DiskAttachment | undefined;
  readonly authorizedKey?: AuthorizedKey | undefined;
  readonly autoPinningPolicy?: AutoPinningPolicy | undefined;
  readonly bricks?: ListOf<GlusterBrick> | undefined;
  readonly certificates?: ListOf<Certificate> | undefined;
  readonly checkConnectivity?: boolean | undefined;
  readonly clone?: boolean | undefined;
  readonly clonePermissions?: boolean | undefined;
  readonly cluster?: Cluster | undefined;
  readonly collapseSnapshots?: boolean | undefined;
  readonly commitOnSuccess?: boolean | undefined;
  readonly connection?: StorageConnection | undefined;
  readonly connectivityTimeout?: number | undefined;
  readonly correlationId?: string | undefined;
  readonly dataCenter?: DataCenter | undefined;
  readonly deployHostedEngine?: boolean | undefined;
  readonly details?: GlusterVolumeProfileDetails | undefined;
  readonly directory?: string | undefined;
  readonly discardSnapshots?: boolean | undefined;
  readonly discoveredTargets?: ListOf<IscsiDetails> | undefined;
  readonly disk?: Disk | undefined;
  readonly diskProfile?: DiskProfile | undefined;
  readonly disks?: ListOf<Disk> | undefined;
  readonly exclusive?: boolean | undefined;
  readonly fenceType?: string | undefined;
  readonly filename?: string | undefined;
  readonly filter?: boolean | undefined;
  readonly fixLayout?: boolean | undefined;
  readonly follow?: string | undefined;
  readonly force?: boolean | undefined;
  readonly host?: Host | undefined;
  readonly image?: string | undefined;
  readonly imageTransfer?: ImageTransfer | undefined;
  readonly importAsTemplate?: boolean | undefined;
  readonly isAttached?: boolean | undefined;
  readonly iscsi?: IscsiDetails | undefined;
  readonly iscsiTargets?: ListOf<string> | undefined;
  readonly lease?: StorageDomainLease | undefined;
  readonly logicalUnits?: ListOf<LogicalUnit> | undefined;
  readonly maintenanceAfterRestart?: boolean | undefined;
  readonly maintenanceEnabled?: boolean | undefined;
  readonly migrateVmsInAffinityClosure?: boolean | undefined;
  readonly modifiedBonds?: ListOf<HostNic> | undefined;
  readonly modifiedLabels?: ListOf<NetworkLabel> | undefined;
  readonly modifiedNetworkAttachments?: ListOf<NetworkAttachment> | undefined;
  readonly optimizeCpuSettings?: boolean | undefined;
  readonly option?: Option | undefined;
  readonly pause?: boolean | undefined;
  readonly permission?: Permission | undefined;
  readonly powerManagement?: PowerManagement | undefined;
  readonly proxyTicket?: ProxyTicket | undefined;
  readonly quota?: Quota | undefined;
  readonly reason?: string | undefined;
  readonly reassignBadMacs?: boolean | undefined;
  readonly reboot?: boolean | undefined;
  readonly registrationConfiguration?: RegistrationConfiguration | undefined;
  readonly remoteViewerConnectionFile?: string | undefined;
  readonly removedBonds?: ListOf<HostNic> | undefined;
  readonly removedLabels?: ListOf<NetworkLabel> | undefined;
  readonly removedNetworkAttachments?: ListOf<NetworkAttachment> | undefined;
  readonly resolutionType?: string | undefined;
  readonly restoreMemory?: boolean | undefined;
  readonly rootPassword?: string | undefined;
  readonly seal?: boolean | undefined;
  readonly snapshot?: Snapshot | undefined;
  readonly sourceHost?: Host | undefined;
  readonly ssh?: Ssh | undefined;
  readonly stopGlusterService?: boolean | undefined;
  readonly storageDomain?: StorageDomain | undefined;
  readonly storageDomains?: ListOf<StorageDomain> | undefined;
  readonly succeeded?: boolean | undefined;
  readonly synchronizedNetworkAttachments?: ListOf<NetworkAttachment> | undefined;
  readonly template?: Template | undefined;
  readonly ticket?: Ticket | undefined;
  readonly timeout?: number | undefined;
  readonly undeployHostedEngine?: boolean | undefined;
  readonly upgradeAction?: ClusterUpgradeAction | undefined;
  readonly upgradePercentComplete?: number | undefined;
  readonly useCloudInit?: boolean | undefined;
  readonly useIgnition?: boolean | undefined;
  readonly useInitialization?: boolean | undefined;
  readonly useSysprep?: boolean | undefined;
  readonly virtualFunctionsConfiguration?: HostNicVirtualFunctionsConfiguration | undefined;
  readonly vm?: Vm | undefined;
  readonly vnicProfileMappings?: ListOf<VnicProfileMapping> | undefined;
  readonly volatile?: boolean | undefined;
}

export interface AffinityLabel extends Identified {
  readonly readOnly?: boolean | undefined;
  /** Since 4.3.6. */
  readonly hasImplicitAffinityGroup?: boolean | undefined;
  readonly hosts?: ListOf<Host> | undefined;
  readonly vms?: ListOf<Vm> | undefined;
}

export interface Agent extends Identified {
  readonly type?: string | undefined;
  readonly address?: string | undefined;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  readonly options?: ListOf<Option> | undefined;
  readonly encryptOptions?: boolean | undefined;
  readonly concurrent?: boolean | undefined;
  readonly order?: number | undefined;
  readonly port?: number | undefined;
  readonly host?: Host | undefined;
}

export interface Api extends Struct {
  readonly specialObjects?: SpecialObjects | undefined;
  readonly productInfo?: ProductInfo | undefined;
  readonly summary?: ApiSummary | undefined;
  readonly time?: Date | undefined;
  /** Since 4.6.1. */
  readonly engineBackup?: EngineBackupInfo | undefined;
  /** Since 4.2. */
  readonly authenticatedUser?: User | undefined;
  /** Since 4.2. */
  readonly effectiveUser?: User | undefined;
}

export interface ApiSummary extends Struct {
  readonly vms?: ApiSummaryItem | undefined;
  readonly hosts?: ApiSummaryItem | undefined;
  readonly users?: ApiSummaryItem | undefined;
  readonly storageDomains?: ApiSummaryItem | undefined;
}

export interface ApiSummaryItem extends Struct {
  readonly total?: number | undefined;
  readonly active?: number | undefined;
}

export interface Bookmark extends Identified {
  readonly value?: string | undefined;
}

export interface Boot extends Struct {
  readonly devices?: ListOf<BootDevice> | undefined;
}

export interface Certificate extends Identified {
  readonly organization?: string | undefined;
  readonly subject?: string | undefined;
  readonly content?: string | undefined;
}

/** Since 4.1.6. */
export interface ClusterFeature extends Identified {
  /** Since 4.1.6. */
  readonly clusterLevel?: ClusterLevel | undefined;
}

export interface ClusterLevel extends Identified {
  readonly cpuTypes?: ListOf<CpuType> | undefined;
  readonly permits?: ListOf<Permit> | undefined;
  /** Since 4.1.6. */
  readonly clusterFeatures?: ListOf<ClusterFeature> | undefined;
}

export interface CpuType extends Struct {
  readonly name?: string | undefined;
  readonly level?: number | undefined;
  readonly architecture?: Architecture | undefined;
}

export interface DiskAttachment extends Identified {
  readonly bootable?: boolean | undefined;
  /** Since 4.1. */
  readonly passDiscard?: boolean | undefined;
  readonly interface?: DiskInterface | undefined;
  /** Since 4.1. */
  readonly usesScsiReservation?: boolean | undefined;
  readonly active?: boolean | undefined;
  /** Since 4.0.2. */
  readonly logicalName?: string | undefined;
  /** Since 4.1.2. */
  readonly readOnly?: boolean | undefined;
  readonly disk?: Disk | undefined;
  readonly vm?: Vm | undefined;
  readonly template?: Template | undefined;
}

export interface Domain extends Identified {
  readonly user?: User | undefined;
  readonly groups?: ListOf<Group> | undefined;
  readonly users?: ListOf<User> | undefined;
}

/** Since 4.6.1. */
export interface EngineBackupInfo extends Struct {
  /** Since 4.6.1. */
  readonly lastEngineBackup?: Date | undefined;
  /** Since 4.6.1. */
  readonly lastDbBackup?: Date | undefined;
  /** Since 4.6.1. */
  readonly lastDwhBackup?: Date | undefined;
  /** Since 4.6.1. */
  readonly lastCinderBackup?: Date | undefined;
  /** Since 4.6.1. */
  readonly lastKeycloakBackup?: Date | undefined;
  /** Since 4.6.1. */
  readonly lastGrafanaBackup?: Date | undefined;
}

export interface Event extends Identified {
  /** Since 4.1.3. */
  readonly index?: number | undefined;
  readonly code?: number | undefined;
  readonly severity?: LogSeverity | undefined;
  readonly time?: Date | undefined;
  readonly correlationId?: string | undefined;
  readonly origin?: string | undefined;
  readonly customId?: number | undefined;
  readonly floodRate?: number | undefined;
  /** Since 4.4. */
  readonly logOnHost?: boolean | undefined;
  readonly customData?: string | undefined;
  readonly user?: User | undefined;
  readonly vm?: Vm | undefined;
  readonly storageDomain?: StorageDomain | undefined;
  readonly host?: Host | undefined;
  readonly template?: Template | undefined;
  readonly cluster?: Cluster | undefined;
  readonly dataCenter?: DataCenter | undefined;
}

export interface EventSubscription extends Identified {
  /** Since 4.4.0. */
  readonly event?: NotifiableEvent | undefined;
  /** Since 4.4.0. */
  readonly user?: User | undefined;
  /** Since 4.4.0. */
  readonly notificationMethod?: NotificationMethod | undefined;
  /** Since 4.4.0. */
  readonly address?: string | undefined;
}

export interface ExternalComputeResource extends Identified {
  readonly provider?: string | undefined;
  readonly user?: string | undefined;
  readonly url?: string | undefined;
  readonly externalHostProvider?: ExternalHostProvider | undefined;
}

export interface ExternalDiscoveredHost extends Identified {
  readonly ip?: string | undefined;
  readonly mac?: string | undefined;
  readonly subnetName?: string | undefined;
  readonly lastReport?: string | undefined;
  readonly externalHostProvider?: ExternalHostProvider | undefined;
}

export interface ExternalHost extends Identified {
  readonly address?: string | undefined;
  readonly externalHostProvider?: ExternalHostProvider | undefined;
}

export interface ExternalHostGroup extends Identified {
  readonly architectureName?: string | undefined;
  readonly operatingSystemName?: string | undefined;
  readonly domainName?: string | undefined;
  readonly subnetName?: string | undefined;
  readonly externalHostProvider?: ExternalHostProvider | undefined;
}

export interface ExternalHostProvider extends ExternalProvider {
  readonly certificates?: ListOf<Certificate> | undefined;
  readonly computeResources?: ListOf<ExternalComputeResource> | undefined;
  readonly discoveredHosts?: ListOf<ExternalDiscoveredHost> | undefined;
  readonly hostGroups?: ListOf<ExternalHostGroup> | undefined;
  readonly hosts?: ListOf<Host> | undefined;
}

export interface ExternalProvider extends Identified {
  readonly url?: string | undefined;
  readonly requiresAuthentication?: boolean | undefined;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  readonly authenticationUrl?: string | undefined;
  readonly properties?: ListOf<Property> | undefined;
}

export interface Fault extends Struct {
  readonly reason?: string | undefined;
  readonly detail?: string | undefined;
}

export interface GlusterBrickMemoryInfo extends Struct {
  readonly memoryPools?: ListOf<GlusterMemoryPool> | undefined;
}

export interface GracePeriod extends Struct {
  readonly expiry?: number | undefined;
}

export interface Group extends Identified {
  readonly domainEntryId?: string | undefined;
  readonly namespace?: string | undefined;
  readonly domain?: Domain | undefined;
  readonly roles?: ListOf<Role> | undefined;
  readonly permissions?: ListOf<Permission> | undefined;
  readonly tags?: ListOf<Tag> | undefined;
}

export interface HardwareInformation extends Struct {
  readonly manufacturer?: string | undefined;
  readonly version?: string | undefined;
  readonly serialNumber?: string | undefined;
  readonly productName?: string | undefined;
  readonly uuid?: string | undefined;
  readonly family?: string | undefined;
  readonly supportedRngSources?: ListOf<RngSource> | undefined;
}

export interface Host extends Identified {
  readonly address?: string | undefined;
  readonly status?: HostStatus | undefined;
  readonly statusDetail?: string | undefined;
  readonly certificate?: Certificate | undefined;
  readonly externalStatus?: ExternalStatus | undefined;
  readonly port?: number | undefined;
  readonly type?: HostType | undefined;
  readonly spm?: Spm | undefined;
  readonly version?: Version | undefined;
  readonly hardwareInformation?: HardwareInformation | undefined;
  readonly powerManagement?: PowerManagement | undefined;
  readonly ksm?: Ksm | undefined;
  readonly transparentHugePages?: TransparentHugePages | undefined;
  readonly iscsi?: IscsiDetails | undefined;
  readonly rootPassword?: string | undefined;
  readonly ssh?: Ssh | undefined;
  readonly cpu?: Cpu | undefined;
  readonly memory?: Integer64 | undefined;
  readonly maxSchedulingMemory?: Integer64 | undefined;
  readonly summary?: VmSummary | undefined;
  readonly overrideIptables?: boolean | undefined;
  readonly protocol?: HostProtocol | undefined;
  readonly os?: OperatingSystem | undefined;
  readonly libvirtVersion?: Version | undefined;
  readonly display?: Display | undefined;
  readonly hostedEngine?: HostedEngine | undefined;
  readonly kdumpStatus?: KdumpStatus | undefined;
  readonly seLinux?: SeLinux | undefined;
  readonly autoNumaStatus?: AutoNumaStatus | undefined;
  readonly numaSupported?: boolean | undefined;
  readonly updateAvailable?: boolean | undefined;
  /** Since 4.2.6. */
  readonly networkOperationInProgress?: boolean | undefined;
  /** Since 4.4.3. */
  readonly reinstallationRequired?: boolean | undefined;
  readonly devicePassthrough?: HostDevicePassthrough | undefined;
  /** Since 4.3. */
  readonly vgpuPlacement?: VgpuPlacement | undefined;
  /** Since 4.5. */
  readonly ovnConfigured?: boolean | undefined;
  /** Since 4.5. */
  readonly cpuUnits?: ListOf<HostCpuUnit> | undefined;
  readonly cluster?: Cluster | undefined;
  readonly hooks?: ListOf<Hook> | undefined;
  readonly externalHostProvider?: ExternalHostProvider | undefined;
  readonly storageConnectionExtensions?: ListOf<StorageConnectionExtension> | undefined;
  readonly affinityLabels?: ListOf<AffinityLabel> | undefined;
  readonly devices?: ListOf<HostDevice> | undefined;
  readonly agents?: ListOf<Agent> | undefined;
  readonly katelloErrata?: ListOf<KatelloErratum> | undefined;
  readonly networkAttachments?: ListOf<NetworkAttachment> | undefined;
  readonly nics?: ListOf<HostNic> | undefined;
  readonly numaNodes?: ListOf<NumaNode> | undefined;
  readonly permissions?: ListOf<Permission> | undefined;
  readonly statistics?: ListOf<Statistic> | undefined;
  readonly storages?: ListOf<HostStorage> | undefined;
  readonly tags?: ListOf<Tag> | undefined;
  readonly unmanagedNetworks?: ListOf<UnmanagedNetwork> | undefined;
  /** Since 4.2. */
  readonly externalNetworkProviderConfigurations?: ListOf<ExternalNetworkProviderConfiguration> | undefined;
}

export interface HostDevicePassthrough extends Struct {
  readonly enabled?: boolean | undefined;
}

export interface HostedEngine extends Struct {
  readonly configured?: boolean | undefined;
  readonly active?: boolean | undefined;
  readonly score?: number | undefined;
  readonly globalMaintenance?: boolean | undefined;
  readonly localMaintenance?: boolean | undefined;
}

export interface IscsiDetails extends Struct {
  readonly initiator?: string | undefined;
  readonly port?: number | undefined;
  readonly target?: string | undefined;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  readonly portal?: string | undefined;
  readonly address?: string | undefined;
  readonly serial?: string | undefined;
  readonly vendorId?: string | undefined;
  readonly productId?: string | undefined;
  readonly lunMapping?: number | undefined;
  readonly size?: number | undefined;
  readonly paths?: number | undefined;
  readonly status?: string | undefined;
  readonly volumeGroupId?: string | undefined;
  readonly storageDomainId?: string | undefined;
  readonly diskId?: string | undefined;
}

export interface Job extends Identified {
  readonly status?: JobStatus | undefined;
  readonly startTime?: Date | undefined;
  readonly endTime?: Date | undefined;
  readonly lastUpdated?: Date | undefined;
  readonly external?: boolean | undefined;
  readonly autoCleared?: boolean | undefined;
  readonly owner?: User | undefined;
  readonly steps?: ListOf<Step> | undefined;
}

export interface KatelloErratum extends Identified {
  readonly title?: string | undefined;
  readonly type?: string | undefined;
  readonly issued?: Date | undefined;
  readonly severity?: string | undefined;
  readonly solution?: string | undefined;
  readonly summary?: string | undefined;
  readonly packages?: ListOf<Package> | undefined;
  readonly host?: Host | undefined;
  readonly vm?: Vm | undefined;
}

export interface OperatingSystem extends Struct {
  readonly type?: string | undefined;
  readonly boot?: Boot | undefined;
  readonly kernel?: string | undefined;
  readonly initrd?: string | undefined;
  readonly cmdline?: string | undefined;
  readonly reportedKernelCmdline?: string | undefined;
  readonly customKernelCmdline?: string | undefined;
  /** Since 4.6.1. */
  readonly description?: string | undefined;
  readonly version?: Version | undefined;
}

export interface Package extends Struct {
  readonly name?: string | undefined;
}

export interface Permission extends Identified {
  readonly role?: Role | undefined;
  readonly user?: User | undefined;
  readonly group?: Group | undefined;
  readonly dataCenter?: DataCenter | undefined;
  readonly cluster?: Cluster | undefined;
  readonly host?: Host | undefined;
  readonly storageDomain?: StorageDomain | undefined;
  readonly vm?: Vm | undefined;
  readonly vmPool?: VmPool | undefined;
  readonly template?: Template | undefined;
  readonly disk?: Disk | undefined;
}

export interface Permit extends Identified {
  readonly administrative?: boolean | undefined;
  readonly role?: Role | undefined;
}

export interface PmProxy extends Struct {
  readonly type?: PmProxyType | undefined;
}

export interface PortMirroring extends Struct {
}

export interface PowerManagement extends Struct {
  readonly enabled?: boolean | undefined;
  readonly address?: string | undefined;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  readonly options?: ListOf<Option> | undefined;
  readonly status?: PowerManagementStatus | undefined;
  readonly pmProxies?: ListOf<PmProxy> | undefined;
  readonly agents?: ListOf<Agent> | undefined;
  readonly automaticPmEnabled?: boolean | undefined;
  readonly kdumpDetection?: boolean | undefined;
  readonly type?: string | undefined;
}

export interface ProductInfo extends Struct {
  readonly name?: string | undefined;
  readonly vendor?: string | undefined;
  readonly version?: Version | undefined;
  readonly instanceId?: string | undefined;
}

export interface Role extends Identified {
  readonly mutable?: boolean | undefined;
  readonly administrative?: boolean | undefined;
  readonly user?: User | undefined;
  readonly permits?: ListOf<Permit> | undefined;
}

export interface SeLinux extends Struct {
  readonly mode?: SeLinuxMode | undefined;
}

export interface SpecialObjects extends Struct {
  readonly blankTemplate?: Template | undefined;
  readonly rootTag?: Tag | undefined;
}

export interface Spm extends Struct {
  readonly priority?: number | undefined;
  readonly status?: SpmStatus | undefined;
}

export interface Ssh extends Identified {
  readonly port?: number | undefined;
  /** @deprecated */
  readonly fingerprint?: string | undefined;
  /** Since 4.4.5. */
  readonly publicKey?: string | undefined;
  readonly authenticationMethod?: SshAuthenticationMethod | undefined;
  readonly user?: User | undefined;
}

export interface SshPublicKey extends Identified {
  readonly content?: string | undefined;
  readonly user?: User | undefined;
}

export interface Statistic extends Identified {
  readonly values?: ListOf<Value> | undefined;
  readonly kind?: StatisticKind | undefined;
  readonly type?: ValueType | undefined;
  readonly unit?: StatisticUnit | undefined;
  readonly disk?: Disk | undefined;
  readonly host?: Host | undefined;
  readonly hostNic?: HostNic | undefined;
  readonly hostNumaNode?: NumaNode | undefined;
  readonly nic?: Nic | undefined;
  readonly vm?: Vm | undefined;
  readonly brick?: GlusterBrick | undefined;
  readonly step?: Step | undefined;
  readonly glusterVolume?: GlusterVolume | undefined;
}

export interface Step extends Identified {
  readonly type?: StepEnum | undefined;
  readonly number?: number | undefined;
  readonly status?: StepStatus | undefined;
  readonly startTime?: Date | undefined;
  readonly endTime?: Date | undefined;
  readonly external?: boolean | undefined;
  readonly externalType?: ExternalSystemType | undefined;
  /** Since 4.1. */
  readonly progress?: number | undefined;
  readonly parentStep?: Step | undefined;
  readonly job?: Job | undefined;
  readonly statistics?: ListOf<Statistic> | undefined;
  /** Since 4.1. */
  readonly executionHost?: Host | undefined;
}

/** Since 4.2. */
export interface SystemOption extends Identified {
  /** Since 4.2. */
  readonly values?: ListOf<SystemOptionValue> | undefined;
}

/** Since 4.2. */
export interface SystemOptionValue extends Struct {
  /** Since 4.2. */
  readonly value?: string | undefined;
  /** Since 4.2. */
  readonly version?: string | undefined;
}

export interface Tag extends Identified {
  readonly host?: Host | undefined;
  readonly vm?: Vm | undefined;
  readonly user?: User | undefined;
  readonly group?: Group | undefined;
  readonly template?: Template | undefined;
  readonly parent?: Tag | undefined;
}

export interface TransparentHugePages extends Struct {
  readonly enabled?: boolean | undefined;
}

export interface User extends Identified {
  readonly domainEntryId?: string | undefined;
  readonly department?: string | undefined;
  readonly loggedIn?: boolean | undefined;
  readonly namespace?: string | undefined;
  readonly lastName?: string | undefined;
  readonly userName?: string | undefined;
  readonly principal?: string | undefined;
  readonly password?: string | undefined;
  readonly email?: string | undefined;
  /**
   * Since 4.4.
   * @deprecated
   */
  readonly userOptions?: ListOf<Property> | undefined;
  readonly domain?: Domain | undefined;
  readonly roles?: ListOf<Role> | undefined;
  readonly groups?: ListOf<Group> | undefined;
  readonly permissions?: ListOf<Permission> | undefined;
  readonly tags?: ListOf<Tag> | undefined;
  readonly sshPublicKeys?: ListOf<SshPublicKey> | undefined;
  /** Since 4.4.5. */
  readonly options?: ListOf<UserOption> | undefined;
}

export interface UserOption extends Identified {
  readonly content?: string | undefined;
  readonly user?: User | undefined;
}

export interface Value extends Struct {
  readonly datum?: number | undefined;
  readonly detail?: string | undefined;
}

export interface VmSummary extends Struct {
  readonly active?: number | undefined;
  readonly migrating?: number | undefined;
  readonly total?: number | undefined;
}
