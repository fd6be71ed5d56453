// Neutron's resources in its own spelling. Source: networking api-ref v2.0; recorded answers of Rackspace's Cloud Networks, which have fewer members.
// Any member may be missing. Members of administrators' and of extensions are named where they are common.

interface Resource {
  readonly id: string;
  readonly name?: string;
  readonly description?: string;
  readonly project_id?: string;
  readonly tenant_id?: string;
  readonly created_at?: string;
  readonly updated_at?: string;
  readonly revision_number?: number;
  readonly tags?: readonly string[];
}

export interface NetworkWire extends Resource {
  /** ACTIVE, DOWN, BUILD, ERROR */
  readonly status?: string;
  readonly admin_state_up?: boolean;
  readonly shared?: boolean;
  readonly 'router:external'?: boolean;
  readonly subnets?: readonly string[];
  readonly mtu?: number;
  readonly availability_zones?: readonly string[];
  readonly port_security_enabled?: boolean;
  readonly dns_domain?: string;
  readonly is_default?: boolean;
  readonly 'provider:network_type'?: string | null;
  readonly 'provider:physical_network'?: string | null;
  readonly 'provider:segmentation_id'?: number | null;
}

export interface NetworkFields {
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly admin_state_up?: boolean | undefined;
  readonly shared?: boolean | undefined;
  readonly 'router:external'?: boolean | undefined;
  readonly mtu?: number | undefined;
  readonly port_security_enabled?: boolean | undefined;
  readonly dns_domain?: string | undefined;
  readonly is_default?: boolean | undefined;
}

export interface CreateNetworkFields extends NetworkFields {
  readonly project_id?: string | undefined;
  readonly availability_zone_hints?: readonly string[] | undefined;
  readonly 'provider:network_type'?: string | undefined;
  readonly 'provider:physical_network'?: string | undefined;
  readonly 'provider:segmentation_id'?: number | undefined;
}

export interface AddressRange {
  readonly start: string;
  readonly end: string;
}

export interface HostRoute {
  readonly destination: string;
  readonly nexthop: string;
}

export interface SubnetWire extends Resource {
  readonly network_id: string;
  readonly ip_version?: 4 | 6;
  readonly cidr?: string;
  readonly gateway_ip?: string | null;
  readonly enable_dhcp?: boolean | null;
  readonly dns_nameservers?: readonly string[];
  readonly host_routes?: readonly HostRoute[];
  readonly allocation_pools?: readonly AddressRange[];
  readonly ipv6_ra_mode?: string | null;
  readonly ipv6_address_mode?: string | null;
  readonly subnetpool_id?: string | null;
}

export interface SubnetFields {
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  /** Absent: the first address. `null`: none. */
  readonly gateway_ip?: string | null | undefined;
  readonly enable_dhcp?: boolean | undefined;
  readonly dns_nameservers?: readonly string[] | undefined;
  readonly host_routes?: readonly HostRoute[] | undefined;
  readonly allocation_pools?: readonly AddressRange[] | undefined;
}

export interface CreateSubnetFields extends SubnetFields {
  readonly network_id: string;
  readonly ip_version: 4 | 6;
  readonly cidr?: string | undefined;
  readonly subnetpool_id?: string | undefined;
  readonly prefixlen?: number | undefined;
  readonly ipv6_ra_mode?: string | undefined;
  readonly ipv6_address_mode?: string | undefined;
  readonly project_id?: string | undefined;
}

export interface FixedIp {
  readonly subnet_id?: string;
  readonly ip_address?: string;
}

export interface PortWire extends Resource {
  readonly network_id: string;
  readonly status?: string;
  readonly admin_state_up?: boolean;
  readonly mac_address?: string;
  readonly fixed_ips?: readonly FixedIp[];
  readonly security_groups?: readonly string[];
  /** Of a server or router; `''`: none. */
  readonly device_id?: string;
  /** `compute:nova`, `network:router_interface`, … */
  readonly device_owner?: string | null;
  readonly allowed_address_pairs?: readonly { readonly ip_address: string; readonly mac_address?: string }[];
  readonly port_security_enabled?: boolean;
  readonly dns_name?: string;
  readonly 'binding:host_id'?: string;
  readonly 'binding:vnic_type'?: string;
}

export interface PortFields {
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly admin_state_up?: boolean | undefined;
  readonly fixed_ips?: readonly FixedIp[] | undefined;
  readonly security_groups?: readonly string[] | undefined;
  readonly device_id?: string | undefined;
  readonly device_owner?: string | undefined;
  readonly allowed_address_pairs?: readonly { readonly ip_address: string; readonly mac_address?: string }[] | undefined;
  readonly port_security_enabled?: boolean | undefined;
  readonly dns_name?: string | undefined;
  readonly 'binding:vnic_type'?: string | undefined;
  readonly 'binding:host_id'?: string | undefined;
}

export interface CreatePortFields extends PortFields {
  readonly network_id: string;
  readonly mac_address?: string | undefined;
  readonly project_id?: string | undefined;
}

export interface GatewayWire {
  readonly network_id: string;
  readonly enable_snat?: boolean;
  readonly external_fixed_ips?: readonly FixedIp[];
}

