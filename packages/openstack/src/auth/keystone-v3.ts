import { type HttpRequest, jsonBody, unexpectedBody } from '@portolan/core/driver';
import type { Credentials, DomainRef, EndpointInterface, Scope, SecondFactor, UserRef, Who } from '../settings.ts';
import { parseTimestamp } from '../timestamps.ts';
import type { Catalog, CatalogEndpoint, Endpoint } from './catalog.ts';
import type { Session } from './session.ts';
import { passcodeAt } from './totp.ts';

// requests. Source: Keystone api-ref v3 "Password authentication", "Authenticating with an Application Credential", "Revoke token".

export function authenticateV3(root: Endpoint, identity: Who, headers: Readonly<Record<string, string>>, now: number): HttpRequest {
  const { credentials, scope } = identity;
  const auth = {
    identity: identityOf(credentials, now),
    // An application credential implies its project; Keystone refuses a scope beside it.
    ...(scope === undefined || credentials.kind === 'application-credential' ? {} : { scope: scopeOf(scope) }),
  };
  return {
    method: 'POST',
    origin: root.origin,
    target: `${root.path}/v3/auth/tokens`,
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: jsonBody({ auth }),
    idempotent: true, // A second token does no harm.
    operation: 'AuthenticateV3',
  };
}

export function revokeV3(root: Endpoint, token: string, headers: Readonly<Record<string, string>>): HttpRequest {
  return {
    method: 'DELETE',
    origin: root.origin,
    target: `${root.path}/v3/auth/tokens`,
    headers: { ...headers, 'X-Auth-Token': token, 'X-Subject-Token': token },
    accept: [404],
    operation: 'RevokeTokenV3',
  };
}

/** Several methods in one request: all of them must hold. */
function identityOf(credentials: Credentials, now: number): Record<string, unknown> {
  switch (credentials.kind) {
    case 'password': {
      const { user, password, second } = credentials;
      const first = { password: { user: { ...userOf(user), password: password.reveal() } } };
      if (second === undefined) return { methods: ['password'], ...first };
      return { methods: ['password', 'totp'], ...first, ...totpOf(user, second, now) };
    }
    case 'totp':
      return { methods: ['totp'], ...totpOf(credentials.user, credentials.factor, now) };
    case 'token':
      return { methods: ['token'], token: { id: credentials.token.reveal() } };
    case 'application-credential': {
      const { credential, secret } = credentials;
      const named = 'id' in credential ? { id: credential.id } : { name: credential.name, user: userOf(credential.user) };
      return { methods: ['application_credential'], application_credential: { ...named, secret: secret.reveal() } };
    }
    default:
      throw new TypeError(`${credentials.kind} is not of Identity v3`); // parseConfig allows it with the others alone.
  }
}

const totpOf = (user: UserRef, factor: SecondFactor, now: number): Record<string, unknown> => ({
  totp: { user: { ...userOf(user), passcode: 'passcode' in factor ? factor.passcode.reveal() : passcodeAt(factor.totpSecret, now) } },
});

const domainOf = (domain: DomainRef): DomainRef => ('id' in domain ? { id: domain.id } : { name: domain.name });

const userOf = (user: UserRef): Record<string, unknown> => ('id' in user ? { id: user.id } : { name: user.name, domain: domainOf(user.domain) });

function scopeOf(scope: Scope): unknown {
  if ('unscoped' in scope) return 'unscoped';
  if ('project' in scope) {
    const { project } = scope;
    return { project: 'id' in project ? { id: project.id } : { name: project.name, domain: domainOf(project.domain) } };
  }
  if ('domain' in scope) return { domain: domainOf(scope.domain) };
  if ('system' in scope) return { system: { all: true } };
  return { 'OS-TRUST:trust': { id: scope.trustId } };
}

// wire

/** Members that we read of `POST /v3/auth/tokens`; any may be missing. */
export interface TokenV3Wire {
  readonly token?: {
    readonly expires_at?: string;
    readonly user?: { readonly id?: string; readonly name?: string; readonly domain?: { readonly id?: string; readonly name?: string } };
    readonly roles?: readonly { readonly id?: string; readonly name?: string }[];
    readonly project?: { readonly id?: string; readonly name?: string };
    readonly catalog?: readonly CatalogServiceV3Wire[];
  };
}

export interface CatalogServiceV3Wire {
  readonly type?: string;
  /** May be missing or empty. */
  readonly name?: string;
  /** `[]` for a service that is registered and not deployed. */
  readonly endpoints?: readonly { readonly interface?: string; readonly region?: string | null; readonly region_id?: string | null; readonly url?: string }[];
}

// mapping

export function sessionFromV3(body: TokenV3Wire, headers: Readonly<Record<string, string>>): Session {
  const token = headers['x-subject-token'];
  if (token === undefined || token === '' || typeof body?.token !== 'object' || body.token === null)
    throw unexpectedBody('Keystone granted no token', { contentType: headers['content-type'] });
  return {
    token,
    expiresAt: parseTimestamp(body.token.expires_at),
    catalog: catalogFromV3(body.token.catalog ?? []),
    userId: body.token.user?.id,
    user: {
      id: body.token.user?.id,
      name: body.token.user?.name,
      domain: body.token.user?.domain,
      roles: (body.token.roles ?? []).map((role) => ({ id: role.id, name: role.name ?? '', projectId: body.token?.project?.id })),
    },
    version: 3,
    projectId: body.token.project?.id,
    projectName: body.token.project?.name,
    defaultRegion: undefined,
  };
}

export function catalogFromV3(services: readonly CatalogServiceV3Wire[]): Catalog {
  return services.map((service) => ({
    type: service.type ?? '',
    name: service.name ?? '',
    endpoints: (service.endpoints ?? []).flatMap((endpoint): CatalogEndpoint[] => {
      const face = interfaceOf(endpoint.interface);
      if (face === undefined || typeof endpoint.url !== 'string') return [];
      // `region` is the older member of the two.
      const region = endpoint.region_id ?? endpoint.region ?? undefined;
      return [{ interface: face, region: region === '' ? undefined : region, url: endpoint.url }];
    }),
  }));
}

const interfaceOf = (text: string | undefined): EndpointInterface | undefined =>
  text === 'public' || text === 'internal' || text === 'admin' ? text : undefined;
