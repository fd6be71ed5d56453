import { CloudError, type HttpRequest, jsonBody, type Secret, unexpectedBody } from '@portolan/core/driver';
import type { Who } from '../settings.ts';
import { parseTimestamp } from '../timestamps.ts';
import type { Catalog, CatalogEndpoint, Endpoint } from './catalog.ts';
import type { Session } from './session.ts';

// requests. Source: Keystone api-ref v2.0 "Authenticate"; Rackspace Identity docs "Authenticate as user with API key" (RAX-KSKEY).

export function authenticateV2(root: Endpoint, identity: Who, headers: Readonly<Record<string, string>>): HttpRequest {
  const asked = tokenRequest(root, { ...credentialOf(identity), ...tenantOf(identity) }, headers);
  // A second factor is asked for by a 401 that says how to go on.
  return passcodeOf(identity) === undefined ? asked : { ...asked, accept: [401] };
}

/**
 * Rackspace's second step, when the first one was answered with `WWW-Authenticate: OS-MF sessionId='…', factor='PASSCODE'`; `undefined`: it was not.
 * Source: Rackspace Identity docs "Multi-factor authentication".
 */
export function passcodeStepV2(
  root: Endpoint,
  identity: Who,
  headers: Readonly<Record<string, string>>,
  answered: { readonly status: number; readonly headers: Readonly<Record<string, string>> },
): HttpRequest | undefined {
  const sessionId = /^OS-MF\b.*\bsessionId='([^']+)'/i.exec(answered.headers['www-authenticate'] ?? '')?.[1];
  const passcode = passcodeOf(identity);
  if (answered.status !== 401 || sessionId === undefined || passcode === undefined) return undefined;
  return tokenRequest(root, { 'RAX-AUTH:passcodeCredentials': { passcode: passcode.reveal() } }, { ...headers, 'X-SessionId': sessionId });
}

function passcodeOf({ credentials }: Who): Secret | undefined {
  const second = credentials.kind === 'password' ? credentials.second : undefined;
  return second !== undefined && 'passcode' in second ? second.passcode : undefined;
}

const tokenRequest = (root: Endpoint, auth: Record<string, unknown>, headers: Readonly<Record<string, string>>): HttpRequest => ({
  method: 'POST',
  origin: root.origin,
  target: `${root.path}/v2.0/tokens`,
  headers: { ...headers, 'Content-Type': 'application/json' },
  body: jsonBody({ auth }),
  idempotent: true,
  operation: 'AuthenticateV2',
});

function credentialOf({ credentials }: Who): Record<string, unknown> {
  switch (credentials.kind) {
    case 'api-key':
      return { 'RAX-KSKEY:apiKeyCredentials': { username: credentials.username, apiKey: credentials.apiKey.reveal() } };
    case 'password':
      if (!('name' in credentials.user)) break;
      return { passwordCredentials: { username: credentials.user.name, password: credentials.password.reveal() } };
    case 'token':
      return { token: { id: credentials.token.reveal() } };
    default:
  }
  throw new CloudError('invalid-argument', 'Identity v2 takes a user name with a password or an API key, or a token', {
    outcome: 'not-done',
    remedy: 'this server offers v2 alone: give username and password',
  });
}

/** Name and id together are refused with 400. */
function tenantOf({ scope }: Who): Record<string, unknown> {
  if (scope === undefined || 'unscoped' in scope) return {};
  if ('project' in scope) return 'id' in scope.project ? { tenantId: scope.project.id } : { tenantName: scope.project.name };
  throw new CloudError('invalid-argument', 'Identity v2 knows projects (tenants) alone: no domain, system or trust scope', { outcome: 'not-done' });
}

// wire

/** Members that we read of `POST /v2.0/tokens`; any may be missing. */
export interface AccessV2Wire {
  readonly access?: {
    readonly token?: { readonly id?: string; readonly expires?: string; readonly tenant?: { readonly id?: string | number; readonly name?: string } };
    readonly serviceCatalog?: readonly CatalogServiceV2Wire[];
    readonly user?: {
      readonly id?: string | number;
      readonly name?: string;
      readonly roles?: readonly { readonly id?: string | number; readonly name?: string; readonly tenantId?: string | number }[];
      readonly 'RAX-AUTH:defaultRegion'?: string;
    };
  };
}

export interface CatalogServiceV2Wire {
  readonly type?: string;
  readonly name?: string;
  readonly endpoints?: readonly { readonly region?: string | null; readonly publicURL?: string; readonly internalURL?: string; readonly adminURL?: string }[];
}

// mapping

export function sessionFromV2(body: AccessV2Wire): Session {
  const access = body?.access;
  const token = access?.token;
  if (typeof token?.id !== 'string' || token.id === '') throw unexpectedBody('Identity granted no token');
  const region = access?.user?.['RAX-AUTH:defaultRegion'];
  return {
    token: token.id,
    expiresAt: parseTimestamp(token.expires),
    catalog: catalogFromV2(access?.serviceCatalog ?? []),
    userId: textOf(access?.user?.id),
    user: {
      id: textOf(access?.user?.id),
      name: access?.user?.name,
      domain: undefined,
      roles: (access?.user?.roles ?? []).map((role) => ({ id: textOf(role.id), name: role.name ?? '', projectId: textOf(role.tenantId) })),
    },
    version: 2,
    projectId: textOf(token.tenant?.id),
    projectName: token.tenant?.name,
    // Accounts of the UK have an empty one.
    defaultRegion: region === undefined || region === '' ? undefined : region,
  };
}

export function catalogFromV2(services: readonly CatalogServiceV2Wire[]): Catalog {
  return services.map((service) => ({
    type: service.type ?? '',
    name: service.name ?? '',
    endpoints: (service.endpoints ?? []).flatMap((endpoint) => {
      const region = endpoint.region === null || endpoint.region === '' ? undefined : endpoint.region;
      const faces: CatalogEndpoint[] = [];
      if (typeof endpoint.publicURL === 'string') faces.push({ interface: 'public', region, url: endpoint.publicURL });
      if (typeof endpoint.internalURL === 'string') faces.push({ interface: 'internal', region, url: endpoint.internalURL });
      if (typeof endpoint.adminURL === 'string') faces.push({ interface: 'admin', region, url: endpoint.adminURL });
      return faces;
    }),
  }));
}

/** Ids come as strings or numbers. */
const textOf = (value: string | number | undefined): string | undefined => (value === undefined || value === null ? undefined : String(value));
