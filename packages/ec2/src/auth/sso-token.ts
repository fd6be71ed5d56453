import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { type Connection, isCloudError } from '@portolan/core/driver';
import { KeyServiceClient } from '../client.ts';
import type { SsoSpec } from '../config/credential-spec.ts';
import { jsonOf } from './key-document.ts';

const TIMEOUT_MS = 30_000;
/** So long before its end a token is renewed, as the AWS command line does. */
const MARGIN_MS = 5 * 60_000;

/** What the AWS command line keeps of a login. Older ones have `2026-11-21T12:00:00UTC`, and nothing to renew with. */
interface Login {
  readonly accessToken: string;
  readonly expiresAt: number;
  readonly renewable: { readonly clientId: string; readonly clientSecret: string; readonly refreshToken: string } | undefined;
  readonly all: Readonly<Record<string, unknown>>;
}

/**
 * The token of a login, in `~/.aws/sso/cache`. Where the login can be renewed it is, without a browser, and the new token is written there for the command line
 * and the SDKs: what renewed the old one is good once. Undefined: somebody must log in.
 */
export async function ssoToken(connection: Connection, spec: SsoSpec, signal: AbortSignal): Promise<string | undefined> {
  const login = await readLogin(spec.tokenFile);
  if (login === undefined) return undefined;
  const now = connection.clock.now();
  const good = login.expiresAt > now ? login.accessToken : undefined;
  if (login.renewable === undefined || login.expiresAt > now + MARGIN_MS) return good;
  try {
    const client = new KeyServiceClient(connection, spec.oidcUrl, 'CreateToken', TIMEOUT_MS);
    const answer = jsonOf(await client.post('/token', { grantType: 'refresh_token', ...login.renewable }, signal), 'the service of SSO logins');
    const { accessToken, expiresIn, refreshToken = login.renewable.refreshToken } = answer;
    if (typeof accessToken !== 'string' || typeof expiresIn !== 'number') return good;
    const expiresAt = `${new Date(now + expiresIn * 1000).toISOString().slice(0, 19)}Z`;
    await replace(spec.tokenFile, { ...login.all, accessToken, expiresAt, refreshToken });
    return accessToken;
  } catch (error) {
    if (signal.aborted || !isCloudError(error)) throw error;
    // The old one may do for a while; another process may have been faster.
    const again = await readLogin(spec.tokenFile);
    return again !== undefined && again.expiresAt > now ? again.accessToken : good;
  }
}

async function readLogin(file: string): Promise<Login | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const all = jsonOf(text, file);
  const { accessToken, expiresAt, clientId, clientSecret, refreshToken } = all;
  const ends = Date.parse(String(expiresAt).replace(/UTC$/, 'Z'));
  if (typeof accessToken !== 'string' || accessToken === '' || Number.isNaN(ends)) return undefined;
  const renewable =
    typeof clientId === 'string' && typeof clientSecret === 'string' && typeof refreshToken === 'string' ? { clientId, clientSecret, refreshToken } : undefined;
  return { accessToken, expiresAt: ends, renewable, all };
}

/** Whole or not at all, and for nobody else to read. Where it cannot be written the new token does for this process alone. */
async function replace(file: string, login: Readonly<Record<string, unknown>>): Promise<void> {
  const beside = `${file}.${randomUUID()}`;
  try {
    await writeFile(beside, JSON.stringify(login), { mode: 0o600, flag: 'wx' });
    await rename(beside, file);
  } catch {
    await rm(beside, { force: true }).catch(() => undefined);
  }
}
