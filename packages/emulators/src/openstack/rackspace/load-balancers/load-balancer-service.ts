import type { Answer } from '../../answer.ts';
import { Routes } from '../../routes.ts';
import type { RackspaceCall, RackspaceService } from '../rackspace-service.ts';
import { addAccessListRoutes } from './access-list.ts';
import { addBalancerRoutes } from './balancers.ts';
import { addFeatureRoutes } from './features.ts';
import { fault } from './load-balancer-faults.ts';
import { addMetadataRoutes } from './metadata.ts';
import { addNodeRoutes } from './nodes.ts';
import { addSslRoutes } from './ssl-termination.ts';
import { addUsageRoutes } from './usage.ts';
import { addVirtualIpRoutes } from './virtual-ips.ts';

const routes = new Routes<RackspaceCall, Answer | Promise<Answer>>();
// First: what it has in the place of an id is none.
addUsageRoutes(routes);
addBalancerRoutes(routes);
addNodeRoutes(routes);
addVirtualIpRoutes(routes);
addAccessListRoutes(routes);
addFeatureRoutes(routes);
addSslRoutes(routes);
addMetadataRoutes(routes);

/** Rackspace Cloud Load Balancers v1.0. */
export const loadBalancerService: RackspaceService = {
  version: 'v1.0',
  tenant: 'account',
  routes,
  noRoute: (_call, found) => (found === 'method' ? fault(405, 'Method not allowed.') : fault(404, 'Resource not found.')).answer,
  settle: (region, now) => region.rackspace.loadBalancers.settle(now),
};
