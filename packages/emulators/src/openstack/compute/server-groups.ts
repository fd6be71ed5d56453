import { randomUUID } from 'node:crypto';
import { type Answer, empty, json } from '../answer.ts';
import type { Routes } from '../routes.ts';
import { arrayAt, type JsonObject, objectAt, stringAt } from '../values.ts';
import { type ComputeCall, readBody } from './compute-call.ts';
import { computeUsage } from './compute-quotas.ts';
import type { ServerGroup } from './compute-state.ts';
import { invalidField, novaFault } from './nova-faults.ts';

const POLICIES = ['anti-affinity', 'affinity', 'soft-anti-affinity', 'soft-affinity'];

/** Since 2.64 a group has one policy, and rules; before, a list of policies and metadata. */
const groupBody = (call: ComputeCall, group: ServerGroup): JsonObject => {
  const late = call.version.atLeast(64);
  return {
    id: group.id,
    name: group.name,
    ...(late ? { policy: group.policy, rules: group.rules } : { policies: [group.policy], metadata: {} }),
    members: call.region.compute.all().flatMap((server) => (server.serverGroupId === group.id ? [server.id] : [])),
    project_id: call.version.atLeast(13) ? group.projectId : undefined,
    user_id: call.version.atLeast(13) ? group.userId : undefined,
  };
};

export function findServerGroup(call: ComputeCall, id: string): ServerGroup {
  const group = call.region.compute.serverGroups.get(id);
  if (group?.projectId !== call.project.id) throw novaFault(404, `Instance group ${id} could not be found.`);
  return group;
}

async function create(call: ComputeCall): Promise<Answer> {
  const given = objectAt(await readBody(call), 'server_group');
  const name = stringAt(given, 'name');
  if (name === undefined || name === '') throw invalidField('server_group', given ?? {}, "'name' is a required property");
  const member = call.version.atLeast(64) ? 'policy' : 'policies';
  const policy = member === 'policy' ? stringAt(given, 'policy') : arrayAt(given, 'policies')?.[0];
  if (typeof policy !== 'string') throw invalidField('server_group', given ?? {}, `'${member}' is a required property`);
  if (!POLICIES.includes(policy) || (policy.startsWith('soft') && !call.version.atLeast(15)))
    throw invalidField(member, policy, `'${policy}' is not one of ${POLICIES.join(', ')}`);
  const { compute } = call.region;
  const limit = compute.quotas.limit(call.project.id, 'server_groups');
  if ((computeUsage(call, call.project.id)['server_groups'] ?? 0) >= limit) throw novaFault(403, 'Quota exceeded, too many server groups.');
  const rules = (objectAt(given, 'rules') ?? {}) as Readonly<Record<string, number>>;
  const group = { id: randomUUID(), projectId: call.project.id, userId: call.token.user.id, name, policy, rules };
  compute.serverGroups.set(group.id, group);
  return json(200, { server_group: groupBody(call, group) });
}

export function addServerGroupRoutes(routes: Routes<ComputeCall, Answer | Promise<Answer>>): void {
  routes
    .on('GET os-server-groups', (call) => {
      const mine = [...call.region.compute.serverGroups.values()].filter(({ projectId }) => projectId === call.project.id);
      const offset = Number(call.request.queryValue('offset') ?? 0);
      const limit = Number(call.request.queryValue('limit') ?? 1000);
      return json(200, { server_groups: mine.slice(offset, offset + limit).map((group) => groupBody(call, group)) });
    })
    .on('POST os-server-groups', create)
    .on('GET os-server-groups/{id}', (call, id) => json(200, { server_group: groupBody(call, findServerGroup(call, id)) }))
    .on('DELETE os-server-groups/{id}', (call, id) => {
      call.region.compute.serverGroups.delete(findServerGroup(call, id).id);
      return empty(204);
    });
}
