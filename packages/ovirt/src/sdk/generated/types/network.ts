// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { Integer64, ListOf, Struct } from '../../runtime/values.ts';
import type {
  BootProtocol, IpVersion, MessageBrokerType, NetworkPluginType, NetworkStatus, NetworkUsage, NicInterface, NicStatus, OpenStackNetworkProviderType,
  VnicPassThroughMode,
} from '../enums.ts';
import type { Option } from './gluster.ts';
import type { Certificate, ExternalProvider, Host, Permission, Statistic } from './infrastructure.ts';
import type { Identified, Qos } from './sla.ts';
import type { Device, OpenStackProvider } from './storage.ts';
import type { Cluster, DataCenter, Property, ReportedDevice, Version } from './virtualization.ts';

/** @deprecated */
export interface AgentConfiguration extends Struct {
  readonly networkMappings?: string | undefined;
  readonly brokerType?: MessageBrokerType | undefined;
  readonly address?: string | undefined;
  readonly port?: number | undefined;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
}

export interface Bonding extends Struct {
  readonly options?: ListOf<Option> | undefined;
  readonly slaves?: ListOf<HostNic> | undefined;
  /** Since 4.0.3. */
  readonly adPartnerMac?: Mac | undefined;
  /** Since 4.1.0. */
  readonly activeSlave?: HostNic | undefined;
}

export interface CustomProperty extends Struct {
  readonly name?: string | undefined;
  readonly value?: string | undefined;
  readonly regexp?: string | undefined;
}

/** Since 4.1. */
export interface DnsResolverConfiguration extends Struct {
  /** Since 4.1. */
  readonly nameServers?: ListOf<string> | undefined;
}

/** Since 4.2. */
export interface ExternalNetworkProviderConfiguration extends Identified {
  /** Since 4.2. */
  readonly externalNetworkProvider?: ExternalProvider | undefined;
  /** Since 4.2. */
  readonly host?: Host | undefined;
}

export interface HostNic extends Identified {
  readonly mac?: Mac | undefined;
  readonly ip?: Ip | undefined;
  readonly ipv6?: Ip | undefined;
  readonly baseInterface?: string | undefined;
  readonly vlan?: Vlan | undefined;
  readonly bonding?: Bonding | undefined;
  readonly bootProtocol?: BootProtocol | undefined;
  readonly ipv6BootProtocol?: BootProtocol | undefined;
  readonly checkConnectivity?: boolean | undefined;
  readonly speed?: Integer64 | undefined;
  readonly status?: NicStatus | undefined;
  readonly mtu?: number | undefined;
  readonly bridged?: boolean | undefined;
  readonly customConfiguration?: boolean | undefined;
  readonly overrideConfiguration?: boolean | undefined;
  readonly properties?: ListOf<Property> | undefined;
  /** Since 4.0.3. */
  readonly adAggregatorId?: number | undefined;
  readonly virtualFunctionsConfiguration?: HostNicVirtualFunctionsConfiguration | undefined;
  readonly statistics?: ListOf<Statistic> | undefined;
  readonly networkLabels?: ListOf<NetworkLabel> | undefined;
  readonly host?: Host | undefined;
  readonly network?: Network | undefined;
  readonly qos?: Qos | undefined;
  readonly physicalFunction?: HostNic | undefined;
}

export interface HostNicVirtualFunctionsConfiguration extends Struct {
  readonly maxNumberOfVirtualFunctions?: number | undefined;
  readonly numberOfVirtualFunctions?: number | undefined;
  readonly allNetworksAllowed?: boolean | undefined;
}

export interface Ip extends Struct {
  readonly address?: string | undefined;
  readonly netmask?: string | undefined;
  readonly gateway?: string | undefined;
  readonly version?: IpVersion | undefined;
}

export interface IpAddressAssignment extends Struct {
  readonly ip?: Ip | undefined;
  readonly assignmentMethod?: BootProtocol | undefined;
}

/** Since 4.1.6. */
export interface LinkLayerDiscoveryProtocolElement extends Identified {
  /** Since 4.1.6. */
  readonly type?: number | undefined;
  /** Since 4.1.6. */
  readonly oui?: number | undefined;
  /** Since 4.1.6. */
  readonly subtype?: number | undefined;
  /** Since 4.1.6. */
  readonly properties?: ListOf<Property> | undefined;
}

export interface Mac extends Struct {
  readonly address?: string | undefined;
}

export interface MacPool extends Identified {
  readonly allowDuplicates?: boolean | undefined;
  readonly defaultPool?: boolean | undefined;
  readonly ranges?: ListOf<Range> | undefined;
  /** Since 4.4.3. */
  readonly permissions?: ListOf<Permission> | undefined;
}

export interface Network extends Identified {
  /** @deprecated */
  readonly ip?: Ip | undefined;
  readonly vlan?: Vlan | undefined;
  readonly stp?: boolean | undefined;
  readonly status?: NetworkStatus | undefined;
  /** @deprecated */
  readonly display?: boolean | undefined;
  readonly mtu?: number | undefined;
  readonly usages?: ListOf<NetworkUsage> | undefined;
  readonly required?: boolean | undefined;
  readonly profileRequired?: boolean | undefined;
  /** Since 4.2. */
  readonly dnsResolverConfiguration?: DnsResolverConfiguration | undefined;
  readonly vdsmName?: string | undefined;
  /** Since 4.4.3. */
  readonly portIsolation?: boolean | undefined;
  readonly dataCenter?: DataCenter | undefined;
  readonly cluster?: Cluster | undefined;
  readonly qos?: Qos | undefined;
  readonly networkLabels?: ListOf<NetworkLabel> | undefined;
  readonly permissions?: ListOf<Permission> | undefined;
  readonly vnicProfiles?: ListOf<VnicProfile> | undefined;
  /** Since 4.2. */
  readonly externalProvider?: OpenStackNetworkProvider | undefined;
  /** Since 4.2. */
  readonly externalProviderPhysicalNetwork?: Network | undefined;
}

