// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions } from '../../runtime/service.ts';
import type { ListOf, NoParameters } from '../../runtime/values.ts';
import type { Host, IscsiDetails, PowerManagement, Ssh } from '../types/infrastructure.ts';
import type { HostNic, NetworkAttachment, NetworkLabel } from '../types/network.ts';
import type { StorageDomain } from '../types/storage.ts';
import type { Cluster } from '../types/virtualization.ts';
import type { AssignedAffinityLabelsService } from './assigned-affinity-labels.ts';
import type { AssignedPermissionsService } from './assigned-permissions.ts';
import type { AssignedTagsService } from './assigned-tags.ts';
import type { ExternalNetworkProviderConfigurationsService } from './external-network-provider-configurations.ts';
import type { FenceAgentsService } from './fence-agents.ts';
import type { HostCpuUnitsService } from './host-cpu-units.ts';
import type { HostDevicesService } from './host-devices.ts';
import type { HostHooksService } from './host-hooks.ts';
import type { HostNicsService } from './host-nics.ts';
import type { HostNumaNodesService } from './host-numa-nodes.ts';
import type { HostStorageService } from './host-storage.ts';
import type { KatelloErrataService } from './katello-errata.ts';
import type { MeasurableService } from './measurable.ts';
import type { NetworkAttachmentsService } from './network-attachments.ts';
import type { StorageServerConnectionExtensionsService } from './storage-server-connection-extensions.ts';
import type { UnmanagedNetworksService } from './unmanaged-networks.ts';

export interface HostActivateParameters {
  readonly async?: boolean | undefined;
}

export interface HostApproveParameters {
  readonly host?: Host | undefined;
  readonly cluster?: Cluster | undefined;
  readonly async?: boolean | undefined;
  /** Since 4.3. */
  readonly activate?: boolean | undefined;
  readonly reboot?: boolean | undefined;
}

export interface HostCommitNetConfigParameters {
  readonly async?: boolean | undefined;
}

export interface HostCopyHostNetworksParameters {
  readonly sourceHost?: Host | undefined;
  readonly async?: boolean | undefined;
}

export interface HostDeactivateParameters {
  readonly reason?: string | undefined;
  readonly async?: boolean | undefined;
  readonly stopGlusterService?: boolean | undefined;
}

export interface HostDiscoverIscsiParameters {
  /** Since 4.4.6. */
  readonly iscsi?: IscsiDetails | undefined;
  /** Since 4.4.6. */
  readonly async?: boolean | undefined;
}

export interface HostEnrollCertificateParameters {
  readonly async?: boolean | undefined;
}

export interface HostFenceParameters {
  readonly fenceType?: string | undefined;
  readonly async?: boolean | undefined;
  /** Since 4.4. */
  readonly maintenanceAfterRestart?: boolean | undefined;
}

export interface HostForceSelectSpmParameters {
  readonly async?: boolean | undefined;
}

