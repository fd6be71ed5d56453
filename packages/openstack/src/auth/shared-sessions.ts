import { type Clock, type Secret, SharedTokens } from '@portolan/core/driver';
import type { Credentials, OpenstackSettings } from '../settings.ts';
import type { Session } from './session.ts';

/** The sessions of this account that other processes may have left; `undefined` where the profile names no store, or nothing could seal them. */
export function sharedSessions({ tokenStore, identity, dialect }: OpenstackSettings, clock: Clock): SharedTokens<Session> | undefined {
  const secret = secretOf(identity.credentials);
  if (tokenStore === undefined || secret === undefined) return undefined;
  return new SharedTokens<Session>({
    store: tokenStore,
    identity: ['openstack', dialect.provider, identity.url, identity.version ?? null, whoOf(identity.credentials), identity.scope ?? null],
    secret,
    clock,
    encode: (session) => session,
    decode: sessionOf,
  });
}

/** What stays the same from one sign-in to the next. A passcode does not, and a token is what would be kept. */
function secretOf(credentials: Credentials): Secret | undefined {
  switch (credentials.kind) {
    case 'password':
      return credentials.password;
    case 'totp':
      return 'totpSecret' in credentials.factor ? credentials.factor.totpSecret : undefined;
    case 'application-credential':
      return credentials.secret;
    case 'api-key':
      return credentials.apiKey;
    case 'v1':
      return credentials.key;
    case 'token':
    case 'given':
      return undefined;
  }
}

/** Secrets left out, one by one: `Secret` would write `***`, but a member that is added later might be none. */
function whoOf(credentials: Credentials): readonly unknown[] {
  switch (credentials.kind) {
    case 'password':
      return ['password', credentials.user, credentials.second !== undefined];
    case 'totp':
      return ['totp', credentials.user];
    case 'application-credential':
      return ['application-credential', credentials.credential];
    case 'api-key':
      return ['api-key', credentials.username];
    case 'v1':
      return ['v1', credentials.user, credentials.account ?? null];
    default:
      return [credentials.kind];
  }
}

function sessionOf(encoded: unknown): Session | undefined {
  const { token, catalog, expiresAt } = (encoded ?? {}) as { readonly token?: unknown; readonly catalog?: unknown; readonly expiresAt?: unknown };
  if (typeof token !== 'string' || !Array.isArray(catalog)) return undefined;
  return { ...(encoded as Session), expiresAt: typeof expiresAt === 'string' ? new Date(expiresAt) : undefined };
}
