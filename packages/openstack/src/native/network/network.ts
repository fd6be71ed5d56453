import type { CallOptions, List, Ref } from '@portolan/core/driver';
import type { OpenstackClient } from '../../client.ts';
import { ServiceCalls, segment } from '../service-calls.ts';
import { NeutronFloatingIps } from './floating-ips.ts';
import { NeutronCollection } from './neutron-collection.ts';
import { NeutronRouters } from './routers.ts';
import type * as wire from './wire.ts';

type Owned<T> = T & { readonly project_id?: string | undefined };

/** Neutron's own calls, and those of Rackspace's Cloud Networks. Members are spelled as Neutron spells them. */
export class NetworkNative {
  readonly networks: NeutronCollection<wire.NetworkWire, wire.CreateNetworkFields, wire.NetworkFields>;
  readonly subnets: NeutronCollection<wire.SubnetWire, wire.CreateSubnetFields, wire.SubnetFields>;
  readonly ports: NeutronCollection<wire.PortWire, wire.CreatePortFields, wire.PortFields>;
  readonly routers: NeutronRouters;
  readonly floatingIps: NeutronFloatingIps;
  readonly securityGroups: NeutronCollection<wire.SecurityGroupWire, Owned<wire.SecurityGroupFields>, wire.SecurityGroupFields>;
  /** There is no update: a rule is deleted and made anew. */
  readonly securityGroupRules: NeutronCollection<wire.SecurityGroupRuleWire, wire.CreateSecurityGroupRuleFields, { readonly description?: string }>;
  readonly subnetPools: NeutronCollection<wire.SubnetPoolWire, Owned<wire.SubnetPoolFields> & { readonly shared?: boolean }, wire.SubnetPoolFields>;
  readonly addressScopes: NeutronCollection<
    wire.AddressScopeWire,
    Owned<{ readonly name: string; readonly ip_version: 4 | 6; readonly shared?: boolean }>,
    { readonly name?: string; readonly shared?: boolean }
  >;
  readonly trunks: NeutronCollection<
    wire.TrunkWire,
    Owned<Pick<wire.TrunkWire, 'port_id' | 'sub_ports'> & { readonly name?: string }>,
    { readonly name?: string }
  >;
  readonly qosPolicies: NeutronCollection<
    wire.QosPolicyWire,
    Owned<{ readonly name: string; readonly description?: string; readonly shared?: boolean }>,
    { readonly name?: string; readonly description?: string; readonly shared?: boolean }
  >;
  readonly rbacPolicies: NeutronCollection<
    wire.RbacPolicyWire,
    Pick<wire.RbacPolicyWire, 'object_type' | 'object_id' | 'action' | 'target_tenant'>,
    Pick<wire.RbacPolicyWire, 'target_tenant'>
  >;
  /** At Rackspace alone: addresses that several servers share. */
  readonly sharedAddresses: NeutronCollection<wire.SharedAddressWire, wire.CreateSharedAddressFields, { readonly port_ids: readonly string[] }>;
  readonly #calls: ServiceCalls;

  constructor(client: OpenstackClient) {
    const calls = new ServiceCalls(client, 'network');
    this.#calls = calls;
    this.networks = new NeutronCollection(calls, { path: 'networks', one: 'network', many: 'networks', name: 'Network' });
    this.subnets = new NeutronCollection(calls, { path: 'subnets', one: 'subnet', many: 'subnets', name: 'Subnet' });
    this.ports = new NeutronCollection(calls, { path: 'ports', one: 'port', many: 'ports', name: 'Port' });
    this.routers = new NeutronRouters(calls);
    this.floatingIps = new NeutronFloatingIps(calls);
    this.securityGroups = new NeutronCollection(calls, { path: 'security-groups', one: 'security_group', many: 'security_groups', name: 'SecurityGroup' });
    this.securityGroupRules = new NeutronCollection(calls, {
      path: 'security-group-rules',
      one: 'security_group_rule',
      many: 'security_group_rules',
      name: 'SecurityGroupRule',
    });
    this.subnetPools = new NeutronCollection(calls, { path: 'subnetpools', one: 'subnetpool', many: 'subnetpools', name: 'SubnetPool' });
    this.addressScopes = new NeutronCollection(calls, { path: 'address-scopes', one: 'address_scope', many: 'address_scopes', name: 'AddressScope' });
    this.trunks = new NeutronCollection(calls, { path: 'trunks', one: 'trunk', many: 'trunks', name: 'Trunk' });
    this.qosPolicies = new NeutronCollection(calls, { path: 'qos/policies', one: 'policy', many: 'policies', name: 'QosPolicy' });
    this.rbacPolicies = new NeutronCollection(calls, { path: 'rbac-policies', one: 'rbac_policy', many: 'rbac_policies', name: 'RbacPolicy' });
    this.sharedAddresses = new NeutronCollection(calls, { path: 'ip_addresses', one: 'ip_address', many: 'ip_addresses', name: 'SharedAddress' });
  }

  /** -1 is no limit. Of the connection's project, unless another is named. */
  async quotas(options: CallOptions & { readonly project?: Ref | undefined } = {}): Promise<Readonly<Record<string, number>>> {
    return this.#calls.member({ method: 'GET', path: await this.#quotaPath(options), operation: 'GetQuotas' }, 'quota', options);
  }

  async quotaDetails(
    options: CallOptions & { readonly project?: Ref | undefined } = {},
  ): Promise<Readonly<Record<string, { readonly limit: number; readonly used: number; readonly reserved: number }>>> {
    return this.#calls.member({ method: 'GET', path: `${await this.#quotaPath(options)}/details`, operation: 'GetQuotaDetails' }, 'quota', options);
  }

  /** For administrators. */
  async updateQuotas(project: Ref, quotas: Readonly<Record<string, number>>, options: CallOptions = {}): Promise<Readonly<Record<string, number>>> {
    return this.#calls.member(
      { method: 'PUT', path: await this.#quotaPath({ project }), json: { quota: quotas }, operation: 'UpdateQuotas' },
      'quota',
      options,
    );
  }

  /** For administrators: back to the defaults. */
  async deleteQuotas(project: Ref, options: CallOptions = {}): Promise<void> {
    await this.#calls.empty({ method: 'DELETE', path: await this.#quotaPath({ project }), operation: 'DeleteQuotas' }, options);
  }

  /** What this Neutron can do: it has extensions where others have microversions. */
  async extensions(options: CallOptions = {}): Promise<readonly { readonly alias: string; readonly name: string; readonly description?: string }[]> {
    return this.#calls.array({ method: 'GET', path: '/extensions', operation: 'ListExtensions' }, 'extensions', options);
  }

  availabilityZones(options: CallOptions = {}): List<{ readonly name: string; readonly resource: string; readonly state: string }> {
    return this.#calls.list({ method: 'GET', path: '/availability_zones', operation: 'ListAvailabilityZones' }, 'availability_zones', options);
  }

  /** For administrators. */
  agents(options: CallOptions = {}): List<{ readonly id: string; readonly agent_type: string; readonly host: string; readonly alive: boolean }> {
    return this.#calls.list({ method: 'GET', path: '/agents', operation: 'ListAgents' }, 'agents', options);
  }

  async #quotaPath({ project, ...options }: CallOptions & { readonly project?: Ref | undefined }): Promise<string> {
    return `/quotas/${segment(project ?? (await this.#calls.client.session(options)).projectId ?? '', 'project')}`;
  }
}
