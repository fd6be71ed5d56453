import { type Answer, empty, json } from '../answer.ts';
import type { Routes } from '../routes.ts';
import { isoSeconds } from '../timestamps.ts';
import { arrayAt, integerAt, isObject, type JsonObject, stringAt, textOf } from '../values.ts';
import { contains, hostAddress, isCidr, overlaps, prefixLength } from './cidr.ts';
import { badRequest, bulk, listRows, type NetworkCall, neutronFault, notFound, readResource } from './network-call.ts';
import { requireQuota } from './network-quotas.ts';
import type { Network, Subnet } from './network-state.ts';

/** Networks, subnets and ports come from Neutron's newer core, which writes JSON without blanks (seen on Zed); the rest writes Python's. */
export const compact = (status: number, value: unknown): Answer => ({ status, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(value) });

const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

function networkBody(call: NetworkCall, network: Network): JsonObject {
  const subnets = [...call.region.networks.subnets.values()].filter((subnet) => subnet.networkId === network.id).map((subnet) => subnet.id);
  const plain = { id: network.id, name: network.name, tenant_id: network.projectId, admin_state_up: network.adminStateUp };
  // Rackspace's have no more than this.
  if (call.cloud.flavour === 'rackspace') return { status: 'ACTIVE', subnets, ...plain, shared: network.shared };
  return {
    ...plain,
    mtu: network.external ? 1500 : 1450,
    status: 'ACTIVE',
    subnets,
    shared: network.shared,
    availability_zone_hints: [],
    availability_zones: [],
    ipv4_address_scope: null,
    ipv6_address_scope: null,
    'router:external': network.external,
    description: network.description,
    port_security_enabled: true,
    qos_policy_id: null,
    l2_adjacency: true,
    ...(network.external ? { is_default: false } : {}),
    tags: call.region.networks.tagsOf(network.id),
    created_at: isoSeconds(network.createdAt),
    updated_at: isoSeconds(network.updatedAt),
    revision_number: network.revision,
    project_id: network.projectId,
  };
}

function subnetBody(call: NetworkCall, subnet: Subnet): JsonObject {
  const rackspace = call.cloud.flavour === 'rackspace';
  const bits = subnet.ipVersion === 4 ? 32 : 128;
  const last = hostAddress(subnet.cidr, Math.min(2 ** (bits - prefixLength(subnet.cidr)) - 2, 2 ** 31));
  const pools = [{ start: hostAddress(subnet.cidr, rackspace ? 1 : 2), end: last }];
  const plain = {
    id: subnet.id,
    name: subnet.name,
    tenant_id: subnet.projectId,
    network_id: subnet.networkId,
    ip_version: subnet.ipVersion,
    enable_dhcp: rackspace ? null : subnet.enableDhcp,
    gateway_ip: subnet.gatewayIp,
    cidr: subnet.cidr,
    allocation_pools: subnet.allocationPools.length === 0 ? pools : subnet.allocationPools,
    host_routes: subnet.hostRoutes,
    dns_nameservers: subnet.dnsNameservers,
  };
  if (rackspace) return plain;
  return {
    ...plain,
    subnetpool_id: subnet.poolId,
    ipv6_ra_mode: null,
    ipv6_address_mode: null,
    description: subnet.description,
    service_types: [],
    tags: call.region.networks.tagsOf(subnet.id),
    created_at: isoSeconds(subnet.createdAt),
    updated_at: isoSeconds(subnet.updatedAt),
    revision_number: subnet.revision,
    project_id: subnet.projectId,
  };
}

export function findNetwork(call: NetworkCall, id: string): Network {
  const network = call.region.networks.visibleNetworks(call.project.id).find((item) => item.id === id);
  if (network === undefined) throw notFound('NetworkNotFound', `Network ${id} could not be found.`);
  return network;
}

/** Seeing is not changing: shared and external networks belong to the operator. */
function ownNetwork(call: NetworkCall, id: string, action: string): Network {
  const network = findNetwork(call, id);
  if (network.projectId !== call.project.id) {
    throw neutronFault(403, 'PolicyNotAuthorized', `(rule:${action} and (rule:${action}:network_id)) is disallowed by policy`);
  }
  return network;
}

const ownSubnets = (call: NetworkCall): Subnet[] => {
  const visible = new Set(
    call.region.networks
      .visibleNetworks(call.project.id)
      .filter((network) => !network.external)
      .map((network) => network.id),
  );
  return [...call.region.networks.subnets.values()].filter((subnet) => visible.has(subnet.networkId));
};

