// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

/** Base, attributes and links of every type: `member:Type`, a string where there is no type, `[]` for lists. */
export const structs: Readonly<Record<string, readonly [base: string, attributes: string, links: string]>> = {
  Action: [
    'Identified',
    `
      status fault:Fault gracePeriod:GracePeriod job:Job activate:boolean allowPartialImport:boolean async:boolean attachWgt:boolean attachment:DiskAttachment
      authorizedKey:AuthorizedKey autoPinningPolicy:AutoPinningPolicy bricks:GlusterBrick[] certificates:Certificate[] checkConnectivity:boolean clone:boolean
      clonePermissions:boolean cluster:Cluster collapseSnapshots:boolean commitOnSuccess:boolean connection:StorageConnection connectivityTimeout:integer
      correlationId dataCenter:DataCenter deployHostedEngine:boolean details:GlusterVolumeProfileDetails directory discardSnapshots:boolean
      discoveredTargets:IscsiDetails[] disk:Disk diskProfile:DiskProfile disks:Disk[] exclusive:boolean fenceType filename filter:boolean fixLayout:boolean
      follow force:boolean host:Host image imageTransfer:ImageTransfer importAsTemplate:boolean isAttached:boolean iscsi:IscsiDetails iscsiTargets:string[]
      lease:StorageDomainLease logicalUnits:LogicalUnit[] maintenanceAfterRestart:boolean maintenanceEnabled:boolean migrateVmsInAffinityClosure:boolean
      modifiedBonds:HostNic[] modifiedLabels:NetworkLabel[] modifiedNetworkAttachments:NetworkAttachment[] optimizeCpuSettings:boolean option:Option
      pause:boolean permission:Permission powerManagement:PowerManagement proxyTicket:ProxyTicket quota:Quota reason reassignBadMacs:boolean reboot:boolean
      registrationConfiguration:RegistrationConfiguration remoteViewerConnectionFile removedBonds:HostNic[] removedLabels:NetworkLabel[]
      removedNetworkAttachments:NetworkAttachment[] resolutionType restoreMemory:boolean rootPassword seal:boolean snapshot:Snapshot sourceHost:Host ssh:Ssh
      stopGlusterService:boolean storageDomain:StorageDomain storageDomains:StorageDomain[] succeeded:boolean synchronizedNetworkAttachments:NetworkAttachment[]
      template:Template ticket:Ticket timeout:integer undeployHostedEngine:boolean upgradeAction:ClusterUpgradeAction upgradePercentComplete:integer
      useCloudInit:boolean useIgnition:boolean useInitialization:boolean useSysprep:boolean virtualFunctionsConfiguration:HostNicVirtualFunctionsConfiguration
      vm:Vm vnicProfileMappings:VnicProfileMapping[] volatile:boolean
    `,
    '',
  ],
  AffinityGroup: [
    'Identified',
    `positive:boolean enforcing:boolean vmsRule:AffinityRule hostsRule:AffinityRule priority:decimal broken:boolean`,
    `cluster:Cluster vms:Vm[] hosts:Host[] vmLabels:AffinityLabel[] hostLabels:AffinityLabel[]`,
  ],
  AffinityLabel: [
    'Identified',
    `readOnly:boolean hasImplicitAffinityGroup:boolean`,
    `hosts:Host[] vms:Vm[]`,
  ],
  AffinityRule: [
    '',
    `positive:boolean enforcing:boolean enabled:boolean`,
    '',
  ],
  Agent: [
    'Identified',
    `type address username password options:Option[] encryptOptions:boolean concurrent:boolean order:integer port:integer`,
    `host:Host`,
  ],
  AgentConfiguration: [
    '',
    `networkMappings brokerType:MessageBrokerType address port:integer username password`,
    '',
  ],
  Api: [
    '',
    `specialObjects:SpecialObjects productInfo:ProductInfo summary:ApiSummary time:date engineBackup:EngineBackupInfo`,
    `authenticatedUser:User effectiveUser:User`,
  ],
  ApiSummary: [
    '',
    `vms:ApiSummaryItem hosts:ApiSummaryItem users:ApiSummaryItem storageDomains:ApiSummaryItem`,
    '',
  ],
  ApiSummaryItem: [
    '',
    `total:integer active:integer`,
    '',
  ],
  Application: [
    'Identified',
    '',
    `vm:Vm`,
  ],
  AuthorizedKey: [
    'Identified',
    `key`,
    `user:User`,
  ],
  Backup: [
    'Identified',
    `fromCheckpointId toCheckpointId phase:BackupPhase creationDate:date modificationDate:date`,
    `host:Host vm:Vm disks:Disk[] snapshot:Snapshot`,
  ],
  Balance: [
    'Identified',
    '',
    `schedulingPolicy:SchedulingPolicy schedulingPolicyUnit:SchedulingPolicyUnit`,
  ],
  Bios: [
    '',
    `bootMenu:BootMenu type:BiosType`,
    '',
  ],
  BlockStatistic: [
    '',
    `statistics:Statistic[]`,
    '',
  ],
  Bonding: [
    '',
    `options:Option[] slaves:HostNic[] adPartnerMac:Mac`,
    `activeSlave:HostNic`,
  ],
  Bookmark: [
    'Identified',
    `value`,
    '',
  ],
  Boot: [
    '',
    `devices:BootDevice[]`,
    '',
  ],
  BootMenu: [
    '',
    `enabled:boolean`,
    '',
  ],
  BrickProfileDetail: [
    'EntityProfileDetail',
    '',
    `brick:GlusterBrick`,
  ],
  Cdrom: [
    'Device',
    `file:File`,
    '',
  ],
  Certificate: [
    'Identified',
    `organization subject content`,
    '',
  ],
  Checkpoint: [
    'Identified',
    `parentId creationDate:date state:CheckpointState`,
    `vm:Vm disks:Disk[]`,
  ],
  CloudInit: [
    '',
    `host:Host authorizedKeys:AuthorizedKey[] networkConfiguration:NetworkConfiguration regenerateSshKeys:boolean timezone users:User[] files:File[]`,
    '',
  ],
  Cluster: [
    'Identified',
    `
      cpu:Cpu memoryPolicy:MemoryPolicy version:Version supportedVersions:Version[] errorHandling:ErrorHandling virtService:boolean glusterService:boolean
      threadsAsCores:boolean tunnelMigration:boolean trustedService:boolean haReservation:boolean vncEncryption:boolean biosType:BiosType optionalReason:boolean
      maintenanceReasonRequired:boolean ballooningEnabled:boolean display:Display ksm:Ksm serialNumber:SerialNumber requiredRngSources:RngSource[]
      fencingPolicy:FencingPolicy migration:MigrationOptions customSchedulingPolicyProperties:Property[] switchType:SwitchType firewallType:FirewallType
      logMaxMemoryUsedThreshold:integer logMaxMemoryUsedThresholdType:LogMaxMemoryUsedThresholdType glusterTunedProfile fipsMode:FipsMode
      upgradeInProgress:boolean upgradePercentComplete:integer upgradeCorrelationId
    `,
    `
      enabledFeatures:ClusterFeature[] schedulingPolicy:SchedulingPolicy dataCenter:DataCenter managementNetwork:Network
      externalNetworkProviders:ExternalProvider[] macPool:MacPool affinityGroups:AffinityGroup[] cpuProfiles:CpuProfile[] glusterHooks:GlusterHook[]
      glusterVolumes:GlusterVolume[] networkFilters:NetworkFilter[] networks:Network[] permissions:Permission[]
    `,
  ],
  ClusterFeature: [
    'Identified',
    '',
    `clusterLevel:ClusterLevel`,
  ],
  ClusterLevel: [
    'Identified',
    `cpuTypes:CpuType[] permits:Permit[]`,
    `clusterFeatures:ClusterFeature[]`,
  ],
  Configuration: [
    '',
    `type:ConfigurationType data`,
    '',
  ],
  Console: [
    '',
    `enabled:boolean`,
    '',
  ],
  Core: [
    '',
    `index:integer socket:integer`,
    '',
  ],
  Cpu: [
    '',
    `type topology:CpuTopology level:integer name speed:decimal cpuTune:CpuTune mode:CpuMode architecture:Architecture cores:Core[]`,
    '',
  ],
  CpuProfile: [
    'Identified',
    '',
    `qos:Qos cluster:Cluster permissions:Permission[]`,
  ],
  CpuTopology: [
    '',
    `sockets:integer cores:integer threads:integer`,
    '',
  ],
  CpuTune: [
    '',
    `vcpuPins:VcpuPin[]`,
    '',
  ],
  CpuType: [
    '',
    `name level:integer architecture:Architecture`,
    '',
  ],
  CustomProperty: [
    '',
    `name value regexp`,
    '',
  ],
  DataCenter: [
    'Identified',
    `local:boolean storageFormat:StorageFormat version:Version supportedVersions:Version[] status:DataCenterStatus quotaMode:QuotaModeType`,
    `
      macPool:MacPool storageDomains:StorageDomain[] clusters:Cluster[] networks:Network[] permissions:Permission[] quotas:Quota[] qoss:Qos[]
      iscsiBonds:IscsiBond[]
    `,
  ],
  Device: [
    'Identified',
    '',
    `template:Template instanceType:InstanceType vms:Vm[] vm:Vm`,
  ],
  Disk: [
    'Device',
    `
      alias imageId provisionedSize:integer64 initialSize:integer64 actualSize:integer64 totalSize:integer64 status:DiskStatus interface:DiskInterface
      format:DiskFormat qcowVersion:QcowVersion sparse:boolean bootable:boolean shareable:boolean wipeAfterDelete:boolean propagateErrors:boolean active:boolean
      backup:DiskBackup backupMode:DiskBackupMode readOnly:boolean lunStorage:HostStorage sgio:ScsiGenericIO usesScsiReservation:boolean
      storageType:DiskStorageType logicalName contentType:DiskContentType externalDisk
    `,
    `
      storageDomain:StorageDomain storageDomains:StorageDomain[] quota:Quota diskProfile:DiskProfile snapshot:Snapshot openstackVolumeType:OpenStackVolumeType
      permissions:Permission[] diskSnapshots:DiskSnapshot[] statistics:Statistic[]
    `,
  ],
  DiskAttachment: [
    'Identified',
    `bootable:boolean passDiscard:boolean interface:DiskInterface usesScsiReservation:boolean active:boolean logicalName readOnly:boolean`,
    `disk:Disk vm:Vm template:Template`,
  ],
  DiskProfile: [
    'Identified',
    '',
    `qos:Qos storageDomain:StorageDomain permissions:Permission[]`,
  ],
  DiskSnapshot: [
    'Disk',
    '',
    `disk:Disk parent:DiskSnapshot`,
  ],
  Display: [
    '',
    `
      type:DisplayType videoType:VideoType address port:integer securePort:integer monitors:integer singleQxlPci:boolean allowOverride:boolean
      certificate:Certificate smartcardEnabled:boolean keyboardLayout proxy fileTransferEnabled:boolean copyPasteEnabled:boolean disconnectAction
      disconnectActionDelay:integer
    `,
    '',
  ],
  Dns: [
    '',
    `servers:Host[] searchDomains:Host[]`,
    '',
  ],
  DnsResolverConfiguration: [
    '',
    `nameServers:string[]`,
    '',
  ],
  Domain: [
    'Identified',
    `user:User`,
    `groups:Group[] users:User[]`,
  ],
  DynamicCpu: [
    '',
    `topology:CpuTopology cpuTune:CpuTune`,
    '',
  ],
  EngineBackupInfo: [
    '',
    `lastEngineBackup:date lastDbBackup:date lastDwhBackup:date lastCinderBackup:date lastKeycloakBackup:date lastGrafanaBackup:date`,
    '',
  ],
  EntityProfileDetail: [
    '',
    `profileDetails:ProfileDetail[]`,
    '',
  ],
  ErrorHandling: [
    '',
    `onError:MigrateOnError`,
    '',
  ],
  Event: [
    'Identified',
    `index:integer code:integer severity:LogSeverity time:date correlationId origin customId:integer floodRate:integer logOnHost:boolean customData`,
    `user:User vm:Vm storageDomain:StorageDomain host:Host template:Template cluster:Cluster dataCenter:DataCenter`,
  ],
  EventSubscription: [
    'Identified',
    `event:NotifiableEvent user:User notificationMethod:NotificationMethod address`,
    '',
  ],
  ExternalComputeResource: [
    'Identified',
    `provider user url`,
    `externalHostProvider:ExternalHostProvider`,
  ],
  ExternalDiscoveredHost: [
    'Identified',
    `ip mac subnetName lastReport`,
    `externalHostProvider:ExternalHostProvider`,
  ],
  ExternalHost: [
    'Identified',
    `address`,
    `externalHostProvider:ExternalHostProvider`,
  ],
  ExternalHostGroup: [
    'Identified',
    `architectureName operatingSystemName domainName subnetName`,
    `externalHostProvider:ExternalHostProvider`,
  ],
  ExternalHostProvider: [
    'ExternalProvider',
    '',
    `certificates:Certificate[] computeResources:ExternalComputeResource[] discoveredHosts:ExternalDiscoveredHost[] hostGroups:ExternalHostGroup[] hosts:Host[]`,
  ],
  ExternalNetworkProviderConfiguration: [
    'Identified',
    '',
    `externalNetworkProvider:ExternalProvider host:Host`,
  ],
  ExternalProvider: [
    'Identified',
    `url requiresAuthentication:boolean username password authenticationUrl properties:Property[]`,
    '',
  ],
  ExternalTemplateImport: [
    '',
    `url clone:boolean`,
    `template:Template cluster:Cluster storageDomain:StorageDomain host:Host cpuProfile:CpuProfile quota:Quota`,
  ],
  ExternalVmImport: [
    '',
    `provider:ExternalVmProviderType url username password name sparse:boolean`,
    `vm:Vm cluster:Cluster storageDomain:StorageDomain cpuProfile:CpuProfile quota:Quota host:Host driversIso:File`,
  ],
  Fault: [
    '',
    `reason detail`,
    '',
  ],
  FencingPolicy: [
    '',
    `
      enabled:boolean skipIfSdActive:SkipIfSdActive skipIfConnectivityBroken:SkipIfConnectivityBroken skipIfGlusterBricksUp:boolean
      skipIfGlusterQuorumNotMet:boolean
    `,
    '',
  ],
  File: [
    'Identified',
    `content type`,
    `storageDomain:StorageDomain`,
  ],
  Filter: [
    'Identified',
    `position:integer`,
    `schedulingPolicyUnit:SchedulingPolicyUnit`,
  ],
  Floppy: [
    'Device',
    `file:File`,
    '',
  ],
  FopStatistic: [
    '',
    `name statistics:Statistic[]`,
    '',
  ],
  GlusterBrick: [
    'GlusterBrickAdvancedDetails',
    `serverId brickDir status:GlusterBrickStatus`,
    `glusterVolume:GlusterVolume statistics:Statistic[]`,
  ],
  GlusterBrickAdvancedDetails: [
    'Device',
    `port:integer pid:integer device mntOptions fsName glusterClients:GlusterClient[] memoryPools:GlusterMemoryPool[]`,
    '',
  ],
  GlusterBrickMemoryInfo: [
    '',
    `memoryPools:GlusterMemoryPool[]`,
    '',
  ],
  GlusterClient: [
    '',
    `hostName clientPort:integer bytesRead:integer64 bytesWritten:integer64`,
    '',
  ],
  GlusterHook: [
    'Identified',
    `glusterCommand stage:HookStage contentType:HookContentType checksum content conflictStatus:integer conflicts status:GlusterHookStatus`,
    `cluster:Cluster serverHooks:GlusterServerHook[]`,
  ],
  GlusterMemoryPool: [
    'Identified',
    `type hotCount:integer coldCount:integer paddedSize:integer allocCount:integer maxAlloc:integer poolMisses:integer maxStdalloc:integer`,
    '',
  ],
  GlusterServerHook: [
    'Identified',
    `contentType:HookContentType status:GlusterHookStatus checksum`,
    `host:Host`,
  ],
  GlusterVolume: [
    'Identified',
    `
      volumeType:GlusterVolumeType transportTypes:TransportType[] replicaCount:integer stripeCount:integer disperseCount:integer redundancyCount:integer
      options:Option[] status:GlusterVolumeStatus
    `,
    `cluster:Cluster bricks:GlusterBrick[] statistics:Statistic[]`,
  ],
  GlusterVolumeProfileDetails: [
    'Identified',
    `brickProfileDetails:BrickProfileDetail[] nfsProfileDetails:NfsProfileDetail[]`,
    '',
  ],
  GracePeriod: [
    '',
    `expiry:integer`,
    '',
  ],
  GraphicsConsole: [
    'Identified',
    `protocol:GraphicsType port:integer tlsPort:integer address`,
    `vm:Vm template:Template instanceType:InstanceType`,
  ],
  Group: [
    'Identified',
    `domainEntryId namespace`,
    `domain:Domain roles:Role[] permissions:Permission[] tags:Tag[]`,
  ],
  GuestOperatingSystem: [
    '',
    `architecture codename distribution kernel:Kernel family version:Version`,
    '',
  ],
  HardwareInformation: [
    '',
    `manufacturer version serialNumber productName uuid family supportedRngSources:RngSource[]`,
    '',
  ],
  HighAvailability: [
    '',
    `enabled:boolean priority:integer`,
    '',
  ],
  Hook: [
    'Identified',
    `eventName md5`,
    `host:Host`,
  ],
  Host: [
    'Identified',
    `
      address status:HostStatus statusDetail certificate:Certificate externalStatus:ExternalStatus port:integer type:HostType spm:Spm version:Version
      hardwareInformation:HardwareInformation powerManagement:PowerManagement ksm:Ksm transparentHugePages:TransparentHugePages iscsi:IscsiDetails rootPassword
      ssh:Ssh cpu:Cpu memory:integer64 maxSchedulingMemory:integer64 summary:VmSummary overrideIptables:boolean protocol:HostProtocol os:OperatingSystem
      libvirtVersion:Version display:Display hostedEngine:HostedEngine kdumpStatus:KdumpStatus seLinux:SeLinux autoNumaStatus:AutoNumaStatus
      numaSupported:boolean updateAvailable:boolean networkOperationInProgress:boolean reinstallationRequired:boolean devicePassthrough:HostDevicePassthrough
      vgpuPlacement:VgpuPlacement ovnConfigured:boolean
    `,
    `
      cpuUnits:HostCpuUnit[] cluster:Cluster hooks:Hook[] externalHostProvider:ExternalHostProvider storageConnectionExtensions:StorageConnectionExtension[]
      affinityLabels:AffinityLabel[] devices:HostDevice[] agents:Agent[] katelloErrata:KatelloErratum[] networkAttachments:NetworkAttachment[] nics:HostNic[]
      numaNodes:NumaNode[] permissions:Permission[] statistics:Statistic[] storages:HostStorage[] tags:Tag[] unmanagedNetworks:UnmanagedNetwork[]
      externalNetworkProviderConfigurations:ExternalNetworkProviderConfiguration[]
    `,
  ],
  HostCpuUnit: [
    'Identified',
    `socketId:integer coreId:integer cpuId:integer runsVdsm:boolean`,
    `vms:Vm[]`,
  ],
  HostDevice: [
    'Identified',
    `
      capability product:Product vendor:Vendor iommuGroup:integer physicalFunction:HostDevice virtualFunctions:integer placeholder:boolean driver
      mDevTypes:MDevType[]
    `,
    `host:Host parentDevice:HostDevice vm:Vm`,
  ],
  HostDevicePassthrough: [
    '',
    `enabled:boolean`,
    '',
  ],
  HostNic: [
    'Identified',
    `
      mac:Mac ip:Ip ipv6:Ip baseInterface vlan:Vlan bonding:Bonding bootProtocol:BootProtocol ipv6BootProtocol:BootProtocol checkConnectivity:boolean
      speed:integer64 status:NicStatus mtu:integer bridged:boolean customConfiguration:boolean overrideConfiguration:boolean properties:Property[]
      adAggregatorId:integer virtualFunctionsConfiguration:HostNicVirtualFunctionsConfiguration
    `,
    `statistics:Statistic[] networkLabels:NetworkLabel[] host:Host network:Network qos:Qos physicalFunction:HostNic`,
  ],
  HostNicVirtualFunctionsConfiguration: [
    '',
    `maxNumberOfVirtualFunctions:integer numberOfVirtualFunctions:integer allNetworksAllowed:boolean`,
    '',
  ],
  HostStorage: [
    'Identified',
    `
      address type:StorageType path mountOptions vfsType nfsVersion:NfsVersion nfsTimeo:integer nfsRetrans:integer port:integer target username password portal
      logicalUnits:LogicalUnit[] volumeGroup:VolumeGroup overrideLuns:boolean driverOptions:Property[] driverSensitiveOptions:Property[]
    `,
    `host:Host`,
  ],
  HostedEngine: [
    '',
    `configured:boolean active:boolean score:integer globalMaintenance:boolean localMaintenance:boolean`,
    '',
  ],
  Icon: [
    'Identified',
    `mediaType data`,
    '',
  ],
  Identified: [
    '',
    `id name description comment`,
    '',
  ],
  Image: [
    'Identified',
    `type:ImageFileType size:integer64`,
    `storageDomain:StorageDomain`,
  ],
  ImageTransfer: [
    'Identified',
    `
      proxyUrl transferUrl phase:ImageTransferPhase direction:ImageTransferDirection active:boolean transferred:integer64 inactivityTimeout:integer
      timeoutPolicy:ImageTransferTimeoutPolicy format:DiskFormat shallow:boolean
    `,
    `image:Image disk:Disk snapshot:DiskSnapshot host:Host backup:Backup`,
  ],
  Initialization: [
    '',
    `
      configuration:Configuration cloudInit:CloudInit hostName domain timezone authorizedSshKeys regenerateSshKeys:boolean regenerateIds:boolean dnsServers
      dnsSearch nicConfigurations:NicConfiguration[] windowsLicenseKey rootPassword customScript inputLocale uiLanguage systemLocale userLocale userName
      activeDirectoryOu orgName cloudInitNetworkProtocol:CloudInitNetworkProtocol
    `,
    '',
  ],
  InstanceType: [
    'Template',
    '',
    '',
  ],
  Io: [
    '',
    `threads:integer`,
    '',
  ],
  Ip: [
    '',
    `address netmask gateway version:IpVersion`,
    '',
  ],
  IpAddressAssignment: [
    '',
    `ip:Ip assignmentMethod:BootProtocol`,
    '',
  ],
  IscsiBond: [
    'Identified',
    '',
    `dataCenter:DataCenter storageConnections:StorageConnection[] networks:Network[]`,
  ],
  IscsiDetails: [
    '',
    `
      initiator port:integer target username password portal address serial vendorId productId lunMapping:integer size:integer paths:integer status
      volumeGroupId storageDomainId diskId
    `,
    '',
  ],
  Job: [
    'Identified',
    `status:JobStatus startTime:date endTime:date lastUpdated:date external:boolean autoCleared:boolean`,
    `owner:User steps:Step[]`,
  ],
  KatelloErratum: [
    'Identified',
    `title type issued:date severity solution summary packages:Package[]`,
    `host:Host vm:Vm`,
  ],
  Kernel: [
    '',
    `version:Version`,
    '',
  ],
  Ksm: [
    '',
    `enabled:boolean mergeAcrossNodes:boolean`,
    '',
  ],
  LinkLayerDiscoveryProtocolElement: [
    'Identified',
    `type:integer oui:integer subtype:integer properties:Property[]`,
    '',
  ],
  LogicalUnit: [
    '',
    `
      id address port:integer target username password portal serial vendorId productId lunMapping:integer size:integer64 paths:integer activePaths:integer
      status:LunStatus volumeGroupId storageDomainId diskId discardMaxSize:integer64 discardZeroesData:boolean
    `,
    '',
  ],
  MDevType: [
    '',
    `name humanReadableName availableInstances:integer description`,
    '',
  ],
  Mac: [
    '',
    `address`,
    '',
  ],
  MacPool: [
    'Identified',
    `allowDuplicates:boolean defaultPool:boolean ranges:Range[]`,
    `permissions:Permission[]`,
  ],
  MemoryOverCommit: [
    '',
    `percent:integer`,
    '',
  ],
  MemoryPolicy: [
    '',
    `guaranteed:integer64 max:integer64 ballooning:boolean overCommit:MemoryOverCommit transparentHugePages:TransparentHugePages`,
    '',
  ],
  Method: [
    '',
    `id:SsoMethod`,
    '',
  ],
  MigrationBandwidth: [
    '',
    `assignmentMethod:MigrationBandwidthAssignmentMethod customValue:integer`,
    '',
  ],
  MigrationOptions: [
    '',
    `
      autoConverge:InheritableBoolean compressed:InheritableBoolean encrypted:InheritableBoolean parallelMigrationsPolicy:ParallelMigrationsPolicy
      customParallelMigrations:integer bandwidth:MigrationBandwidth
    `,
    `policy:MigrationPolicy`,
  ],
  MigrationPolicy: [
    'Identified',
    '',
    '',
  ],
  Network: [
    'Identified',
    `
      ip:Ip vlan:Vlan stp:boolean status:NetworkStatus display:boolean mtu:integer usages:NetworkUsage[] required:boolean profileRequired:boolean
      dnsResolverConfiguration:DnsResolverConfiguration vdsmName portIsolation:boolean
    `,
    `
      dataCenter:DataCenter cluster:Cluster qos:Qos networkLabels:NetworkLabel[] permissions:Permission[] vnicProfiles:VnicProfile[]
      externalProvider:OpenStackNetworkProvider externalProviderPhysicalNetwork:Network
    `,
  ],
  NetworkAttachment: [
    'Identified',
    `
      ipAddressAssignments:IpAddressAssignment[] properties:Property[] inSync:boolean reportedConfigurations:ReportedConfiguration[]
      dnsResolverConfiguration:DnsResolverConfiguration
    `,
    `network:Network hostNic:HostNic host:Host qos:Qos`,
  ],
  NetworkConfiguration: [
    '',
    `nics:Nic[] dns:Dns`,
    '',
  ],
  NetworkFilter: [
    'Identified',
    `version:Version`,
    '',
  ],
  NetworkFilterParameter: [
    'Identified',
    `value`,
    `nic:Nic`,
  ],
  NetworkLabel: [
    'Identified',
    '',
    `network:Network hostNic:HostNic`,
  ],
  NfsProfileDetail: [
    'EntityProfileDetail',
    `nfsServerIp`,
    '',
  ],
  Nic: [
    'Device',
    `linked:boolean interface:NicInterface mac:Mac plugged:boolean synced:boolean bootProtocol:BootProtocol onBoot:boolean`,
    `
      network:Network statistics:Statistic[] vnicProfile:VnicProfile networkLabels:NetworkLabel[] networkAttachments:NetworkAttachment[]
      virtualFunctionAllowedLabels:NetworkLabel[] virtualFunctionAllowedNetworks:Network[] reportedDevices:ReportedDevice[]
      networkFilterParameters:NetworkFilterParameter[]
    `,
  ],
  NicConfiguration: [
    '',
    `name ip:Ip bootProtocol:BootProtocol ipv6:Ip ipv6BootProtocol:BootProtocol onBoot:boolean`,
    '',
  ],
  NumaNode: [
    'Identified',
    `index:integer memory:integer64 cpu:Cpu nodeDistance`,
    `host:Host statistics:Statistic[]`,
  ],
  NumaNodePin: [
    '',
    `hostNumaNode:NumaNode pinned:boolean index:integer`,
    '',
  ],
  OpenStackImage: [
    'Identified',
    '',
    `openstackImageProvider:OpenStackImageProvider`,
  ],
  OpenStackImageProvider: [
    'OpenStackProvider',
    '',
    `certificates:Certificate[] images:OpenStackImage[]`,
  ],
  OpenStackNetwork: [
    'Identified',
    '',
    `openstackNetworkProvider:OpenStackNetworkProvider`,
  ],
  OpenStackNetworkProvider: [
    'OpenStackProvider',
    `
      pluginType:NetworkPluginType externalPluginType agentConfiguration:AgentConfiguration readOnly:boolean type:OpenStackNetworkProviderType autoSync:boolean
      unmanaged:boolean userDomainName projectName projectDomainName
    `,
    `certificates:Certificate[] networks:OpenStackNetwork[] subnets:OpenStackSubnet[]`,
  ],
  OpenStackProvider: [
    'ExternalProvider',
    `tenantName`,
    '',
  ],
  OpenStackSubnet: [
    'Identified',
    `cidr ipVersion gateway dnsServers:string[]`,
    `openstackNetwork:OpenStackNetwork`,
  ],
  OpenStackVolumeProvider: [
    'OpenStackProvider',
    '',
    `dataCenter:DataCenter certificates:Certificate[] volumeTypes:OpenStackVolumeType[] authenticationKeys:OpenstackVolumeAuthenticationKey[]`,
  ],
  OpenStackVolumeType: [
    'Identified',
    `properties:Property[]`,
    `openstackVolumeProvider:OpenStackVolumeProvider`,
  ],
  OpenstackVolumeAuthenticationKey: [
    'Identified',
    `uuid value usageType:OpenstackVolumeAuthenticationKeyUsageType creationDate:date`,
    `openstackVolumeProvider:OpenStackVolumeProvider`,
  ],
  OperatingSystem: [
    '',
    `type boot:Boot kernel initrd cmdline reportedKernelCmdline customKernelCmdline description version:Version`,
    '',
  ],
  OperatingSystemInfo: [
    'Identified',
    `largeIcon:Icon smallIcon:Icon architecture:Architecture tpmSupport:TpmSupport`,
    '',
  ],
  Option: [
    '',
    `name value type`,
    '',
  ],
  Package: [
    '',
    `name`,
    '',
  ],
  Payload: [
    '',
    `files:File[] volumeId type:VmDeviceType`,
    '',
  ],
  Permission: [
    'Identified',
    '',
    `
      role:Role user:User group:Group dataCenter:DataCenter cluster:Cluster host:Host storageDomain:StorageDomain vm:Vm vmPool:VmPool template:Template
      disk:Disk
    `,
  ],
  Permit: [
    'Identified',
    `administrative:boolean`,
    `role:Role`,
  ],
  PmProxy: [
    '',
    `type:PmProxyType`,
    '',
  ],
  PortMirroring: [
    '',
    '',
    '',
  ],
  PowerManagement: [
    '',
    `
      enabled:boolean address username password options:Option[] status:PowerManagementStatus pmProxies:PmProxy[] agents:Agent[] automaticPmEnabled:boolean
      kdumpDetection:boolean type
    `,
    '',
  ],
  Product: [
    'Identified',
    '',
    '',
  ],
  ProductInfo: [
    '',
    `name vendor version:Version instanceId`,
    '',
  ],
  ProfileDetail: [
    '',
    `profileType duration:integer statistics:Statistic[] blockStatistics:BlockStatistic[] fopStatistics:FopStatistic[]`,
    '',
  ],
  Property: [
    '',
    `name value`,
    '',
  ],
  ProxyTicket: [
    '',
    `value`,
    '',
  ],
  Qos: [
    'Identified',
    `
      type:QosType maxThroughput:integer maxReadThroughput:integer maxWriteThroughput:integer maxIops:integer maxReadIops:integer maxWriteIops:integer
      cpuLimit:integer inboundAverage:integer inboundPeak:integer inboundBurst:integer outboundAverage:integer outboundPeak:integer outboundBurst:integer
      outboundAverageLinkshare:integer outboundAverageUpperlimit:integer outboundAverageRealtime:integer
    `,
    `dataCenter:DataCenter`,
  ],
  Quota: [
    'Identified',
    `
      dataCenter:DataCenter vms:Vm[] disks:Disk[] users:User[] clusterSoftLimitPct:integer clusterHardLimitPct:integer storageSoftLimitPct:integer
      storageHardLimitPct:integer
    `,
    `permissions:Permission[] quotaClusterLimits:QuotaClusterLimit[] quotaStorageLimits:QuotaStorageLimit[]`,
  ],
  QuotaClusterLimit: [
    'Identified',
    `vcpuLimit:integer vcpuUsage:integer memoryLimit:decimal memoryUsage:decimal`,
    `quota:Quota cluster:Cluster`,
  ],
  QuotaStorageLimit: [
    'Identified',
    `limit:integer64 usage:decimal`,
    `quota:Quota storageDomain:StorageDomain`,
  ],
  Range: [
    '',
    `from to`,
    '',
  ],
  Rate: [
    '',
    `bytes:integer period:integer`,
    '',
  ],
  RegistrationAffinityGroupMapping: [
    '',
    '',
    `from:AffinityGroup to:AffinityGroup`,
  ],
  RegistrationAffinityLabelMapping: [
    '',
    '',
    `from:AffinityLabel to:AffinityLabel`,
  ],
  RegistrationClusterMapping: [
    '',
    '',
    `from:Cluster to:Cluster`,
  ],
  RegistrationConfiguration: [
    '',
    `
      clusterMappings:RegistrationClusterMapping[] roleMappings:RegistrationRoleMapping[] lunMappings:RegistrationLunMapping[]
      domainMappings:RegistrationDomainMapping[] affinityGroupMappings:RegistrationAffinityGroupMapping[]
      affinityLabelMappings:RegistrationAffinityLabelMapping[] vnicProfileMappings:RegistrationVnicProfileMapping[]
    `,
    '',
  ],
  RegistrationDomainMapping: [
    '',
    '',
    `from:Domain to:Domain`,
  ],
  RegistrationLunMapping: [
    '',
    '',
    `from:Disk to:Disk`,
  ],
  RegistrationRoleMapping: [
    '',
    '',
    `from:Role to:Role`,
  ],
  RegistrationVnicProfileMapping: [
    '',
    '',
    `from:VnicProfile to:VnicProfile`,
  ],
  ReportedConfiguration: [
    '',
    `name expectedValue actualValue inSync:boolean`,
    '',
  ],
  ReportedDevice: [
    'Identified',
    `type:ReportedDeviceType mac:Mac ips:Ip[]`,
    `vm:Vm`,
  ],
  RngDevice: [
    '',
    `rate:Rate source:RngSource`,
    '',
  ],
  Role: [
    'Identified',
    `mutable:boolean administrative:boolean`,
    `user:User permits:Permit[]`,
  ],
  SchedulingPolicy: [
    'Identified',
    `locked:boolean defaultPolicy:boolean properties:Property[]`,
    `balances:Balance[] filters:Filter[] weight:Weight[]`,
  ],
  SchedulingPolicyUnit: [
    'Identified',
    `type:PolicyUnitType internal:boolean enabled:boolean properties:Property[]`,
    '',
  ],
  SeLinux: [
    '',
    `mode:SeLinuxMode`,
    '',
  ],
  SerialNumber: [
    '',
    `policy:SerialNumberPolicy value`,
    '',
  ],
  Session: [
    'Identified',
    `protocol ip:Ip consoleUser:boolean`,
    `user:User vm:Vm`,
  ],
  SkipIfConnectivityBroken: [
    '',
    `enabled:boolean threshold:integer`,
    '',
  ],
  SkipIfSdActive: [
    '',
    `enabled:boolean`,
    '',
  ],
  Snapshot: [
    'Vm',
    `date:date snapshotStatus:SnapshotStatus persistMemorystate:boolean snapshotType:SnapshotType`,
    `vm:Vm disks:Disk[]`,
  ],
  SpecialObjects: [
    '',
    '',
    `blankTemplate:Template rootTag:Tag`,
  ],
  Spm: [
    '',
    `priority:integer status:SpmStatus`,
    '',
  ],
  Ssh: [
    'Identified',
    `port:integer fingerprint publicKey authenticationMethod:SshAuthenticationMethod user:User`,
    '',
  ],
  SshPublicKey: [
    'Identified',
    `content`,
    `user:User`,
  ],
  Sso: [
    '',
    `methods:Method[]`,
    '',
  ],
  Statistic: [
    'Identified',
    `values:Value[] kind:StatisticKind type:ValueType unit:StatisticUnit`,
    `disk:Disk host:Host hostNic:HostNic hostNumaNode:NumaNode nic:Nic vm:Vm brick:GlusterBrick step:Step glusterVolume:GlusterVolume`,
  ],
  Step: [
    'Identified',
    `type:StepEnum number:integer status:StepStatus startTime:date endTime:date external:boolean externalType:ExternalSystemType progress:integer`,
    `parentStep:Step job:Job statistics:Statistic[] executionHost:Host`,
  ],
  StorageConnection: [
    'Identified',
    `address type:StorageType path mountOptions vfsType nfsVersion:NfsVersion nfsTimeo:integer nfsRetrans:integer port:integer target username password portal`,
    `glusterVolume:GlusterVolume host:Host`,
  ],
  StorageConnectionExtension: [
    'Identified',
    `target username password`,
    `host:Host`,
  ],
  StorageDomain: [
    'Identified',
    `
      type:StorageDomainType status:StorageDomainStatus externalStatus:ExternalStatus master:boolean storage:HostStorage available:integer64 used:integer64
      committed:integer64 storageFormat:StorageFormat wipeAfterDelete:boolean discardAfterDelete:boolean supportsDiscard:boolean
      supportsDiscardZeroesData:boolean import:boolean warningLowSpaceIndicator:integer criticalSpaceActionBlocker:integer backup:boolean blockSize:integer
    `,
    `
      host:Host dataCenter:DataCenter dataCenters:DataCenter[] disks:Disk[] diskProfiles:DiskProfile[] diskSnapshots:DiskSnapshot[] files:File[] images:Image[]
      permissions:Permission[] storageConnections:StorageConnection[] templates:Template[] vms:Vm[]
    `,
  ],
  StorageDomainLease: [
    '',
    '',
    `storageDomain:StorageDomain`,
  ],
  SystemOption: [
    'Identified',
    `values:SystemOptionValue[]`,
    '',
  ],
  SystemOptionValue: [
    '',
    `value version`,
    '',
  ],
  Tag: [
    'Identified',
    '',
    `host:Host vm:Vm user:User group:Group template:Template parent:Tag`,
  ],
  Template: [
    'VmBase',
    `status:TemplateStatus vm:Vm version:TemplateVersion`,
    `
      cdroms:Cdrom[] graphicsConsoles:GraphicsConsole[] nics:Nic[] permissions:Permission[] tags:Tag[] watchdogs:Watchdog[] diskAttachments:DiskAttachment[]
      mediatedDevices:VmMediatedDevice[]
    `,
  ],
  TemplateVersion: [
    '',
    `versionNumber:integer versionName`,
    `baseTemplate:Template`,
  ],
  Ticket: [
    '',
    `value expiry:integer`,
    '',
  ],
  TimeZone: [
    '',
    `name utcOffset`,
    '',
  ],
  TransparentHugePages: [
    '',
    `enabled:boolean`,
    '',
  ],
  UnmanagedNetwork: [
    'Identified',
    '',
    `hostNic:HostNic host:Host`,
  ],
  Usb: [
    '',
    `enabled:boolean type:UsbType`,
    '',
  ],
  User: [
    'Identified',
    `domainEntryId department loggedIn:boolean namespace lastName userName principal password email userOptions:Property[]`,
    `domain:Domain roles:Role[] groups:Group[] permissions:Permission[] tags:Tag[] sshPublicKeys:SshPublicKey[] options:UserOption[]`,
  ],
  UserOption: [
    'Identified',
    `content`,
    `user:User`,
  ],
  Value: [
    '',
    `datum:decimal detail`,
    '',
  ],
  VcpuPin: [
    '',
    `vcpu:integer cpuSet`,
    '',
  ],
  Vendor: [
    'Identified',
    '',
    '',
  ],
  Version: [
    'Identified',
    `major:integer minor:integer build:integer revision:integer fullVersion`,
    '',
  ],
  VirtioScsi: [
    '',
    `enabled:boolean`,
    '',
  ],
  VirtualNumaNode: [
    'NumaNode',
    `numaNodePins:NumaNodePin[] numaTuneMode:NumaTuneMode`,
    `vm:Vm`,
  ],
  Vlan: [
    '',
    `id:integer`,
    '',
  ],
  Vm: [
    'VmBase',
    `
      status:VmStatus statusDetail stopReason startTime:date stopTime:date runOnce:boolean payloads:Payload[] fqdn useLatestTemplateVersion:boolean
      nextRunConfigurationExists:boolean numaTuneMode:NumaTuneMode guestTimeZone:TimeZone guestOperatingSystem:GuestOperatingSystem hasIllegalImages:boolean
    `,
    `
      host:Host template:Template originalTemplate:Template instanceType:InstanceType nics:Nic[] snapshots:Snapshot[] vmPool:VmPool cdroms:Cdrom[]
      floppies:Floppy[] reportedDevices:ReportedDevice[] watchdogs:Watchdog[] permissions:Permission[] externalHostProvider:ExternalHostProvider
      affinityLabels:AffinityLabel[] applications:Application[] graphicsConsoles:GraphicsConsole[] hostDevices:HostDevice[] katelloErrata:KatelloErratum[]
      numaNodes:NumaNode[] sessions:Session[] statistics:Statistic[] tags:Tag[] diskAttachments:DiskAttachment[] dynamicCpu:DynamicCpu
      mediatedDevices:VmMediatedDevice[]
    `,
  ],
  VmBase: [
    'Identified',
    `
      type:VmType memory:integer64 cpu:Cpu cpuShares:integer bios:Bios os:OperatingSystem creationTime:date origin stateless:boolean deleteProtected:boolean
      highAvailability:HighAvailability display:Display sso:Sso rngDevice:RngDevice console:Console domain:Domain usb:Usb soundcardEnabled:boolean
      tunnelMigration:boolean migrationDowntime:integer virtioScsi:VirtioScsi serialNumber:SerialNumber startPaused:boolean migration:MigrationOptions io:Io
      customProperties:CustomProperty[] customEmulatedMachine customCpuModel timeZone:TimeZone smallIcon:Icon largeIcon:Icon initialization:Initialization
      memoryPolicy:MemoryPolicy customCompatibilityVersion:Version lease:StorageDomainLease storageErrorResumeBehaviour:VmStorageErrorResumeBehaviour
      placementPolicy:VmPlacementPolicy multiQueuesEnabled:boolean virtioScsiMultiQueuesEnabled:boolean virtioScsiMultiQueues:integer tpmEnabled:boolean
      autoPinningPolicy:AutoPinningPolicy cpuPinningPolicy:CpuPinningPolicy
    `,
    `cluster:Cluster storageDomain:StorageDomain cpuProfile:CpuProfile quota:Quota`,
  ],
  VmMediatedDevice: [
    'Device',
    `specParams:Property[]`,
    '',
  ],
  VmPlacementPolicy: [
    '',
    `affinity:VmAffinity`,
    `hosts:Host[]`,
  ],
  VmPool: [
    'Identified',
    `
      size:integer prestartedVms:integer maxUserVms:integer display:Display rngDevice:RngDevice soundcardEnabled:boolean type:VmPoolType
      useLatestTemplateVersion:boolean stateful:boolean autoStorageSelect:boolean tpmEnabled:boolean
    `,
    `cluster:Cluster template:Template instanceType:InstanceType vm:Vm permissions:Permission[]`,
  ],
  VmSummary: [
    '',
    `active:integer migrating:integer total:integer`,
    '',
  ],
  VnicPassThrough: [
    '',
    `mode:VnicPassThroughMode`,
    '',
  ],
  VnicProfile: [
    'Identified',
    `portMirroring:boolean customProperties:CustomProperty[] passThrough:VnicPassThrough migratable:boolean`,
    `network:Network qos:Qos networkFilter:NetworkFilter failover:VnicProfile permissions:Permission[]`,
  ],
  VnicProfileMapping: [
    '',
    `sourceNetworkName sourceNetworkProfileName`,
    `targetVnicProfile:VnicProfile`,
  ],
  VolumeGroup: [
    '',
    `id name logicalUnits:LogicalUnit[]`,
    '',
  ],
  Watchdog: [
    'Device',
    `model:WatchdogModel action:WatchdogAction`,
    '',
  ],
  Weight: [
    'Identified',
    `factor:integer`,
    `schedulingPolicy:SchedulingPolicy schedulingPolicyUnit:SchedulingPolicyUnit`,
  ],
};

