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
  readonly created_at?: string;
  readonly mtu?: number;
}
