import { type Answer, json } from '../../answer.ts';
import { isoSeconds } from '../../timestamps.ts';
import type { JsonObject } from '../../values.ts';
import type { RackspaceCall, RackspaceRoutes } from '../rackspace-service.ts';
import { findBalancer } from './load-balancer-call.ts';
import { validation } from './load-balancer-faults.ts';
import type { LoadBalancer } from './load-balancer-state.ts';
import { rowBody } from './load-balancer-view.ts';
import { pageOf } from './paging.ts';

const HOUR_MS = 3_600_000;

const COUNTERS = ['connectTimeOut', 'connectError', 'connectFailure', 'dataTimedOut', 'keepAliveTimedOut', 'maxConn', 'currentConn'];

interface Span {
  readonly from: number;
  readonly to: number;
}

/** `startTime` and `endTime`; the last day without them. */
function spanOf(call: RackspaceCall): Span {
  const read = (name: string, standard: number): number => {
    const text = call.request.queryValue(name);
    const time = text === undefined ? standard : Date.parse(text);
    if (Number.isNaN(time)) throw validation(`${name} is no date.`);
    return time;
  };
  const span = { from: read('startTime', call.now - 24 * HOUR_MS), to: read('endTime', call.now) };
  if (span.from > span.to) throw validation('Must provide an endTime that is not before the startTime.');
  return span;
}

const record = (balancer: LoadBalancer, start: number, end: number, eventType: string | undefined): JsonObject & { id: number } => ({
  id: balancer.id * 1000 + Math.floor((start - balancer.createdAt) / HOUR_MS),
  averageNumConnections: 0,
  averageNumConnectionsSsl: 0,
  incomingTransfer: 0,
  incomingTransferSsl: 0,
  outgoingTransfer: 0,
  outgoingTransferSsl: 0,
  numVips: balancer.virtualIps.length,
  numPolls: Math.floor((end - start) / 300_000),
  startTime: isoSeconds(start),
  endTime: isoSeconds(end),
  vipType: balancer.virtualIps[0]?.type,
  sslMode: balancer.ssl === undefined ? 'OFF' : balancer.ssl.shown['secureTrafficOnly'] === true ? 'ON' : 'MIXED',
  eventType,
});

/** A record for each hour that is over, and one for the hour that runs. Nothing flows through an emulated load balancer. */
function recordsOf(balancer: LoadBalancer, { from, to }: Span): (JsonObject & { id: number })[] {
  const records: (JsonObject & { id: number })[] = [];
  for (let start = balancer.createdAt; start < to; start += HOUR_MS) {
    const end = Math.min(start + HOUR_MS, to);
    if (end > from) records.push(record(balancer, start, end, start === balancer.createdAt ? 'CREATE_LOADBALANCER' : undefined));
  }
  return records;
}

const usageAnswer = (call: RackspaceCall, member: string, path: string, rows: readonly (JsonObject & { id: number })[]): Answer => {
  const { items, links } = pageOf(call, rows, path);
  return json(200, { [member]: items, links });
};

export function addUsageRoutes(routes: RackspaceRoutes): void {
  routes
    .on('GET loadbalancers/usage', (call) => {
      const span = spanOf(call);
      const { items, links } = pageOf(call, call.region.rackspace.loadBalancers.ofProject(call.project.id), 'loadbalancers/usage');
      const usages = items.map((balancer) => ({
        loadBalancerId: balancer.id,
        loadBalancerName: balancer.name,
        loadBalancerUsageRecords: recordsOf(balancer, span),
      }));
      return json(200, { loadBalancerUsages: usages, links });
    })
    .on('GET loadbalancers/billable', (call) => {
      const { from, to } = spanOf(call);
      const rows = call.region.rackspace.loadBalancers
        .ofProject(call.project.id)
        .filter((one) => one.createdAt <= to && (one.status !== 'DELETED' || one.updatedAt >= from));
      const { items, links } = pageOf(call, rows, 'loadbalancers/billable');
      return json(200, { loadBalancers: items.map(rowBody), links });
    })
    .on('GET loadbalancers/{id}/usage', (call, id) =>
      usageAnswer(call, 'loadBalancerUsageRecords', `loadbalancers/${id}/usage`, recordsOf(findBalancer(call, id), spanOf(call))),
    )
    .on('GET loadbalancers/{id}/usage/current', (call, id) => {
      const balancer = findBalancer(call, id);
      const span = { from: Math.max(balancer.createdAt, call.now - HOUR_MS), to: call.now + 1000 };
      return usageAnswer(call, 'loadBalancerUsageRecords', `loadbalancers/${id}/usage/current`, recordsOf(balancer, span));
    })
    .on('GET loadbalancers/{id}/stats', (call, id) => {
      findBalancer(call, id);
      return json(200, Object.fromEntries([...COUNTERS, ...COUNTERS.map((name) => `${name}Ssl`)].map((name) => [name, 0])));
    });
}
