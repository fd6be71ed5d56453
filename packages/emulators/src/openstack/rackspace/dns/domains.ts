import { json } from '../../answer.ts';
import { arrayAt, isObject, type JsonObject, objectAt, stringAt, textOf } from '../../values.ts';
import { objectBody, type RackspaceCall, type RackspaceRoutes } from '../rackspace-service.ts';
import { findDomain, idsOf, TTL_MIN } from './dns-call.ts';
import { invalid, JobFailure, malformed, notFound, tooMany } from './dns-faults.ts';
import { startJob } from './dns-jobs.ts';
import { type DnsDomain, type DnsState, subdomainsOf } from './dns-state.ts';
import { domainBody, domainRow, NAMESERVERS } from './dns-view.ts';
import { offsetPage } from './offset-page.ts';
import { addRecord, logChange, type RecordSpec, readRecord } from './records.ts';
import { parseZone, printZone } from './zone-file.ts';

const MAX_ENTITIES = 100;
const MAX_DOMAINS = 500;
const STANDARD_TTL = 3600;
const DOMAIN = /^(?=.{1,253}$)([a-z0-9_]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/;

interface DomainSpec {
  readonly name: string;
  readonly emailAddress: string;
  readonly ttl: number | undefined;
  readonly comment: string | undefined;
  readonly records: readonly RecordSpec[];
  readonly subdomains: readonly DomainSpec[];
}

function checkAttributes(value: JsonObject): { readonly ttl: number | undefined; readonly comment: string | undefined } {
  const { ttl, comment, emailAddress } = value;
  if (ttl !== undefined && !(Number(ttl) >= TTL_MIN)) throw invalid(`Invalid TTL: ${TTL_MIN} at least.`);
  if (comment !== undefined && textOf(comment).length > 160) throw invalid('Comment has more than 160 characters.');
  if (emailAddress !== undefined && !/^[^@\s]+@[^@\s]+$/.test(textOf(emailAddress))) throw invalid('The email address is not valid.');
  return { ttl: ttl === undefined ? undefined : Number(ttl), comment: comment === undefined ? undefined : textOf(comment) };
}

function readDomain(value: unknown): DomainSpec {
  if (!isObject(value)) throw malformed();
  const name = stringAt(value, 'name')?.toLowerCase();
  const emailAddress = stringAt(value, 'emailAddress');
  if (name === undefined || !DOMAIN.test(name)) throw invalid('Domain name is required and must be valid.');
  if (emailAddress === undefined) throw invalid('Email Address is required.');
  const records = (arrayAt(objectAt(value, 'recordsList'), 'records') ?? []).map((row) => readRecord(row, name));
  const subdomains = (arrayAt(objectAt(value, 'subdomains'), 'domains') ?? []).map(readDomain);
  const stranger = subdomains.find((one) => !one.name.endsWith(`.${name}`));
  if (stranger !== undefined) throw invalid(`${stranger.name} is no subdomain of ${name}.`);
  return { name, emailAddress, ...checkAttributes(value), records, subdomains };
}

const sizeOf = (spec: DomainSpec): number => 1 + spec.records.length + spec.subdomains.reduce((total, one) => total + sizeOf(one), 0);

function createDomain(state: DnsState, projectId: string, spec: DomainSpec, now: number): DnsDomain {
  if (state.named(spec.name) !== undefined) throw new JobFailure(409, 'The object already exists.', 'Domain already exists');
  if (state.ofProject(projectId).length >= MAX_DOMAINS) throw new JobFailure(413, 'Absolute limit exceeded.', 'Domain limit of the account has been reached.');
  const { name, emailAddress, ttl = STANDARD_TTL, comment } = spec;
  const domain: DnsDomain = { id: state.nextDomainId(), projectId, name, emailAddress, ttl, comment, createdAt: now, updatedAt: now, records: [] };
  state.domains.set(domain.id, domain);
  logChange(state, domain, now, { action: 'create', targetType: 'Domain', targetId: domain.id, details: [{ field: 'name', newValue: name }] });
  for (const record of spec.records) addRecord(state, domain, record, now);
  // The service's own name servers come by themselves.
  for (const data of NAMESERVERS) {
    if (!domain.records.some((one) => one.type === 'NS' && one.data === data))
      addRecord(state, domain, { type: 'NS', name, data, ttl, priority: undefined, comment: undefined }, now);
  }
  for (const one of spec.subdomains) createDomain(state, projectId, one, now);
  return domain;
}

const shown = (state: DnsState, domains: readonly DnsDomain[]): JsonObject => ({
  domains: domains.map((domain) => domainBody(domain, { records: true, subdomains: subdomainsOf(state, domain) })),
});

async function rowsOf(call: RackspaceCall): Promise<readonly unknown[]> {
  const rows = (await objectBody(call, malformed))['domains'];
  if (!Array.isArray(rows) || rows.length === 0) throw malformed();
  return rows as readonly unknown[];
}

function updateDomain(state: DnsState, domain: DnsDomain, change: JsonObject, now: number): void {
  const details = (['emailAddress', 'ttl', 'comment'] as const).flatMap((field) => {
    const value = change[field];
    if (value === undefined) return [];
    const row = { field, originalValue: String(domain[field] ?? ''), newValue: textOf(value) };
    Object.assign(domain, { [field]: field === 'ttl' ? Number(value) : textOf(value) });
    return [row];
  });
  domain.updatedAt = now;
  logChange(state, domain, now, { action: 'update', targetType: 'Domain', targetId: domain.id, details });
}

function deleteDomains(state: DnsState, domains: readonly DnsDomain[], withSubdomains: boolean, now: number): void {
  const going = new Set(domains.flatMap((domain) => (withSubdomains ? [domain, ...subdomainsOf(state, domain)] : [domain])));
  for (const domain of going) {
    logChange(state, domain, now, { action: 'delete', targetType: 'Domain', targetId: domain.id, details: [] });
    state.domains.delete(domain.id);
  }
}

const flag = (call: RackspaceCall, name: string, standard: boolean): boolean => {
  const value = call.request.queryValue(name);
  return value === undefined ? standard : value.toLowerCase() === 'true';
};

function cloneOf(
  domain: DnsDomain,
  from: string,
  to: string,
  modify: { readonly data: boolean; readonly email: boolean; readonly comment: boolean },
): DomainSpec {
  const renamed = (text: string): string => text.replaceAll(from, to);
  return {
    name: renamed(domain.name),
    emailAddress: modify.email ? renamed(domain.emailAddress) : domain.emailAddress,
    ttl: domain.ttl,
    comment: domain.comment === undefined ? undefined : modify.comment ? renamed(domain.comment) : domain.comment,
    records: domain.records.map(({ type, name, data, ttl, priority, comment }) => ({
      type,
      name: renamed(name),
      data: modify.data ? renamed(data) : data,
      ttl,
      priority,
      comment,
    })),
    subdomains: [],
  };
}

function addReadRoutes(routes: RackspaceRoutes): void {
  routes
    .on('GET domains', (call) => {
      const name = call.request.queryValue('name')?.toLowerCase();
      const found = call.region.rackspace.dns.ofProject(call.project.id).filter((domain) => name === undefined || domain.name === name);
      const page = offsetPage(call, found, 'domains');
      return json(200, { domains: page.items.map(domainRow), ...page.around });
    })
    .on('GET domains/search', (call) => {
      const text = call.request.queryValue('name')?.toLowerCase() ?? '';
      if (text.length < 3) throw invalid('A search needs three characters at least.');
      const found = call.region.rackspace.dns.ofProject(call.project.id).filter((domain) => domain.name.includes(text));
      const page = offsetPage(call, found, 'domains/search');
      return json(200, { domains: page.items.map(domainRow), ...page.around });
    })
    .on('GET domains/{id}', (call, id) => {
      const domain = findDomain(call, id);
      const subdomains = flag(call, 'showSubdomains', true) ? subdomainsOf(call.region.rackspace.dns, domain) : undefined;
      return json(200, domainBody(domain, { records: flag(call, 'showRecords', true), subdomains }));
    })
    .on('GET domains/{id}/subdomains', (call, id) => {
      const page = offsetPage(call, subdomainsOf(call.region.rackspace.dns, findDomain(call, id)), `domains/${id}/subdomains`);
      return json(200, { domains: page.items.map(domainRow), ...page.around });
    })
    .on('GET domains/{id}/changes', (call, id) => {
      const domain = findDomain(call, id);
      const since = call.request.queryValue('since');
      const from = since === undefined ? new Date(call.now).setUTCHours(0, 0, 0, 0) : Date.parse(since);
      if (Number.isNaN(from)) throw invalid('since is no date.');
      const found = call.region.rackspace.dns.changes.filter((change) => change.domainId === domain.id && change.at >= from);
      const changes = found.map(({ domain: name, action, targetType, targetId, projectId, details }) => ({
        domain: name,
        action,
        targetType,
        targetId,
        accountId: Number(projectId),
        changeDetails: details,
      }));
      const time = (ms: number): string => new Date(ms).toISOString().replace('Z', '+0000');
      return json(200, { changes, from: time(from), to: time(call.now), totalEntries: changes.length });
    })
    .on('GET domains/{id}/export', (call, id) => {
      const domain = findDomain(call, id);
      return startJob(call, (now) => ({ id: domain.id, accountId: Number(domain.projectId), contentType: 'BIND_9', contents: printZone(domain, now) }));
    });
}

export function addDomainRoutes(routes: RackspaceRoutes): void {
  addReadRoutes(routes);
  routes
    .on('POST domains', async (call) => {
      const { dns } = call.region.rackspace;
      const specs = (await rowsOf(call)).map(readDomain);
      if (specs.reduce((total, spec) => total + sizeOf(spec), 0) > MAX_ENTITIES) throw tooMany(`More than ${MAX_ENTITIES} domains and records in one request.`);
      return startJob(call, (now) =>
        shown(
          dns,
          specs.map((spec) => createDomain(dns, call.project.id, spec, now)),
        ),
      );
    })
    .on('PUT domains', async (call) => {
      const { dns } = call.region.rackspace;
      const changes = (await rowsOf(call)).map((row) => {
        if (!isObject(row)) throw malformed();
        checkAttributes(row);
        return { domain: findDomain(call, String(row['id'])), row };
      });
      return startJob(call, (now) => {
        for (const { domain, row } of changes) updateDomain(dns, domain, row, now);
        return { domains: changes.map(({ domain }) => domainRow(domain)) };
      });
    })
    .on('DELETE domains', (call) => {
      const { dns } = call.region.rackspace;
      const ids = idsOf(call);
      if (ids.length === 0) throw invalid('Ids of domains are required.');
      const mine = ids.map((id) => dns.domains.get(Number(id))).filter((domain) => domain?.projectId === call.project.id);
      const known = mine.filter((domain) => domain !== undefined);
      if (known.length === 0) throw notFound();
      return startJob(call, (now) => {
        deleteDomains(dns, known, flag(call, 'deleteSubdomains', false), now);
        if (known.length < ids.length) throw new JobFailure(404, 'Object not Found.', 'Some of the domains could not be found.');
        return undefined;
      });
    })
    .on('POST domains/import', async (call) => {
      const { dns } = call.region.rackspace;
      const specs = (await rowsOf(call)).map((row) => {
        if (stringAt(row, 'contentType') !== 'BIND_9') throw invalid('The content type must be BIND_9.');
        const zone = parseZone(stringAt(row, 'contents') ?? '');
        if (zone === undefined) throw invalid('The contents are no zone file.');
        const records = zone.lines.map(({ name, ttl, type, fields }) => {
          const ordered = type === 'MX' || type === 'SRV';
          return readRecord({ name, ttl, type, data: fields.slice(ordered ? 1 : 0).join(' '), priority: ordered ? Number(fields[0]) : undefined }, zone.origin);
        });
        return { ...readDomain({ name: zone.origin, emailAddress: zone.emailAddress, ttl: zone.ttl }), records };
      });
      return startJob(call, (now) =>
        shown(
          dns,
          specs.map((spec) => createDomain(dns, call.project.id, spec, now)),
        ),
      );
    })
    .on('POST domains/{id}/clone', (call, id) => {
      const { dns } = call.region.rackspace;
      const domain = findDomain(call, id);
      const name = call.request.queryValue('cloneName')?.toLowerCase();
      if (name === undefined || !DOMAIN.test(name)) throw invalid('cloneName is required and must be valid.');
      const modify = { data: flag(call, 'modifyRecordData', true), email: flag(call, 'modifyEmailAddress', true), comment: flag(call, 'modifyComment', true) };
      const subdomains = flag(call, 'cloneSubdomains', true);
      return startJob(call, (now) => {
        const sources = [domain, ...(subdomains ? subdomainsOf(dns, domain) : [])];
        return shown(
          dns,
          sources.map((source) => createDomain(dns, call.project.id, cloneOf(source, domain.name, name, modify), now)),
        );
      });
    })
    .on('PUT domains/{id}', async (call, id) => {
      const { dns } = call.region.rackspace;
      const domain = findDomain(call, id);
      const change = await objectBody(call, malformed);
      if (change['name'] !== undefined && change['name'] !== domain.name) throw invalid('The name of a domain cannot be changed.');
      checkAttributes(change);
      return startJob(call, (now) => {
        updateDomain(dns, domain, change, now);
        return undefined;
      });
    })
    .on('DELETE domains/{id}', (call, id) => {
      const { dns } = call.region.rackspace;
      const domain = findDomain(call, id);
      return startJob(call, (now) => {
        deleteDomains(dns, [domain], flag(call, 'deleteSubdomains', false), now);
        return undefined;
      });
    });
}
