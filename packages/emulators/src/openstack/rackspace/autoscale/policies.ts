import { randomBytes, randomUUID } from 'node:crypto';
import { empty, json } from '../../answer.ts';
import type { JsonObject } from '../../values.ts';
import { jsonBody, type RackspaceCall, type RackspaceRoutes } from '../rackspace-service.ts';
import { fault, invalid } from './autoscale-faults.ts';
import type { Group, Policy, Webhook } from './autoscale-state.ts';
import { findGroup } from './find-group.ts';
import { linked, page } from './links.ts';
import { cannotExecute, execute } from './scaling.ts';
import { policyOf, webhookOf } from './schemas.ts';

const MAX_POLICIES = 100;
const MAX_WEBHOOKS = 25;

export function newPolicy(group: Group, body: JsonObject, now: number): Policy {
  if (group.policies.size >= MAX_POLICIES) throw fault(422, 'PoliciesOverLimitError', `Allowed limit of ${MAX_POLICIES} scaling policies per group reached`);
  const policy: Policy = { id: randomUUID(), body, webhooks: new Map(), lastExecutedAt: undefined, lookedAt: now };
  group.policies.set(policy.id, policy);
  return policy;
}

export const policyBody = (call: RackspaceCall, group: Group, policy: Policy): JsonObject => ({
  ...policy.body,
  ...linked(call, policy.id, `groups/${group.id}/policies/${policy.id}`),
});

function find(call: RackspaceCall, id: string, policyId: string): { readonly group: Group; readonly policy: Policy } {
  const group = findGroup(call, id);
  const policy = group.policies.get(policyId);
  if (policy === undefined) throw fault(404, 'NoSuchPolicyError', `No such scaling policy ${policyId} for group ${id} for tenant ${call.project.id}`);
  return { group, policy };
}

function webhookBody(call: RackspaceCall, path: string, webhook: Webhook): JsonObject {
  const { links, ...rest } = linked(call, webhook.id, `${path}/webhooks/${webhook.id}`);
  // No account in it: who has the address needs nothing else.
  const href = `${call.region.linkOrigin}/autoscale/v1.0/execute/1/${webhook.hash}/`;
  return { ...rest, name: webhook.name, metadata: webhook.metadata, links: [...(links as JsonObject[]), { rel: 'capability', href }] };
}

const body = (call: RackspaceCall): Promise<unknown> => jsonBody(call, () => fault(400, 'InvalidJsonError', 'Invalid JSON in the body'));

async function rows(call: RackspaceCall): Promise<readonly unknown[]> {
  const given = await body(call);
  if (Array.isArray(given) && given.length > 0) return given as readonly unknown[];
  throw invalid('The body must be a list.');
}

export function addPolicyRoutes(routes: RackspaceRoutes): void {
  routes
    .on('GET groups/{id}/policies', (call, id) => {
      const group = findGroup(call, id);
      return page(call, 'policies', [...group.policies.values()], `groups/${id}/policies`, (policy) => policyBody(call, group, policy));
    })
    .on('POST groups/{id}/policies', async (call, id) => {
      const given = (await rows(call)).map(policyOf);
      const group = findGroup(call, id);
      const made = given.map((one) => newPolicy(group, one, call.now));
      return json(201, { policies: made.map((policy) => policyBody(call, group, policy)) }, { Location: `${call.base}/groups/${id}/policies/` });
    })
    .on('GET groups/{id}/policies/{policy}', (call, id, policyId) => {
      const { group, policy } = find(call, id, policyId);
      return json(200, { policy: policyBody(call, group, policy) });
    })
    .on('PUT groups/{id}/policies/{policy}', async (call, id, policyId) => {
      const given = policyOf(await body(call));
      const { policy } = find(call, id, policyId);
      if (given['type'] !== policy.body['type']) throw invalid('The type of a policy cannot be changed.');
      policy.body = given;
      return empty(204);
    })
    .on('DELETE groups/{id}/policies/{policy}', (call, id, policyId) => {
      const { group, policy } = find(call, id, policyId);
      group.policies.delete(policy.id);
      return empty(204);
    })
    .on('POST groups/{id}/policies/{policy}/execute', (call, id, policyId) => {
      const { group, policy } = find(call, id, policyId);
      const why = execute(call.cloud, call.region, group, policy, call.now);
      if (why !== undefined) throw cannotExecute(group, policy, why);
      return json(202, {});
    });
}

export function addWebhookRoutes(routes: RackspaceRoutes): void {
  const place = 'groups/{id}/policies/{policy}/webhooks';
  const findWebhook = (call: RackspaceCall, id: string, policyId: string, webhookId: string): { readonly policy: Policy; readonly webhook: Webhook } => {
    const { policy } = find(call, id, policyId);
    const webhook = policy.webhooks.get(webhookId);
    if (webhook === undefined) throw fault(404, 'NoSuchWebhookError', `No such webhook ${webhookId} when attempting to load policy ${policyId} in group ${id}`);
    return { policy, webhook };
  };
  const pathOf = (id: string, policyId: string): string => `groups/${id}/policies/${policyId}`;
  routes
    .on(`GET ${place}`, (call, id, policyId) => {
      const { policy } = find(call, id, policyId);
      const path = pathOf(id, policyId);
      return page(call, 'webhooks', [...policy.webhooks.values()], `${path}/webhooks`, (webhook) => webhookBody(call, path, webhook));
    })
    .on(`POST ${place}`, async (call, id, policyId) => {
      const given = (await rows(call)).map(webhookOf);
      const { policy } = find(call, id, policyId);
      if (policy.webhooks.size + given.length > MAX_WEBHOOKS)
        throw fault(422, 'WebhookOverLimitsError', `Allowed limit of ${MAX_WEBHOOKS} webhooks per policy reached`);
      const made = given.map((one) => ({ ...one, id: randomUUID(), hash: randomBytes(32).toString('hex') }));
      for (const webhook of made) policy.webhooks.set(webhook.id, webhook);
      const path = pathOf(id, policyId);
      return json(201, { webhooks: made.map((webhook) => webhookBody(call, path, webhook)) }, { Location: `${call.base}/${path}/webhooks/` });
    })
    .on(`GET ${place}/{webhook}`, (call, id, policyId, webhookId) =>
      json(200, { webhook: webhookBody(call, pathOf(id, policyId), findWebhook(call, id, policyId, webhookId).webhook) }),
    )
    .on(`PUT ${place}/{webhook}`, async (call, id, policyId, webhookId) => {
      const given = webhookOf(await body(call));
      Object.assign(findWebhook(call, id, policyId, webhookId).webhook, given);
      return empty(204);
    })
    .on(`DELETE ${place}/{webhook}`, (call, id, policyId, webhookId) => {
      findWebhook(call, id, policyId, webhookId).policy.webhooks.delete(webhookId);
      return empty(204);
    });
}
