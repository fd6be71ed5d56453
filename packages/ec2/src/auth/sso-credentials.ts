import { CloudError, type Connection, encodeQuery, isCloudError } from '@portolan/core/driver';
import { KeyServiceClient } from '../client.ts';
import type { SsoSpec } from '../config/credential-spec.ts';
import { type Fetched, jsonOf, keysOf } from './key-document.ts';
import { ssoToken } from './sso-token.ts';

const TIMEOUT_MS = 30_000;

/**
 * The keys of a role for somebody who has logged in with a browser (`aws sso login`): the command line leaves a token in `~/.aws/sso/cache`,
 * and the portal gives keys for it. We log in nobody.
 */
export class SsoCredentials {
  readonly #client: KeyServiceClient;
  readonly #spec: SsoSpec;
  readonly #connection: Connection;

  constructor(connection: Connection, spec: SsoSpec) {
    this.#client = new KeyServiceClient(connection, spec.portalUrl, 'GetRoleCredentials', TIMEOUT_MS);
    this.#spec = spec;
    this.#connection = connection;
  }

  async fetch(signal: AbortSignal): Promise<Fetched> {
    const { accountId, roleName } = this.#spec;
    const target = `/federation/credentials?${encodeQuery({ role_name: roleName, account_id: accountId })}`;
    const token = await ssoToken(this.#connection, this.#spec, signal);
    if (token === undefined) throw this.#loggedOut('has no token here that is good');
    const headers = { 'x-amz-sso_bearer_token': token };
    const text = await this.#client.text('GET', target, headers, signal).catch((error: unknown) => {
      throw isCloudError(error, 'unauthenticated') ? this.#loggedOut('takes the token no more', error) : error;
    });
    const { roleCredentials } = jsonOf(text, 'the portal of SSO') as { readonly roleCredentials?: Readonly<Record<string, unknown>> };
    const { accessKeyId, secretAccessKey, sessionToken, expiration } = (roleCredentials ?? {}) as Readonly<Record<string, unknown>> & {
      readonly [name in 'accessKeyId' | 'secretAccessKey' | 'sessionToken' | 'expiration']?: unknown;
    };
    return keysOf({ AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, Token: sessionToken, Expiration: expiration }, 'the portal of SSO');
  }

  #loggedOut(why: string, cause?: unknown): CloudError {
    return new CloudError('unauthenticated', `SSO of ${this.#spec.name} ${why}`, { outcome: 'not-done', remedy: `run: ${this.#spec.login}`, cause });
  }
}
