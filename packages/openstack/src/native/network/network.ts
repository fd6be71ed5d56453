import type { CallOptions, List, Ref } from '@portolan/core/driver';
import type { OpenstackClient } from '../../client.ts';
import { type Filters, ServiceCalls, segment } from '../service-calls.ts';
import { NeutronFloatingIps } from './floating-ips.ts';
import { NeutronCollection } from './neutron-collection.ts';
import { NeutronQosPolicies } from './qos-policies.ts';
import { NeutronRouters } from './routers.ts';
import { NeutronTrunks } from './trunks.ts';
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
  readonly trunks: NeutronTrunks;
  readonly qosPolicies: NeutronQosPolicies;
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
    this.trunks = new NeutronTrunks(calls);
    this.qosPolicies = new NeutronQosPolicies(calls);
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

  /** For administrators: how many addresses networks have, and how many are used. */
  async addressUsage(
    options: CallOptions & { readonly filters?: Filters | undefined } = {},
  ): Promise<readonly { readonly network_id: string; readonly network_name: string; readonly total_ips: number; readonly used_ips: number }[]> {
    const call = { method: 'GET', path: '/network-ip-availabilities', query: options.filters, operation: 'ListIpAvailabilities' };
    return this.#calls
      .list<{ network_id: string; network_name: string; total_ips: number; used_ips: number }>(call, 'network_ip_availabilities', options)
      .toArray();
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
