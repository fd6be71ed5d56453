// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { Integer64, ListOf, Struct } from '../../runtime/values.ts';
import type {
  Architecture, AutoPinningPolicy, BiosType, BootProtocol, CloudInitNetworkProtocol, ConfigurationType, CpuMode, CpuPinningPolicy, DataCenterStatus,
  DisplayType, ExternalVmProviderType, FipsMode, FirewallType, GraphicsType, InheritableBoolean, LogMaxMemoryUsedThresholdType, MigrateOnError,
  MigrationBandwidthAssignmentMethod, NumaTuneMode, ParallelMigrationsPolicy, QuotaModeType, ReportedDeviceType, RngSource, SerialNumberPolicy, SsoMethod,
  StorageFormat, SwitchType, TemplateStatus, TpmSupport, UsbType, VideoType, VmAffinity, VmDeviceType, VmPoolType, VmStatus, VmStorageErrorResumeBehaviour,
  VmType, WatchdogAction, WatchdogModel,
} from '../enums.ts';
import type { GlusterHook, GlusterVolume } from './gluster.ts';
import type {
  AffinityLabel, Certificate, ClusterFeature, DiskAttachment, Domain, ExternalHostProvider, ExternalProvider, Host, KatelloErratum, OperatingSystem, Permission,
  Statistic, Tag, TransparentHugePages, User,
} from './infrastructure.ts';
import type { CustomProperty, Ip, Mac, MacPool, Network, NetworkFilter, Nic } from './network.ts';
import type { AffinityGroup, Identified, NumaNode, Qos, Quota, SchedulingPolicy } from './sla.ts';
import type { Cdrom, Device, IscsiBond, Snapshot, StorageDomain } from './storage.ts';

export interface Application extends Identified {
  readonly vm?: Vm | undefined;
}

export interface AuthorizedKey extends Identified {
  readonly key?: string | undefined;
  readonly user?: User | undefined;
}

export interface Bios extends Struct {
  readonly bootMenu?: BootMenu | undefined;
  /** Since 4.3. */
  readonly type?: BiosType | undefined;
}

export interface BootMenu extends Struct {
  readonly enabled?: boolean | undefined;
}

/** @deprecated */
export interface CloudInit extends Struct {
  readonly host?: Host | undefined;
  readonly authorizedKeys?: ListOf<AuthorizedKey> | undefined;
  readonly networkConfiguration?: NetworkConfiguration | undefined;
  readonly regenerateSshKeys?: boolean | undefined;
  readonly timezone?: string | undefined;
  readonly users?: ListOf<User> | undefined;
  readonly files?: ListOf<File> | undefined;
}

