import { type AuthStrategy, assertSameOrigin, type CallOptions, type FailedResponse, type HttpRequest, type Shutdown } from '@portolan/core/driver';
import { identityRoot } from './auth/identity-url.ts';
import type { Session } from './auth/session.ts';
import type { SessionSource, Sessions } from './auth/sessions.ts';

const HEADER = 'X-Auth-Token';

/** Puts Keystone's token on requests to the services of the catalog, and gets another when one is refused. */
export class KeystoneAuth implements AuthStrategy {
  readonly #sessions: SessionSource;
  readonly #configured: ReadonlySet<string>;
  /** Origins of the session whose catalog was read last. */
  #known: { readonly session: Session; readonly origins: ReadonlySet<string> } | undefined;

  /** `configured`: addresses that the user named: they may have the token too. */
  constructor(sessions: SessionSource, configured: readonly string[]) {
    this.#sessions = sessions;
    this.#configured = new Set([sessions.root.origin, ...configured.map((url) => identityRoot(url).origin)]);
  }

  get scheme(): string {
    const { version } = this.#sessions;
    return version === 1 ? 'swift-v1' : version === 2 ? 'keystone-v2' : 'keystone-v3';
  }

  async authorize(request: HttpRequest, options: CallOptions): Promise<HttpRequest> {
    const session = await this.#sessions.get(options);
    const origins = this.#originsOf(session);
    if (!origins.has(request.origin)) assertSameOrigin(request, origins);
    return { ...request, headers: { ...request.headers, [HEADER]: session.token } };
  }

  async refresh(rejected: FailedResponse): Promise<boolean> {
    return this.#sessions.refuse(rejected.request.headers[HEADER]);
  }

  #originsOf(session: Session): ReadonlySet<string> {
    if (this.#known?.session === session) return this.#known.origins;
    const origins = new Set(this.#configured);
    for (const service of session.catalog) {
      for (const endpoint of service.endpoints) {
        const origin = /^https?:\/\/[^/?#@\s]+/i.exec(endpoint.url)?.[0];
        if (origin !== undefined) origins.add(origin.toLowerCase());
      }
    }
    this.#known = { session, origins };
    return origins;
  }
}

/** Ends our sessions when the connection is closed. */
export const endingOf = (sessions: Sessions): Shutdown => ({ shutdown: (signal) => sessions.end(signal) });
