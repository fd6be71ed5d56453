// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { NoParameters } from '../../runtime/values.ts';
import type { ClusterUpgradeAction } from '../enums.ts';
import type { Cluster } from '../types/virtualization.ts';
import type { AffinityGroupsService } from './affinity-groups.ts';
import type { AssignedCpuProfilesService } from './assigned-cpu-profiles.ts';
import type { AssignedPermissionsService } from './assigned-permissions.ts';
import type { ClusterEnabledFeaturesService } from './cluster-enabled-features.ts';
import type { ClusterExternalProvidersService } from './cluster-external-providers.ts';
import type { ClusterNetworksService } from './cluster-networks.ts';
import type { GlusterHooksService } from './gluster-hooks.ts';
import type { GlusterVolumesService } from './gluster-volumes.ts';
import type { NetworkFiltersService } from './network-filters.ts';

export interface ClusterGetParameters {
  readonly filter?: boolean | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface ClusterRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface ClusterResetEmulatedMachineParameters {
  readonly async?: boolean | undefined;
}

export interface ClusterSyncAllNetworksParameters {
  readonly async?: boolean | undefined;
}

export interface ClusterUpdateParameters {
  readonly cluster: Cluster;
  readonly async?: boolean | undefined;
}

export interface ClusterUpgradeParameters {
  readonly upgradeAction?: ClusterUpgradeAction | undefined;
  /** Since 4.5.0. */
  readonly correlationId?: string | undefined;
  /** Since 4.5.0. */
  readonly upgradePercentComplete?: number | undefined;
  readonly async?: boolean | undefined;
}

export interface ClusterService extends Service {
  affinityGroupsService(): AffinityGroupsService;
  cpuProfilesService(): AssignedCpuProfilesService;
  networksService(): ClusterNetworksService;
  permissionsService(): AssignedPermissionsService;
  glusterHooksService(): GlusterHooksService;
  glusterVolumesService(): GlusterVolumesService;
  networkFiltersService(): NetworkFiltersService;
  /** Since 4.1.6. */
  enabledFeaturesService(): ClusterEnabledFeaturesService;
  /** Since 4.2. */
  externalNetworkProvidersService(): ClusterExternalProvidersService;
  get(parameters?: ClusterGetParameters, options?: SdkCallOptions): Promise<Cluster>;
  refreshGlusterHealStatus(parameters?: NoParameters, options?: SdkCallOptions): Promise<void>;
  remove(parameters?: ClusterRemoveParameters, options?: SdkCallOptions): Promise<void>;
  resetEmulatedMachine(parameters?: ClusterResetEmulatedMachineParameters, options?: SdkCallOptions): Promise<void>;
  /** Since 4.2.6. */
  syncAllNetworks(parameters?: ClusterSyncAllNetworksParameters, options?: SdkCallOptions): Promise<void>;
  update(parameters: ClusterUpdateParameters, options?: SdkCallOptions): Promise<Cluster>;
  /** Since 4.3.2. */
  upgrade(parameters?: ClusterUpgradeParameters, options?: SdkCallOptions): Promise<void>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'filter:boolean follow', gives: 'cluster:Cluster' },
  refreshGlusterHealStatus: { kind: 'action' },
  remove: { kind: 'remove', takes: 'async:boolean' },
  resetEmulatedMachine: { kind: 'action', takes: 'async:boolean' },
  syncAllNetworks: { kind: 'action', takes: 'async:boolean' },
  update: { kind: 'update', takes: 'cluster:Cluster async:boolean', document: 'cluster', gives: 'cluster:Cluster' },
  upgrade: { kind: 'action', takes: 'upgradeAction:ClusterUpgradeAction correlationId upgradePercentComplete:integer async:boolean' },
};