export interface Cluster extends Identified {
  readonly cpu?: Cpu | undefined;
  readonly memoryPolicy?: MemoryPolicy | undefined;
  readonly version?: Version | undefined;
  readonly supportedVersions?: ListOf<Version> | undefined;
  readonly errorHandling?: ErrorHandling | undefined;
  readonly virtService?: boolean | undefined;
  readonly glusterService?: boolean | undefined;
  readonly threadsAsCores?: boolean | undefined;
  readonly tunnelMigration?: boolean | undefined;
  readonly trustedService?: boolean | undefined;
  readonly haReservation?: boolean | undefined;
  /** Since 4.4. */
  readonly vncEncryption?: boolean | undefined;
  /** Since 4.4. */
  readonly biosType?: BiosType | undefined;
  /** @deprecated */
  readonly optionalReason?: boolean | undefined;
  /** @deprecated */
  readonly maintenanceReasonRequired?: boolean | undefined;
  readonly ballooningEnabled?: boolean | undefined;
  readonly display?: Display | undefined;
  readonly ksm?: Ksm | undefined;
  readonly serialNumber?: SerialNumber | undefined;
  readonly requiredRngSources?: ListOf<RngSource> | undefined;
  readonly fencingPolicy?: FencingPolicy | undefined;
  readonly migration?: MigrationOptions | undefined;
  /** Since 4.0.6. */
  readonly customSchedulingPolicyProperties?: ListOf<Property> | undefined;
  readonly switchType?: SwitchType | undefined;
  /** Since 4.2. */
  readonly firewallType?: FirewallType | undefined;
  /** Since 4.3. */
  readonly logMaxMemoryUsedThreshold?: number | undefined;
  /** Since 4.3. */
  readonly logMaxMemoryUsedThresholdType?: LogMaxMemoryUsedThresholdType | undefined;
  /** Since 4.1. */
  readonly glusterTunedProfile?: string | undefined;
  /** Since 4.4.5. */
  readonly fipsMode?: FipsMode | undefined;
  /** Since 4.5.0. */
  readonly upgradeInProgress?: boolean | undefined;
  /** Since 4.5.0. */
  readonly upgradePercentComplete?: number | undefined;
  /** Since 4.5.0. */
  readonly upgradeCorrelationId?: string | undefined;
  /** Since 4.1.6. */
  readonly enabledFeatures?: ListOf<ClusterFeature> | undefined;
  readonly schedulingPolicy?: SchedulingPolicy | undefined;
  readonly dataCenter?: DataCenter | undefined;
  readonly managementNetwork?: Network | undefined;
  /** Since 4.2. */
  readonly externalNetworkProviders?: ListOf<ExternalProvider> | undefined;
  /** Since 4.1. */
  readonly macPool?: MacPool | undefined;
  readonly affinityGroups?: ListOf<AffinityGroup> | undefined;
  readonly cpuProfiles?: ListOf<CpuProfile> | undefined;
  readonly glusterHooks?: ListOf<GlusterHook> | undefined;
  readonly glusterVolumes?: ListOf<GlusterVolume> | undefined;
  readonly networkFilters?: ListOf<NetworkFilter> | undefined;
  readonly networks?: ListOf<Network> | undefined;
  readonly permissions?: ListOf<Permission> | undefined;
}

export interface Configuration extends Struct {
  readonly type?: ConfigurationType | undefined;
  readonly data?: string | undefined;
}

export interface Console extends Struct {
  readonly enabled?: boolean | undefined;
}

export interface Core extends Struct {
  readonly index?: number | undefined;
  readonly socket?: number | undefined;
}

export interface Cpu extends Struct {
  readonly type?: string | undefined;
  readonly topology?: CpuTopology | undefined;
  readonly level?: number | undefined;
  readonly name?: string | undefined;
  readonly speed?: number | undefined;
  readonly cpuTune?: CpuTune | undefined;
  readonly mode?: CpuMode | undefined;
  readonly architecture?: Architecture | undefined;
  readonly cores?: ListOf<Core> | undefined;
}

export interface CpuProfile extends Identified {
  readonly qos?: Qos | undefined;
  readonly cluster?: Cluster | undefined;
  readonly permissions?: ListOf<Permission> | undefined;
}

export interface CpuTopology extends Struct {
  readonly sockets?: number | undefined;
  readonly cores?: number | undefined;
  readonly threads?: number | undefined;
}

export interface CpuTune extends Struct {
  readonly vcpuPins?: ListOf<VcpuPin> | undefined;
}

export interface DataCenter extends Identified {
  readonly local?: boolean | undefined;
  readonly storageFormat?: StorageFormat | undefined;
  readonly version?: Version | undefined;
  readonly supportedVersions?: ListOf<Version> | undefined;
  readonly status?: DataCenterStatus | undefined;
  readonly quotaMode?: QuotaModeType | undefined;
  readonly macPool?: MacPool | undefined;
  readonly storageDomains?: ListOf<StorageDomain> | undefined;
  readonly clusters?: ListOf<Cluster> | undefined;
  readonly networks?: ListOf<Network> | undefined;
  readonly permissions?: ListOf<Permission> | undefined;
  readonly quotas?: ListOf<Quota> | undefined;
  readonly qoss?: ListOf<Qos> | undefined;
  readonly iscsiBonds?: ListOf<IscsiBond> | undefined;
}

