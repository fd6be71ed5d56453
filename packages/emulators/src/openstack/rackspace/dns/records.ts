import { isIPv4, isIPv6 } from 'node:net';
import { json } from '../../answer.ts';
import { isObject, type JsonObject, textOf } from '../../values.ts';
import { objectBody, type RackspaceCall, type RackspaceRoutes } from '../rackspace-service.ts';
import { findDomain, idsOf, TTL_MIN } from './dns-call.ts';
import { invalid, JobFailure, malformed, notFound, tooMany } from './dns-faults.ts';
import { startJob } from './dns-jobs.ts';
import type { DnsChange, DnsDomain, DnsRecord, DnsState } from './dns-state.ts';
import { recordBody } from './dns-view.ts';
import { offsetPage } from './offset-page.ts';

const MAX_ENTITIES = 100;
const MAX_RECORDS = 500;
const TYPES = ['A', 'AAAA', 'CNAME', 'MX', 'NS', 'SRV', 'TXT', 'CAA'];

export interface RecordSpec {
  readonly type: string;
  readonly name: string;
  readonly data: string;
  readonly ttl: number | undefined;
  readonly priority: number | undefined;
  readonly comment: string | undefined;
}

const textIn = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** Checks what a record says; `domain`: the name it has to end with. */
export function readRecord(value: unknown, domain: string): RecordSpec {
  if (!isObject(value)) throw malformed();
  const type = textIn(value['type'])?.toUpperCase();
  const name = textIn(value['name'])?.toLowerCase();
  const data = textIn(value['data']);
  if (type === undefined || !TYPES.includes(type)) throw invalid(`Record type is required and must be one of ${TYPES.join(', ')}.`);
  if (name === undefined || (name !== domain && !name.endsWith(`.${domain}`)))
    throw invalid('Record name is required and must be fully qualified, within the domain.');
  if (data === undefined || data === '') throw invalid('Data is required.');
  if (type === 'A' && !isIPv4(data)) throw invalid(`IP Address is invalid: ${data}`);
  if (type === 'AAAA' && !isIPv6(data)) throw invalid(`IP Address is invalid: ${data}`);
  if (type === 'SRV' && !/^\d+ \d+ \S+$/.test(data)) throw invalid('SRV data must be weight, port and target.');
  return { type, name, data, ...readAttributes(value, type) };
}

function readAttributes(value: JsonObject, type: string): Pick<RecordSpec, 'ttl' | 'priority' | 'comment'> {
  const { ttl, priority, comment } = value;
  if (ttl !== undefined && !(Number(ttl) >= TTL_MIN && Number(ttl) <= 2_147_483_647)) throw invalid(`Invalid TTL: ${TTL_MIN} at least.`);
  const ordered = type === 'MX' || type === 'SRV';
  if (ordered && !(Number(priority) >= 0 && Number(priority) <= 65_535)) throw invalid('Priority is required for MX and SRV records, 0 to 65535.');
  if (comment !== undefined && textOf(comment).length > 160) throw invalid('Comment has more than 160 characters.');
  return {
    ttl: ttl === undefined ? undefined : Number(ttl),
    priority: ordered ? Number(priority) : undefined,
    comment: textIn(comment),
  };
}

export function logChange(state: DnsState, domain: DnsDomain, at: number, change: Pick<DnsChange, 'action' | 'targetType' | 'targetId' | 'details'>): void {
  state.changes.push({ at, projectId: domain.projectId, domain: domain.name, domainId: domain.id, ...change });
}

/** Adds it to the domain, or fails the job: what is there already, and what a CNAME does not stand beside. */
export function addRecord(state: DnsState, domain: DnsDomain, spec: RecordSpec, now: number): DnsRecord {
  const beside = domain.records.filter(({ name }) => name === spec.name);
  const same = beside.some(({ type, data }) => type === spec.type && data === spec.data);
  if (same) throw new JobFailure(409, 'The object already exists.', `Record is a duplicate of another record: ${spec.name}`);
  if (beside.length > 0 && (spec.type === 'CNAME' || beside.some(({ type }) => type === 'CNAME')))
    throw new JobFailure(409, 'The object already exists.', `A CNAME record stands alone: ${spec.name}`);
  if (domain.records.length >= MAX_RECORDS) throw new JobFailure(413, 'Absolute limit exceeded.', 'Record limit of the domain has been reached.');
  const record: DnsRecord = { ...spec, ttl: spec.ttl ?? domain.ttl, id: state.nextRecordId(spec.type), createdAt: now, updatedAt: now };
  domain.records.push(record);
  logChange(state, domain, now, {
    action: 'create',
    targetType: `${spec.type} Record`,
    targetId: record.id,
    details: [
      { field: 'name', newValue: record.name },
      { field: 'data', newValue: record.data },
      { field: 'ttl', newValue: String(record.ttl) },
    ],
  });
  return record;
}

interface RecordChange {
  readonly record: DnsRecord;
  readonly change: JsonObject;
}