export interface RouterWire extends Resource {
  readonly status?: string;
  readonly admin_state_up?: boolean;
  readonly external_gateway_info?: GatewayWire | null;
  readonly routes?: readonly HostRoute[];
  readonly distributed?: boolean;
  readonly ha?: boolean;
}

export interface RouterFields {
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly admin_state_up?: boolean | undefined;
  /** `null` takes the gateway away. */
  readonly external_gateway_info?: GatewayWire | null | undefined;
  readonly routes?: readonly HostRoute[] | undefined;
}

export interface FloatingIpWire extends Resource {
  readonly floating_network_id: string;
  readonly floating_ip_address?: string;
  readonly fixed_ip_address?: string | null;
  readonly port_id?: string | null;
  readonly router_id?: string | null;
  /** DOWN while it leads nowhere. */
  readonly status?: string;
  readonly dns_name?: string;
}

export interface FloatingIpFields {
  readonly description?: string | undefined;
  /** `null` disassociates. */
  readonly port_id?: string | null | undefined;
  readonly fixed_ip_address?: string | undefined;
}

export interface CreateFloatingIpFields extends FloatingIpFields {
  readonly floating_network_id: string;
  readonly floating_ip_address?: string | undefined;
  readonly subnet_id?: string | undefined;
  readonly project_id?: string | undefined;
}

export interface SecurityGroupWire extends Resource {
  readonly stateful?: boolean;
  readonly security_group_rules?: readonly SecurityGroupRuleWire[];
}

export interface SecurityGroupFields {
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly stateful?: boolean | undefined;
}

export interface SecurityGroupRuleWire extends Resource {
  readonly security_group_id: string;
  readonly direction: 'ingress' | 'egress';
  readonly ethertype?: 'IPv4' | 'IPv6';
  /** A name, a number as text, or null for any. */
  readonly protocol?: string | null;
  /** With ICMP the type. */
  readonly port_range_min?: number | null;
  /** With ICMP the code. */
  readonly port_range_max?: number | null;
  readonly remote_ip_prefix?: string | null;
  readonly remote_group_id?: string | null;
}

export interface CreateSecurityGroupRuleFields {
  readonly security_group_id: string;
  readonly direction: 'ingress' | 'egress';
  readonly ethertype?: 'IPv4' | 'IPv6' | undefined;
  readonly protocol?: string | number | null | undefined;
  readonly port_range_min?: number | undefined;
  readonly port_range_max?: number | undefined;
  readonly remote_ip_prefix?: string | undefined;
  readonly remote_group_id?: string | undefined;
  readonly remote_address_group_id?: string | undefined;
  readonly description?: string | undefined;
}

export interface SubnetPoolWire extends Resource {
  readonly prefixes?: readonly string[];
  readonly default_prefixlen?: string | number;
  readonly min_prefixlen?: string | number;
  readonly max_prefixlen?: string | number;
  readonly address_scope_id?: string | null;
  readonly ip_version?: number;
  readonly shared?: boolean;
  readonly is_default?: boolean;
}

export interface SubnetPoolFields {
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly prefixes?: readonly string[] | undefined;
  readonly default_prefixlen?: number | undefined;
  readonly min_prefixlen?: number | undefined;
  readonly max_prefixlen?: number | undefined;
  readonly address_scope_id?: string | null | undefined;
  readonly is_default?: boolean | undefined;
}

export interface AddressScopeWire extends Resource {
  readonly ip_version: 4 | 6;
  readonly shared?: boolean;
}

export interface TrunkWire extends Resource {
  readonly port_id: string;
  readonly status?: string;
  readonly sub_ports?: readonly { readonly port_id: string; readonly segmentation_type: string; readonly segmentation_id: number }[];
}

export interface QosPolicyWire extends Resource {
  readonly shared?: boolean;
  readonly rules?: readonly Readonly<Record<string, unknown>>[];
}

export interface RbacPolicyWire extends Resource {
  readonly object_type: string;
  readonly object_id: string;
  readonly action: string;
  readonly target_tenant: string;
}

/** Rackspace's addresses that several servers share. */
export interface SharedAddressWire {
  readonly id: string;
  readonly network_id: string;
  readonly subnet_id?: string;
  readonly address?: string;
  readonly version?: 4 | 6;
  readonly type?: 'fixed' | 'shared';
  readonly port_ids?: readonly string[];
}

export interface CreateSharedAddressFields {
  readonly network_id: string;
  readonly version: 4 | 6;
  /** Two or more. */
  readonly port_ids: readonly string[];
  readonly ip_address?: string | undefined;
}

/** A port of a floating IP that leads to one of a server. Source: networking api-ref v2.0 "Floating IPs port forwarding". */
export interface PortForwardingWire {
  readonly id: string;
  readonly protocol: string;
  readonly external_port: number;
  readonly internal_port: number;
  readonly internal_ip_address: string;
  readonly internal_port_id: string;
  readonly description?: string;
}

export interface CreatePortForwardingFields {
  readonly protocol: 'tcp' | 'udp' | 'icmp' | 'sctp' | 'dccp';
  readonly external_port: number;
  readonly internal_port: number;
  readonly internal_ip_address: string;
  readonly internal_port_id: string;
  readonly description?: string;
}
