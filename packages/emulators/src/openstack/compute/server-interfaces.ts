import { type Answer, empty, json } from '../answer.ts';
import type { Port } from '../network/network-state.ts';
import type { Routes } from '../routes.ts';
import { arrayAt, type JsonObject, objectAt, stringAt } from '../values.ts';
import { type ComputeCall, findServer, readBody } from './compute-call.ts';
import { novaFault } from './nova-faults.ts';
import { requireState } from './server-actions.ts';

const body = (call: ComputeCall, port: Port): JsonObject => ({
  net_id: port.networkId,
  port_id: port.id,
  mac_addr: port.macAddress,
  port_state: 'ACTIVE',
  fixed_ips: port.fixedIps.map((ip) => ({ subnet_id: ip.subnetId, ip_address: ip.address })),
  tag: call.version.atLeast(70) ? null : undefined,
});

const find = (call: ComputeCall, id: string, portId: string): Port => {
  const port = call.region.networks.portsOf(findServer(call, id).id).find((one) => one.id === portId);
  if (port === undefined) throw novaFault(404, `Port ${portId} is not attached to instance ${id}`);
  return port;
};

async function attach(call: ComputeCall, id: string): Promise<Answer> {
  const given = objectAt(await readBody(call), 'interfaceAttachment');
  const server = findServer(call, id);
  requireState(server, 'attach_interface', ['active', 'paused', 'stopped']);
  const { networks } = call.region;
  const portId = stringAt(given, 'port_id');
  const networkId = stringAt(given, 'net_id');
  if (portId !== undefined && networkId !== undefined) throw novaFault(400, 'Must not input both network_id and port_id');
  if (portId !== undefined) {
    const port = networks.ports.get(portId);
    if (port?.projectId !== call.project.id) throw novaFault(404, `Port ${portId} not found.`);
    if (port.deviceId !== '') throw novaFault(400, `Port ${portId} is still in use.`);
    port.deviceId = server.id;
    port.deviceOwner = 'compute:nova';
    return json(200, { interfaceAttachment: body(call, port) });
  }
  const own = networks.visibleNetworks(call.project.id).filter((network) => !network.external);
  const chosen = networkId === undefined ? own : own.filter((network) => network.id === networkId);
  const [network] = chosen;
  if (network === undefined) throw novaFault(404, `Network ${networkId ?? ''} could not be found.`);
  if (networkId === undefined && own.length > 1) throw novaFault(409, 'Multiple possible networks found, use a Network ID to be more specific.');
  const wanted = stringAt(arrayAt(given, 'fixed_ips')?.[0], 'ip_address');
  const port = networks.addPort({ networkId: network.id, projectId: call.project.id, deviceId: server.id, deviceOwner: 'compute:nova' }, call.now);
  if (wanted !== undefined && port.fixedIps[0] !== undefined) port.fixedIps = [{ ...port.fixedIps[0], address: wanted }];
  return json(200, { interfaceAttachment: body(call, port) });
}

export function addInterfaceRoutes(routes: Routes<ComputeCall, Answer | Promise<Answer>>): void {
  routes
    .on('GET servers/{id}/os-interface', (call, id) =>
      json(200, { interfaceAttachments: call.region.networks.portsOf(findServer(call, id).id).map((port) => body(call, port)) }),
    )
    .on('POST servers/{id}/os-interface', attach)
    .on('GET servers/{id}/os-interface/{port}', (call, id, port) => json(200, { interfaceAttachment: body(call, find(call, id, port)) }))
    .on('DELETE servers/{id}/os-interface/{port}', (call, id, portId) => {
      // Nova takes the port along, whoever made it; but one that was given to it stays, unbound.
      const port = find(call, id, portId);
      port.deviceId = '';
      port.deviceOwner = '';
      return empty(202);
    });
}