export interface Display extends Struct {
  /** @deprecated */
  readonly type?: DisplayType | undefined;
  readonly videoType?: VideoType | undefined;
  readonly address?: string | undefined;
  readonly port?: number | undefined;
  readonly securePort?: number | undefined;
  readonly monitors?: number | undefined;
  /** @deprecated */
  readonly singleQxlPci?: boolean | undefined;
  readonly allowOverride?: boolean | undefined;
  readonly certificate?: Certificate | undefined;
  readonly smartcardEnabled?: boolean | undefined;
  readonly keyboardLayout?: string | undefined;
  readonly proxy?: string | undefined;
  readonly fileTransferEnabled?: boolean | undefined;
  readonly copyPasteEnabled?: boolean | undefined;
  readonly disconnectAction?: string | undefined;
  /** Since 4.5. */
  readonly disconnectActionDelay?: number | undefined;
}

export interface Dns extends Struct {
  readonly servers?: ListOf<Host> | undefined;
  readonly searchDomains?: ListOf<Host> | undefined;
}

export interface DynamicCpu extends Struct {
  readonly topology?: CpuTopology | undefined;
  readonly cpuTune?: CpuTune | undefined;
}

export interface ErrorHandling extends Struct {
  readonly onError?: MigrateOnError | undefined;
}

/** Since 4.4.7. */
export interface ExternalTemplateImport extends Struct {
  /** Since 4.4.7. */
  readonly url?: string | undefined;
  /** Since 4.4.8. */
  readonly clone?: boolean | undefined;
  /** Since 4.4.7. */
  readonly template?: Template | undefined;
  /** Since 4.4.7. */
  readonly cluster?: Cluster | undefined;
  /** Since 4.4.7. */
  readonly storageDomain?: StorageDomain | undefined;
  /** Since 4.4.7. */
  readonly host?: Host | undefined;
  /** Since 4.4.7. */
  readonly cpuProfile?: CpuProfile | undefined;
  /** Since 4.4.7. */
  readonly quota?: Quota | undefined;
}

/** Since 4.0.4. */
export interface ExternalVmImport extends Struct {
  /** Since 4.0.4. */
  readonly provider?: ExternalVmProviderType | undefined;
  /** Since 4.0.4. */
  readonly url?: string | undefined;
  /** Since 4.0.4. */
  readonly username?: string | undefined;
  /** Since 4.0. */
  readonly password?: string | undefined;
  /** Since 4.0.4. */
  readonly name?: string | undefined;
  /** Since 4.0.4. */
  readonly sparse?: boolean | undefined;
  /** Since 4.0.4. */
  readonly vm?: Vm | undefined;
  /** Since 4.0.4. */
  readonly cluster?: Cluster | undefined;
  /** Since 4.0.4. */
  readonly storageDomain?: StorageDomain | undefined;
  /** Since 4.0.4. */
  readonly cpuProfile?: CpuProfile | undefined;
  /** Since 4.0.4. */
  readonly quota?: Quota | undefined;
  /** Since 4.0.4. */
  readonly host?: Host | undefined;
  /** Since 4.0.4. */
  readonly driversIso?: File | undefined;
}

export interface FencingPolicy extends Struct {
  readonly enabled?: boolean | undefined;
  readonly skipIfSdActive?: SkipIfSdActive | undefined;
  readonly skipIfConnectivityBroken?: SkipIfConnectivityBroken | undefined;
  /** Since 4.1. */
  readonly skipIfGlusterBricksUp?: boolean | undefined;
  /** Since 4.1. */
  readonly skipIfGlusterQuorumNotMet?: boolean | undefined;
}

export interface File extends Identified {
  readonly content?: string | undefined;
  readonly type?: string | undefined;
  readonly storageDomain?: StorageDomain | undefined;
}

export interface Floppy extends Device {
  readonly file?: File | undefined;
}

export interface GraphicsConsole extends Identified {
  readonly protocol?: GraphicsType | undefined;
  readonly port?: number | undefined;
  readonly tlsPort?: number | undefined;
  readonly address?: string | undefined;
  readonly vm?: Vm | undefined;
  readonly template?: Template | undefined;
  readonly instanceType?: InstanceType | undefined;
}

