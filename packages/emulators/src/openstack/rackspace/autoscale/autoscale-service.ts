import type { EmulatorRequest } from '../../../kit/exchange.ts';
import { type Answer, json } from '../../answer.ts';
import type { Cloud, Region } from '../../cloud.ts';
import { Routes } from '../../routes.ts';
import type { RackspaceCall, RackspaceService } from '../rackspace-service.ts';
import { fault } from './autoscale-faults.ts';
import { addGroupRoutes } from './groups.ts';
import { addPolicyRoutes, addWebhookRoutes } from './policies.ts';
import { execute, settleGroups } from './scaling.ts';

const routes = new Routes<RackspaceCall, Answer | Promise<Answer>>();
addGroupRoutes(routes);
addPolicyRoutes(routes);
addWebhookRoutes(routes);
routes.on('GET limits', () =>
  json(200, {
    limits: {
      absolute: { maxGroups: 1000, maxPoliciesPerGroup: 100, maxWebhooksPerPolicy: 25 },
      rate: [{ uri: '/v1.0/execute/*', regex: '/v1\\.0/execute/(.*)', limit: [{ verb: 'ALL', value: 10, remaining: 10, unit: 'SECOND' }] }],
    },
  }),
);

/** `POST /v1.0/execute/1/{hash}/`: accepted whatever comes of it, and whether there is such a hook or not. */
function executeAnonymously(cloud: Cloud, region: Region, request: EmulatorRequest, path: string): Answer | undefined {
  const hash = /^execute\/1\/([0-9a-f]+)\/?$/.exec(path)?.[1];
  if (hash === undefined || request.method !== 'POST') return undefined;
  const found = region.rackspace.autoscale.behind(hash);
  if (found !== undefined) execute(cloud, region, found.group, found.policy, cloud.clock.now());
  return json(202, {});
}

/** Rackspace Autoscale v1.0. */
export const autoscaleService: RackspaceService = {
  version: 'v1.0',
  tenant: 'account',
  routes,
  noRoute: (_call, found) => fault(found === 'method' ? 405 : 404, found === 'method' ? 'MethodNotAllowed' : 'NotFound', 'No such resource.').answer,
  settle: (region, now, cloud) => settleGroups(cloud, region, now),
  anonymous: executeAnonymously,
};