function readChange(domain: DnsDomain, id: string, value: unknown): RecordChange {
  if (!isObject(value)) throw malformed();
  const record = domain.records.find((one) => one.id === id);
  if (record === undefined) throw notFound();
  const name = textIn(value['name'])?.toLowerCase();
  if (name === undefined) throw invalid('Record name is required.');
  // Of SRV the service may change, but not the domain.
  const movable = record.type === 'SRV' && name.endsWith(`.${domain.name}`);
  if (name !== record.name && !movable) throw invalid('Record name cannot be changed.');
  readRecord(
    {
      type: record.type,
      name,
      data: value['data'] ?? record.data,
      ttl: value['ttl'],
      priority: value['priority'] ?? record.priority,
      comment: value['comment'],
    },
    domain.name,
  );
  return { record, change: { ...value, name } };
}

function applyChange(state: DnsState, domain: DnsDomain, { record, change }: RecordChange, now: number): void {
  const details: DnsChange['details'][number][] = [];
  for (const field of ['name', 'data', 'ttl', 'priority', 'comment'] as const) {
    const value = change[field];
    if (value === undefined || value === null || value === record[field]) continue;
    details.push({ field, originalValue: String(record[field] ?? ''), newValue: textOf(value) });
    Object.assign(record, { [field]: field === 'ttl' || field === 'priority' ? Number(value) : textOf(value) });
  }
  record.updatedAt = now;
  logChange(state, domain, now, { action: 'update', targetType: `${record.type} Record`, targetId: record.id, details });
}

function removeRecords(state: DnsState, domain: DnsDomain, ids: readonly string[], now: number): void {
  for (const { id, type } of domain.records)
    if (ids.includes(id)) logChange(state, domain, now, { action: 'delete', targetType: `${type} Record`, targetId: id, details: [] });
  domain.records = domain.records.filter(({ id }) => !ids.includes(id));
}

async function rowsOf(call: RackspaceCall): Promise<readonly unknown[]> {
  const rows = (await objectBody(call, malformed))['records'];
  if (!Array.isArray(rows) || rows.length === 0) throw malformed();
  if (rows.length > MAX_ENTITIES) throw tooMany(`More than ${MAX_ENTITIES} records in one request.`);
  return rows as readonly unknown[];
}

export function addRecordRoutes(routes: RackspaceRoutes): void {
  routes
    .on('GET domains/{id}/records', (call, id) => {
      const domain = findDomain(call, id);
      const [type, name, data] = ['type', 'name', 'data'].map((one) => call.request.queryValue(one));
      const searched = type !== undefined || name !== undefined || data !== undefined;
      if (searched && type === undefined) throw invalid('A search for records needs a type.');
      const found = domain.records.filter(
        (one) =>
          (type === undefined || one.type === type.toUpperCase()) &&
          (name === undefined || one.name === name.toLowerCase()) &&
          (data === undefined || one.data === data),
      );
      // A search that finds nothing is no empty list.
      if (searched && found.length === 0) throw notFound();
      const page = offsetPage(call, found, `domains/${id}/records`);
      return json(200, { records: page.items.map(recordBody), ...page.around });
    })
    .on('POST domains/{id}/records', async (call, id) => {
      const { dns } = call.region.rackspace;
      const domain = findDomain(call, id);
      const specs = (await rowsOf(call)).map((row) => readRecord(row, domain.name));
      return startJob(call, (now) => ({ records: specs.map((spec) => recordBody(addRecord(dns, domain, spec, now))) }));
    })
    .on('PUT domains/{id}/records', async (call, id) => {
      const { dns } = call.region.rackspace;
      const domain = findDomain(call, id);
      const changes = (await rowsOf(call)).map((row) => readChange(domain, isObject(row) ? String(row['id']) : '', row));
      return startJob(call, (now) => {
        for (const change of changes) applyChange(dns, domain, change, now);
        return { records: changes.map(({ record }) => recordBody(record)) };
      });
    })
    .on('DELETE domains/{id}/records', (call, id) => {
      const { dns } = call.region.rackspace;
      const domain = findDomain(call, id);
      const ids = idsOf(call);
      if (ids.length === 0) throw invalid('Ids of records are required.');
      return startJob(call, (now) => {
        const missing = ids.filter((one) => !domain.records.some((record) => record.id === one));
        removeRecords(dns, domain, ids, now);
        if (missing.length > 0) throw new JobFailure(404, 'Object not Found.', `Records could not be found: ${missing.join(', ')}`);
        return undefined;
      });
    })
    .on('GET domains/{id}/records/{record}', (call, id, record) => {
      const found = findDomain(call, id).records.find((one) => one.id === record);
      if (found === undefined) throw notFound();
      return json(200, recordBody(found));
    })
    .on('PUT domains/{id}/records/{record}', async (call, id, record) => {
      const { dns } = call.region.rackspace;
      const domain = findDomain(call, id);
      const change = readChange(domain, record, await objectBody(call, malformed));
      return startJob(call, (now) => {
        applyChange(dns, domain, change, now);
        return { records: [recordBody(change.record)] };
      });
    })
    .on('DELETE domains/{id}/records/{record}', (call, id, record) => {
      const { dns } = call.region.rackspace;
      const domain = findDomain(call, id);
      if (!domain.records.some((one) => one.id === record)) throw notFound();
      return startJob(call, (now) => {
        removeRecords(dns, domain, [record], now);
        return undefined;
      });
    });
}
