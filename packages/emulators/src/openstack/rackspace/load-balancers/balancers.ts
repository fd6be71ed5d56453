import { type Answer, empty, json } from '../../answer.ts';
import { type JsonObject, textOf } from '../../values.ts';
import type { RackspaceCall, RackspaceRoutes } from '../rackspace-service.ts';
import { newAccessItems } from './access-list.ts';
import { checkMonitor, checkPersistence, checkThrottle } from './features.ts';
import { accepted, findBalancer, idsOf, matching, mutable, type Shape, wrapped } from './load-balancer-call.ts';
import { immutable, overLimit, validation } from './load-balancer-faults.ts';
import type { LoadBalancer } from './load-balancer-state.ts';
import { balancerBody, rowBody } from './load-balancer-view.ts';
import { newMetadata } from './metadata.ts';
import { NODE_SPEC, newNodes, recordEvent } from './nodes.ts';
import { pageOf } from './paging.ts';
import { ALGORITHMS, isDatagram, PROTOCOLS } from './protocols.ts';
import { chooseVirtualIps } from './virtual-ips.ts';

const MAX_BALANCERS = 25;
const MAX_BULK = 10;

const CHANGE: Shape = {
  name: 'string',
  algorithm: 'string',
  protocol: 'string',
  halfClosed: 'boolean',
  port: 'number',
  timeout: 'number',
  httpsRedirect: 'boolean',
};

const SPEC: Shape = {
  ...CHANGE,
  virtualIps: 'array',
  nodes: 'array',
  accessList: 'array',
  connectionLogging: 'object',
  contentCaching: 'object',
  connectionThrottle: 'object',
  healthMonitor: 'object',
  metadata: 'array',
  sessionPersistence: 'object',
};

const rows = (value: unknown, shape: Shape, ...required: readonly string[]): JsonObject[] =>
  ((value ?? []) as readonly unknown[]).map((row) => matching(row, shape, ...required));

function checkAttributes(given: JsonObject): void {
  const { name, algorithm, protocol, port, timeout } = given;
  if (name !== undefined && (name === '' || textOf(name).length > 128)) throw validation('Load Balancer name is invalid: 1 to 128 characters.');
  if (algorithm !== undefined && !(ALGORITHMS as readonly string[]).includes(textOf(algorithm)))
    throw validation('Load balancing algorithm is invalid. Please specify a valid algorithm.');
  if (protocol !== undefined && PROTOCOLS[textOf(protocol)] === undefined)
    throw validation('Load balancer protocol is invalid. Please specify a valid protocol.');
  if (port !== undefined && !(Number(port) >= 1 && Number(port) <= 65_535)) throw validation('Load balancer port is invalid. Please specify a valid port.');
  if (timeout !== undefined && !(Number(timeout) >= 30 && Number(timeout) <= 120)) throw validation('Timeout value must be between 30 and 120.');
}

async function create(call: RackspaceCall): Promise<Answer> {
  const given = await wrapped(call, 'loadBalancer', SPEC, 'name', 'protocol', 'virtualIps');
  const nodeRows = rows(given['nodes'], NODE_SPEC, 'address', 'port');
  const vipRows = rows(given['virtualIps'], { id: 'number', type: 'string', ipVersion: 'string' });
  const accessRows = rows(given['accessList'], { address: 'string', type: 'string' }, 'address', 'type');
  const metadataRows = rows(given['metadata'], { key: 'string', value: 'string' }, 'key', 'value');
  checkAttributes(given);
  const { loadBalancers } = call.region.rackspace;
  const mine = loadBalancers.ofProject(call.project.id).filter(({ status }) => status !== 'DELETED');
  if (mine.length >= MAX_BALANCERS) throw overLimit('Load balancer limit of the account has been reached.');
  const protocol = String(given['protocol']);
  const port = Number(given['port'] ?? PROTOCOLS[protocol]);
  if (port === 0) throw validation(`Must provide a port for the ${protocol} protocol.`);
  const healthMonitor = given['healthMonitor'] === undefined ? undefined : checkMonitor(given['healthMonitor'] as JsonObject, protocol);
  const persistence = given['sessionPersistence'] as JsonObject | undefined;
  const throttle = given['connectionThrottle'] as JsonObject | undefined;
  const enabled = (name: string): boolean => (given[name] as JsonObject | undefined)?.['enabled'] === true;
  const virtualIps = chooseVirtualIps(call, vipRows, port);
  const balancer = loadBalancers.add({
    id: loadBalancers.nextId(),
    projectId: call.project.id,
    name: String(given['name']),
    protocol,
    port,
    algorithm: textOf(given['algorithm'] ?? 'RANDOM'),
    timeout: Number(given['timeout'] ?? 30),
    halfClosed: given['halfClosed'] === true,
    httpsRedirect: given['httpsRedirect'] === true,
    status: 'BUILD',
    createdAt: call.now,
    updatedAt: call.now,
    nodes: newNodes(call, { nodes: [], healthMonitor }, nodeRows),
    virtualIps,
    accessList: newAccessItems(call, [], accessRows),
    metadata: newMetadata(call, [], metadataRows),
    connectionLogging: enabled('connectionLogging'),
    contentCaching: enabled('contentCaching'),
    sessionPersistence: persistence === undefined ? undefined : checkPersistence(persistence, protocol),
    connectionThrottle: throttle === undefined ? undefined : checkThrottle(undefined, throttle),
    healthMonitor,
    errorPage: undefined,
    ssl: undefined,
    mappings: [],
  });
  for (const node of balancer.nodes) recordEvent(call, balancer, node, 'created');
  balancer.timeline.plan(call.now, call.cloud.transitionMs, () => {
    balancer.status = 'ACTIVE';
  });
  return json(202, { loadBalancer: balancerBody(balancer) });
}

