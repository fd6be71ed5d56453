import type { EmulatorRequest } from '../../kit/exchange.ts';
import { type Answer, empty, json } from '../answer.ts';
import type { Cloud } from '../cloud.ts';
import { Routes } from '../routes.ts';
import { isoMicros } from '../timestamps.ts';
import { arrayAt, type JsonObject, objectAt, stringAt } from '../values.ts';
import { authenticateV3 } from './authenticate-v3.ts';
import { type ApplicationCredential, SYSTEM } from './directory.ts';
import { caller, listLinks, ownUser, readJson, rolesOf, type V3Call } from './keystone-call.ts';
import { addCollectionRoutes, projectBody, roleBody } from './keystone-collections.ts';
import { addCredentialRoutes } from './keystone-credentials.ts';
import { keystoneFault, unauthenticated } from './keystone-faults.ts';
import { addGrantRoutes } from './role-grants.ts';
import type { Token } from './tokens.ts';

export const v3Version = (base: string): JsonObject => ({
  id: 'v3.14',
  status: 'stable',
  updated: '2020-04-07T00:00:00Z',
  links: [{ rel: 'self', href: `${base}/` }],
  'media-types': [{ base: 'application/json', type: 'application/vnd.openstack.identity-v3+json' }],
});

function subject(call: V3Call): Token {
  caller(call);
  const id = call.request.header('x-subject-token');
  const token = call.cloud.tokens.find(id);
  if (token === undefined) {
    throw keystoneFault(404, id?.startsWith('gAAAAA') === true ? `Could not find token: ${id}.` : 'Could not recognize Fernet token');
  }
  return token;
}

function tokenBody(call: V3Call, token: Token): JsonObject {
  const { directory, catalog } = call.cloud;
  const credential = token.applicationCredentialId === undefined ? undefined : directory.applicationCredentials.get(token.applicationCredentialId);
  const withCatalog = call.request.queryValue('nocatalog') === undefined;
  const roles = rolesOf(call, token).map(({ id, name }) => ({ id, name }));
  const services = withCatalog && token.project !== undefined ? catalogV3(catalog.forProject(token.project)) : undefined;
  const domain = directory.domains.find(({ id }) => id === token.domainId);
  const home = directory.domains.find(({ id }) => id === token.project?.domainId) ?? directory.domain;
  const named = ({ id, name }: { readonly id: string; readonly name: string }): JsonObject => ({ id, name });
  const scoped =
    token.project !== undefined
      ? { project: { domain: named(home), id: token.project.id, name: token.project.name }, is_domain: false, roles, catalog: services }
      : domain !== undefined
        ? { domain: named(domain), is_domain: false, roles, catalog: [] }
        : token.system
          ? { system: { all: true }, roles, catalog: catalogV3(catalog.registered()) }
          : {};
  const own = directory.domains.find(({ id }) => id === token.user.domainId) ?? directory.domain;
  return {
    token: {
      methods: token.methods,
      user: { domain: named(own), id: token.user.id, name: token.user.name, password_expires_at: null },
      audit_ids: token.auditIds,
      expires_at: isoMicros(token.expiresAt),
      issued_at: isoMicros(token.issuedAt),
      ...scoped,
      application_credential: credential === undefined ? undefined : { id: credential.id, name: credential.name, restricted: !credential.unrestricted },
    },
  };
}

const catalogV3 = (services: ReturnType<Cloud['catalog']['forProject']>): unknown =>
  services.map((service) => ({
    endpoints: service.endpoints.map((endpoint) => ({
      id: endpoint.id,
      interface: endpoint.interface,
      region_id: endpoint.region,
      url: endpoint.url,
      region: endpoint.region,
    })),
    id: service.id,
    type: service.type,
    name: service.name,
  }));

const credentialBody = (call: V3Call, credential: ApplicationCredential): JsonObject => ({
  id: credential.id,
  name: credential.name,
  description: credential.description,
  user_id: credential.userId,
  project_id: credential.projectId,
  system: null,
  expires_at: credential.expiresAt === null ? null : isoMicros(credential.expiresAt),
  unrestricted: credential.unrestricted,
  roles: call.cloud.directory.roles.filter(({ id }) => credential.roleIds.includes(id)).map((role) => ({ ...roleBody(call, role), links: undefined })),
  links: { self: `${call.base}/application_credentials/${credential.id}` },
});

function findCredential(call: V3Call, userId: string, id: string): ApplicationCredential {
  const credential = call.cloud.directory.applicationCredentials.get(id);
  if (credential === undefined || credential.userId !== userId) throw keystoneFault(404, `Could not find Application Credential: ${id}.`);
  return credential;
}

