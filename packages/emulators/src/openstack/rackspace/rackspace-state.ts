import { AutoscaleState } from './autoscale/autoscale-state.ts';
import { CdnState } from './cdn/cdn-state.ts';
import { DatabaseState } from './databases/database-state.ts';
import { DnsState } from './dns/dns-state.ts';
import { LoadBalancerState } from './load-balancers/load-balancer-state.ts';
import { MonitoringState } from './monitoring/monitoring-state.ts';
import { QueueState } from './queues/queue-state.ts';

/** What Rackspace's own services keep of one region. DNS, monitoring and the sites of the CDN are served by the first region for all. */
export class RackspaceState {
  readonly loadBalancers: LoadBalancerState = new LoadBalancerState();
  readonly dns: DnsState = new DnsState();
  readonly databases: DatabaseState = new DatabaseState();
  readonly monitoring: MonitoringState = new MonitoringState();
  readonly autoscale: AutoscaleState = new AutoscaleState();
  readonly queues: QueueState = new QueueState();
  readonly cdn: CdnState = new CdnState();
}