export interface GuestOperatingSystem extends Struct {
  readonly architecture?: string | undefined;
  readonly codename?: string | undefined;
  readonly distribution?: string | undefined;
  readonly kernel?: Kernel | undefined;
  readonly family?: string | undefined;
  readonly version?: Version | undefined;
}

export interface HighAvailability extends Struct {
  readonly enabled?: boolean | undefined;
  readonly priority?: number | undefined;
}

export interface Hook extends Identified {
  readonly eventName?: string | undefined;
  readonly md5?: string | undefined;
  readonly host?: Host | undefined;
}

/** Since 4.5. */
export interface HostCpuUnit extends Identified {
  /** Since 4.5. */
  readonly socketId?: number | undefined;
  /** Since 4.5. */
  readonly coreId?: number | undefined;
  /** Since 4.5. */
  readonly cpuId?: number | undefined;
  /** Since 4.5. */
  readonly runsVdsm?: boolean | undefined;
  /** Since 4.5. */
  readonly vms?: ListOf<Vm> | undefined;
}

export interface HostDevice extends Identified {
  readonly capability?: string | undefined;
  readonly product?: Product | undefined;
  readonly vendor?: Vendor | undefined;
  readonly iommuGroup?: number | undefined;
  readonly physicalFunction?: HostDevice | undefined;
  readonly virtualFunctions?: number | undefined;
  readonly placeholder?: boolean | undefined;
  /** Since 4.1.3. */
  readonly driver?: string | undefined;
  /** Since 4.4. */
  readonly mDevTypes?: ListOf<MDevType> | undefined;
  readonly host?: Host | undefined;
  readonly parentDevice?: HostDevice | undefined;
  readonly vm?: Vm | undefined;
}

export interface Icon extends Identified {
  readonly mediaType?: string | undefined;
  readonly data?: string | undefined;
}

export interface Initialization extends Struct {
  readonly configuration?: Configuration | undefined;
  /** @deprecated */
  readonly cloudInit?: CloudInit | undefined;
  readonly hostName?: string | undefined;
  readonly domain?: string | undefined;
  readonly timezone?: string | undefined;
  readonly authorizedSshKeys?: string | undefined;
  readonly regenerateSshKeys?: boolean | undefined;
  readonly regenerateIds?: boolean | undefined;
  readonly dnsServers?: string | undefined;
  readonly dnsSearch?: string | undefined;
  readonly nicConfigurations?: ListOf<NicConfiguration> | undefined;
  readonly windowsLicenseKey?: string | undefined;
  readonly rootPassword?: string | undefined;
  readonly customScript?: string | undefined;
  readonly inputLocale?: string | undefined;
  readonly uiLanguage?: string | undefined;
  readonly systemLocale?: string | undefined;
  readonly userLocale?: string | undefined;
  readonly userName?: string | undefined;
  readonly activeDirectoryOu?: string | undefined;
  readonly orgName?: string | undefined;
  /** Since 4.2.8. */
  readonly cloudInitNetworkProtocol?: CloudInitNetworkProtocol | undefined;
}

export interface InstanceType extends Template {
}

export interface Io extends Struct {
  readonly threads?: number | undefined;
}

export interface Kernel extends Struct {
  readonly version?: Version | undefined;
}

export interface Ksm extends Struct {
  readonly enabled?: boolean | undefined;
  readonly mergeAcrossNodes?: boolean | undefined;
}

/** Since 4.4. */
export interface MDevType extends Struct {
  /** Since 4.4. */
  readonly name?: string | undefined;
  /** Since 4.4.7. */
  readonly humanReadableName?: string | undefined;
  /** Since 4.4. */
  readonly availableInstances?: number | undefined;
  /** Since 4.4. */
  readonly description?: string | undefined;
}

export interface MemoryOverCommit extends Struct {
  readonly percent?: number | undefined;
}

export interface MemoryPolicy extends Struct {
  readonly guaranteed?: Integer64 | undefined;
  /** Since 4.1. */
  readonly max?: Integer64 | undefined;
  readonly ballooning?: boolean | undefined;
  readonly overCommit?: MemoryOverCommit | undefined;
  readonly transparentHugePages?: TransparentHugePages | undefined;
}

