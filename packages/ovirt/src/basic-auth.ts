import type { Secret } from '@portolan/core/driver';
import { assertSameOrigin, type HttpRequest } from '@portolan/core/driver';
import type { EngineAuth } from './auth.ts';

/**
 * User and password on every request. Deprecated: the engine opens and closes a session for each. For engines whose SSO cannot be reached from here.
 * Nothing to renew: a 401 is final.
 */
export class BasicAuth implements EngineAuth {
  readonly scheme = 'basic';
  readonly #origin: string;
  readonly #username: string;
  readonly #password: Secret;

  constructor(origin: string, username: string, password: Secret) {
    this.#origin = origin;
    this.#username = username;
    this.#password = password;
  }

  async authorize(request: HttpRequest): Promise<HttpRequest> {
    assertSameOrigin(request, this.#origin);
    const pair = Buffer.from(`${this.#username}:${this.#password.reveal()}`, 'utf8').toString('base64');
    return { ...request, headers: { ...request.headers, Authorization: `Basic ${pair}` } };
  }

  async token(): Promise<undefined> {
    return undefined;
  }

  async logout(): Promise<void> {}
}