export interface NetworkAttachment extends Identified {
  readonly ipAddressAssignments?: ListOf<IpAddressAssignment> | undefined;
  readonly properties?: ListOf<Property> | undefined;
  readonly inSync?: boolean | undefined;
  readonly reportedConfigurations?: ListOf<ReportedConfiguration> | undefined;
  /** Since 4.2. */
  readonly dnsResolverConfiguration?: DnsResolverConfiguration | undefined;
  readonly network?: Network | undefined;
  readonly hostNic?: HostNic | undefined;
  readonly host?: Host | undefined;
  readonly qos?: Qos | undefined;
}

export interface NetworkFilter extends Identified {
  readonly version?: Version | undefined;
}

/** Since 4.2. */
export interface NetworkFilterParameter extends Identified {
  /** Since 4.2. */
  readonly value?: string | undefined;
  /** Since 4.2. */
  readonly nic?: Nic | undefined;
}

export interface NetworkLabel extends Identified {
  readonly network?: Network | undefined;
  readonly hostNic?: HostNic | undefined;
}

export interface Nic extends Device {
  readonly linked?: boolean | undefined;
  readonly interface?: NicInterface | undefined;
  readonly mac?: Mac | undefined;
  readonly plugged?: boolean | undefined;
  readonly synced?: boolean | undefined;
  readonly bootProtocol?: BootProtocol | undefined;
  readonly onBoot?: boolean | undefined;
  readonly network?: Network | undefined;
  readonly statistics?: ListOf<Statistic> | undefined;
  readonly vnicProfile?: VnicProfile | undefined;
  readonly networkLabels?: ListOf<NetworkLabel> | undefined;
  readonly networkAttachments?: ListOf<NetworkAttachment> | undefined;
  readonly virtualFunctionAllowedLabels?: ListOf<NetworkLabel> | undefined;
  readonly virtualFunctionAllowedNetworks?: ListOf<Network> | undefined;
  readonly reportedDevices?: ListOf<ReportedDevice> | undefined;
  /** Since 4.2. */
  readonly networkFilterParameters?: ListOf<NetworkFilterParameter> | undefined;
}

export interface OpenStackNetwork extends Identified {
  readonly openstackNetworkProvider?: OpenStackNetworkProvider | undefined;
}

export interface OpenStackNetworkProvider extends OpenStackProvider {
  /** @deprecated */
  readonly pluginType?: NetworkPluginType | undefined;
  /** Since 4.2. */
  readonly externalPluginType?: string | undefined;
  /** @deprecated */
  readonly agentConfiguration?: AgentConfiguration | undefined;
  readonly readOnly?: boolean | undefined;
  readonly type?: OpenStackNetworkProviderType | undefined;
  /** Since 4.2. */
  readonly autoSync?: boolean | undefined;
  /** Since 4.2.1. */
  readonly unmanaged?: boolean | undefined;
  /** Since 4.2.7. */
  readonly userDomainName?: string | undefined;
  /** Since 4.2.7. */
  readonly projectName?: string | undefined;
  /** Since 4.2.7. */
  readonly projectDomainName?: string | undefined;
  readonly certificates?: ListOf<Certificate> | undefined;
  readonly networks?: ListOf<OpenStackNetwork> | undefined;
  readonly subnets?: ListOf<OpenStackSubnet> | undefined;
}

export interface OpenStackSubnet extends Identified {
  readonly cidr?: string | undefined;
  readonly ipVersion?: string | undefined;
  readonly gateway?: string | undefined;
  readonly dnsServers?: ListOf<string> | undefined;
  readonly openstackNetwork?: OpenStackNetwork | undefined;
}

export interface Range extends Struct {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export interface ReportedConfiguration extends Struct {
  readonly name?: string | undefined;
  readonly expectedValue?: string | undefined;
  readonly actualValue?: string | undefined;
  readonly inSync?: boolean | undefined;
}

export interface UnmanagedNetwork extends Identified {
  readonly hostNic?: HostNic | undefined;
  readonly host?: Host | undefined;
}

export interface Vlan extends Struct {
  readonly id?: number | undefined;
}

export interface VnicPassThrough extends Struct {
  readonly mode?: VnicPassThroughMode | undefined;
}

export interface VnicProfile extends Identified {
  readonly portMirroring?: boolean | undefined;
  readonly customProperties?: ListOf<CustomProperty> | undefined;
  readonly passThrough?: VnicPassThrough | undefined;
  /** Since 4.1. */
  readonly migratable?: boolean | undefined;
  readonly network?: Network | undefined;
  readonly qos?: Qos | undefined;
  readonly networkFilter?: NetworkFilter | undefined;
  /** Since 4.4.6. */
  readonly failover?: VnicProfile | undefined;
  readonly permissions?: ListOf<Permission> | undefined;
}
