import { randomUUID } from 'node:crypto';
import { type Answer, empty, json } from '../answer.ts';
import type { Routes } from '../routes.ts';
import { isoSeconds } from '../timestamps.ts';
import { arrayAt, isObject, type JsonObject, stringAt, textOf } from '../values.ts';
import { contains } from './cidr.ts';
import { badRequest, listRows, type NetworkCall, neutronFault, notFound, readResource } from './network-call.ts';
import type { Port, Route, Router } from './network-state.ts';
import { change, findNetwork } from './networks.ts';
import { findPort } from './ports.ts';

const MEMBERS = ['name', 'description', 'admin_state_up', 'external_gateway_info', 'routes', 'ha', 'distributed', 'availability_zone_hints'];

export function routerBody(call: NetworkCall, router: Router): JsonObject {
  const gateway = router.externalNetworkId;
  return {
    id: router.id,
    name: router.name,
    tenant_id: router.projectId,
    admin_state_up: router.adminStateUp,
    status: 'ACTIVE',
    external_gateway_info:
      gateway === null ? null : { network_id: gateway, external_fixed_ips: router.externalAddress === null ? [] : [router.externalAddress], enable_snat: true },
    description: router.description,
    availability_zones: [],
    availability_zone_hints: [],
    routes: router.routes,
    flavor_id: null,
    tags: call.region.networks.tagsOf(router.id),
    created_at: isoSeconds(router.createdAt),
    updated_at: isoSeconds(router.updatedAt),
    revision_number: router.revision,
    project_id: router.projectId,
  };
}

function find(call: NetworkCall, id: string): Router {
  const router = call.region.networks.routers.get(id);
  if (router?.projectId !== call.project.id) throw notFound('RouterNotFound', `Router ${id} could not be found`);
  return router;
}

/** Its way out, to an external network, or none. */
function setGateway(call: NetworkCall, router: Router, given: unknown): void {
  if (given === undefined) return;
  const { networks } = call.region;
  const networkId = stringAt(given, 'network_id');
  if (networkId === undefined) {
    const used = [...networks.floatingIps.values()].some(
      (one) => networks.ports.get(one.portId ?? '') !== undefined && one.networkId === router.externalNetworkId,
    );
    if (used && interfacesOf(call, router).length > 0)
      throw neutronFault(
        409,
        'RouterExternalGatewayInUseByFloatingIp',
        `Gateway cannot be updated for router ${router.id}, since a gateway is required by floating IPs.`,
      );
    router.externalNetworkId = null;
    router.externalAddress = null;
    return;
  }
  const network = findNetwork(call, networkId);
  if (!network.external) throw badRequest(`Bad router request: Network ${networkId} is not an external network.`);
  const subnet = [...networks.subnets.values()].find((one) => one.networkId === networkId);
  router.externalNetworkId = networkId;
  router.externalAddress = subnet === undefined ? null : { subnet_id: subnet.id, ip_address: networks.nextAddress(subnet) };
}

const interfacesOf = (call: NetworkCall, router: Router): Port[] =>
  call.region.networks.portsOf(router.id).filter(({ deviceOwner }) => deviceOwner === 'network:router_interface');

function readRoutes(given: JsonObject): Route[] | undefined {
  return arrayAt(given, 'routes')?.map((row) => {
    const [destination, nexthop] = [stringAt(row, 'destination'), stringAt(row, 'nexthop')];
    if (destination === undefined || nexthop === undefined)
      throw badRequest(`Invalid input for routes. Reason: Invalid data format for hostroute: '${textOf(row)}'.`);
    return { destination, nexthop };
  });
}

function checkRoutes(call: NetworkCall, router: Router, wanted: readonly Route[]): void {
  const cidrs = interfacesOf(call, router).flatMap((port) => port.fixedIps.map(({ subnetId }) => call.region.networks.subnets.get(subnetId)?.cidr ?? ''));
  const lost = wanted.find(({ nexthop }) => !cidrs.some((cidr) => contains(cidr, nexthop)));
  if (lost !== undefined) throw badRequest(`Invalid format for routes: ${textOf(wanted)}, the nexthop is not connected with router`);
}

async function create(call: NetworkCall): Promise<Answer> {
  const given = await readResource(call, 'router', MEMBERS);
  const router: Router = {
    id: randomUUID(),
    name: stringAt(given, 'name') ?? '',
    description: stringAt(given, 'description') ?? '',
    projectId: call.project.id,
    adminStateUp: given['admin_state_up'] !== false,
    externalNetworkId: null,
    externalAddress: null,
    routes: [],
    createdAt: call.now,
    updatedAt: call.now,
    revision: 1,
  };
  setGateway(call, router, given['external_gateway_info'] ?? undefined);
  call.region.networks.routers.set(router.id, router);
  return json(201, { router: routerBody(call, router) });
}

interface Joint {
  readonly subnetId: string | undefined;
  readonly portId: string | undefined;
}

async function readJoint(call: NetworkCall): Promise<Joint> {
  let body: unknown;
  try {
    body = JSON.parse((await call.request.body()).toString('utf8'));
  } catch {
    throw badRequest('Body contains invalid data');
  }
  const joint = { subnetId: stringAt(body, 'subnet_id'), portId: stringAt(body, 'port_id') };
  if (!isObject(body) || (joint.subnetId === undefined && joint.portId === undefined))
    throw badRequest('Bad router request: Either subnet_id or port_id must be specified');
  return joint;
}