function findSubnet(call: NetworkCall, id: string): Subnet {
  const subnet = ownSubnets(call).find((item) => item.id === id);
  if (subnet === undefined) throw notFound('SubnetNotFound', `Subnet ${id} could not be found.`);
  return subnet;
}

export function requireUuid(name: string, value: unknown): string {
  if (typeof value !== 'string' || !UUID.test(value)) throw badRequest(`Invalid input for ${name}. Reason: '${textOf(value ?? '')}' is not a valid UUID.`);
  return value;
}

async function createNetwork(call: NetworkCall): Promise<Answer> {
  const given = await readResource(call, 'network', [
    'name',
    'admin_state_up',
    'description',
    'shared',
    'mtu',
    'router:external',
    'port_security_enabled',
    'availability_zone_hints',
    'qos_policy_id',
    'is_default',
    'dns_domain',
  ]);
  if (given['shared'] === true || given['router:external'] === true) {
    throw neutronFault(403, 'PolicyNotAuthorized', '(rule:create_network and rule:create_network:shared) is disallowed by policy');
  }
  requireQuota(call, 'network');
  const network = call.region.networks.addNetwork(
    {
      name: stringAt(given, 'name') ?? '',
      projectId: call.project.id,
      adminStateUp: given['admin_state_up'] !== false,
      description: stringAt(given, 'description') ?? '',
    },
    call.now,
  );
  // Told of those just made and of external ones.
  return compact(201, { network: { ...networkBody(call, network), is_default: false } });
}

function deleteNetwork(call: NetworkCall, id: string): Answer {
  const network = ownNetwork(call, id, 'delete_network');
  const { networks } = call.region;
  const inUse = [...networks.ports.values()].filter((port) => port.networkId === network.id);
  if (inUse.length > 0) {
    const ports = inUse.map((port) => port.id).join(', ');
    throw neutronFault(
      409,
      'NetworkInUse',
      `Unable to complete operation on network ${id}. There are one or more ports still in use on the network, id for these ports is: ${ports}.`,
    );
  }
  for (const subnet of [...networks.subnets.values()]) if (subnet.networkId === id) networks.subnets.delete(subnet.id);
  networks.networks.delete(id);
  return empty(204);
}

/** Ranges within the network. */
function poolsOf(given: JsonObject, cidr: string): { readonly start: string; readonly end: string }[] | undefined {
  return arrayAt(given, 'allocation_pools')?.map((row) => {
    const [start, end] = [stringAt(row, 'start') ?? '', stringAt(row, 'end') ?? ''];
    if (!contains(cidr, start) || !contains(cidr, end))
      throw neutronFault(400, 'OutOfBoundsAllocationPool', `The allocation pool ${start}-${end} spans beyond the subnet cidr ${cidr}.`);
    return { start, end };
  });
}

async function createSubnet(call: NetworkCall): Promise<Answer> {
  const given = await readResource(call, 'subnet', [
    'name',
    'network_id',
    'ip_version',
    'cidr',
    'gateway_ip',
    'enable_dhcp',
    'dns_nameservers',
    'host_routes',
    'allocation_pools',
    'description',
    'ipv6_ra_mode',
    'ipv6_address_mode',
    'subnetpool_id',
    'prefixlen',
    'service_types',
  ]);
  const network = ownNetwork(call, requireUuid('network_id', given['network_id']), 'create_subnet');
  const version = integerAt(given, 'ip_version');
  if (version !== 4 && version !== 6) throw badRequest(`Invalid input for ip_version. Reason: '${String(given['ip_version'])}' is not in [4, 6].`);
  const cidr = stringAt(given, 'cidr') ?? '';
  const valid = call.cloud.flavour === 'rackspace' ? /^[0-9a-f.:]+\/\d+$/i.test(cidr) : isCidr(cidr, version);
  if (!valid) throw neutronFault(400, 'InvalidInput', `Invalid input for operation: ${cidr} is not in a CIDR format.`);
  const taken = [...call.region.networks.subnets.values()].find(
    (subnet) => subnet.networkId === network.id && subnet.ipVersion === version && overlaps(subnet.cidr, cidr),
  );
  if (taken !== undefined) {
    throw neutronFault(
      400,
      'InvalidInput',
      `Invalid input for operation: Requested subnet with cidr: ${cidr} for network: ${network.id} overlaps with another subnet.`,
    );
  }
  const gateway = given['gateway_ip'];
  const subnet = call.region.networks.addSubnet(
    {
      networkId: network.id,
      projectId: call.project.id,
      ipVersion: version,
      cidr,
      name: stringAt(given, 'name') ?? '',
      description: stringAt(given, 'description') ?? '',
      enableDhcp: given['enable_dhcp'] !== false,
      allocationPools: poolsOf(given, cidr) ?? [],
      hostRoutes: (arrayAt(given, 'host_routes') ?? []).filter(isObject),
      dnsNameservers: Array.isArray(given['dns_nameservers']) ? given['dns_nameservers'].map(String) : [],
      ...(gateway === null || (gateway === undefined && call.cloud.flavour === 'rackspace')
        ? { gatewayIp: null }
        : typeof gateway === 'string'
          ? { gatewayIp: gateway }
          : {}),
    },
    call.now,
  );
  return compact(201, { subnet: subnetBody(call, subnet) });
}

