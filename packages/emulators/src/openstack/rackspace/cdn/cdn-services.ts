import { randomUUID } from 'node:crypto';
import { type Answer, empty, json, Refusal } from '../../answer.ts';
import { pageLimit } from '../../cloud.ts';
import { Routes } from '../../routes.ts';
import { arrayAt, isObject, type JsonObject, stringAt } from '../../values.ts';
import { jsonBody, type RackspaceCall, type RackspaceService } from '../rackspace-service.ts';
import type { CdnService } from './cdn-state.ts';
import { patched } from './json-patch.ts';

// Poppy. Source: poppy/transport/pecan, and Rackspace's "Cloud CDN" pages.

const MAX_LIMIT = 20;
const FLAVOR = 'cdn';

const fault = (status: number, message: string): Refusal => new Refusal(json(status, { message }));

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';

/** What is wrong with a service; undefined: nothing. */
function flawOf(body: JsonObject): string | undefined {
  const domains = arrayAt(body, 'domains');
  const origins = arrayAt(body, 'origins');
  if (!isText(body['name']) || String(body['name']).length < 3 || String(body['name']).length > 256) return "'name' must have 3 to 256 characters";
  if (body['flavor_id'] !== FLAVOR) return 'Invalid flavor id';
  if (domains === undefined || domains.length === 0 || domains.some((row) => !isText(stringAt(row, 'domain')))) return "'domains' is a required property";
  if (origins === undefined || origins.length === 0 || origins.some((row) => !isText(stringAt(row, 'origin')))) return "'origins' is a required property";
  if (origins.some((row) => isObject(row) && row['port'] !== undefined && row['port'] !== 80 && row['port'] !== 443)) return 'Invalid port: 80 or 443';
  return undefined;
}

const filled = (body: JsonObject): JsonObject => ({
  ...body,
  domains: (arrayAt(body, 'domains') ?? []).map((row) => ({ protocol: 'http', ...(row as JsonObject) })),
  origins: (arrayAt(body, 'origins') ?? []).map((row) => ({ port: 80, ssl: false, rules: [], hostheadertype: 'domain', ...(row as JsonObject) })),
  caching: arrayAt(body, 'caching') ?? [{ name: 'default', ttl: 86_400, rules: [{ name: 'default', request_url: '/*' }] }],
  restrictions: arrayAt(body, 'restrictions') ?? [],
  log_delivery: body['log_delivery'] ?? { enabled: false },
});

function serviceBody(call: RackspaceCall, service: CdnService): JsonObject {
  const access = (arrayAt(service.body, 'domains') ?? []).map((row) => ({
    rel: 'access_url',
    href: `${stringAt(row, 'domain') ?? ''}.cdn1.raxcdn.com`,
  }));
  return {
    id: service.id,
    project_id: service.projectId,
    ...service.body,
    status: service.status,
    errors: [],
    links: [
      { rel: 'self', href: `${call.base}/services/${service.id}` },
      { rel: 'flavor', href: `${call.base}/flavors/${FLAVOR}` },
      ...(service.status === 'deployed' ? access : []),
    ],
  };
}

function find(call: RackspaceCall, id: string): CdnService {
  const service = call.region.rackspace.cdn.services.get(id);
  if (service?.projectId !== call.project.id) throw fault(404, `service ${id} could not be found`);
  return service;
}

const flavorBody = (call: RackspaceCall): JsonObject => ({
  id: FLAVOR,
  providers: [{ provider: 'akamai', links: [{ href: 'http://www.akamai.com', rel: 'provider_url' }] }],
  links: [{ href: `${call.base}/flavors/${FLAVOR}`, rel: 'self' }],
});

const deploy = (call: RackspaceCall, service: CdnService): void => {
  service.timeline.plan(call.now, call.cloud.transitionMs, () => {
    service.status = 'deployed';
  });
};

const accepted = (call: RackspaceCall, id: string): Answer =>
  ({ status: 202, headers: { 'Content-Type': 'text/html; charset=UTF-8', Location: `${call.base}/services/${id}` } }) as const;

function takenDomain(call: RackspaceCall, body: JsonObject, own: string | undefined): string | undefined {
  const names = (arrayAt(body, 'domains') ?? []).map((row) => stringAt(row, 'domain'));
  const others = [...call.region.rackspace.cdn.services.values()].filter(({ id }) => id !== own);
  return others.flatMap((other) => (arrayAt(other.body, 'domains') ?? []).map((row) => stringAt(row, 'domain'))).find((name) => names.includes(name));
}

