import { json } from '../../answer.ts';
import { type JsonObject, textOf } from '../../values.ts';
import { objectBody, type RackspaceCall, type RackspaceRoutes } from '../rackspace-service.ts';
import { accepted, changed, findBalancer, idsOf, itemOf, matching, mutable } from './load-balancer-call.ts';
import { validation, wrongSchema } from './load-balancer-faults.ts';
import type { LoadBalancer, VirtualIp } from './load-balancer-state.ts';
import { virtualIpBody } from './load-balancer-view.ts';

/** Of a create: new ones, or one that another load balancer of the account has on another port. */
export function chooseVirtualIps(call: RackspaceCall, rows: readonly JsonObject[], port: number): VirtualIp[] {
  if (rows.length === 0) throw validation('Must have at least one virtual ip.');
  const { loadBalancers } = call.region.rackspace;
  const mine = loadBalancers.ofProject(call.project.id).filter(({ status }) => status !== 'DELETED');
  return rows.flatMap((row): VirtualIp[] => {
    const { id, type, ipVersion } = row;
    if (id !== undefined) {
      const sharing = mine.filter((one) => one.virtualIps.some((ip) => ip.id === id));
      const shared = sharing[0]?.virtualIps.find((ip) => ip.id === id);
      if (shared === undefined) throw validation(`Virtual ip ${textOf(id)} could not be found.`);
      if (sharing.some((one) => one.port === port)) throw validation(`Another load balancer is currently using the requested port with the shared virtual ip.`);
      return [shared];
    }
    if (type !== 'PUBLIC' && type !== 'SERVICENET') throw validation('Virtual ip type is invalid. Please specify a valid type.');
    if (ipVersion !== undefined && ipVersion !== 'IPV4' && ipVersion !== 'IPV6')
      throw validation('Virtual ip version is invalid. Please specify a valid version.');
    if (type === 'SERVICENET' && ipVersion === 'IPV6') throw validation('IPv6 addresses are not supported on ServiceNet.');
    if (ipVersion !== undefined) return [loadBalancers.newVirtualIp(type, ipVersion)];
    const first = loadBalancers.newVirtualIp(type, 'IPV4');
    // Without a version, a public one is one of each.
    return type === 'PUBLIC' ? [first, loadBalancers.newVirtualIp(type, 'IPV6')] : [first];
  });
}

function remove(balancer: LoadBalancer, ids: readonly number[]): void {
  const left = balancer.virtualIps.filter(({ id }) => !ids.includes(id));
  if (left.length === 0) throw validation('Cannot delete the last virtual ip of a load balancer.');
  balancer.virtualIps = left;
}

export function addVirtualIpRoutes(routes: RackspaceRoutes): void {
  routes
    .on('GET loadbalancers/{id}/virtualips', (call, id) => json(200, { virtualIps: findBalancer(call, id).virtualIps.map(virtualIpBody) }))
    // The only body without a wrapper.
    .on('POST loadbalancers/{id}/virtualips', async (call, id) => {
      const { type, ipVersion } = matching(await objectBody(call, wrongSchema), { type: 'string', ipVersion: 'string' }, 'type', 'ipVersion');
      const balancer = mutable(call, id);
      if (type !== 'PUBLIC' || ipVersion !== 'IPV6') throw validation('Only public IPv6 virtual ips can be added to a load balancer.');
      const added = call.region.rackspace.loadBalancers.newVirtualIp('PUBLIC', 'IPV6');
      balancer.virtualIps.push(added);
      changed(call, balancer);
      return json(202, virtualIpBody(added));
    })
    .on('DELETE loadbalancers/{id}/virtualips', (call, id) => {
      const balancer = mutable(call, id);
      const ids = idsOf(call);
      const strangers = ids.filter((one) => !balancer.virtualIps.some((ip) => ip.id === one));
      if (ids.length === 0 || strangers.length > 0) throw validation(`Virtual ip ids ${strangers.join(',')} are not a part of your loadbalancer`);
      remove(balancer, ids);
      return accepted(call, balancer, 200);
    })
    .on('DELETE loadbalancers/{id}/virtualips/{ip}', (call, id, ip) => {
      const balancer = mutable(call, id);
      remove(balancer, [itemOf(balancer.virtualIps, ip).id]);
      return accepted(call, balancer, 200);
    });
}