const interfaceBody = (router: Router, port: Port): JsonObject => ({
  id: router.id,
  tenant_id: router.projectId,
  port_id: port.id,
  network_id: port.networkId,
  subnet_id: port.fixedIps[0]?.subnetId,
  subnet_ids: port.fixedIps.map(({ subnetId }) => subnetId),
});

async function join(call: NetworkCall, id: string): Promise<Answer> {
  const { subnetId, portId } = await readJoint(call);
  const router = find(call, id);
  const { networks } = call.region;
  if (portId !== undefined) {
    const port = findPort(call, portId);
    if (port.deviceId !== '')
      throw neutronFault(
        409,
        'PortInUse',
        `Unable to complete operation on port ${portId} for network ${port.networkId}. Port already has an attached device ${port.deviceId}.`,
      );
    port.deviceId = router.id;
    port.deviceOwner = 'network:router_interface';
    return json(200, interfaceBody(router, port));
  }
  const subnet = networks.subnets.get(subnetId ?? '');
  if (subnet === undefined || subnet.projectId !== call.project.id) throw notFound('SubnetNotFound', `Subnet ${subnetId ?? ''} could not be found.`);
  if (subnet.gatewayIp === null) throw badRequest(`Bad router request: Subnet for router interface must have a gateway IP.`);
  if (interfacesOf(call, router).some((port) => port.fixedIps.some((ip) => ip.subnetId === subnet.id)))
    throw badRequest(`Bad router request: Router already has a port on subnet ${subnet.id}.`);
  const fixedIps = [{ subnetId: subnet.id, address: subnet.gatewayIp }];
  const port = networks.addPort(
    { networkId: subnet.networkId, projectId: call.project.id, deviceId: router.id, deviceOwner: 'network:router_interface', fixedIps, securityGroups: [] },
    call.now,
  );
  return json(200, interfaceBody(router, port));
}

async function leave(call: NetworkCall, id: string): Promise<Answer> {
  const { subnetId, portId } = await readJoint(call);
  const router = find(call, id);
  const port = interfacesOf(call, router).find((one) => (portId === undefined ? one.fixedIps.some((ip) => ip.subnetId === subnetId) : one.id === portId));
  if (port === undefined)
    throw notFound(
      portId === undefined ? 'RouterInterfaceNotFoundForSubnet' : 'RouterInterfaceNotFound',
      `Router ${id} has no interface ${portId === undefined ? `on subnet ${subnetId ?? ''}` : `with id ${portId}`}`,
    );
  const { networks } = call.region;
  const needed = [...networks.floatingIps.values()].some((one) => networks.ports.get(one.portId ?? '')?.networkId === port.networkId);
  if (needed)
    throw neutronFault(
      409,
      'RouterInterfaceInUseByFloatingIP',
      `Router interface for subnet ${subnetId ?? ''} on router ${id} cannot be deleted, as it is required by one or more floating IPs.`,
    );
  networks.deletePort(port.id);
  return json(200, interfaceBody(router, port));
}

async function changeRoutes(call: NetworkCall, id: string, merge: (there: readonly Route[], given: readonly Route[]) => Route[]): Promise<Answer> {
  const given = await readResource(call, 'router', ['routes']);
  const router = find(call, id);
  const wanted = merge(router.routes, readRoutes(given) ?? []);
  checkRoutes(call, router, wanted);
  router.routes = wanted;
  return json(200, { router: routerBody(call, router) });
}

const same = (a: Route, b: Route): boolean => a.destination === b.destination && a.nexthop === b.nexthop;

export function addRouterRoutes(routes: Routes<NetworkCall, Answer | Promise<Answer>>): void {
  routes
    .on('GET routers', (call) => {
      const mine = [...call.region.networks.routers.values()].filter(({ projectId }) => projectId === call.project.id);
      return json(
        200,
        listRows(
          call,
          'routers',
          mine.map((router) => routerBody(call, router)),
        ),
      );
    })
    .on('POST routers', create)
    .on('GET routers/{id}', (call, id) => json(200, { router: routerBody(call, find(call, id)) }))
    .on('PUT routers/{id}', async (call, id) => {
      const given = await readResource(call, 'router', MEMBERS);
      const router = find(call, id);
      const wanted = readRoutes(given);
      if (wanted !== undefined) checkRoutes(call, router, wanted);
      setGateway(call, router, given['external_gateway_info']);
      change(router, given, call.now);
      router.routes = wanted ?? router.routes;
      if (typeof given['admin_state_up'] === 'boolean') router.adminStateUp = given['admin_state_up'];
      return json(200, { router: routerBody(call, router) });
    })
    .on('DELETE routers/{id}', (call, id) => {
      const router = find(call, id);
      if (interfacesOf(call, router).length > 0) throw neutronFault(409, 'RouterInUse', `Router ${id} still has ports`);
      call.region.networks.routers.delete(id);
      return empty(204);
    })
    .on('PUT routers/{id}/add_router_interface', join)
    .on('PUT routers/{id}/remove_router_interface', leave)
    .on('PUT routers/{id}/add_extraroutes', (call, id) =>
      changeRoutes(call, id, (there, given) => [...there, ...given.filter((one) => !there.some((other) => same(one, other)))]),
    )
    .on('PUT routers/{id}/remove_extraroutes', (call, id) =>
      changeRoutes(call, id, (there, given) => there.filter((one) => !given.some((other) => same(one, other)))),
    );
}
