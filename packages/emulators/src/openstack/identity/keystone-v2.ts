import type { EmulatorRequest } from '../../kit/exchange.ts';
import { type Answer, empty, json, Refusal } from '../answer.ts';
import type { Cloud } from '../cloud.ts';
import { Routes } from '../routes.ts';
import { isoSeconds } from '../timestamps.ts';
import { type JsonObject, objectAt, stringAt } from '../values.ts';
import type { CatalogService } from './catalog.ts';
import type { Project, User } from './directory.ts';
import type { Token } from './tokens.ts';

interface V2Call {
  readonly cloud: Cloud;
  readonly request: EmulatorRequest;
  readonly base: string;
}

/** Stock Keystone says `{"error": {code, title, message}}`, Rackspace names the fault: `{"unauthorized": {code, message}}`. */
function fault(cloud: Cloud, status: 400 | 401 | 404, message: string): Refusal {
  const names = { 400: ['badRequest', 'Bad Request'], 401: ['unauthorized', 'Unauthorized'], 404: ['itemNotFound', 'Not Found'] } as const;
  const [name, title] = names[status];
  const body = cloud.flavour === 'rackspace' ? { [name]: { code: status, message } } : { error: { code: status, title, message } };
  return new Refusal(json(status, body));
}

const wrongCredentials = (cloud: Cloud): Refusal =>
  fault(
    cloud,
    401,
    cloud.flavour === 'rackspace' ? 'Unable to authenticate user with credentials provided.' : 'The request you have made requires authentication.',
  );

async function authenticate(call: V2Call): Promise<Answer> {
  const { cloud } = call;
  const { directory } = cloud;
  let parsed: unknown;
  try {
    parsed = JSON.parse((await call.request.body()).toString('utf8'));
  } catch {
    throw fault(cloud, 400, 'Invalid json request body');
  }
  const auth = objectAt(parsed, 'auth');
  if (auth === undefined) throw fault(cloud, 400, 'Invalid request body: unable to parse Auth data. Please review XML or JSON formatting.');
  const tenantName = stringAt(auth, 'tenantName');
  const tenantId = stringAt(auth, 'tenantId');
  if (tenantName !== undefined && tenantId !== undefined) throw fault(cloud, 400, 'Invalid request. Specify tenantId OR tenantName, not both.');

  const password = objectAt(auth, 'passwordCredentials');
  const apiKey = objectAt(auth, 'RAX-KSKEY:apiKeyCredentials');
  const given = objectAt(auth, 'token');
  let user: User | undefined;
  let parent: Token | undefined;
  let authenticatedBy = 'PASSWORD';
  if (password !== undefined) {
    user = directory.users.find((item) => item.name === password['username'] && item.password === password['password']);
  } else if (apiKey !== undefined && cloud.flavour === 'rackspace') {
    user = directory.users.find((item) => item.name === apiKey['username'] && item.apiKey === apiKey['apiKey']);
    authenticatedBy = 'APIKEY';
  } else if (given !== undefined) {
    parent = cloud.tokens.find(stringAt(given, 'id'));
    user = parent?.user;
    authenticatedBy = parent?.authenticatedBy ?? 'PASSWORD';
  } else {
    throw fault(cloud, 400, 'Expecting to find passwordCredentials or token in auth.');
  }
  if (user === undefined) throw wrongCredentials(cloud);
  const wanted = findTenant(cloud, user, tenantName, tenantId);
  const methods = parent === undefined ? ['password'] : parent.methods;
  const token = cloud.tokens.issue({ user, project: wanted.project, methods, authenticatedBy, ...(parent === undefined ? {} : { parent }) });
  const byToken = parent !== undefined && tenantId !== undefined;
  return json(200, { access: accessBody(cloud, token, wanted.tenantId, byToken) });
}

/** On Rackspace both the account and its storage account (`MossoCloudFS_…`) are tenants of the same user. */
function findTenant(
  cloud: Cloud,
  user: User,
  name: string | undefined,
  id: string | undefined,
): { project: Project | undefined; tenantId: string | undefined } {
  const mine = cloud.directory.projectsOf(user);
  if (name === undefined && id === undefined) {
    // Rackspace scopes to the account by itself; stock Keystone gives an unscoped token.
    const project = cloud.flavour === 'rackspace' ? mine[0] : undefined;
    return { project, tenantId: project?.id };
  }
  const project = mine.find((item) => item.id === id || item.name === name || (cloud.flavour === 'rackspace' && item.storageAccount === (id ?? name)));
  if (project === undefined) throw wrongCredentials(cloud);
  return { project, tenantId: project.storageAccount === (id ?? name) ? project.storageAccount : project.id };
}

