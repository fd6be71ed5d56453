import { type Answer, empty } from '../answer.ts';
import type { Routes } from '../routes.ts';
import { isoSeconds } from '../timestamps.ts';
import { isObject, type JsonObject, stringAt } from '../values.ts';
import { contains } from './cidr.ts';
import { badRequest, bulk, listRows, type NetworkCall, neutronFault, notFound, readResource } from './network-call.ts';
import { requireQuota } from './network-quotas.ts';
import type { FixedIp, Network, Port } from './network-state.ts';
import { change, compact, findNetwork, requireUuid } from './networks.ts';

function portBody(call: NetworkCall, port: Port): JsonObject {
  const plain = {
    id: port.id,
    name: port.name,
    network_id: port.networkId,
    tenant_id: port.projectId,
    mac_address: port.macAddress,
    admin_state_up: port.adminStateUp,
    status: port.deviceId === '' ? 'DOWN' : 'ACTIVE',
    device_id: port.deviceId,
    device_owner: call.cloud.flavour === 'rackspace' && port.deviceOwner === '' ? null : port.deviceOwner,
    fixed_ips: port.fixedIps.map((ip) => ({ subnet_id: ip.subnetId, ip_address: ip.address })),
    security_groups: port.securityGroups,
  };
  if (call.cloud.flavour === 'rackspace') return plain;
  return {
    ...plain,
    allowed_address_pairs: [],
    extra_dhcp_opts: [],
    description: port.description,
    'binding:vnic_type': 'normal',
    port_security_enabled: port.securityGroups.length > 0,
    qos_policy_id: null,
    qos_network_policy_id: null,
    ip_allocation: 'immediate',
    tags: call.region.networks.tagsOf(port.id),
    created_at: isoSeconds(port.createdAt),
    updated_at: isoSeconds(port.updatedAt),
    revision_number: port.revision,
    project_id: port.projectId,
  };
}

export function findPort(call: NetworkCall, id: string): Port {
  const port = call.region.networks.ports.get(id);
  if (port?.projectId !== call.project.id) throw notFound('PortNotFound', `Port ${id} could not be found.`);
  return port;
}

async function createPort(call: NetworkCall): Promise<Answer> {
  const given = await readResource(call, 'port', [
    'name',
    'network_id',
    'fixed_ips',
    'mac_address',
    'security_groups',
    'admin_state_up',
    'device_id',
    'device_owner',
    'description',
    'allowed_address_pairs',
    'port_security_enabled',
    'binding:vnic_type',
    'extra_dhcp_opts',
    'dns_name',
  ]);
  const network = findNetwork(call, requireUuid('network_id', given['network_id']));
  const fixedIps = Array.isArray(given['fixed_ips']) ? given['fixed_ips'].filter(isObject).map((ip) => fixedIp(call, network, ip)) : undefined;
  const groups = Array.isArray(given['security_groups']) ? given['security_groups'].map(String) : undefined;
  for (const id of groups ?? []) {
    if (call.region.networks.groups.get(id)?.projectId !== call.project.id) throw notFound('SecurityGroupNotFound', `Security group ${id} does not exist`);
  }
  const mac = stringAt(given, 'mac_address');
  requireQuota(call, 'port');
  const port = call.region.networks.addPort(
    {
      networkId: network.id,
      projectId: call.project.id,
      name: stringAt(given, 'name') ?? '',
      description: stringAt(given, 'description') ?? '',
      deviceId: stringAt(given, 'device_id') ?? '',
      deviceOwner: stringAt(given, 'device_owner') ?? '',
      adminStateUp: given['admin_state_up'] !== false,
      securityGroups: groups ?? [call.region.networks.defaultGroup(call.project.id, call.now).id],
      ...(mac === undefined ? {} : { macAddress: mac }),
      ...(fixedIps === undefined ? {} : { fixedIps }),
    },
    call.now,
  );
  return compact(201, { port: portBody(call, port) });
}

function fixedIp(call: NetworkCall, network: Network, given: JsonObject): FixedIp {
  const { networks } = call.region;
  const subnets = [...networks.subnets.values()].filter((subnet) => subnet.networkId === network.id);
  const address = stringAt(given, 'ip_address');
  const subnetId = stringAt(given, 'subnet_id');
  const subnet = subnets.find((item) => (subnetId === undefined ? address !== undefined && contains(item.cidr, address) : item.id === subnetId));
  if (subnet === undefined) throw badRequest('Invalid input for operation: IP address is not a valid IP for any of the subnets on the specified network.');
  if (address === undefined) return { subnetId: subnet.id, address: networks.nextAddress(subnet) };
  if (!contains(subnet.cidr, address)) throw badRequest(`Invalid input for operation: IP address ${address} is not a valid IP for the specified subnet.`);
  if ([...networks.ports.values()].some((port) => port.fixedIps.some((ip) => ip.subnetId === subnet.id && ip.address === address))) {
    throw neutronFault(409, 'IpAddressAlreadyAllocated', `IP address ${address} already allocated in subnet ${subnet.id}`);
  }
  return { subnetId: subnet.id, address };
}

function deletePort(call: NetworkCall, id: string): Answer {
  const port = findPort(call, id);
  if (port.deviceOwner.startsWith('network:router')) {
    throw neutronFault(409, 'ServicePortInUse', `Port ${id} cannot be deleted directly via the port API: has device owner ${port.deviceOwner}.`);
  }
  call.region.networks.deletePort(id);
  return empty(204);
}

export function addPortRoutes(routes: Routes<NetworkCall, Answer | Promise<Answer>>): void {
  routes
    .on('GET ports', (call) => {
      const mine = [...call.region.networks.ports.values()].filter((port) => port.projectId === call.project.id);
      return compact(
        200,
        listRows(
          call,
          'ports',
          mine.map((port) => portBody(call, port)),
        ),
      );
    })
    .on('POST ports', (call) => bulk(call, 'port', 'ports', createPort))
    .on('GET ports/{id}', (call, id) => compact(200, { port: portBody(call, findPort(call, id)) }))
    .on('PUT ports/{id}', async (call, id) => {
      const given = await readResource(call, 'port', [
        'name',
        'description',
        'admin_state_up',
        'security_groups',
        'device_id',
        'device_owner',
        'fixed_ips',
        'allowed_address_pairs',
        'port_security_enabled',
      ]);
      const port = findPort(call, id);
      change(port, given, call.now);
      if (typeof given['admin_state_up'] === 'boolean') port.adminStateUp = given['admin_state_up'];
      port.deviceId = stringAt(given, 'device_id') ?? port.deviceId;
      port.deviceOwner = stringAt(given, 'device_owner') ?? port.deviceOwner;
      if (Array.isArray(given['fixed_ips'])) {
        const network = findNetwork(call, port.networkId);
        const kept = port.fixedIps;
        const wanted = given['fixed_ips'].filter(isObject);
        port.fixedIps = wanted.map((ip) => kept.find((one) => one.address === stringAt(ip, 'ip_address')) ?? fixedIp(call, network, ip));
      }
      if (Array.isArray(given['security_groups'])) port.securityGroups = given['security_groups'].map(String);
      return compact(200, { port: portBody(call, port) });
    })
    .on('DELETE ports/{id}', deletePort);
}