export interface Method extends Struct {
  readonly id?: SsoMethod | undefined;
}

export interface MigrationBandwidth extends Struct {
  readonly assignmentMethod?: MigrationBandwidthAssignmentMethod | undefined;
  readonly customValue?: number | undefined;
}

export interface MigrationOptions extends Struct {
  readonly autoConverge?: InheritableBoolean | undefined;
  readonly compressed?: InheritableBoolean | undefined;
  /** Since 4.4. */
  readonly encrypted?: InheritableBoolean | undefined;
  /** Since 4.5.1. */
  readonly parallelMigrationsPolicy?: ParallelMigrationsPolicy | undefined;
  /** Since 4.5.1. */
  readonly customParallelMigrations?: number | undefined;
  readonly bandwidth?: MigrationBandwidth | undefined;
  readonly policy?: MigrationPolicy | undefined;
}

export interface MigrationPolicy extends Identified {
}

export interface NetworkConfiguration extends Struct {
  readonly nics?: ListOf<Nic> | undefined;
  readonly dns?: Dns | undefined;
}

export interface NicConfiguration extends Struct {
  readonly name?: string | undefined;
  readonly ip?: Ip | undefined;
  readonly bootProtocol?: BootProtocol | undefined;
  readonly ipv6?: Ip | undefined;
  readonly ipv6BootProtocol?: BootProtocol | undefined;
  readonly onBoot?: boolean | undefined;
}

export interface OperatingSystemInfo extends Identified {
  readonly largeIcon?: Icon | undefined;
  readonly smallIcon?: Icon | undefined;
  /** Since 4.2.4. */
  readonly architecture?: Architecture | undefined;
  /** Since 4.5.2. */
  readonly tpmSupport?: TpmSupport | undefined;
}

export interface Payload extends Struct {
  readonly files?: ListOf<File> | undefined;
  readonly volumeId?: string | undefined;
  readonly type?: VmDeviceType | undefined;
}

export interface Product extends Identified {
}

export interface Property extends Struct {
  readonly name?: string | undefined;
  readonly value?: string | undefined;
}

export interface ProxyTicket extends Struct {
  readonly value?: string | undefined;
}

export interface Rate extends Struct {
  readonly bytes?: number | undefined;
  readonly period?: number | undefined;
}

export interface ReportedDevice extends Identified {
  readonly type?: ReportedDeviceType | undefined;
  readonly mac?: Mac | undefined;
  readonly ips?: ListOf<Ip> | undefined;
  readonly vm?: Vm | undefined;
}

export interface RngDevice extends Struct {
  readonly rate?: Rate | undefined;
  readonly source?: RngSource | undefined;
}

export interface SerialNumber extends Struct {
  readonly policy?: SerialNumberPolicy | undefined;
  readonly value?: string | undefined;
}

export interface Session extends Identified {
  readonly protocol?: string | undefined;
  readonly ip?: Ip | undefined;
  readonly consoleUser?: boolean | undefined;
  readonly user?: User | undefined;
  readonly vm?: Vm | undefined;
}

export interface SkipIfConnectivityBroken extends Struct {
  readonly enabled?: boolean | undefined;
  readonly threshold?: number | undefined;
}

export interface SkipIfSdActive extends Struct {
  readonly enabled?: boolean | undefined;
}

export interface Sso extends Struct {
  readonly methods?: ListOf<Method> | undefined;
}

/** Since 4.1. */
export interface StorageDomainLease extends Struct {
  /** Since 4.1. */
  readonly storageDomain?: StorageDomain | undefined;
}

export interface Template extends VmBase {
  readonly status?: TemplateStatus | undefined;
  readonly vm?: Vm | undefined;
  readonly version?: TemplateVersion | undefined;
  readonly cdroms?: ListOf<Cdrom> | undefined;
  readonly graphicsConsoles?: ListOf<GraphicsConsole> | undefined;
  readonly nics?: ListOf<Nic> | undefined;
  readonly permissions?: ListOf<Permission> | undefined;
  readonly tags?: ListOf<Tag> | undefined;
  readonly watchdogs?: ListOf<Watchdog> | undefined;
  readonly diskAttachments?: ListOf<DiskAttachment> | undefined;
  /** Since 4.5. */
  readonly mediatedDevices?: ListOf<VmMediatedDevice> | undefined;
}

