import { type Answer, empty } from '../../answer.ts';
import { isObject, type JsonObject } from '../../values.ts';
import { objectBody, type RackspaceCall } from '../rackspace-service.ts';
import { balancerNotFound, deleted, immutable, itemNotFound, wrongSchema } from './load-balancer-faults.ts';
import type { LoadBalancer } from './load-balancer-state.ts';

export type MemberType = 'string' | 'number' | 'boolean' | 'object' | 'array';

export type Shape = Readonly<Record<string, MemberType>>;

/** Everything of a known name and its type; anything else, null too, is no match of the schema. */
export function matching(value: unknown, shape: Shape, ...required: readonly string[]): JsonObject {
  if (!isObject(value) || required.some((name) => value[name] === undefined)) throw wrongSchema();
  for (const [name, member] of Object.entries(value)) {
    const wanted = shape[name];
    const actual = Array.isArray(member) ? 'array' : member === null ? 'null' : typeof member;
    if (wanted === undefined || wanted !== actual) throw wrongSchema();
  }
  return value;
}

/** The body's only member, or the body itself: the service takes both, and libcloud sends nodes and monitors without a wrapper. */
export async function wrapped(call: RackspaceCall, name: string, shape: Shape, ...required: readonly string[]): Promise<JsonObject> {
  const body = await objectBody(call, wrongSchema);
  return matching(body[name] === undefined ? body : matching(body, { [name]: 'object' })[name], shape, ...required);
}

/** Several in a list or, under a name of its own, a single one: `{"networkItem": {…}}`. */
export async function wrappedRows(
  call: RackspaceCall,
  names: { readonly many: string; readonly one: string },
  shape: Shape,
  ...required: readonly string[]
): Promise<JsonObject[]> {
  const body = await objectBody(call, wrongSchema);
  if (body[names.one] !== undefined) return [matching(matching(body, { [names.one]: 'object' })[names.one], shape, ...required)];
  const rows = matching(body, { [names.many]: 'array' }, names.many)[names.many] as readonly unknown[];
  return rows.map((row) => matching(row, shape, ...required));
}

export function findBalancer(call: RackspaceCall, id: string): LoadBalancer {
  const found = call.region.rackspace.loadBalancers.get(Number(id), call.project.id);
  if (found === undefined) throw balancerNotFound();
  return found;
}

/** For changes: what is deleted is gone, and what changes takes no other change. */
export function mutable(call: RackspaceCall, id: string): LoadBalancer {
  const found = findBalancer(call, id);
  if (found.status === 'DELETED') throw deleted();
  if (found.status !== 'ACTIVE') throw immutable(found.id, found.status);
  return found;
}

/** Carries a change out: PENDING_UPDATE for as long as a transition takes. */
export function changed(call: RackspaceCall, balancer: LoadBalancer): void {
  balancer.status = 'PENDING_UPDATE';
  balancer.updatedAt = call.now;
  balancer.timeline.plan(call.now, call.cloud.transitionMs, () => {
    balancer.status = 'ACTIVE';
  });
}

export function accepted(call: RackspaceCall, balancer: LoadBalancer, status = 202): Answer {
  changed(call, balancer);
  return empty(status);
}

/** `?id=1&id=2` */
export const idsOf = (call: RackspaceCall): number[] =>
  call.request
    .queryPairs()
    .filter(([name]) => name === 'id')
    .map(([, value]) => Number(value));

export function itemOf<T extends { readonly id: number }>(items: readonly T[], id: string): T {
  const found = items.find((item) => item.id === Number(id));
  if (found === undefined) throw itemNotFound();
  return found;
}
