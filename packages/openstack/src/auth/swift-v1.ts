import { encodePathSegment, type HttpRequest, unexpectedBody } from '@portolan/core/driver';
import type { Credentials } from '../settings.ts';
import type { Endpoint } from './catalog.ts';
import type { Session } from './session.ts';

// Swift's own way to sign in, before and beside Keystone. Sources: Swift's middleware tempauth.py, swiftclient's authv1.py; radosgw's `/auth/v1`.

type V1 = Extract<Credentials, { readonly kind: 'v1' }>;

/** `address` is the whole of it: `https://swift.example.com/auth/v1.0`. */
export function authenticateV1(address: Endpoint, credentials: V1, headers: Readonly<Record<string, string>>): HttpRequest {
  return {
    method: 'GET',
    origin: address.origin,
    target: address.path === '' ? '/' : address.path,
    headers: { ...headers, 'X-Auth-User': credentials.user, 'X-Auth-Key': credentials.key.reveal() },
    operation: 'AuthenticateV1',
  };
}

/** Header names in small letters. The catalog is one address, for every region and interface. */
export function sessionFromV1(headers: Readonly<Record<string, string>>, credentials: V1, now: number): Session {
  const token = headers['x-storage-token'] ?? headers['x-auth-token'] ?? '';
  const url = headers['x-storage-url'] ?? '';
  if (token === '' || url === '') throw unexpectedBody('the server granted no token, or told no storage address', { contentType: headers['content-type'] });
  const livesSeconds = Number(headers['x-auth-token-expires'] || Number.NaN);
  return {
    ...sessionOfToken(token),
    expiresAt: livesSeconds > 0 ? new Date(now + livesSeconds * 1000) : undefined,
    catalog: [{ type: 'object-store', name: 'swift', endpoints: FACES.map((face) => ({ interface: face, url: inAccount(url, credentials.account) })) }],
    userId: credentials.user,
    user: { id: credentials.user, name: credentials.user, domain: undefined, roles: [] },
  };
}

const FACES = ['public', 'internal', 'admin'] as const;

/** Administrators (`.reseller_admin`) may work in the account of another. radosgw's addresses end in `/swift/v1`, without any. */
function inAccount(url: string, account: string | undefined): string {
  if (account === undefined) return url;
  const bare = url.replace(/\/+$/, '');
  return `${/\/v1(\.0)?$/.test(bare) ? bare : bare.replace(/\/[^/]*$/, '')}/${encodePathSegment(account)}`;
}

/** Of a token that nobody told anything about. */
export const sessionOfToken = (token: string): Session => ({
  token,
  expiresAt: undefined,
  catalog: [],
  userId: undefined,
  user: { id: undefined, name: undefined, domain: undefined, roles: [] },
  version: 1,
  projectId: undefined,
  projectName: undefined,
  defaultRegion: undefined,
});