function accessBody(cloud: Cloud, token: Token, tenantId: string | undefined, oneTenantOnly: boolean): JsonObject {
  const { project } = token;
  const rackspace = cloud.flavour === 'rackspace';
  const services = project === undefined ? [] : cloud.catalog.forProject(project);
  // Token + tenant on Rackspace gives only that tenant's services: the account's, or the storage account's.
  const visible =
    rackspace && oneTenantOnly ? services.map((service) => keepTenant(service, tenantId)).filter((service) => service.endpoints.length > 0) : services;
  const tenant =
    project === undefined || tenantId === undefined
      ? undefined
      : rackspace
        ? { id: tenantId, name: tenantId }
        : { id: project.id, name: project.name, enabled: true, description: '' };
  const issued = rackspace ? {} : { issued_at: new Date(token.issuedAt).toISOString().slice(0, -1) };
  return {
    token: {
      id: token.id,
      expires: rackspace ? new Date(token.expiresAt).toISOString() : isoSeconds(token.expiresAt),
      ...issued,
      tenant,
      'RAX-AUTH:authenticatedBy': rackspace ? [token.authenticatedBy ?? 'PASSWORD'] : undefined,
    },
    serviceCatalog: visible.map((service) => serviceRow(service, rackspace)),
    user: rackspace
      ? rackspaceUser(cloud, token)
      : {
          id: token.user.id,
          name: token.user.name,
          username: token.user.name,
          roles: project === undefined ? [] : cloud.directory.rolesOf(token.user, { scope: 'project', id: project.id }).map(({ name }) => ({ name })),
          roles_links: [],
        },
    ...(rackspace
      ? {}
      : {
          metadata: {
            is_admin: 0,
            roles: project === undefined ? [] : cloud.directory.rolesOf(token.user, { scope: 'project', id: project.id }).map(({ id }) => id),
          },
        }),
  };
}

const keepTenant = (service: CatalogService, tenantId: string | undefined): CatalogService => ({
  ...service,
  endpoints: service.endpoints.filter((endpoint) => endpoint.tenantId === tenantId),
});

/** One v2 endpoint per region holds the URLs of all interfaces. */
function serviceRow(service: CatalogService, rackspace: boolean): JsonObject {
  const regions = [...new Set(service.endpoints.map((endpoint) => endpoint.region))];
  const endpoints = regions.map((region) => {
    const here = service.endpoints.filter((endpoint) => endpoint.region === region);
    const url = (side: string): string | undefined => here.find((endpoint) => endpoint.interface === side)?.url;
    const id = rackspace ? undefined : here[0]?.id;
    return { region, tenantId: here[0]?.tenantId, publicURL: url('public'), internalURL: url('internal'), adminURL: url('admin'), id };
  });
  return { name: service.name, type: service.type, endpoints, ...(rackspace ? {} : { endpoints_links: [] }) };
}

function rackspaceUser(cloud: Cloud, token: Token): JsonObject {
  const { project, user } = token;
  const roles = [
    { id: '3', description: 'User Admin Role.', name: 'identity:user-admin' },
    { tenantId: project?.id, id: '6', description: 'A Role that allows a user access to keystone Service methods', name: 'compute:default' },
    { tenantId: project?.storageAccount, id: '5', description: 'A Role that allows a user access to keystone Service methods', name: 'object-store:default' },
  ];
  return { id: user.id, name: user.name, roles, 'RAX-AUTH:defaultRegion': cloud.catalog.regionNames[0] ?? '' };
}

function caller(call: V2Call): Token {
  const token = call.cloud.tokens.find(call.request.header('x-auth-token'));
  if (token !== undefined) return token;
  throw fault(
    call.cloud,
    401,
    call.cloud.flavour === 'rackspace'
      ? "No valid token provided. Please use the 'X-Auth-Token' header with a valid token."
      : 'The request you have made requires authentication.',
  );
}

const tenantsOf = (cloud: Cloud, user: User): JsonObject[] =>
  cloud.directory
    .projectsOf(user)
    .flatMap((project) =>
      cloud.flavour === 'rackspace'
        ? [project.id, project.storageAccount].map((id) => ({ id, name: id, enabled: true }))
        : [{ id: project.id, name: project.name, enabled: true, description: '' }],
    );

export const v2Version = (base: string): JsonObject => ({
  id: 'v2.0',
  status: 'stable',
  updated: '2014-04-17T00:00:00Z',
  links: [{ rel: 'self', href: `${base}/` }],
  'media-types': [{ base: 'application/json', type: 'application/vnd.openstack.identity-v2.0+json' }],
});

const routes = new Routes<V2Call, Answer | Promise<Answer>>()
  .on('GET ', (call) => json(200, { version: v2Version(call.base) }))
  .on('POST tokens', authenticate)
  .on('GET tenants', (call) => json(200, { tenants: tenantsOf(call.cloud, caller(call).user), tenants_links: [] }))
  .on('GET tokens/{id}', (call, id) => {
    caller(call);
    const token = call.cloud.tokens.find(id);
    const belongsTo = call.request.queryValue('belongsTo');
    if (token === undefined || (belongsTo !== undefined && token.project?.id !== belongsTo)) throw fault(call.cloud, 404, `Could not find token: ${id}`);
    return json(200, { access: accessBody(call.cloud, token, token.project?.id, false) });
  })
  .on('DELETE tokens/{id}', (call, id) => {
    caller(call);
    if (call.cloud.tokens.find(id) === undefined) throw fault(call.cloud, 404, `Could not find token: ${id}`);
    call.cloud.tokens.revoke(id);
    return empty(204);
  })
  .on('DELETE tokens', (call) => {
    call.cloud.tokens.revoke(caller(call).id);
    return empty(204);
  });

/** `path` is what follows `/v2.0`. */
export function keystoneV2(cloud: Cloud, request: EmulatorRequest, base: string, path: string): Answer | Promise<Answer> {
  const found = routes.find(request.method, path);
  if (typeof found === 'function') return found({ cloud, request, base });
  throw fault(cloud, 404, 'Resource not found');
}