function list(call: RackspaceCall): Answer {
  const status = call.request.queryValue('status');
  const name = call.request.queryValue('name');
  const address = call.request.queryValue('nodeaddress');
  const since = call.request.queryValue('changes-since');
  if (since !== undefined && Number.isNaN(Date.parse(since))) throw validation('changes-since is no date.');
  const found = call.region.rackspace.loadBalancers
    .ofProject(call.project.id)
    // Deleted ones are shown to who asks for them, or for what changed.
    .filter((one) => (status === undefined ? one.status !== 'DELETED' || since !== undefined : one.status === status))
    .filter((one) => name === undefined || one.name === name)
    .filter((one) => address === undefined || one.nodes.some((node) => node.address === address))
    .filter((one) => since === undefined || one.updatedAt >= Date.parse(since));
  return json(200, { loadBalancers: pageOf(call, found, 'loadbalancers').items.map(rowBody) });
}

async function update(call: RackspaceCall, id: string): Promise<Answer> {
  const change = await wrapped(call, 'loadBalancer', CHANGE);
  const balancer = mutable(call, id);
  if (Object.keys(change).length === 0)
    throw validation(
      'The load balancer must have at least one of the following to update: name, algorithm, protocol, port, timeout, httpsRedirect, halfClosed.',
    );
  checkAttributes(change);
  const protocol = change['protocol'] as string | undefined;
  // Another protocol knows nothing of the sessions that there were.
  if (protocol !== undefined && protocol !== balancer.protocol) balancer.sessionPersistence = undefined;
  if (protocol !== undefined && isDatagram(protocol)) balancer.healthMonitor = undefined;
  Object.assign(balancer, change);
  return accepted(call, balancer);
}

function remove(call: RackspaceCall, balancer: LoadBalancer): void {
  balancer.status = 'PENDING_DELETE';
  balancer.updatedAt = call.now;
  balancer.timeline.plan(call.now, call.cloud.transitionMs, () => {
    balancer.status = 'DELETED';
  });
}

/** All or none. */
function removeMany(call: RackspaceCall): Answer {
  const ids = idsOf(call);
  if (ids.length === 0) throw validation('Must supply one or more id to process this request.');
  if (ids.length > MAX_BULK)
    throw validation(
      `Request to delete ${ids.length} load balancers exceeds the account limit BATCH_DELETE_LIMIT of ${MAX_BULK} please attempt to delete fewer load balancers.`,
    );
  const { loadBalancers } = call.region.rackspace;
  const found = ids.map((id) => loadBalancers.get(id, call.project.id));
  const missing = ids.filter((_, index) => found[index] === undefined || found[index].status === 'DELETED');
  if (missing.length > 0) throw validation(`Must provide valid load balancers: ${missing.join(', ')} could not be found.`);
  const busy = found.find((one) => one?.status !== 'ACTIVE');
  if (busy !== undefined) throw immutable(busy.id, busy.status);
  for (const one of found) if (one !== undefined) remove(call, one);
  return empty(202);
}

export function addBalancerRoutes(routes: RackspaceRoutes): void {
  routes
    .on('GET loadbalancers', list)
    .on('POST loadbalancers', create)
    .on('DELETE loadbalancers', removeMany)
    .on('GET loadbalancers/algorithms', () => json(200, { algorithms: ALGORITHMS.map((name) => ({ name })) }))
    .on('GET loadbalancers/protocols', () => json(200, { protocols: Object.entries(PROTOCOLS).map(([name, port]) => ({ name, port })) }))
    .on('GET loadbalancers/alloweddomains', () => json(200, { allowedDomains: [{ allowedDomain: { name: 'rackspaceclouddb.com' } }] }))
    .on('GET loadbalancers/absolutelimits', () =>
      json(200, {
        absolute: [
          { name: 'IPV6_LIMIT', value: 25 },
          { name: 'LOADBALANCER_LIMIT', value: MAX_BALANCERS },
          { name: 'BATCH_DELETE_LIMIT', value: MAX_BULK },
          { name: 'ACCESS_LIST_LIMIT', value: 100 },
          { name: 'NODE_LIMIT', value: 25 },
          { name: 'NODE_META_LIMIT', value: 25 },
          { name: 'LOADBALANCER_META_LIMIT', value: 25 },
          { name: 'CERTIFICATE_MAPPING_LIMIT', value: 20 },
        ],
      }),
    )
    .on('GET loadbalancers/{id}', (call, id) => json(200, { loadBalancer: balancerBody(findBalancer(call, id)) }))
    .on('PUT loadbalancers/{id}', update)
    .on('DELETE loadbalancers/{id}', (call, id) => {
      remove(call, mutable(call, id));
      return empty(202);
    });
}