export interface TemplateVersion extends Struct {
  readonly versionNumber?: number | undefined;
  readonly versionName?: string | undefined;
  readonly baseTemplate?: Template | undefined;
}

export interface Ticket extends Struct {
  readonly value?: string | undefined;
  readonly expiry?: number | undefined;
}

export interface TimeZone extends Struct {
  readonly name?: string | undefined;
  readonly utcOffset?: string | undefined;
}

export interface Usb extends Struct {
  readonly enabled?: boolean | undefined;
  readonly type?: UsbType | undefined;
}

export interface VcpuPin extends Struct {
  readonly vcpu?: number | undefined;
  readonly cpuSet?: string | undefined;
}

export interface Vendor extends Identified {
}

export interface Version extends Identified {
  readonly major?: number | undefined;
  readonly minor?: number | undefined;
  readonly build?: number | undefined;
  readonly revision?: number | undefined;
  readonly fullVersion?: string | undefined;
}

export interface VirtioScsi extends Struct {
  readonly enabled?: boolean | undefined;
}

export interface Vm extends VmBase {
  readonly status?: VmStatus | undefined;
  readonly statusDetail?: string | undefined;
  readonly stopReason?: string | undefined;
  readonly startTime?: Date | undefined;
  readonly stopTime?: Date | undefined;
  readonly runOnce?: boolean | undefined;
  readonly payloads?: ListOf<Payload> | undefined;
  readonly fqdn?: string | undefined;
  readonly useLatestTemplateVersion?: boolean | undefined;
  readonly nextRunConfigurationExists?: boolean | undefined;
  /** @deprecated */
  readonly numaTuneMode?: NumaTuneMode | undefined;
  readonly guestTimeZone?: TimeZone | undefined;
  readonly guestOperatingSystem?: GuestOperatingSystem | undefined;
  /** Since 4.1.9. */
  readonly hasIllegalImages?: boolean | undefined;
  readonly host?: Host | undefined;
  readonly template?: Template | undefined;
  readonly originalTemplate?: Template | undefined;
  readonly instanceType?: InstanceType | undefined;
  readonly nics?: ListOf<Nic> | undefined;
  readonly snapshots?: ListOf<Snapshot> | undefined;
  readonly vmPool?: VmPool | undefined;
  readonly cdroms?: ListOf<Cdrom> | undefined;
  readonly floppies?: ListOf<Floppy> | undefined;
  readonly reportedDevices?: ListOf<ReportedDevice> | undefined;
  readonly watchdogs?: ListOf<Watchdog> | undefined;
  readonly permissions?: ListOf<Permission> | undefined;
  readonly externalHostProvider?: ExternalHostProvider | undefined;
  readonly affinityLabels?: ListOf<AffinityLabel> | undefined;
  readonly applications?: ListOf<Application> | undefined;
  readonly graphicsConsoles?: ListOf<GraphicsConsole> | undefined;
  readonly hostDevices?: ListOf<HostDevice> | undefined;
  readonly katelloErrata?: ListOf<KatelloErratum> | undefined;
  readonly numaNodes?: ListOf<NumaNode> | undefined;
  readonly sessions?: ListOf<Session> | undefined;
  readonly statistics?: ListOf<Statistic> | undefined;
  readonly tags?: ListOf<Tag> | undefined;
  readonly diskAttachments?: ListOf<DiskAttachment> | undefined;
  readonly dynamicCpu?: DynamicCpu | undefined;
  /** Since 4.5. */
  readonly mediatedDevices?: ListOf<VmMediatedDevice> | undefined;
}

