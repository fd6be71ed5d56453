import { empty, json } from '../../answer.ts';
import type { JsonObject } from '../../values.ts';
import type { RackspaceCall, RackspaceRoutes } from '../rackspace-service.ts';
import { findBalancer, idsOf, itemOf, mutable, wrapped, wrappedRows } from './load-balancer-call.ts';
import { overLimit, validation } from './load-balancer-faults.ts';
import type { LoadBalancer, MetadataItem } from './load-balancer-state.ts';
import { metadataBody } from './load-balancer-view.ts';
import { findNode } from './nodes.ts';

const MAX_ITEMS = 25;
const MAX_CHARACTERS = 256;

export function newMetadata(call: RackspaceCall, there: readonly MetadataItem[], rows: readonly JsonObject[]): MetadataItem[] {
  if (there.length + rows.length > MAX_ITEMS) throw overLimit(`Metadata must not exceed ${MAX_ITEMS} items.`);
  const taken = new Set(there.map(({ key }) => key));
  return rows.map((row) => {
    const key = String(row['key']);
    const value = String(row['value']);
    if (key === '' || key.length > MAX_CHARACTERS || value.length > MAX_CHARACTERS)
      throw validation(`Metadata keys and values have at most ${MAX_CHARACTERS} characters.`);
    if (taken.has(key)) throw validation('Metadata keys must be unique.');
    taken.add(key);
    return { id: call.region.rackspace.loadBalancers.nextId(), key, value };
  });
}

interface Place {
  readonly path: string;
  readonly items: (balancer: LoadBalancer, node: string | undefined) => MetadataItem[];
}

const PLACES: readonly Place[] = [
  { path: 'loadbalancers/{id}/metadata', items: (balancer) => balancer.metadata },
  { path: 'loadbalancers/{id}/nodes/{node}/metadata', items: (balancer, node = '') => findNode(balancer, node).metadata },
];

const NO_ITEM = 'Must provide the ids of metadata that is there.';

function removeItems(items: MetadataItem[], ids: readonly number[]): void {
  if (ids.length === 0 || ids.some((id) => !items.some((item) => item.id === id))) throw validation(NO_ITEM);
  items.splice(0, items.length, ...items.filter(({ id }) => !ids.includes(id)));
}

/** Metadata is changed at once: no PENDING_UPDATE, and 200 instead of 202. */
export function addMetadataRoutes(routes: RackspaceRoutes): void {
  for (const { path, items } of PLACES) {
    const split = (parameters: readonly string[]): { node: string | undefined; item: string } =>
      path.includes('{node}') ? { node: parameters[0], item: parameters[1] ?? '' } : { node: undefined, item: parameters[0] ?? '' };
    routes
      .on(`GET ${path}`, (call, id, ...rest) => json(200, { metadata: items(findBalancer(call, id), split(rest).node).map(metadataBody) }))
      .on(`POST ${path}`, async (call, id, ...rest) => {
        const rows = await wrappedRows(call, { many: 'metadata', one: 'meta' }, { key: 'string', value: 'string' }, 'key', 'value');
        const there = items(mutable(call, id), split(rest).node);
        const added = newMetadata(call, there, rows);
        there.push(...added);
        return json(200, { metadata: added.map(metadataBody) });
      })
      .on(`DELETE ${path}`, (call, id, ...rest) => {
        removeItems(items(mutable(call, id), split(rest).node), idsOf(call));
        return empty(200);
      })
      .on(`GET ${path}/{item}`, (call, id, ...rest) => {
        const { node, item } = split(rest);
        return json(200, { meta: metadataBody(itemOf(items(findBalancer(call, id), node), item)) });
      })
      .on(`PUT ${path}/{item}`, async (call, id, ...rest) => {
        const { value } = await wrapped(call, 'meta', { value: 'string' }, 'value');
        const { node, item } = split(rest);
        itemOf(items(mutable(call, id), node), item).value = String(value);
        return empty(200);
      })
      .on(`DELETE ${path}/{item}`, (call, id, ...rest) => {
        const { node, item } = split(rest);
        const there = items(mutable(call, id), node);
        removeItems(there, [itemOf(there, item).id]);
        return empty(200);
      });
  }
}
