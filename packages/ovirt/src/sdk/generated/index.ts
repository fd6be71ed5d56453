// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

export type * from './enums.ts';
export type * from './services.ts';
export type * from './types/gluster.ts';
export type * from './types/infrastructure.ts';
export type * from './types/network.ts';
export type * from './types/sla.ts';
export type * from './types/storage.ts';
export type * from './types/virtualization.ts';
export type {
  AffinityGroupGetParameters, AffinityGroupRemoveParameters, AffinityGroupService, AffinityGroupUpdateParameters,
} from './services/affinity-group.ts';
export type { AffinityGroupHostRemoveParameters, AffinityGroupHostService } from './services/affinity-group-host.ts';
export type { AffinityGroupHostLabelRemoveParameters, AffinityGroupHostLabelService } from './services/affinity-group-host-label.ts';
export type {
  AffinityGroupHostLabelsAddParameters, AffinityGroupHostLabelsListParameters, AffinityGroupHostLabelsService,
} from './services/affinity-group-host-labels.ts';
export type { AffinityGroupHostsAddParameters, AffinityGroupHostsListParameters, AffinityGroupHostsService } from './services/affinity-group-hosts.ts';
export type { AffinityGroupVmRemoveParameters, AffinityGroupVmService } from './services/affinity-group-vm.ts';
export type { AffinityGroupVmLabelRemoveParameters, AffinityGroupVmLabelService } from './services/affinity-group-vm-label.ts';
export type {
  AffinityGroupVmLabelsAddParameters, AffinityGroupVmLabelsListParameters, AffinityGroupVmLabelsService,
} from './services/affinity-group-vm-labels.ts';
export type { AffinityGroupVmsAddParameters, AffinityGroupVmsListParameters, AffinityGroupVmsService } from './services/affinity-group-vms.ts';
export type { AffinityGroupsAddParameters, AffinityGroupsListParameters, AffinityGroupsService } from './services/affinity-groups.ts';
export type { AffinityLabelGetParameters, AffinityLabelService, AffinityLabelUpdateParameters } from './services/affinity-label.ts';
export type { AffinityLabelHostGetParameters, AffinityLabelHostService } from './services/affinity-label-host.ts';
export type { AffinityLabelHostsAddParameters, AffinityLabelHostsListParameters, AffinityLabelHostsService } from './services/affinity-label-hosts.ts';
export type { AffinityLabelVmGetParameters, AffinityLabelVmService } from './services/affinity-label-vm.ts';
export type { AffinityLabelVmsAddParameters, AffinityLabelVmsListParameters, AffinityLabelVmsService } from './services/affinity-label-vms.ts';
export type { AffinityLabelsAddParameters, AffinityLabelsListParameters, AffinityLabelsService } from './services/affinity-labels.ts';
export type { AssignedAffinityLabelGetParameters, AssignedAffinityLabelService } from './services/assigned-affinity-label.ts';
export type {
  AssignedAffinityLabelsAddParameters, AssignedAffinityLabelsListParameters, AssignedAffinityLabelsService,
} from './services/assigned-affinity-labels.ts';
export type { AssignedCpuProfileGetParameters, AssignedCpuProfileRemoveParameters, AssignedCpuProfileService } from './services/assigned-cpu-profile.ts';
export type { AssignedCpuProfilesAddParameters, AssignedCpuProfilesListParameters, AssignedCpuProfilesService } from './services/assigned-cpu-profiles.ts';
export type { AssignedDiskProfileGetParameters, AssignedDiskProfileRemoveParameters, AssignedDiskProfileService } from './services/assigned-disk-profile.ts';
export type { AssignedDiskProfilesAddParameters, AssignedDiskProfilesListParameters, AssignedDiskProfilesService } from './services/assigned-disk-profiles.ts';
export type { AssignedPermissionsAddParameters, AssignedPermissionsListParameters, AssignedPermissionsService } from './services/assigned-permissions.ts';
export type { AssignedRolesListParameters, AssignedRolesService } from './services/assigned-roles.ts';
export type { AssignedTagGetParameters, AssignedTagRemoveParameters, AssignedTagService } from './services/assigned-tag.ts';
export type { AssignedTagsAddParameters, AssignedTagsListParameters, AssignedTagsService } from './services/assigned-tags.ts';
export type { AssignedVnicProfileGetParameters, AssignedVnicProfileRemoveParameters, AssignedVnicProfileService } from './services/assigned-vnic-profile.ts';
export type { AssignedVnicProfilesAddParameters, AssignedVnicProfilesListParameters, AssignedVnicProfilesService } from './services/assigned-vnic-profiles.ts';
export type {
  AttachedStorageDomainActivateParameters, AttachedStorageDomainDeactivateParameters, AttachedStorageDomainGetParameters, AttachedStorageDomainRemoveParameters,
  AttachedStorageDomainService,
} from './services/attached-storage-domain.ts';
export type {
  AttachedStorageDomainDiskCopyParameters, AttachedStorageDomainDiskExportParameters, AttachedStorageDomainDiskGetParameters,
  AttachedStorageDomainDiskMoveParameters, AttachedStorageDomainDiskService, AttachedStorageDomainDiskUpdateParameters,
} from './services/attached-storage-domain-disk.ts';
export type {
  AttachedStorageDomainDisksAddParameters, AttachedStorageDomainDisksListParameters, AttachedStorageDomainDisksService,
} from './services/attached-storage-domain-disks.ts';
export type {
  AttachedStorageDomainsAddParameters, AttachedStorageDomainsListParameters, AttachedStorageDomainsService,
} from './services/attached-storage-domains.ts';
export type { BalanceGetParameters, BalanceRemoveParameters, BalanceService } from './services/balance.ts';
export type { BalancesAddParameters, BalancesListParameters, BalancesService } from './services/balances.ts';
export type { BookmarkGetParameters, BookmarkRemoveParameters, BookmarkService, BookmarkUpdateParameters } from './services/bookmark.ts';
export type { BookmarksAddParameters, BookmarksListParameters, BookmarksService } from './services/bookmarks.ts';
export type {
  ClusterGetParameters, ClusterRemoveParameters, ClusterResetEmulatedMachineParameters, ClusterService, ClusterSyncAllNetworksParameters,
  ClusterUpdateParameters, ClusterUpgradeParameters,
} from './services/cluster.ts';
export type { ClusterEnabledFeatureGetParameters, ClusterEnabledFeatureService } from './services/cluster-enabled-feature.ts';
export type {
  ClusterEnabledFeaturesAddParameters, ClusterEnabledFeaturesListParameters, ClusterEnabledFeaturesService,
} from './services/cluster-enabled-features.ts';
export type { ClusterExternalProvidersListParameters, ClusterExternalProvidersService } from './services/cluster-external-providers.ts';
export type { ClusterFeatureGetParameters, ClusterFeatureService } from './services/cluster-feature.ts';
export type { ClusterFeaturesListParameters, ClusterFeaturesService } from './services/cluster-features.ts';
export type { ClusterLevelGetParameters, ClusterLevelService } from './services/cluster-level.ts';
export type { ClusterLevelsListParameters, ClusterLevelsService } from './services/cluster-levels.ts';
export type { ClusterNetworkGetParameters, ClusterNetworkService, ClusterNetworkUpdateParameters } from './services/cluster-network.ts';
export type { ClusterNetworksAddParameters, ClusterNetworksListParameters, ClusterNetworksService } from './services/cluster-networks.ts';
export type { ClustersAddParameters, ClustersListParameters, ClustersService } from './services/clusters.ts';
export type { CopyableCopyParameters, CopyableService } from './services/copyable.ts';
export type { CpuProfileGetParameters, CpuProfileRemoveParameters, CpuProfileService, CpuProfileUpdateParameters } from './services/cpu-profile.ts';
export type { CpuProfilesAddParameters, CpuProfilesListParameters, CpuProfilesService } from './services/cpu-profiles.ts';
export type {
  DataCenterCleanFinishedTasksParameters, DataCenterGetParameters, DataCenterRemoveParameters, DataCenterService, DataCenterSetMasterParameters,
  DataCenterUpdateParameters,
} from './services/data-center.ts';
export type { DataCenterNetworkGetParameters, DataCenterNetworkService, DataCenterNetworkUpdateParameters } from './services/data-center-network.ts';
export type { DataCenterNetworksAddParameters, DataCenterNetworksListParameters, DataCenterNetworksService } from './services/data-center-networks.ts';
export type { DataCentersAddParameters, DataCentersListParameters, DataCentersService } from './services/data-centers.ts';
export type {
  DiskConvertParameters, DiskCopyParameters, DiskExportParameters, DiskGetParameters, DiskMoveParameters, DiskReduceParameters, DiskRefreshLunParameters,
  DiskRemoveParameters, DiskService, DiskUpdateParameters,
} from './services/disk.ts';
export type {
  DiskAttachmentGetParameters, DiskAttachmentRemoveParameters, DiskAttachmentService, DiskAttachmentUpdateParameters,
} from './services/disk-attachment.ts';
export type { DiskAttachmentsAddParameters, DiskAttachmentsListParameters, DiskAttachmentsService } from './services/disk-attachments.ts';
export type { DiskProfileGetParameters, DiskProfileRemoveParameters, DiskProfileService, DiskProfileUpdateParameters } from './services/disk-profile.ts';
export type { DiskProfilesAddParameters, DiskProfilesListParameters, DiskProfilesService } from './services/disk-profiles.ts';
export type { DiskSnapshotGetParameters, DiskSnapshotRemoveParameters, DiskSnapshotService } from './services/disk-snapshot.ts';
export type { DiskSnapshotsListParameters, DiskSnapshotsService } from './services/disk-snapshots.ts';
export type { DisksAddParameters, DisksListParameters, DisksService } from './services/disks.ts';
export type { DomainGetParameters, DomainService } from './services/domain.ts';
export type { DomainGroupGetParameters, DomainGroupService } from './services/domain-group.ts';
export type { DomainGroupsListParameters, DomainGroupsService } from './services/domain-groups.ts';
export type { DomainUserGetParameters, DomainUserService } from './services/domain-user.ts';
export type { DomainUserGroupsListParameters, DomainUserGroupsService } from './services/domain-user-groups.ts';
export type { DomainUsersListParameters, DomainUsersService } from './services/domain-users.ts';
export type { DomainsListParameters, DomainsService } from './services/domains.ts';
export type { EngineKatelloErrataService } from './services/engine-katello-errata.ts';
export type { EventGetParameters, EventRemoveParameters, EventService } from './services/event.ts';
export type { EventSubscriptionRemoveParameters, EventSubscriptionService } from './services/event-subscription.ts';
export type { EventSubscriptionsAddParameters, EventSubscriptionsListParameters, EventSubscriptionsService } from './services/event-subscriptions.ts';
export type { EventsAddParameters, EventsListParameters, EventsService, EventsUndeleteParameters } from './services/events.ts';
export type { ExternalComputeResourceGetParameters, ExternalComputeResourceService } from './services/external-compute-resource.ts';
export type { ExternalComputeResourcesListParameters, ExternalComputeResourcesService } from './services/external-compute-resources.ts';
export type { ExternalDiscoveredHostGetParameters, ExternalDiscoveredHostService } from './services/external-discovered-host.ts';
export type { ExternalDiscoveredHostsListParameters, ExternalDiscoveredHostsService } from './services/external-discovered-hosts.ts';
export type { ExternalHostGetParameters, ExternalHostService } from './services/external-host.ts';
export type { ExternalHostGroupGetParameters, ExternalHostGroupService } from './services/external-host-group.ts';
export type { ExternalHostGroupsListParameters, ExternalHostGroupsService } from './services/external-host-groups.ts';
export type {
  ExternalHostProviderGetParameters, ExternalHostProviderRemoveParameters, ExternalHostProviderService, ExternalHostProviderUpdateParameters,
} from './services/external-host-provider.ts';
export type {
  ExternalHostProvidersAddParameters, ExternalHostProvidersListParameters, ExternalHostProvidersService,
} from './services/external-host-providers.ts';
export type { ExternalHostsListParameters, ExternalHostsService } from './services/external-hosts.ts';
export type {
  ExternalNetworkProviderConfigurationGetParameters, ExternalNetworkProviderConfigurationService,
} from './services/external-network-provider-configuration.ts';
export type {
  ExternalNetworkProviderConfigurationsListParameters, ExternalNetworkProviderConfigurationsService,
} from './services/external-network-provider-configurations.ts';
export type {
  ExternalProviderImportCertificatesParameters, ExternalProviderService, ExternalProviderTestConnectivityParameters,
} from './services/external-provider.ts';
export type { ExternalProviderCertificateGetParameters, ExternalProviderCertificateService } from './services/external-provider-certificate.ts';
export type { ExternalProviderCertificatesListParameters, ExternalProviderCertificatesService } from './services/external-provider-certificates.ts';
export type { ExternalTemplateImportsAddParameters, ExternalTemplateImportsService } from './services/external-template-imports.ts';
export type { ExternalVmImportsAddParameters, ExternalVmImportsService } from './services/external-vm-imports.ts';
export type { FenceAgentGetParameters, FenceAgentRemoveParameters, FenceAgentService, FenceAgentUpdateParameters } from './services/fence-agent.ts';
export type { FenceAgentsAddParameters, FenceAgentsListParameters, FenceAgentsService } from './services/fence-agents.ts';
export type { FileGetParameters, FileService } from './services/file.ts';
export type { FilesListParameters, FilesService } from './services/files.ts';
export type { FilterGetParameters, FilterRemoveParameters, FilterService } from './services/filter.ts';
export type { FiltersAddParameters, FiltersListParameters, FiltersService } from './services/filters.ts';
export type { GlusterBrickGetParameters, GlusterBrickRemoveParameters, GlusterBrickReplaceParameters, GlusterBrickService } from './services/gluster-brick.ts';
export type {
  GlusterBricksActivateParameters, GlusterBricksAddParameters, GlusterBricksListParameters, GlusterBricksMigrateParameters, GlusterBricksRemoveParameters,
  GlusterBricksService, GlusterBricksStopMigrateParameters,
} from './services/gluster-bricks.ts';
export type {
  GlusterHookDisableParameters, GlusterHookEnableParameters, GlusterHookGetParameters, GlusterHookRemoveParameters, GlusterHookResolveParameters,
  GlusterHookService,
} from './services/gluster-hook.ts';
export type { GlusterHooksListParameters, GlusterHooksService } from './services/gluster-hooks.ts';
export type {
  GlusterVolumeGetParameters, GlusterVolumeRebalanceParameters, GlusterVolumeRemoveParameters, GlusterVolumeResetAllOptionsParameters,
  GlusterVolumeResetOptionParameters, GlusterVolumeService, GlusterVolumeSetOptionParameters, GlusterVolumeStartParameters, GlusterVolumeStartProfileParameters,
  GlusterVolumeStopParameters, GlusterVolumeStopProfileParameters, GlusterVolumeStopRebalanceParameters,
} from './services/gluster-volume.ts';
export type { GlusterVolumesAddParameters, GlusterVolumesListParameters, GlusterVolumesService } from './services/gluster-volumes.ts';
export type { GroupGetParameters, GroupRemoveParameters, GroupService } from './services/group.ts';
export type { GroupsAddParameters, GroupsListParameters, GroupsService } from './services/groups.ts';
export type {
  HostActivateParameters, HostApproveParameters, HostCommitNetConfigParameters, HostCopyHostNetworksParameters, HostDeactivateParameters,
  HostDiscoverIscsiParameters, HostEnrollCertificateParameters, HostFenceParameters, HostForceSelectSpmParameters, HostGetParameters, HostInstallParameters,
  HostIscsiDiscoverParameters, HostIscsiLoginParameters, HostRefreshParameters, HostRemoveParameters, HostService, HostSetupNetworksParameters,
  HostSyncAllNetworksParameters, HostUnregisteredStorageDomainsDiscoverParameters, HostUpdateParameters, HostUpgradeParameters,
} from './services/host.ts';
export type { HostCpuUnitsListParameters, HostCpuUnitsService } from './services/host-cpu-units.ts';
export type { HostDeviceGetParameters, HostDeviceService } from './services/host-device.ts';
export type { HostDevicesListParameters, HostDevicesService } from './services/host-devices.ts';
export type { HostHookGetParameters, HostHookService } from './services/host-hook.ts';
export type { HostHooksListParameters, HostHooksService } from './services/host-hooks.ts';
export type { HostNicGetParameters, HostNicService, HostNicUpdateVirtualFunctionsConfigurationParameters } from './services/host-nic.ts';
export type { HostNicsListParameters, HostNicsService } from './services/host-nics.ts';
export type { HostNumaNodeGetParameters, HostNumaNodeService } from './services/host-numa-node.ts';
export type { HostNumaNodesListParameters, HostNumaNodesService } from './services/host-numa-nodes.ts';
export type { HostStorageListParameters, HostStorageService } from './services/host-storage.ts';
export type { HostsAddParameters, HostsListParameters, HostsService } from './services/hosts.ts';
export type { IconGetParameters, IconService } from './services/icon.ts';
export type { IconsListParameters, IconsService } from './services/icons.ts';
export type { ImageGetParameters, ImageImportParameters, ImageService } from './services/image.ts';
export type { ImageTransferGetParameters, ImageTransferService } from './services/image-transfer.ts';
export type { ImageTransfersAddParameters, ImageTransfersListParameters, ImageTransfersService } from './services/image-transfers.ts';
export type { ImagesListParameters, ImagesService } from './services/images.ts';
export type { InstanceTypeGetParameters, InstanceTypeRemoveParameters, InstanceTypeService, InstanceTypeUpdateParameters } from './services/instance-type.ts';
export type {
  InstanceTypeGraphicsConsoleGetParameters, InstanceTypeGraphicsConsoleRemoveParameters, InstanceTypeGraphicsConsoleService,
} from './services/instance-type-graphics-console.ts';
export type {
  InstanceTypeGraphicsConsolesAddParameters, InstanceTypeGraphicsConsolesListParameters, InstanceTypeGraphicsConsolesService,
} from './services/instance-type-graphics-consoles.ts';
export type {
  InstanceTypeNicGetParameters, InstanceTypeNicRemoveParameters, InstanceTypeNicService, InstanceTypeNicUpdateParameters,
} from './services/instance-type-nic.ts';
export type { InstanceTypeNicsAddParameters, InstanceTypeNicsListParameters, InstanceTypeNicsService } from './services/instance-type-nics.ts';
export type {
  InstanceTypeWatchdogGetParameters, InstanceTypeWatchdogRemoveParameters, InstanceTypeWatchdogService, InstanceTypeWatchdogUpdateParameters,
} from './services/instance-type-watchdog.ts';
export type {
  InstanceTypeWatchdogsAddParameters, InstanceTypeWatchdogsListParameters, InstanceTypeWatchdogsService,
} from './services/instance-type-watchdogs.ts';
export type { InstanceTypesAddParameters, InstanceTypesListParameters, InstanceTypesService } from './services/instance-types.ts';
export type { IscsiBondGetParameters, IscsiBondRemoveParameters, IscsiBondService, IscsiBondUpdateParameters } from './services/iscsi-bond.ts';
export type { IscsiBondsAddParameters, IscsiBondsListParameters, IscsiBondsService } from './services/iscsi-bonds.ts';
export type { JobClearParameters, JobEndParameters, JobGetParameters, JobService } from './services/job.ts';
export type { JobsAddParameters, JobsListParameters, JobsService } from './services/jobs.ts';
export type { KatelloErrataListParameters, KatelloErrataService } from './services/katello-errata.ts';
export type { KatelloErratumGetParameters, KatelloErratumService } from './services/katello-erratum.ts';
export type { LinkLayerDiscoveryProtocolListParameters, LinkLayerDiscoveryProtocolService } from './services/link-layer-discovery-protocol.ts';
export type { MacPoolGetParameters, MacPoolRemoveParameters, MacPoolService, MacPoolUpdateParameters } from './services/mac-pool.ts';
export type { MacPoolsAddParameters, MacPoolsListParameters, MacPoolsService } from './services/mac-pools.ts';
export type { MeasurableService } from './services/measurable.ts';
export type { MoveableMoveParameters, MoveableService } from './services/moveable.ts';
export type { NetworkGetParameters, NetworkRemoveParameters, NetworkService, NetworkUpdateParameters } from './services/network.ts';
export type {
  NetworkAttachmentGetParameters, NetworkAttachmentRemoveParameters, NetworkAttachmentService, NetworkAttachmentUpdateParameters,
} from './services/network-attachment.ts';
export type { NetworkAttachmentsAddParameters, NetworkAttachmentsListParameters, NetworkAttachmentsService } from './services/network-attachments.ts';
export type { NetworkFilterGetParameters, NetworkFilterService } from './services/network-filter.ts';
export type { NetworkFiltersListParameters, NetworkFiltersService } from './services/network-filters.ts';
export type { NetworkLabelGetParameters, NetworkLabelRemoveParameters, NetworkLabelService } from './services/network-label.ts';
export type { NetworkLabelsAddParameters, NetworkLabelsListParameters, NetworkLabelsService } from './services/network-labels.ts';
export type { NetworksAddParameters, NetworksListParameters, NetworksService } from './services/networks.ts';
export type {
  NicNetworkFilterParameterGetParameters, NicNetworkFilterParameterService, NicNetworkFilterParameterUpdateParameters,
} from './services/nic-network-filter-parameter.ts';
export type {
  NicNetworkFilterParametersAddParameters, NicNetworkFilterParametersListParameters, NicNetworkFilterParametersService,
} from './services/nic-network-filter-parameters.ts';
export type { OpenstackImageGetParameters, OpenstackImageImportParameters, OpenstackImageService } from './services/openstack-image.ts';
export type {
  OpenstackImageProviderGetParameters, OpenstackImageProviderRemoveParameters, OpenstackImageProviderService, OpenstackImageProviderUpdateParameters,
} from './services/openstack-image-provider.ts';
export type {
  OpenstackImageProvidersAddParameters, OpenstackImageProvidersListParameters, OpenstackImageProvidersService,
} from './services/openstack-image-providers.ts';
export type { OpenstackImagesListParameters, OpenstackImagesService } from './services/openstack-images.ts';
export type { OpenstackNetworkGetParameters, OpenstackNetworkImportParameters, OpenstackNetworkService } from './services/openstack-network.ts';
export type {
  OpenstackNetworkProviderGetParameters, OpenstackNetworkProviderRemoveParameters, OpenstackNetworkProviderService, OpenstackNetworkProviderUpdateParameters,
} from './services/openstack-network-provider.ts';
export type {
  OpenstackNetworkProvidersAddParameters, OpenstackNetworkProvidersListParameters, OpenstackNetworkProvidersService,
} from './services/openstack-network-providers.ts';
export type { OpenstackNetworksListParameters, OpenstackNetworksService } from './services/openstack-networks.ts';
export type { OpenstackSubnetGetParameters, OpenstackSubnetRemoveParameters, OpenstackSubnetService } from './services/openstack-subnet.ts';
export type { OpenstackSubnetsAddParameters, OpenstackSubnetsListParameters, OpenstackSubnetsService } from './services/openstack-subnets.ts';
export type {
  OpenstackVolumeAuthenticationKeyGetParameters, OpenstackVolumeAuthenticationKeyRemoveParameters, OpenstackVolumeAuthenticationKeyService,
  OpenstackVolumeAuthenticationKeyUpdateParameters,
} from './services/openstack-volume-authentication-key.ts';
export type {
  OpenstackVolumeAuthenticationKeysAddParameters, OpenstackVolumeAuthenticationKeysListParameters, OpenstackVolumeAuthenticationKeysService,
} from './services/openstack-volume-authentication-keys.ts';
export type {
  OpenstackVolumeProviderGetParameters, OpenstackVolumeProviderRemoveParameters, OpenstackVolumeProviderService, OpenstackVolumeProviderUpdateParameters,
} from './services/openstack-volume-provider.ts';
export type {
  OpenstackVolumeProvidersAddParameters, OpenstackVolumeProvidersListParameters, OpenstackVolumeProvidersService,
} from './services/openstack-volume-providers.ts';
export type { OpenstackVolumeTypeGetParameters, OpenstackVolumeTypeService } from './services/openstack-volume-type.ts';
export type { OpenstackVolumeTypesListParameters, OpenstackVolumeTypesService } from './services/openstack-volume-types.ts';
export type { OperatingSystemGetParameters, OperatingSystemService } from './services/operating-system.ts';
export type { OperatingSystemsListParameters, OperatingSystemsService } from './services/operating-systems.ts';
export type { PermissionGetParameters, PermissionRemoveParameters, PermissionService } from './services/permission.ts';
export type { PermitGetParameters, PermitRemoveParameters, PermitService } from './services/permit.ts';
export type { PermitsAddParameters, PermitsListParameters, PermitsService } from './services/permits.ts';
export type { QosGetParameters, QosRemoveParameters, QosService, QosUpdateParameters } from './services/qos.ts';
export type { QossAddParameters, QossListParameters, QossService } from './services/qoss.ts';
export type { QuotaGetParameters, QuotaRemoveParameters, QuotaService, QuotaUpdateParameters } from './services/quota.ts';
export type { QuotaClusterLimitGetParameters, QuotaClusterLimitRemoveParameters, QuotaClusterLimitService } from './services/quota-cluster-limit.ts';
export type { QuotaClusterLimitsAddParameters, QuotaClusterLimitsListParameters, QuotaClusterLimitsService } from './services/quota-cluster-limits.ts';
export type { QuotaStorageLimitGetParameters, QuotaStorageLimitRemoveParameters, QuotaStorageLimitService } from './services/quota-storage-limit.ts';
export type { QuotaStorageLimitsAddParameters, QuotaStorageLimitsListParameters, QuotaStorageLimitsService } from './services/quota-storage-limits.ts';
export type { QuotasAddParameters, QuotasListParameters, QuotasService } from './services/quotas.ts';
export type { RoleGetParameters, RoleRemoveParameters, RoleService, RoleUpdateParameters } from './services/role.ts';
export type { RolesAddParameters, RolesListParameters, RolesService } from './services/roles.ts';
export type { SchedulingPoliciesAddParameters, SchedulingPoliciesListParameters, SchedulingPoliciesService } from './services/scheduling-policies.ts';
export type {
  SchedulingPolicyGetParameters, SchedulingPolicyRemoveParameters, SchedulingPolicyService, SchedulingPolicyUpdateParameters,
} from './services/scheduling-policy.ts';
export type {
  SchedulingPolicyUnitGetParameters, SchedulingPolicyUnitRemoveParameters, SchedulingPolicyUnitService,
} from './services/scheduling-policy-unit.ts';
export type { SchedulingPolicyUnitsListParameters, SchedulingPolicyUnitsService } from './services/scheduling-policy-units.ts';
export type { SnapshotGetParameters, SnapshotRemoveParameters, SnapshotRestoreParameters, SnapshotService } from './services/snapshot.ts';
export type { SnapshotCdromGetParameters, SnapshotCdromService } from './services/snapshot-cdrom.ts';
export type { SnapshotCdromsListParameters, SnapshotCdromsService } from './services/snapshot-cdroms.ts';
export type { SnapshotDiskGetParameters, SnapshotDiskService } from './services/snapshot-disk.ts';
export type { SnapshotDisksListParameters, SnapshotDisksService } from './services/snapshot-disks.ts';
export type { SnapshotNicGetParameters, SnapshotNicService } from './services/snapshot-nic.ts';
export type { SnapshotNicsListParameters, SnapshotNicsService } from './services/snapshot-nics.ts';
export type { SnapshotsAddParameters, SnapshotsListParameters, SnapshotsService } from './services/snapshots.ts';
export type { SshPublicKeyGetParameters, SshPublicKeyRemoveParameters, SshPublicKeyService, SshPublicKeyUpdateParameters } from './services/ssh-public-key.ts';
export type { SshPublicKeysAddParameters, SshPublicKeysListParameters, SshPublicKeysService } from './services/ssh-public-keys.ts';
export type { StatisticGetParameters, StatisticService } from './services/statistic.ts';
export type { StatisticsListParameters, StatisticsService } from './services/statistics.ts';
export type { StepEndParameters, StepGetParameters, StepService } from './services/step.ts';
export type { StepsAddParameters, StepsListParameters, StepsService } from './services/steps.ts';
export type { StorageGetParameters, StorageService } from './services/storage.ts';
export type {
  StorageDomainGetParameters, StorageDomainIsAttachedParameters, StorageDomainReduceLunsParameters, StorageDomainRefreshLunsParameters,
  StorageDomainRemoveParameters, StorageDomainService, StorageDomainUpdateOvfStoreParameters, StorageDomainUpdateParameters,
} from './services/storage-domain.ts';
export type { StorageDomainContentDiskGetParameters, StorageDomainContentDiskService } from './services/storage-domain-content-disk.ts';
export type { StorageDomainContentDisksListParameters, StorageDomainContentDisksService } from './services/storage-domain-content-disks.ts';
export type {
  StorageDomainDiskCopyParameters, StorageDomainDiskExportParameters, StorageDomainDiskGetParameters, StorageDomainDiskMoveParameters,
  StorageDomainDiskReduceParameters, StorageDomainDiskService, StorageDomainDiskUpdateParameters,
} from './services/storage-domain-disk.ts';
export type { StorageDomainDisksAddParameters, StorageDomainDisksListParameters, StorageDomainDisksService } from './services/storage-domain-disks.ts';
export type {
  StorageDomainServerConnectionGetParameters, StorageDomainServerConnectionRemoveParameters, StorageDomainServerConnectionService,
} from './services/storage-domain-server-connection.ts';
export type {
  StorageDomainServerConnectionsAddParameters, StorageDomainServerConnectionsListParameters, StorageDomainServerConnectionsService,
} from './services/storage-domain-server-connections.ts';
export type {
  StorageDomainTemplateGetParameters, StorageDomainTemplateImportParameters, StorageDomainTemplateRegisterParameters, StorageDomainTemplateRemoveParameters,
  StorageDomainTemplateService,
} from './services/storage-domain-template.ts';
export type { StorageDomainTemplatesListParameters, StorageDomainTemplatesService } from './services/storage-domain-templates.ts';
export type {
  StorageDomainVmGetParameters, StorageDomainVmImportParameters, StorageDomainVmRegisterParameters, StorageDomainVmRemoveParameters, StorageDomainVmService,
} from './services/storage-domain-vm.ts';
export type { StorageDomainVmDiskAttachmentGetParameters, StorageDomainVmDiskAttachmentService } from './services/storage-domain-vm-disk-attachment.ts';
export type { StorageDomainVmDiskAttachmentsListParameters, StorageDomainVmDiskAttachmentsService } from './services/storage-domain-vm-disk-attachments.ts';
export type { StorageDomainVmsListParameters, StorageDomainVmsService } from './services/storage-domain-vms.ts';
export type { StorageDomainsAddParameters, StorageDomainsListParameters, StorageDomainsService } from './services/storage-domains.ts';
export type {
  StorageServerConnectionGetParameters, StorageServerConnectionRemoveParameters, StorageServerConnectionService, StorageServerConnectionUpdateParameters,
} from './services/storage-server-connection.ts';
export type {
  StorageServerConnectionExtensionGetParameters, StorageServerConnectionExtensionRemoveParameters, StorageServerConnectionExtensionService,
  StorageServerConnectionExtensionUpdateParameters,
} from './services/storage-server-connection-extension.ts';
export type {
  StorageServerConnectionExtensionsAddParameters, StorageServerConnectionExtensionsListParameters, StorageServerConnectionExtensionsService,
} from './services/storage-server-connection-extensions.ts';
export type {
  StorageServerConnectionsAddParameters, StorageServerConnectionsListParameters, StorageServerConnectionsService,
} from './services/storage-server-connections.ts';
export type { SystemGetParameters, SystemReloadConfigurationsParameters, SystemService } from './services/system.ts';
export type { SystemOptionGetParameters, SystemOptionService } from './services/system-option.ts';
export type { SystemOptionsService } from './services/system-options.ts';
export type { SystemPermissionsService } from './services/system-permissions.ts';
export type { TagGetParameters, TagRemoveParameters, TagService, TagUpdateParameters } from './services/tag.ts';
export type { TagsAddParameters, TagsListParameters, TagsService } from './services/tags.ts';
export type {
  TemplateExportParameters, TemplateExportToPathOnHostParameters, TemplateGetParameters, TemplateRemoveParameters, TemplateService, TemplateUpdateParameters,
} from './services/template.ts';
export type { TemplateCdromGetParameters, TemplateCdromService } from './services/template-cdrom.ts';
export type { TemplateCdromsListParameters, TemplateCdromsService } from './services/template-cdroms.ts';
export type {
  TemplateDiskCopyParameters, TemplateDiskExportParameters, TemplateDiskGetParameters, TemplateDiskRemoveParameters, TemplateDiskService,
} from './services/template-disk.ts';
export type {
  TemplateDiskAttachmentGetParameters, TemplateDiskAttachmentRemoveParameters, TemplateDiskAttachmentService,
} from './services/template-disk-attachment.ts';
export type { TemplateDiskAttachmentsListParameters, TemplateDiskAttachmentsService } from './services/template-disk-attachments.ts';
export type { TemplateDisksListParameters, TemplateDisksService } from './services/template-disks.ts';
export type {
  TemplateGraphicsConsoleGetParameters, TemplateGraphicsConsoleRemoveParameters, TemplateGraphicsConsoleService,
} from './services/template-graphics-console.ts';
export type {
  TemplateGraphicsConsolesAddParameters, TemplateGraphicsConsolesListParameters, TemplateGraphicsConsolesService,
} from './services/template-graphics-consoles.ts';
export type {
  TemplateMediatedDeviceGetParameters, TemplateMediatedDeviceRemoveParameters, TemplateMediatedDeviceService, TemplateMediatedDeviceUpdateParameters,
} from './services/template-mediated-device.ts';
export type {
  TemplateMediatedDevicesAddParameters, TemplateMediatedDevicesListParameters, TemplateMediatedDevicesService,
} from './services/template-mediated-devices.ts';
export type { TemplateNicGetParameters, TemplateNicRemoveParameters, TemplateNicService, TemplateNicUpdateParameters } from './services/template-nic.ts';
export type { TemplateNicsAddParameters, TemplateNicsListParameters, TemplateNicsService } from './services/template-nics.ts';
export type {
  TemplateWatchdogGetParameters, TemplateWatchdogRemoveParameters, TemplateWatchdogService, TemplateWatchdogUpdateParameters,
} from './services/template-watchdog.ts';
export type { TemplateWatchdogsAddParameters, TemplateWatchdogsListParameters, TemplateWatchdogsService } from './services/template-watchdogs.ts';
export type { TemplatesAddParameters, TemplatesListParameters, TemplatesService } from './services/templates.ts';
export type { UnmanagedNetworkGetParameters, UnmanagedNetworkRemoveParameters, UnmanagedNetworkService } from './services/unmanaged-network.ts';
export type { UnmanagedNetworksListParameters, UnmanagedNetworksService } from './services/unmanaged-networks.ts';
export type { UserGetParameters, UserRemoveParameters, UserService, UserUpdateParameters } from './services/user.ts';
export type { UserOptionService } from './services/user-option.ts';
export type { UserOptionsAddParameters, UserOptionsService } from './services/user-options.ts';
export type { UsersAddParameters, UsersListParameters, UsersService } from './services/users.ts';
export type {
  VirtualFunctionAllowedNetworkGetParameters, VirtualFunctionAllowedNetworkRemoveParameters, VirtualFunctionAllowedNetworkService,
} from './services/virtual-function-allowed-network.ts';
export type {
  VirtualFunctionAllowedNetworksAddParameters, VirtualFunctionAllowedNetworksListParameters, VirtualFunctionAllowedNetworksService,
} from './services/virtual-function-allowed-networks.ts';
export type {
  VmAutoPinCpuAndNumaNodesParameters, VmCancelMigrationParameters, VmCloneParameters, VmCommitSnapshotParameters, VmDetachParameters, VmExportParameters,
  VmExportToPathOnHostParameters, VmFreezeFilesystemsParameters, VmGetParameters, VmLogonParameters, VmMaintenanceParameters, VmMigrateParameters,
  VmPreviewSnapshotParameters, VmRebootParameters, VmRemoveParameters, VmReorderMacAddressesParameters, VmResetParameters, VmService, VmShutdownParameters,
  VmStartParameters, VmStopParameters, VmSuspendParameters, VmThawFilesystemsParameters, VmTicketParameters, VmUndoSnapshotParameters, VmUpdateParameters,
} from './services/vm.ts';
export type { VmApplicationGetParameters, VmApplicationService } from './services/vm-application.ts';
export type { VmApplicationsListParameters, VmApplicationsService } from './services/vm-applications.ts';
export type { VmBackupGetParameters, VmBackupService } from './services/vm-backup.ts';
export type { VmBackupDiskGetParameters, VmBackupDiskService } from './services/vm-backup-disk.ts';
export type { VmBackupDisksListParameters, VmBackupDisksService } from './services/vm-backup-disks.ts';
export type { VmBackupsAddParameters, VmBackupsListParameters, VmBackupsService } from './services/vm-backups.ts';
export type { VmCdromGetParameters, VmCdromService, VmCdromUpdateParameters } from './services/vm-cdrom.ts';
export type { VmCdromsAddParameters, VmCdromsListParameters, VmCdromsService } from './services/vm-cdroms.ts';
export type { VmCheckpointGetParameters, VmCheckpointRemoveParameters, VmCheckpointService } from './services/vm-checkpoint.ts';
export type { VmCheckpointDiskGetParameters, VmCheckpointDiskService } from './services/vm-checkpoint-disk.ts';
export type { VmCheckpointDisksListParameters, VmCheckpointDisksService } from './services/vm-checkpoint-disks.ts';
export type { VmCheckpointsListParameters, VmCheckpointsService } from './services/vm-checkpoints.ts';
export type {
  VmDiskActivateParameters, VmDiskDeactivateParameters, VmDiskExportParameters, VmDiskGetParameters, VmDiskMoveParameters, VmDiskReduceParameters,
  VmDiskRemoveParameters, VmDiskService, VmDiskUpdateParameters,
} from './services/vm-disk.ts';
export type { VmDisksAddParameters, VmDisksListParameters, VmDisksService } from './services/vm-disks.ts';
export type {
  VmGraphicsConsoleGetParameters, VmGraphicsConsoleProxyTicketParameters, VmGraphicsConsoleRemoveParameters, VmGraphicsConsoleService,
  VmGraphicsConsoleTicketParameters,
} from './services/vm-graphics-console.ts';
export type { VmGraphicsConsolesAddParameters, VmGraphicsConsolesListParameters, VmGraphicsConsolesService } from './services/vm-graphics-consoles.ts';
export type { VmHostDeviceGetParameters, VmHostDeviceRemoveParameters, VmHostDeviceService } from './services/vm-host-device.ts';
export type { VmHostDevicesAddParameters, VmHostDevicesListParameters, VmHostDevicesService } from './services/vm-host-devices.ts';
export type {
  VmMediatedDeviceGetParameters, VmMediatedDeviceRemoveParameters, VmMediatedDeviceService, VmMediatedDeviceUpdateParameters,
} from './services/vm-mediated-device.ts';
export type { VmMediatedDevicesAddParameters, VmMediatedDevicesListParameters, VmMediatedDevicesService } from './services/vm-mediated-devices.ts';
export type {
  VmNicActivateParameters, VmNicDeactivateParameters, VmNicGetParameters, VmNicRemoveParameters, VmNicService, VmNicUpdateParameters,
} from './services/vm-nic.ts';
export type { VmNicsAddParameters, VmNicsListParameters, VmNicsService } from './services/vm-nics.ts';
export type { VmNumaNodeGetParameters, VmNumaNodeRemoveParameters, VmNumaNodeService, VmNumaNodeUpdateParameters } from './services/vm-numa-node.ts';
export type { VmNumaNodesAddParameters, VmNumaNodesListParameters, VmNumaNodesService } from './services/vm-numa-nodes.ts';
export type { VmPoolAllocateVmParameters, VmPoolGetParameters, VmPoolRemoveParameters, VmPoolService, VmPoolUpdateParameters } from './services/vm-pool.ts';
export type { VmPoolsAddParameters, VmPoolsListParameters, VmPoolsService } from './services/vm-pools.ts';
export type { VmReportedDeviceGetParameters, VmReportedDeviceService } from './services/vm-reported-device.ts';
export type { VmReportedDevicesListParameters, VmReportedDevicesService } from './services/vm-reported-devices.ts';
export type { VmSessionGetParameters, VmSessionService } from './services/vm-session.ts';
export type { VmSessionsListParameters, VmSessionsService } from './services/vm-sessions.ts';
export type { VmWatchdogGetParameters, VmWatchdogRemoveParameters, VmWatchdogService, VmWatchdogUpdateParameters } from './services/vm-watchdog.ts';
export type { VmWatchdogsAddParameters, VmWatchdogsListParameters, VmWatchdogsService } from './services/vm-watchdogs.ts';
export type { VmsAddParameters, VmsListParameters, VmsService } from './services/vms.ts';
export type { VnicProfileGetParameters, VnicProfileRemoveParameters, VnicProfileService, VnicProfileUpdateParameters } from './services/vnic-profile.ts';
export type { VnicProfilesAddParameters, VnicProfilesListParameters, VnicProfilesService } from './services/vnic-profiles.ts';
export type { WeightGetParameters, WeightRemoveParameters, WeightService } from './services/weight.ts';
export type { WeightsAddParameters, WeightsListParameters, WeightsService } from './services/weights.ts';
