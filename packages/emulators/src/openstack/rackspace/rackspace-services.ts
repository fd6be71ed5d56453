import { autoscaleService } from './autoscale/autoscale-service.ts';
import { cdnContainerService } from './cdn/cdn-containers.ts';
import { cdnSiteService } from './cdn/cdn-services.ts';
import { databaseService } from './databases/database-service.ts';
import { dnsService } from './dns/dns-service.ts';
import { loadBalancerService } from './load-balancers/load-balancer-service.ts';
import { monitoringService } from './monitoring/monitoring-service.ts';
import { queueService } from './queues/queue-service.ts';
import type { RackspaceService } from './rackspace-service.ts';

/** By the first segment of their paths. */
export const RACKSPACE_SERVICES: Readonly<Record<string, RackspaceService>> = {
  loadbalancers: loadBalancerService,
  dns: dnsService,
  databases: databaseService,
  monitoring: monitoringService,
  autoscale: autoscaleService,
  queues: queueService,
  cdn: cdnContainerService,
  rackcdn: cdnSiteService,
};
