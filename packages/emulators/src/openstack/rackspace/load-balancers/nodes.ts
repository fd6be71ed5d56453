import { isIP } from 'node:net';
import { empty, json } from '../../answer.ts';
import { isoSeconds } from '../../timestamps.ts';
import { type JsonObject, textOf } from '../../values.ts';
import type { RackspaceCall, RackspaceRoutes } from '../rackspace-service.ts';
import { accepted, findBalancer, idsOf, mutable, type Shape, wrapped, wrappedRows } from './load-balancer-call.ts';
import { nodeNotFound, overLimit, validation } from './load-balancer-faults.ts';
import type { LoadBalancer, Node } from './load-balancer-state.ts';
import { nodeBody } from './load-balancer-view.ts';
import { pageOf } from './paging.ts';

const MAX_NODES = 25;
const MAX_BULK = 10;
const CONDITIONS = ['ENABLED', 'DISABLED', 'DRAINING'];

const SPEC: Shape = { address: 'string', port: 'number', condition: 'string', type: 'string', weight: 'number' };
const CHANGE: Shape = { ...SPEC, id: 'number', status: 'string' };

const HOST_NAME = /^(?=.{1,128}$)([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}$/;

function checkNode(balancer: Pick<LoadBalancer, 'healthMonitor'>, given: JsonObject): void {
  const { condition, type, weight } = given;
  if (condition !== undefined && !CONDITIONS.includes(textOf(condition))) throw validation('Node condition is invalid. Please specify a valid condition.');
  if (type !== undefined && type !== 'PRIMARY' && type !== 'SECONDARY') throw validation('Node type is invalid. Must be PRIMARY or SECONDARY.');
  if (type === 'SECONDARY' && balancer.healthMonitor === undefined) throw validation('Must have an active health monitor to add secondary nodes.');
  if (weight !== undefined && !(Number(weight) >= 1 && Number(weight) <= 100))
    throw validation('Node weight is invalid. Range is 1-100. Please specify a valid weight.');
}

/** Nodes of a create or an addition. Address and port together are one node's. */
export function newNodes(call: RackspaceCall, balancer: Pick<LoadBalancer, 'healthMonitor' | 'nodes'>, rows: readonly JsonObject[]): Node[] {
  if (balancer.nodes.length + rows.length > MAX_NODES) throw overLimit(`Nodes must not exceed ${MAX_NODES} per load balancer.`);
  const taken = new Set(balancer.nodes.map(({ address, port }) => `${address} ${port}`));
  return rows.map((row) => {
    const address = textOf(row['address'] ?? '');
    const port = Number(row['port']);
    if (isIP(address) === 0 && !HOST_NAME.test(address)) throw validation('Node ip is invalid. Please specify a valid ip or host name.');
    if (!(Number.isInteger(port) && port >= 1 && port <= 65_535)) throw validation('Node port is invalid. Please specify a valid port.');
    checkNode(balancer, row);
    if (taken.has(`${address} ${port}`)) throw validation('Duplicate nodes detected. Please ensure that the ip address and port are unique for each node.');
    taken.add(`${address} ${port}`);
    const { condition = 'ENABLED', type = 'PRIMARY', weight } = row;
    const id = call.region.rackspace.loadBalancers.nextId();
    return { id, address, port, condition: String(condition), type: String(type), weight: weight === undefined ? undefined : Number(weight), metadata: [] };
  });
}

export const NODE_SPEC: Shape = SPEC;

export function recordEvent(call: RackspaceCall, balancer: LoadBalancer, node: Node, verb: 'created' | 'updated' | 'deleted'): void {
  const { address, port, condition } = node;
  balancer.events.push({
    id: call.region.rackspace.loadBalancers.nextId(),
    nodeId: node.id,
    title: `Node Successfully ${verb.replace(/^./, (letter) => letter.toUpperCase())}`,
    description: `Node successfully ${verb} with address: '${address}', port: '${port}', condition: '${condition}', weight: '${node.weight ?? 1}'`,
    category: { created: 'CREATE', updated: 'UPDATE', deleted: 'DELETE' }[verb],
    author: call.token.user.name,
    createdAt: call.now,
  });
}

export function findNode(balancer: LoadBalancer, id: string): Node {
  const found = balancer.nodes.find((node) => node.id === Number(id));
  if (found === undefined) throw nodeNotFound();
  return found;
}

function changeNode(call: RackspaceCall, balancer: LoadBalancer, node: Node, change: JsonObject): void {
  if (change['address'] !== undefined) throw validation('Node ip field cannot be modified.');
  if (change['port'] !== undefined) throw validation('Port field cannot be modified.');
  if (change['status'] !== undefined) throw validation('Status field cannot be modified.');
  const { condition, type, weight } = change;
  if (condition === undefined && type === undefined && weight === undefined)
    throw validation('The node must have at least one of the following to update: condition, type, weight.');
  checkNode(balancer, change);
  if (condition !== undefined) node.condition = textOf(condition);
  if (type !== undefined) node.type = textOf(type);
  if (weight !== undefined) node.weight = Number(weight);
  recordEvent(call, balancer, node, 'updated');
}

function removeNodes(call: RackspaceCall, balancer: LoadBalancer, ids: readonly number[]): void {
  for (const node of balancer.nodes) if (ids.includes(node.id)) recordEvent(call, balancer, node, 'deleted');
  balancer.nodes = balancer.nodes.filter(({ id }) => !ids.includes(id));
}

export function addNodeRoutes(routes: RackspaceRoutes): void {
  routes
    .on('GET loadbalancers/{id}/nodes', (call, id) => {
      const balancer = findBalancer(call, id);
      return json(200, { nodes: balancer.nodes.map((node) => nodeBody(balancer, node)) });
    })
    .on('POST loadbalancers/{id}/nodes', async (call, id) => {
      const rows = await wrappedRows(call, { many: 'nodes', one: 'node' }, SPEC, 'address', 'port', 'condition');
      const balancer = mutable(call, id);
      const made = newNodes(call, balancer, rows);
      balancer.nodes.push(...made);
      for (const node of made) recordEvent(call, balancer, node, 'created');
      accepted(call, balancer);
      return json(202, { nodes: made.map((node) => nodeBody(balancer, node)) });
    })
    .on('PUT loadbalancers/{id}/nodes', async (call, id) => {
      const rows = await wrappedRows(call, { many: 'nodes', one: 'node' }, CHANGE, 'id');
      const balancer = mutable(call, id);
      const strangers = rows.filter((row) => !balancer.nodes.some((node) => node.id === row['id'])).map((row) => row['id']);
      if (strangers.length > 0) throw validation(`Node ids ${strangers.join(',')} are not a part of your loadbalancer`);
      for (const row of rows) changeNode(call, balancer, findNode(balancer, String(row['id'])), row);
      return accepted(call, balancer);
    })
    .on('DELETE loadbalancers/{id}/nodes', (call, id) => {
      const balancer = mutable(call, id);
      const ids = idsOf(call);
      if (ids.length === 0) throw validation('Must supply one or more id to process this request.');
      if (ids.length > MAX_BULK)
        throw validation(
          `Request to delete ${ids.length} nodes exceeds the account limit BATCH_DELETE_LIMIT of ${MAX_BULK} please attempt to delete fewer nodes.`,
        );
      const strangers = ids.filter((one) => !balancer.nodes.some((node) => node.id === one));
      if (strangers.length > 0) throw validation(`Node ids ${strangers.join(',')} are not a part of your loadbalancer`);
      removeNodes(call, balancer, ids);
      return accepted(call, balancer);
    })
    // Before the route of one node, which would take it for an id.
    .on('GET loadbalancers/{id}/nodes/events', (call, id) => {
      const balancer = findBalancer(call, id);
      const rows = balancer.events.map((event) => ({
        id: event.id,
        accountId: Number(balancer.projectId),
        loadbalancerId: balancer.id,
        nodeId: event.nodeId,
        type: 'NODE',
        title: event.title,
        description: event.description,
        detailedMessage: event.description,
        category: event.category,
        severity: 'INFO',
        relativeUri: `/${balancer.projectId}/loadbalancers/${balancer.id}/nodes/${event.nodeId}`,
        author: event.author,
        created: isoSeconds(event.createdAt),
      }));
      const { items, links } = pageOf(call, rows, `loadbalancers/${id}/nodes/events`);
      return json(200, { nodeServiceEvents: items, links });
    })
    .on('GET loadbalancers/{id}/nodes/{node}', (call, id, node) => {
      const balancer = findBalancer(call, id);
      return json(200, { node: nodeBody(balancer, findNode(balancer, node)) });
    })
    .on('PUT loadbalancers/{id}/nodes/{node}', async (call, id, node) => {
      const change = await wrapped(call, 'node', CHANGE);
      const balancer = mutable(call, id);
      changeNode(call, balancer, findNode(balancer, node), change);
      return accepted(call, balancer);
    })
    .on('DELETE loadbalancers/{id}/nodes/{node}', (call, id, node) => {
      const balancer = mutable(call, id);
      removeNodes(call, balancer, [findNode(balancer, node).id]);
      accepted(call, balancer);
      return empty(202);
    });
}