function deleteSubnet(call: NetworkCall, id: string): Answer {
  const subnet = findSubnet(call, id);
  ownNetwork(call, subnet.networkId, 'delete_subnet');
  const used = [...call.region.networks.ports.values()].some((port) => port.fixedIps.some((ip) => ip.subnetId === id));
  if (used) throw neutronFault(409, 'SubnetInUse', `Unable to complete operation on subnet ${id}: One or more ports have an IP allocation from this subnet.`);
  call.region.networks.subnets.delete(id);
  return empty(204);
}

/** What `PUT` may change of a network, a subnet or a port: texts and the administrative state. */
export function change(resource: { name: string; description: string; updatedAt: number; revision: number }, given: JsonObject, now: number): void {
  resource.name = stringAt(given, 'name') ?? resource.name;
  resource.description = stringAt(given, 'description') ?? resource.description;
  resource.updatedAt = now;
  resource.revision += 1;
}

export function addNetworkRoutes(routes: Routes<NetworkCall, Answer | Promise<Answer>>): void {
  routes
    .on('GET networks', (call) =>
      compact(
        200,
        listRows(
          call,
          'networks',
          call.region.networks.visibleNetworks(call.project.id).map((network) => networkBody(call, network)),
        ),
      ),
    )
    .on('POST networks', (call) => bulk(call, 'network', 'networks', createNetwork))
    .on('GET networks/{id}', (call, id) => compact(200, { network: networkBody(call, findNetwork(call, id)) }))
    .on('PUT networks/{id}', async (call, id) => {
      const given = await readResource(call, 'network', ['name', 'description', 'admin_state_up', 'shared', 'port_security_enabled', 'mtu']);
      const network = ownNetwork(call, id, 'update_network');
      change(network, given, call.now);
      if (typeof given['admin_state_up'] === 'boolean') network.adminStateUp = given['admin_state_up'];
      return compact(200, { network: networkBody(call, network) });
    })
    .on('DELETE networks/{id}', deleteNetwork)
    .on('GET subnets', (call) =>
      compact(
        200,
        listRows(
          call,
          'subnets',
          ownSubnets(call).map((subnet) => subnetBody(call, subnet)),
        ),
      ),
    )
    .on('POST subnets', (call) => bulk(call, 'subnet', 'subnets', createSubnet))
    .on('GET subnets/{id}', (call, id) => compact(200, { subnet: subnetBody(call, findSubnet(call, id)) }))
    .on('PUT subnets/{id}', async (call, id) => {
      const given = await readResource(call, 'subnet', [
        'name',
        'description',
        'gateway_ip',
        'enable_dhcp',
        'dns_nameservers',
        'host_routes',
        'allocation_pools',
      ]);
      const subnet = findSubnet(call, id);
      change(subnet, given, call.now);
      subnet.allocationPools = poolsOf(given, subnet.cidr) ?? subnet.allocationPools;
      subnet.hostRoutes = arrayAt(given, 'host_routes')?.filter(isObject) ?? subnet.hostRoutes;
      if (given['gateway_ip'] !== undefined) subnet.gatewayIp = stringAt(given, 'gateway_ip') ?? null;
      if (typeof given['enable_dhcp'] === 'boolean') subnet.enableDhcp = given['enable_dhcp'];
      if (Array.isArray(given['dns_nameservers'])) subnet.dnsNameservers = given['dns_nameservers'].map(String);
      return compact(200, { subnet: subnetBody(call, subnet) });
    })
    .on('DELETE subnets/{id}', deleteSubnet)
    .on('GET ', (call) =>
      json(200, {
        resources: ['network', 'subnet', 'subnetpool', 'port'].map((name) => ({
          name,
          collection: `${name}s`,
          links: [{ rel: 'self', href: `${call.base}/${name}s` }],
        })),
      }),
    );
}