export interface HostGetParameters {
  readonly filter?: boolean | undefined;
  readonly allContent?: boolean | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface HostInstallParameters {
  /** Since 4.3. */
  readonly activate?: boolean | undefined;
  readonly rootPassword?: string | undefined;
  readonly ssh?: Ssh | undefined;
  readonly host?: Host | undefined;
  readonly image?: string | undefined;
  readonly async?: boolean | undefined;
  readonly deployHostedEngine?: boolean | undefined;
  readonly undeployHostedEngine?: boolean | undefined;
  readonly reboot?: boolean | undefined;
}

export interface HostIscsiDiscoverParameters {
  readonly iscsi?: IscsiDetails | undefined;
  readonly async?: boolean | undefined;
}

export interface HostIscsiLoginParameters {
  readonly iscsi?: IscsiDetails | undefined;
  readonly async?: boolean | undefined;
}

export interface HostRefreshParameters {
  readonly async?: boolean | undefined;
}

export interface HostRemoveParameters {
  /** Since 4.3. */
  readonly force?: boolean | undefined;
  readonly async?: boolean | undefined;
}

export interface HostSetupNetworksParameters {
  readonly modifiedNetworkAttachments?: ListOf<NetworkAttachment> | undefined;
  readonly removedNetworkAttachments?: ListOf<NetworkAttachment> | undefined;
  readonly synchronizedNetworkAttachments?: ListOf<NetworkAttachment> | undefined;
  readonly modifiedBonds?: ListOf<HostNic> | undefined;
  readonly removedBonds?: ListOf<HostNic> | undefined;
  readonly modifiedLabels?: ListOf<NetworkLabel> | undefined;
  readonly removedLabels?: ListOf<NetworkLabel> | undefined;
  /** Since 4.3. */
  readonly commitOnSuccess?: boolean | undefined;
  readonly checkConnectivity?: boolean | undefined;
  readonly connectivityTimeout?: number | undefined;
  readonly async?: boolean | undefined;
}

export interface HostSyncAllNetworksParameters {
  readonly async?: boolean | undefined;
}

export interface HostUnregisteredStorageDomainsDiscoverParameters {
  readonly iscsi?: IscsiDetails | undefined;
  readonly async?: boolean | undefined;
}

export interface HostUpdateParameters {
  readonly host: Host;
  readonly async?: boolean | undefined;
}

export interface HostUpgradeParameters {
  /** @deprecated */
  readonly image?: string | undefined;
  /** Since 4.2. */
  readonly reboot?: boolean | undefined;
  readonly async?: boolean | undefined;
  /** Since 4.3.6. */
  readonly timeout?: number | undefined;
}

export interface HostService extends MeasurableService {
  permissionsService(): AssignedPermissionsService;
  tagsService(): AssignedTagsService;
  fenceAgentsService(): FenceAgentsService;
  devicesService(): HostDevicesService;
  hooksService(): HostHooksService;
  nicsService(): HostNicsService;
  numaNodesService(): HostNumaNodesService;
  storageService(): HostStorageService;
  katelloErrataService(): KatelloErrataService;
  networkAttachmentsService(): NetworkAttachmentsService;
  storageConnectionExtensionsService(): StorageServerConnectionExtensionsService;
  unmanagedNetworksService(): UnmanagedNetworksService;
  affinityLabelsService(): AssignedAffinityLabelsService;
  /** Since 4.2. */
  externalNetworkProviderConfigurationsService(): ExternalNetworkProviderConfigurationsService;
  /** Since 4.5. */
  cpuUnitsService(): HostCpuUnitsService;
  activate(parameters?: HostActivateParameters, options?: SdkCallOptions): Promise<void>;
  approve(parameters?: HostApproveParameters, options?: SdkCallOptions): Promise<void>;
  /** Required: `host.rootPassword`. */
  approveUsingRootPassword(parameters?: HostApproveParameters, options?: SdkCallOptions): Promise<void>;
  /** Required: `host.ssh.authenticationMethod`, `host.ssh.user.password`, `host.ssh.user.userName`. */
  approveUsingSsh(parameters?: HostApproveParameters, options?: SdkCallOptions): Promise<void>;
  commitNetConfig(parameters?: HostCommitNetConfigParameters, options?: SdkCallOptions): Promise<void>;
  /**
   * Required: `sourceHost.id`.
   * Since 4.4.
   */
  copyHostNetworks(parameters?: HostCopyHostNetworksParameters, options?: SdkCallOptions): Promise<void>;
  deactivate(parameters?: HostDeactivateParameters, options?: SdkCallOptions): Promise<void>;
  /**
   * Required: `iscsi.address`.
   * Since 4.4.6.
   */
  discoverIscsi(parameters?: HostDiscoverIscsiParameters, options?: SdkCallOptions): Promise<ListOf<IscsiDetails> | undefined>;
  enrollCertificate(parameters?: HostEnrollCertificateParameters, options?: SdkCallOptions): Promise<void>;
  /** Required: `fenceType`. */
  fence(parameters?: HostFenceParameters, options?: SdkCallOptions): Promise<PowerManagement | undefined>;
  forceSelectSpm(parameters?: HostForceSelectSpmParameters, options?: SdkCallOptions): Promise<void>;
  get(parameters?: HostGetParameters, options?: SdkCallOptions): Promise<Host>;
  install(parameters?: HostInstallParameters, options?: SdkCallOptions): Promise<void>;
  installUsingRootPassword(parameters?: HostInstallParameters, options?: SdkCallOptions): Promise<void>;
  installUsingSsh(parameters?: HostInstallParameters, options?: SdkCallOptions): Promise<void>;
  /**
   * Required: `iscsi.address`.
   * @deprecated
   */
  iscsiDiscover(parameters?: HostIscsiDiscoverParameters, options?: SdkCallOptions): Promise<ListOf<string> | undefined>;
  /** Required: `iscsi.address`, `iscsi.target`. */
  iscsiLogin(parameters?: HostIscsiLoginParameters, options?: SdkCallOptions): Promise<void>;
  refresh(parameters?: HostRefreshParameters, options?: SdkCallOptions): Promise<void>;
  remove(parameters?: HostRemoveParameters, options?: SdkCallOptions): Promise<void>;
  setupNetworks(parameters?: HostSetupNetworksParameters, options?: SdkCallOptions): Promise<void>;
  /** Since 4.2.2. */
  syncAllNetworks(parameters?: HostSyncAllNetworksParameters, options?: SdkCallOptions): Promise<void>;
  unregisteredStorageDomainsDiscover(parameters?: HostUnregisteredStorageDomainsDiscoverParameters, options?: SdkCallOptions): Promise<ListOf<StorageDomain> | undefined>;
  update(parameters: HostUpdateParameters, options?: SdkCallOptions): Promise<Host>;
  updateUsingRootPassword(parameters: HostUpdateParameters, options?: SdkCallOptions): Promise<Host>;
  updateUsingSsh(parameters: HostUpdateParameters, options?: SdkCallOptions): Promise<Host>;
  upgrade(parameters?: HostUpgradeParameters, options?: SdkCallOptions): Promise<void>;
  /** Since 4.1. */
  upgradeCheck(parameters?: NoParameters, options?: SdkCallOptions): Promise<void>;
}

export const methods: MethodTable = {
  activate: { kind: 'action', takes: 'async:boolean' },
  approve: { kind: 'action', takes: 'host:Host cluster:Cluster async:boolean activate:boolean reboot:boolean' },
  approveUsingRootPassword: { kind: 'action', action: 'approve', takes: 'host:Host cluster:Cluster async:boolean activate:boolean reboot:boolean' },
  approveUsingSsh: { kind: 'action', action: 'approve', takes: 'host:Host cluster:Cluster async:boolean activate:boolean reboot:boolean' },
  commitNetConfig: { kind: 'action', takes: 'async:boolean' },
  copyHostNetworks: { kind: 'action', takes: 'sourceHost:Host async:boolean' },
  deactivate: { kind: 'action', takes: 'reason async:boolean stopGlusterService:boolean' },
  discoverIscsi: { kind: 'action', takes: 'iscsi:IscsiDetails async:boolean', gives: 'discoveredTargets:IscsiDetails[]' },
  enrollCertificate: { kind: 'action', takes: 'async:boolean' },
  fence: { kind: 'action', takes: 'fenceType async:boolean maintenanceAfterRestart:boolean', gives: 'powerManagement:PowerManagement' },
  forceSelectSpm: { kind: 'action', takes: 'async:boolean' },
  get: { kind: 'get', takes: 'filter:boolean allContent:boolean follow', gives: 'host:Host' },
  install: {
    kind: 'action',
    takes: 'activate:boolean rootPassword ssh:Ssh host:Host image async:boolean deployHostedEngine:boolean undeployHostedEngine:boolean reboot:boolean',
  },
  installUsingRootPassword: {
    kind: 'action',
    action: 'install',
    takes: 'activate:boolean rootPassword ssh:Ssh host:Host image async:boolean deployHostedEngine:boolean undeployHostedEngine:boolean reboot:boolean',
  },
  installUsingSsh: {
    kind: 'action',
    action: 'install',
    takes: 'activate:boolean rootPassword ssh:Ssh host:Host image async:boolean deployHostedEngine:boolean undeployHostedEngine:boolean reboot:boolean',
  },
  iscsiDiscover: { kind: 'action', takes: 'iscsi:IscsiDetails async:boolean', gives: 'iscsiTargets:string[]' },
  iscsiLogin: { kind: 'action', takes: 'iscsi:IscsiDetails async:boolean' },
  refresh: { kind: 'action', takes: 'async:boolean' },
  remove: { kind: 'remove', takes: 'force:boolean async:boolean' },
  setupNetworks: {
    kind: 'action',
    takes: 'modifiedNetworkAttachments:NetworkAttachment[] removedNetworkAttachments:NetworkAttachment[] synchronizedNetworkAttachments:NetworkAttachment[] modifiedBonds:HostNic[] removedBonds:HostNic[] modifiedLabels:NetworkLabel[] removedLabels:NetworkLabel[] commitOnSuccess:boolean checkConnectivity:boolean connectivityTimeout:integer async:boolean',
  },
  syncAllNetworks: { kind: 'action', takes: 'async:boolean' },
  unregisteredStorageDomainsDiscover: { kind: 'action', takes: 'iscsi:IscsiDetails async:boolean', gives: 'storageDomains:StorageDomain[]' },
  update: { kind: 'update', takes: 'host:Host async:boolean', document: 'host', gives: 'host:Host' },
  updateUsingRootPassword: { kind: 'update', takes: 'host:Host async:boolean', document: 'host', gives: 'host:Host' },
  updateUsingSsh: { kind: 'update', takes: 'host:Host async:boolean', document: 'host', gives: 'host:Host' },
  upgrade: { kind: 'action', takes: 'image reboot:boolean async:boolean timeout:integer' },
  upgradeCheck: { kind: 'action' },
};
