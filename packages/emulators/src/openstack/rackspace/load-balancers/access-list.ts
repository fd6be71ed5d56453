import { isIP } from 'node:net';
import { json } from '../../answer.ts';
import type { JsonObject } from '../../values.ts';
import type { RackspaceCall, RackspaceRoutes } from '../rackspace-service.ts';
import { accepted, findBalancer, idsOf, itemOf, mutable, wrappedRows } from './load-balancer-call.ts';
import { overLimit, validation } from './load-balancer-faults.ts';
import type { AccessItem } from './load-balancer-state.ts';
import { accessBody } from './load-balancer-view.ts';

const MAX_ITEMS = 100;
const MAX_BULK = 10;

export function newAccessItems(call: RackspaceCall, there: readonly AccessItem[], rows: readonly JsonObject[]): AccessItem[] {
  if (there.length + rows.length > MAX_ITEMS) throw overLimit(`Access list size must not exceed ${MAX_ITEMS} items.`);
  const taken = new Set(there.map(({ address }) => address));
  return rows.map((row) => {
    const address = String(row['address']);
    const [host = '', bits] = address.split('/');
    const version = isIP(host);
    const wide = version === 4 ? 32 : 128;
    if (version === 0 || (bits !== undefined && !(/^\d+$/.test(bits) && Number(bits) <= wide))) throw validation('Access list contains an invalid address.');
    if (row['type'] !== 'ALLOW' && row['type'] !== 'DENY') throw validation('Access list type is invalid. Must be ALLOW or DENY.');
    if (taken.has(address)) throw validation('Access list already contains the address, or it is given twice.');
    taken.add(address);
    return { id: call.region.rackspace.loadBalancers.nextId(), address, type: row['type'] };
  });
}

export function addAccessListRoutes(routes: RackspaceRoutes): void {
  routes
    .on('GET loadbalancers/{id}/accesslist', (call, id) => json(200, { accessList: findBalancer(call, id).accessList.map(accessBody) }))
    .on('POST loadbalancers/{id}/accesslist', async (call, id) => {
      const rows = await wrappedRows(call, { many: 'accessList', one: 'networkItem' }, { address: 'string', type: 'string' }, 'address', 'type');
      const balancer = mutable(call, id);
      balancer.accessList.push(...newAccessItems(call, balancer.accessList, rows));
      return accepted(call, balancer);
    })
    .on('DELETE loadbalancers/{id}/accesslist', (call, id) => {
      const balancer = mutable(call, id);
      const ids = idsOf(call);
      if (ids.length > MAX_BULK)
        throw validation(
          `Request to delete ${ids.length} access list items exceeds the account limit BATCH_DELETE_LIMIT of ${MAX_BULK} please attempt to delete fewer items.`,
        );
      const strangers = ids.filter((one) => !balancer.accessList.some((item) => item.id === one));
      if (strangers.length > 0) throw validation(`Access list ids ${strangers.join(',')} are not a part of your loadbalancer`);
      // Without ids it is all of them.
      balancer.accessList = ids.length === 0 ? [] : balancer.accessList.filter((item) => !ids.includes(item.id));
      return accepted(call, balancer);
    })
    .on('DELETE loadbalancers/{id}/accesslist/{item}', (call, id, item) => {
      const balancer = mutable(call, id);
      const found = itemOf(balancer.accessList, item);
      balancer.accessList = balancer.accessList.filter((one) => one !== found);
      return accepted(call, balancer);
    });
}
