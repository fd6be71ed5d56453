import type { RackspaceCall } from '../rackspace-service.ts';
import { notFound } from './dns-faults.ts';
import type { DnsDomain } from './dns-state.ts';

export const TTL_MIN = 300;

export function findDomain(call: RackspaceCall, id: string): DnsDomain {
  const domain = call.region.rackspace.dns.domains.get(Number(id));
  if (domain?.projectId !== call.project.id) throw notFound();
  return domain;
}

/** `?id=1&id=2` */
export const idsOf = (call: RackspaceCall): string[] =>
  call.request
    .queryPairs()
    .filter(([name]) => name === 'id')
    .map(([, value]) => value);
