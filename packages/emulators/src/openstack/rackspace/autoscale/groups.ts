import { randomUUID } from 'node:crypto';
import { type Answer, empty, json } from '../../answer.ts';
import { arrayAt, type JsonObject } from '../../values.ts';
import { jsonBody, objectBody, type RackspaceCall, type RackspaceRoutes } from '../rackspace-service.ts';
import { fault, invalid } from './autoscale-faults.ts';
import type { Group } from './autoscale-state.ts';
import { findGroup } from './find-group.ts';
import { linked, page } from './links.ts';
import { newPolicy, policyBody } from './policies.ts';
import { bounded, converge, removeServer } from './scaling.ts';
import { configurationOf, launchOf, policyOf } from './schemas.ts';

const MAX_GROUPS = 1000;

const body = (call: RackspaceCall): Promise<JsonObject> => objectBody(call, () => fault(400, 'InvalidJsonError', 'Invalid JSON in the body'));

const stateBody = (call: RackspaceCall, group: Group): JsonObject => ({
  active: group.servers.map((id) => ({
    id,
    links: [{ rel: 'self', href: `${call.region.linkOrigin}/servers/v2/${call.project.id}/servers/${id}` }],
  })),
  activeCapacity: group.servers.length,
  pendingCapacity: group.pending.length,
  desiredCapacity: group.desired,
  name: group.configuration['name'],
  paused: group.paused,
  status: 'ACTIVE',
  errors: [],
});

const groupBody = (call: RackspaceCall, group: Group): JsonObject => ({
  ...linked(call, group.id, `groups/${group.id}`),
  groupConfiguration: group.configuration,
  launchConfiguration: group.launch,
  scalingPolicies: [...group.policies.values()].map((policy) => policyBody(call, group, policy)),
  scalingPolicies_links: [{ rel: 'policies', href: `${call.base}/groups/${group.id}/policies/` }],
  state: stateBody(call, group),
});

async function create(call: RackspaceCall): Promise<Answer> {
  const given = await body(call);
  const configuration = configurationOf(given['groupConfiguration']);
  const launch = launchOf(given['launchConfiguration']);
  const policies = (arrayAt(given, 'scalingPolicies') ?? []).map(policyOf);
  const { autoscale } = call.region.rackspace;
  if (autoscale.ofProject(call.project.id).length >= MAX_GROUPS)
    throw fault(422, 'ScalingGroupOverLimitError', `Allowed limit of ${MAX_GROUPS} scaling groups reached`);
  const group: Group = {
    id: randomUUID(),
    projectId: call.project.id,
    userId: call.token.user.id,
    createdAt: call.now,
    configuration,
    launch,
    policies: new Map(),
    paused: false,
    desired: Number(configuration['minEntities']),
    servers: [],
    pending: [],
    lastScaledAt: undefined,
  };
  for (const policy of policies) newPolicy(group, policy, call.now);
  autoscale.groups.set(group.id, group);
  converge(call.cloud, call.region, group, call.now);
  return json(201, { group: groupBody(call, group) }, { Location: `${call.base}/groups/${group.id}/` });
}

/** Without `force` a group that has servers, or is to have some, stays. */
function remove(call: RackspaceCall, id: string): Answer {
  const group = findGroup(call, id);
  const force = call.request.queryValue('force') === 'true';
  if (!force && group.servers.length + group.pending.length > 0) throw fault(403, 'GroupNotEmptyError', `Group ${id} still has entities.`);
  for (const server of [...group.servers]) removeServer(call.region, group, server);
  call.region.rackspace.autoscale.groups.delete(id);
  return empty(204);
}

function removeOne(call: RackspaceCall, id: string, server: string): Answer {
  const group = findGroup(call, id);
  if (!group.servers.includes(server)) throw fault(404, 'ServerNotFoundError', `Active server ${server} not found in group ${id}`);
  const replace = call.request.queryValue('replace') !== 'false';
  if (!replace && group.desired <= Number(group.configuration['minEntities']))
    throw fault(
      403,
      'CannotDeleteServerBelowMinError',
      `Cannot remove server ${server} from tenant ${call.project.id}'s group ${id}. It will reduce number of servers below the required minimum.`,
    );
  // Not purged, it lives on, but the group knows it no more.
  if (call.request.queryValue('purge') === 'false') group.servers = group.servers.filter((one) => one !== server);
  else removeServer(call.region, group, server);
  if (!replace) group.desired -= 1;
  converge(call.cloud, call.region, group, call.now);
  return empty(202);
}

export function addGroupRoutes(routes: RackspaceRoutes): void {
  routes
    .on('GET groups', (call) => {
      const rows = call.region.rackspace.autoscale.ofProject(call.project.id);
      return page(call, 'groups', rows, 'groups', (group) => ({ ...linked(call, group.id, `groups/${group.id}`), state: stateBody(call, group) }));
    })
    .on('POST groups', create)
    .on('GET groups/{id}', (call, id) => json(200, { group: groupBody(call, findGroup(call, id)) }))
    .on('DELETE groups/{id}', remove)
    .on('GET groups/{id}/state', (call, id) => json(200, { group: stateBody(call, findGroup(call, id)) }))
    .on('POST groups/{id}/pause', (call, id) => {
      findGroup(call, id).paused = true;
      return empty(204);
    })
    .on('POST groups/{id}/resume', (call, id) => {
      const group = findGroup(call, id);
      group.paused = false;
      converge(call.cloud, call.region, group, call.now);
      return empty(204);
    })
    .on('POST groups/{id}/converge', (call, id) => {
      const group = findGroup(call, id);
      if (group.paused) throw fault(403, 'GroupPausedError', `Group ${id} is paused`);
      converge(call.cloud, call.region, group, call.now);
      return empty(204);
    })
    .on('GET groups/{id}/config', (call, id) => json(200, { groupConfiguration: findGroup(call, id).configuration }))
    // The whole of it: what is left out is no more.
    .on('PUT groups/{id}/config', async (call, id) => {
      const given = await body(call);
      if (given['metadata'] === undefined) throw invalid("'metadata' is a required property");
      const configuration = configurationOf(given);
      const group = findGroup(call, id);
      group.configuration = configuration;
      group.desired = bounded(group, group.desired);
      if (!group.paused) converge(call.cloud, call.region, group, call.now);
      return empty(204);
    })
    .on('GET groups/{id}/launch', (call, id) => json(200, { launchConfiguration: findGroup(call, id).launch }))
    .on('PUT groups/{id}/launch', async (call, id) => {
      const launch = launchOf(await jsonBody(call, () => fault(400, 'InvalidJsonError', 'Invalid JSON in the body')));
      findGroup(call, id).launch = launch;
      return empty(204);
    })
    .on('DELETE groups/{id}/servers/{server}', removeOne);
}
