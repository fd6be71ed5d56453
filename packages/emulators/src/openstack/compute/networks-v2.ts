import { type Answer, empty, json } from '../answer.ts';
import { isCidr } from '../network/cidr.ts';
import { type Network, type Port, PUBLIC_NET, SERVICE_NET } from '../network/network-state.ts';
import type { Routes } from '../routes.ts';
import { type JsonObject, objectAt, stringAt } from '../values.ts';
import { type ComputeCall, findServer, readBody } from './compute-call.ts';
import { novaFault } from './nova-faults.ts';

/** Rackspace only: the older door to Cloud Networks, with `label` for the name and the CIDR on the network itself. */
function onRackspace(call: ComputeCall): void {
  if (call.cloud.flavour !== 'rackspace') throw novaFault(404, 'The resource could not be found.');
}

function view(call: ComputeCall, network: Network): JsonObject {
  const standard = network.id === PUBLIC_NET || network.id === SERVICE_NET;
  const subnet = [...call.region.networks.subnets.values()].find((item) => item.networkId === network.id);
  return { ...(standard || subnet === undefined ? {} : { cidr: subnet.cidr }), id: network.id, label: network.name };
}

function find(call: ComputeCall, id: string): Network {
  onRackspace(call);
  const network = call.region.networks.visibleNetworks(call.project.id).find((item) => item.id === id);
  if (network === undefined) throw novaFault(404, 'Network not found');
  return network;
}

async function create(call: ComputeCall): Promise<Answer> {
  onRackspace(call);
  const given = objectAt(await readBody(call), 'network');
  const cidr = stringAt(given, 'cidr') ?? '';
  if (!isCidr(cidr, cidr.includes(':') ? 6 : 4)) throw novaFault(400, 'CIDR is malformed');
  if (Number(cidr.split('/')[1]) > 30 && !cidr.includes(':')) throw novaFault(400, 'CIDR does not contain enough addresses');
  const { networks } = call.region;
  if ([...networks.networks.values()].filter((network) => network.projectId === call.project.id).length >= 10)
    throw novaFault(400, 'Quota exceeded, too many networks.');
  const network = networks.addNetwork({ name: stringAt(given, 'label') ?? '', projectId: call.project.id }, call.now);
  networks.addSubnet({ networkId: network.id, projectId: call.project.id, ipVersion: cidr.includes(':') ? 6 : 4, cidr, gatewayIp: null }, call.now);
  return json(200, { network: view(call, network) });
}

function remove(call: ComputeCall, id: string): Answer {
  const network = find(call, id);
  const { networks } = call.region;
  if (network.projectId !== call.project.id) throw novaFault(403, 'Policy does not allow this request.');
  if ([...networks.ports.values()].some((port) => port.networkId === id)) throw novaFault(403, 'Network is in use');
  networks.networks.delete(id);
  for (const subnet of [...networks.subnets.values()]) if (subnet.networkId === id) networks.subnets.delete(subnet.id);
  return empty(202);
}

const virtualInterface = (call: ComputeCall, port: Port): JsonObject => ({
  id: port.id,
  mac_address: port.macAddress,
  ip_addresses: port.fixedIps.map(({ address }) => ({
    address,
    network_id: port.networkId,
    network_label: call.region.networks.networks.get(port.networkId)?.name ?? '',
  })),
});

async function plug(call: ComputeCall, id: string): Promise<Answer> {
  onRackspace(call);
  const networkId = stringAt(objectAt(await readBody(call), 'virtual_interface'), 'network_id') ?? '';
  const server = findServer(call, id);
  const network = find(call, networkId);
  const { networks } = call.region;
  if (networks.portsOf(server.id).some((port) => port.networkId === network.id)) throw novaFault(400, 'Server is already attached to this network');
  const port = networks.addPort({ networkId: network.id, projectId: call.project.id, deviceId: server.id, deviceOwner: 'compute:None' }, call.now);
  return json(200, { virtual_interfaces: [virtualInterface(call, port)] });
}

export function addNetworksV2Routes(routes: Routes<ComputeCall, Answer | Promise<Answer>>): void {
  routes
    .on('GET os-networksv2', (call) => {
      onRackspace(call);
      return json(200, { networks: call.region.networks.visibleNetworks(call.project.id).map((network) => view(call, network)) });
    })
    .on('POST os-networksv2', create)
    .on('GET os-networksv2/{id}', (call, id) => json(200, { network: view(call, find(call, id)) }))
    .on('DELETE os-networksv2/{id}', remove)
    .on('GET servers/{id}/os-virtual-interfacesv2', (call, id) => {
      onRackspace(call);
      const ports = call.region.networks.portsOf(findServer(call, id).id);
      return json(200, { virtual_interfaces: ports.map((port) => virtualInterface(call, port)) });
    })
    .on('POST servers/{id}/os-virtual-interfacesv2', plug)
    .on('DELETE servers/{id}/os-virtual-interfacesv2/{port}', (call, id, portId) => {
      onRackspace(call);
      const port = call.region.networks.portsOf(findServer(call, id).id).find((item) => item.id === portId);
      if (port === undefined) throw novaFault(404, 'Virtual interface not found');
      call.region.networks.deletePort(portId);
      return empty(200);
    });
}
