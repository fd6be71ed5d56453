// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { Api } from '../types/infrastructure.ts';
import type { AffinityLabelsService } from './affinity-labels.ts';
import type { BookmarksService } from './bookmarks.ts';
import type { ClusterLevelsService } from './cluster-levels.ts';
import type { ClustersService } from './clusters.ts';
import type { CpuProfilesService } from './cpu-profiles.ts';
import type { DataCentersService } from './data-centers.ts';
import type { DiskProfilesService } from './disk-profiles.ts';
import type { DisksService } from './disks.ts';
import type { DomainsService } from './domains.ts';
import type { EngineKatelloErrataService } from './engine-katello-errata.ts';
import type { EventsService } from './events.ts';
import type { ExternalHostProvidersService } from './external-host-providers.ts';
import type { ExternalTemplateImportsService } from './external-template-imports.ts';
import type { ExternalVmImportsService } from './external-vm-imports.ts';
import type { GroupsService } from './groups.ts';
import type { HostsService } from './hosts.ts';
import type { IconsService } from './icons.ts';
import type { ImageTransfersService } from './image-transfers.ts';
import type { InstanceTypesService } from './instance-types.ts';
import type { JobsService } from './jobs.ts';
import type { MacPoolsService } from './mac-pools.ts';
import type { NetworkFiltersService } from './network-filters.ts';
import type { NetworksService } from './networks.ts';
import type { OpenstackImageProvidersService } from './openstack-image-providers.ts';
import type { OpenstackNetworkProvidersService } from './openstack-network-providers.ts';
import type { OpenstackVolumeProvidersService } from './openstack-volume-providers.ts';
import type { OperatingSystemsService } from './operating-systems.ts';
import type { RolesService } from './roles.ts';
import type { SchedulingPoliciesService } from './scheduling-policies.ts';
import type { SchedulingPolicyUnitsService } from './scheduling-policy-units.ts';
import type { StorageDomainsService } from './storage-domains.ts';
import type { StorageServerConnectionsService } from './storage-server-connections.ts';
import type { SystemOptionsService } from './system-options.ts';
import type { SystemPermissionsService } from './system-permissions.ts';
import type { TagsService } from './tags.ts';
import type { TemplatesService } from './templates.ts';
import type { UsersService } from './users.ts';
import type { VmPoolsService } from './vm-pools.ts';
import type { VmsService } from './vms.ts';
import type { VnicProfilesService } from './vnic-profiles.ts';

export interface SystemGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface SystemReloadConfigurationsParameters {
  readonly async?: boolean | undefined;
}

export interface SystemService extends Service {
  clusterLevelsService(): ClusterLevelsService;
  bookmarksService(): BookmarksService;
  clustersService(): ClustersService;
  cpuProfilesService(): CpuProfilesService;
  dataCentersService(): DataCentersService;
  diskProfilesService(): DiskProfilesService;
  disksService(): DisksService;
  domainsService(): DomainsService;
  eventsService(): EventsService;
  externalHostProvidersService(): ExternalHostProvidersService;
  /** Since 4.0.4. */
  externalVmImportsService(): ExternalVmImportsService;
  /** Since 4.4.7. */
  externalTemplateImportsService(): ExternalTemplateImportsService;
  groupsService(): GroupsService;
  hostsService(): HostsService;
  iconsService(): IconsService;
  instanceTypesService(): InstanceTypesService;
  jobsService(): JobsService;
  affinityLabelsService(): AffinityLabelsService;
  macPoolsService(): MacPoolsService;
  networkFiltersService(): NetworkFiltersService;
  networksService(): NetworksService;
  openstackImageProvidersService(): OpenstackImageProvidersService;
  openstackNetworkProvidersService(): OpenstackNetworkProvidersService;
  openstackVolumeProvidersService(): OpenstackVolumeProvidersService;
  operatingSystemsService(): OperatingSystemsService;
  rolesService(): RolesService;
  schedulingPoliciesService(): SchedulingPoliciesService;
  schedulingPolicyUnitsService(): SchedulingPolicyUnitsService;
  storageDomainsService(): StorageDomainsService;
  storageConnectionsService(): StorageServerConnectionsService;
  katelloErrataService(): EngineKatelloErrataService;
  permissionsService(): SystemPermissionsService;
  tagsService(): TagsService;
  templatesService(): TemplatesService;
  usersService(): UsersService;
  vmPoolsService(): VmPoolsService;
  vmsService(): VmsService;
  vnicProfilesService(): VnicProfilesService;
  /** Since 4.0.4. */
  imageTransfersService(): ImageTransfersService;
  /** Since 4.2. */
  optionsService(): SystemOptionsService;
  get(parameters?: SystemGetParameters, options?: SdkCallOptions): Promise<Api>;
  reloadConfigurations(parameters?: SystemReloadConfigurationsParameters, options?: SdkCallOptions): Promise<void>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'api:Api' },
  reloadConfigurations: { kind: 'action', takes: 'async:boolean' },
};
