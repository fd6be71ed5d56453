import type { JsonObject } from '../../values.ts';
import type { DnsDomain, DnsRecord, PtrRecord } from './dns-state.ts';

/** `2011-06-24T01:23:15.000+0000`. */
const dnsTime = (ms: number): string => new Date(ms).toISOString().replace('Z', '+0000');

export const NAMESERVERS: readonly string[] = ['dns1.stabletransit.com', 'dns2.stabletransit.com'];

export const recordBody = (record: DnsRecord | PtrRecord): JsonObject => ({
  name: record.name,
  id: record.id,
  type: record.type,
  data: record.data,
  ttl: record.ttl,
  priority: 'priority' in record ? record.priority : undefined,
  comment: record.comment,
  updated: dnsTime(record.updatedAt),
  created: dnsTime(record.createdAt),
});

/** A row of a list. */
export const domainRow = (domain: DnsDomain): JsonObject => ({
  id: domain.id,
  accountId: Number(domain.projectId),
  name: domain.name,
  emailAddress: domain.emailAddress,
  comment: domain.comment,
  updated: dnsTime(domain.updatedAt),
  created: dnsTime(domain.createdAt),
});

/** Of records and subdomains, no more than these come along. */
const FIRST = 100;

export function domainBody(domain: DnsDomain, show: { readonly records: boolean; readonly subdomains: readonly DnsDomain[] | undefined }): JsonObject {
  const records = show.records ? domain.records.slice(0, FIRST).map(recordBody) : undefined;
  const subdomains = show.subdomains?.slice(0, FIRST).map(domainRow);
  return {
    ...domainRow(domain),
    ttl: domain.ttl,
    nameservers: NAMESERVERS.map((name) => ({ name })),
    recordsList: records === undefined ? undefined : { totalEntries: domain.records.length, records },
    subdomains: subdomains === undefined ? undefined : { totalEntries: show.subdomains?.length, domains: subdomains },
  };
}