/** Tags that are not the words of a name joined with `_`. */
export const tagExceptions: Readonly<Record<string, string>> = {
  gluster_brick: 'brick',
  gluster_brick_memory_info: 'brick_memoryinfo',
  gluster_bricks: 'bricks',
  gluster_memory_pool: 'memory_pool',
  gluster_memory_pools: 'memory_pools',
  gluster_server_hook: 'server_hook',
  gluster_server_hooks: 'server_hooks',
  migration_options: 'migration',
  numa_node: 'host_numa_node',
  numa_nodes: 'host_numa_nodes',
  open_stack_image: 'openstack_image',
  open_stack_image_provider: 'openstack_image_provider',
  open_stack_image_providers: 'openstack_image_providers',
  open_stack_images: 'openstack_images',
  open_stack_network: 'openstack_network',
  open_stack_network_provider: 'openstack_network_provider',
  open_stack_network_providers: 'openstack_network_providers',
  open_stack_networks: 'openstack_networks',
  open_stack_subnet: 'openstack_subnet',
  open_stack_subnets: 'openstack_subnets',
  open_stack_volume: 'openstack_volume',
  open_stack_volume_provider: 'openstack_volume_provider',
  open_stack_volume_providers: 'openstack_volume_providers',
  open_stack_volumes: 'openstack_volumes',
  operating_system: 'os',
  operating_system_info: 'operating_system',
  operating_system_infos: 'operation_systems',
  operating_systems: 'oss',
  transparent_huge_pages: 'transparent_hugepages',
  virtual_numa_node: 'vm_numa_node',
  virtual_numa_nodes: 'vm_numa_nodes',
};