export interface VmBase extends Identified {
  readonly type?: VmType | undefined;
  readonly memory?: Integer64 | undefined;
  readonly cpu?: Cpu | undefined;
  readonly cpuShares?: number | undefined;
  readonly bios?: Bios | undefined;
  readonly os?: OperatingSystem | undefined;
  readonly creationTime?: Date | undefined;
  readonly origin?: string | undefined;
  readonly stateless?: boolean | undefined;
  readonly deleteProtected?: boolean | undefined;
  readonly highAvailability?: HighAvailability | undefined;
  readonly display?: Display | undefined;
  readonly sso?: Sso | undefined;
  readonly rngDevice?: RngDevice | undefined;
  readonly console?: Console | undefined;
  readonly domain?: Domain | undefined;
  readonly usb?: Usb | undefined;
  readonly soundcardEnabled?: boolean | undefined;
  readonly tunnelMigration?: boolean | undefined;
  readonly migrationDowntime?: number | undefined;
  readonly virtioScsi?: VirtioScsi | undefined;
  readonly serialNumber?: SerialNumber | undefined;
  readonly startPaused?: boolean | undefined;
  readonly migration?: MigrationOptions | undefined;
  readonly io?: Io | undefined;
  readonly customProperties?: ListOf<CustomProperty> | undefined;
  readonly customEmulatedMachine?: string | undefined;
  readonly customCpuModel?: string | undefined;
  readonly timeZone?: TimeZone | undefined;
  readonly smallIcon?: Icon | undefined;
  readonly largeIcon?: Icon | undefined;
  readonly initialization?: Initialization | undefined;
  readonly memoryPolicy?: MemoryPolicy | undefined;
  readonly customCompatibilityVersion?: Version | undefined;
  /** Since 4.1. */
  readonly lease?: StorageDomainLease | undefined;
  /** Since 4.2. */
  readonly storageErrorResumeBehaviour?: VmStorageErrorResumeBehaviour | undefined;
  readonly placementPolicy?: VmPlacementPolicy | undefined;
  /** Since 4.2.5. */
  readonly multiQueuesEnabled?: boolean | undefined;
  /** Since 4.4.5. */
  readonly virtioScsiMultiQueuesEnabled?: boolean | undefined;
  /** Since 4.4.8. */
  readonly virtioScsiMultiQueues?: number | undefined;
  /** Since 4.4.5. */
  readonly tpmEnabled?: boolean | undefined;
  /**
   * Since 4.4.8.
   * @deprecated
   */
  readonly autoPinningPolicy?: AutoPinningPolicy | undefined;
  /** Since 4.5. */
  readonly cpuPinningPolicy?: CpuPinningPolicy | undefined;
  readonly cluster?: Cluster | undefined;
  readonly storageDomain?: StorageDomain | undefined;
  readonly cpuProfile?: CpuProfile | undefined;
  readonly quota?: Quota | undefined;
}

/** Since 4.5. */
export interface VmMediatedDevice extends Device {
  /** Since 4.5. */
  readonly specParams?: ListOf<Property> | undefined;
}

export interface VmPlacementPolicy extends Struct {
  readonly affinity?: VmAffinity | undefined;
  readonly hosts?: ListOf<Host> | undefined;
}

export interface VmPool extends Identified {
  readonly size?: number | undefined;
  readonly prestartedVms?: number | undefined;
  readonly maxUserVms?: number | undefined;
  /** @deprecated */
  readonly display?: Display | undefined;
  readonly rngDevice?: RngDevice | undefined;
  readonly soundcardEnabled?: boolean | undefined;
  readonly type?: VmPoolType | undefined;
  readonly useLatestTemplateVersion?: boolean | undefined;
  readonly stateful?: boolean | undefined;
  /** Since 4.1.2. */
  readonly autoStorageSelect?: boolean | undefined;
  /** Since 4.4.5. */
  readonly tpmEnabled?: boolean | undefined;
  readonly cluster?: Cluster | undefined;
  readonly template?: Template | undefined;
  readonly instanceType?: InstanceType | undefined;
  readonly vm?: Vm | undefined;
  readonly permissions?: ListOf<Permission> | undefined;
}

export interface Watchdog extends Device {
  readonly model?: WatchdogModel | undefined;
  readonly action?: WatchdogAction | undefined;
}
