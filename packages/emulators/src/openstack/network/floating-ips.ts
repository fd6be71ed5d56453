import { randomUUID } from 'node:crypto';
import { type Answer, empty, json } from '../answer.ts';
import type { Routes } from '../routes.ts';
import { isoSeconds } from '../timestamps.ts';
import { type JsonObject, stringAt } from '../values.ts';
import { listRows, type NetworkCall, neutronFault, notFound, readResource } from './network-call.ts';
import type { FloatingIp, Port, Router } from './network-state.ts';
import { findNetwork, requireUuid } from './networks.ts';
import { findPort } from './ports.ts';

function body(call: NetworkCall, floating: FloatingIp): JsonObject {
  const port = floating.portId === null ? undefined : call.region.networks.ports.get(floating.portId);
  const router = port === undefined ? undefined : routerOf(call, port);
  const details =
    port === undefined
      ? null
      : {
          name: port.name,
          network_id: port.networkId,
          mac_address: port.macAddress,
          admin_state_up: port.adminStateUp,
          status: 'ACTIVE',
          device_id: port.deviceId,
          device_owner: port.deviceOwner,
        };
  return {
    id: floating.id,
    tenant_id: floating.projectId,
    floating_ip_address: floating.address,
    floating_network_id: floating.networkId,
    router_id: router?.id ?? null,
    port_id: floating.portId,
    fixed_ip_address: port?.fixedIps[0]?.address ?? null,
    status: port === undefined ? 'DOWN' : 'ACTIVE',
    description: floating.description,
    qos_policy_id: null,
    port_details: details,
    port_forwardings: [],
    tags: call.region.networks.tagsOf(floating.id),
    created_at: isoSeconds(floating.createdAt),
    updated_at: isoSeconds(floating.updatedAt),
    revision_number: floating.revision,
    project_id: floating.projectId,
  };
}

/** A floating address needs a router between its network and the port's. */
const routerOf = (call: NetworkCall, port: Port): Router | undefined => {
  const { networks } = call.region;
  const gateways = [...networks.ports.values()].filter((item) => item.networkId === port.networkId && item.deviceOwner === 'network:router_interface');
  return gateways.map((gateway) => networks.routers.get(gateway.deviceId)).find((router) => router !== undefined);
};

function find(call: NetworkCall, id: string): FloatingIp {
  const floating = call.region.networks.floatingIps.get(id);
  if (floating?.projectId !== call.project.id) throw notFound('FloatingIPNotFound', `Floating IP ${id} could not be found`);
  return floating;
}

function connect(call: NetworkCall, floating: FloatingIp, portId: string): void {
  const port = findPort(call, portId);
  const [fixed] = port.fixedIps;
  if (fixed === undefined)
    throw neutronFault(400, 'BadRequest', `Bad floatingip request: Cannot add floating IP to port ${portId} that has no fixed IPv4 addresses.`);
  if (routerOf(call, port) === undefined) {
    throw neutronFault(
      404,
      'ExternalGatewayForFloatingIPNotFound',
      `External network ${floating.networkId} is not reachable from subnet ${fixed.subnetId}.  Therefore, cannot associate Port ${portId} with a Floating IP.`,
    );
  }
  const other = [...call.region.networks.floatingIps.values()].find((item) => item.portId === portId && item.id !== floating.id);
  if (other !== undefined) {
    throw neutronFault(
      409,
      'FloatingIPPortAlreadyAssociated',
      `Cannot associate floating IP ${floating.address} (${floating.id}) with port ${portId} using fixed IP ${fixed.address}, as that fixed IP already has a floating IP on external network ${floating.networkId}.`,
    );
  }
  floating.portId = portId;
}

async function create(call: NetworkCall): Promise<Answer> {
  const given = await readResource(call, 'floatingip', [
    'floating_network_id',
    'port_id',
    'fixed_ip_address',
    'floating_ip_address',
    'subnet_id',
    'description',
    'dns_name',
    'dns_domain',
    'qos_policy_id',
  ]);
  const network = findNetwork(call, requireUuid('floating_network_id', given['floating_network_id']));
  if (!network.external) throw neutronFault(400, 'BadRequest', `Bad floatingip request: Network ${network.id} is not a valid external network.`);
  const { networks } = call.region;
  const subnet = [...networks.subnets.values()].find((item) => item.networkId === network.id && item.ipVersion === 4);
  if (subnet === undefined) throw neutronFault(409, 'IpAddressGenerationFailure', `No more IP addresses available on network ${network.id}.`);
  const floating: FloatingIp = {
    id: randomUUID(),
    projectId: call.project.id,
    networkId: network.id,
    address: networks.nextAddress(subnet),
    portId: null,
    description: stringAt(given, 'description') ?? '',
    createdAt: call.now,
    updatedAt: call.now,
    revision: 0,
  };
  const portId = stringAt(given, 'port_id');
  if (portId !== undefined) connect(call, floating, portId);
  networks.floatingIps.set(floating.id, floating);
  return json(201, { floatingip: body(call, floating) });
}

async function update(call: NetworkCall, id: string): Promise<Answer> {
  const given = await readResource(call, 'floatingip', ['port_id', 'fixed_ip_address', 'description']);
  const floating = find(call, id);
  const portId = stringAt(given, 'port_id');
  // Absent leaves it, null takes it off.
  if (portId !== undefined) connect(call, floating, portId);
  else if (given['port_id'] === null) floating.portId = null;
  floating.description = stringAt(given, 'description') ?? floating.description;
  floating.updatedAt = call.now;
  floating.revision += 1;
  return json(200, { floatingip: body(call, floating) });
}

/** Floating addresses; Rackspace has none. */
export function addFloatingIpRoutes(routes: Routes<NetworkCall, Answer | Promise<Answer>>): void {
  const mine = <T extends { readonly projectId: string }>(call: NetworkCall, all: Iterable<T>): T[] =>
    [...all].filter((item) => item.projectId === call.project.id);
  routes
    .on('GET floatingips', (call) =>
      json(
        200,
        listRows(
          call,
          'floatingips',
          mine(call, call.region.networks.floatingIps.values()).map((item) => body(call, item)),
        ),
      ),
    )
    .on('POST floatingips', create)
    .on('GET floatingips/{id}', (call, id) => json(200, { floatingip: body(call, find(call, id)) }))
    .on('PUT floatingips/{id}', update)
    .on('DELETE floatingips/{id}', (call, id) => {
      call.region.networks.floatingIps.delete(find(call, id).id);
      return empty(204);
    });
}