function list(call: RackspaceCall): Answer {
  const asked = Number(call.request.queryValue('limit') ?? 10);
  if (!(asked >= 1 && asked <= MAX_LIMIT)) throw fault(400, 'Invalid query string: limit');
  const limit = pageLimit(call.cloud, asked, MAX_LIMIT);
  const marker = call.request.queryValue('marker') ?? '';
  const mine = [...call.region.rackspace.cdn.services.values()].filter(({ projectId }) => projectId === call.project.id).sort((a, b) => (a.id < b.id ? -1 : 1));
  const rows = mine.filter(({ id }) => id > marker).slice(0, limit);
  const last = rows.at(-1);
  const more = last !== undefined && rows.length === limit;
  const links = more ? [{ rel: 'next', href: `${call.base}/services?marker=${last.id}&limit=${limit}` }] : [];
  return json(200, { services: rows.map((service) => serviceBody(call, service)), links });
}

const routes = new Routes<RackspaceCall, Answer | Promise<Answer>>()
  .on('GET ', () =>
    json(
      200,
      { resources: { 'rel/cdn': { 'href-template': 'services{?marker,limit}', 'href-vars': { marker: 'param/marker', limit: 'param/limit' } } } },
      { 'Cache-Control': 'max-age=86400' },
    ),
  )
  .on('GET ping', () => empty(204))
  .on('GET flavors', (call) => json(200, { flavors: [flavorBody(call)] }))
  .on('GET flavors/{id}', (call, id) => {
    if (id !== FLAVOR) throw fault(404, `flavor ${id} could not be found`);
    return json(200, flavorBody(call));
  })
  .on('GET services', list)
  .on('POST services', async (call) => {
    const given = await jsonBody(call, () => fault(400, 'Invalid JSON string'));
    if (!isObject(given)) throw fault(400, 'Invalid JSON string');
    const flaw = flawOf(given);
    if (flaw !== undefined) throw fault(400, flaw);
    const taken = takenDomain(call, given, undefined);
    if (taken !== undefined) throw fault(400, `Domain ${taken} has already been taken`);
    const { name, flavor_id, domains, origins, caching, restrictions, log_delivery } = given;
    const body = filled({ name, flavor_id, domains, origins, caching, restrictions, log_delivery });
    const service = call.region.rackspace.cdn.addService({ id: randomUUID(), projectId: call.project.id, status: 'create_in_progress', body });
    deploy(call, service);
    return accepted(call, service.id);
  })
  .on('GET services/{id}', (call, id) => json(200, serviceBody(call, find(call, id))))
  .on('PATCH services/{id}', async (call, id) => {
    const service = find(call, id);
    if (!/^application\/json-patch\+json/.test(call.request.header('content-type') ?? '')) throw fault(415, 'Unsupported Media Type');
    const changed = patched(service.body, await jsonBody(call, () => fault(400, 'Invalid JSON string')));
    if (service.status !== 'deployed') throw fault(400, `Service ${id} neither deployed nor failed`);
    if (changed === undefined) throw fault(400, 'Invalid JSON patch');
    const flaw = flawOf(changed);
    if (flaw !== undefined) throw fault(400, flaw);
    const taken = takenDomain(call, changed, id);
    if (taken !== undefined) throw fault(400, `Domain ${taken} has already been taken`);
    service.body = filled(changed);
    service.status = 'update_in_progress';
    deploy(call, service);
    return accepted(call, id);
  })
  .on('DELETE services/{id}', (call, id) => {
    const service = find(call, id);
    if (service.status === 'create_in_progress') throw fault(400, `Service ${id} neither deployed nor failed`);
    service.status = 'delete_in_progress';
    service.timeline.plan(call.now, call.cloud.transitionMs, () => {
      call.region.rackspace.cdn.services.delete(id);
    });
    return { status: 202, headers: { 'Content-Type': 'text/html; charset=UTF-8' } };
  })
  .on('DELETE services/{id}/assets', (call, id) => {
    const service = find(call, id);
    const all = call.request.queryValue('all') === 'true';
    const url = call.request.queryValue('url');
    if (all === (url !== undefined)) throw fault(400, 'Invalid query string: all or url');
    if (service.status !== 'deployed') throw fault(400, `Service ${id} is not deployed.`);
    return { status: 202, headers: { 'Content-Type': 'text/html; charset=UTF-8' } };
  });

/** Rackspace Cloud CDN v1.0, which is Poppy. */
export const cdnSiteService: RackspaceService = {
  version: 'v1.0',
  tenant: 'account',
  routes,
  noRoute: (_call, found) => fault(found === 'method' ? 405 : 404, found === 'method' ? 'Method Not Allowed' : 'Not Found').answer,
  settle: (region, now) => region.rackspace.cdn.settle(now),
};