async function createCredential(call: V3Call, userId: string): Promise<Answer> {
  const token = ownUser(call, userId, 'create_application_credential');
  const given = objectAt(await readJson(call.request), 'application_credential');
  const name = stringAt(given, 'name');
  if (name === undefined) throw keystoneFault(400, "'name' is a required property");
  if (token.project === undefined) throw unauthenticated();
  // A credential may not make another unless it is unrestricted.
  const parent = token.applicationCredentialId === undefined ? undefined : call.cloud.directory.applicationCredentials.get(token.applicationCredentialId);
  if (parent !== undefined && !parent.unrestricted) {
    throw keystoneFault(403, 'You are not authorized to perform the requested action: identity:create_application_credential.');
  }
  const taken = [...call.cloud.directory.applicationCredentials.values()].some((item) => item.userId === userId && item.name === name);
  if (taken) throw keystoneFault(409, `Conflict occurred attempting to store application_credential - Duplicate entry found with name ${name}.`);
  const secret = stringAt(given, 'secret');
  const asked = arrayAt(given, 'roles');
  const held = rolesOf(call, token);
  const roleIds = asked?.map((row) => {
    const role = held.find(({ id, name: named }) => id === stringAt(row, 'id') || named === stringAt(row, 'name'));
    if (role === undefined) throw keystoneFault(400, `Could not find role assignment with role: ${stringAt(row, 'id') ?? stringAt(row, 'name') ?? ''}.`);
    return role.id;
  });
  const expires = stringAt(given, 'expires_at');
  const credential = call.cloud.directory.addApplicationCredential(userId, token.project.id, {
    name,
    description: stringAt(given, 'description') ?? null,
    unrestricted: given?.['unrestricted'] === true,
    ...(secret === undefined ? {} : { secret }),
    ...(roleIds === undefined ? {} : { roleIds }),
    ...(expires === undefined ? {} : { expiresAt: Date.parse(/[zZ]|[+-]\d\d:?\d\d$/.test(expires) ? expires : `${expires}Z`) }),
  });
  // The only answer that ever carries the secret.
  return json(201, { application_credential: { ...credentialBody(call, credential), secret: credential.secret } });
}

const routes = new Routes<V3Call, Answer | Promise<Answer>>()
  .on('GET ', (call) => json(200, { version: v3Version(call.base) }))
  .on('POST auth/tokens', async (call) => {
    const auth = objectAt(await readJson(call.request), 'auth');
    if (auth === undefined) throw keystoneFault(400, "'auth' is a required property");
    const grant = authenticateV3(auth, call.cloud.directory, call.cloud.tokens, call.cloud.clock);
    const token = call.cloud.tokens.issue(grant);
    return json(201, tokenBody(call, token), { 'X-Subject-Token': token.id });
  })
  .on('GET auth/tokens', (call) => {
    const token = subject(call);
    return json(200, tokenBody(call, token), { 'X-Subject-Token': token.id });
  })
  .on('HEAD auth/tokens', (call) => {
    const token = subject(call);
    return json(200, tokenBody(call, token), { 'X-Subject-Token': token.id });
  })
  .on('DELETE auth/tokens', (call) => {
    call.cloud.tokens.revoke(subject(call).id);
    return empty(204);
  })
  .on('GET auth/catalog', (call) => {
    const { project } = caller(call);
    if (project === undefined) throw keystoneFault(403, 'You are not authorized to perform the requested action: identity:get_auth_catalog.');
    return json(200, { catalog: catalogV3(call.cloud.catalog.forProject(project)), links: { self: `${call.base}/auth/catalog` } });
  })
  .on('GET auth/projects', (call) => {
    const token = caller(call);
    const projects = call.cloud.directory.projectsOf(token.user);
    return json(200, { projects: projects.map((project) => projectBody(call, project)), links: listLinks(`${call.base}/auth/projects`) });
  })
  .on('GET auth/domains', (call) => {
    const { user } = caller(call);
    const { directory } = call.cloud;
    const domains = directory.domains.filter(({ id }) => directory.rolesOf(user, { scope: 'domain', id }).length > 0);
    const rows = domains.map(({ id, name, description, enabled }) => ({ id, name, description, enabled, links: { self: `${call.base}/domains/${id}` } }));
    return json(200, { domains: rows, links: listLinks(`${call.base}/auth/domains`) });
  })
  .on('GET auth/system', (call) => {
    const { user } = caller(call);
    const system = call.cloud.directory.rolesOf(user, SYSTEM).length > 0 ? [{ all: true }] : [];
    return json(200, { system, links: { self: `${call.base}/auth/system` } });
  })
  .on('GET users/{id}/application_credentials', (call, id) => {
    ownUser(call, id, 'list_application_credentials');
    const name = call.request.queryValue('name');
    const mine = [...call.cloud.directory.applicationCredentials.values()].filter((item) => item.userId === id && (name === undefined || item.name === name));
    const links = listLinks(`${call.base}/users/${id}/application_credentials`);
    return json(200, { application_credentials: mine.map((item) => credentialBody(call, item)), links });
  })
  .on('POST users/{id}/application_credentials', (call, id) => createCredential(call, id))
  .on('GET users/{id}/application_credentials/{credential}', (call, id, credential) => {
    ownUser(call, id, 'get_application_credential');
    return json(200, { application_credential: credentialBody(call, findCredential(call, id, credential)) });
  })
  .on('DELETE users/{id}/application_credentials/{credential}', (call, id, credential) => {
    ownUser(call, id, 'delete_application_credential');
    findCredential(call, id, credential);
    call.cloud.directory.applicationCredentials.delete(credential);
    call.cloud.tokens.revokeByApplicationCredential(credential);
    return empty(204);
  });

addCollectionRoutes(routes);
addGrantRoutes(routes);
addCredentialRoutes(routes);

/** `path` is what follows `/v3`. */
export function keystoneV3(cloud: Cloud, request: EmulatorRequest, base: string, path: string): Answer | Promise<Answer> {
  const found = routes.find(request.method, path);
  if (typeof found === 'function') return found({ cloud, request, base });
  if (found === 'method') return json(405, { message: 'The method is not allowed for the requested URL.' });
  return notFoundPage;
}

/** Flask's own page: unknown paths are HTML even on a JSON service. */
export const notFoundPage: Answer = {
  status: 404,
  headers: { 'Content-Type': 'text/html; charset=utf-8' },
  body:
    '<!doctype html>\n<html lang=en>\n<title>404 Not Found</title>\n<h1>Not Found</h1>\n' +
    '<p>The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.</p>\n',
};
