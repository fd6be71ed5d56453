// A network as Neutron sends it. Source: network api-ref v2 "Show network details". Rackspace sends id, name, status, subnets, tenant_id, shared alone.

export interface NetworkWire {
  readonly id: string;
  readonly name?: string;
  readonly status?: string;
  readonly subnets?: readonly string[];
  readonly tenant_id?: string;
  readonly project_id?: string;
  readonly shared?: boolean;
  readonly admin_state_up?: boolean;
  readonly 'router:external'?: boolean;
  /** Since Newton. */
  readonly description?: string;
  readonly created_at?: string;
  readonly mtu?: number;
}

export interface SubnetWire {
  readonly id: string;
  readonly network_id?: string;
  readonly cidr?: string;
  readonly ip_version?: number;
  readonly gateway_ip?: string | null;
}

/** A server's interface. Source: network api-ref v2 "Show port details". */
export interface PortWire {
  readonly id: string;
  readonly network_id?: string;
  /** The server, or the router. */
  readonly device_id?: string;
  readonly device_owner?: string | null;
  readonly fixed_ips?: readonly { readonly subnet_id?: string; readonly ip_address?: string }[];
}
