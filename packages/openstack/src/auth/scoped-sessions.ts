import { type CallOptions, type Connection, isCloudError, Secret } from '@portolan/core/driver';
import type { IdentityVersion, Scope } from '../settings.ts';
import type { Endpoint } from './catalog.ts';
import type { Session } from './session.ts';
import { SessionCache } from './session-cache.ts';
import type { SessionSource } from './sessions.ts';
import type { SignIn } from './sign-in.ts';

/** Sessions of another scope, each got for the token of the connection's own: no password travels again, and none ends later than that token. */
export class ScopedSessions implements SessionSource {
  readonly #parent: SessionSource;
  readonly #signIn: SignIn;
  readonly #scope: Scope;
  readonly #cache: SessionCache;

  constructor(parent: SessionSource, signIn: SignIn, scope: Scope, connection: Connection) {
    this.#parent = parent;
    this.#signIn = signIn;
    this.#scope = scope;
    this.#cache = new SessionCache(connection, (options) => this.#fetch(options));
  }

  get root(): Endpoint {
    return this.#parent.root;
  }

  get version(): IdentityVersion | undefined {
    return this.#parent.version;
  }

  get(options: CallOptions = {}): Promise<Session> {
    return this.#cache.get(options);
  }

  refuse(token: string | undefined): boolean {
    this.#cache.forget(token);
    return true;
  }

  inScope(scope: Scope): SessionSource {
    return this.#parent.inScope(scope);
  }

  async end(signal: AbortSignal): Promise<void> {
    const held = this.#cache.peek();
    if (held === undefined) return;
    this.#cache.forget(held.token);
    await this.#signIn.revoke(held, signal);
  }

  async #fetch(options: CallOptions): Promise<Session> {
    const own = await this.#parent.get(options);
    try {
      return await this.#exchange(own, options);
    } catch (error) {
      if (!isCloudError(error, 'unauthenticated') || !this.#parent.refuse(own.token)) throw error;
    }
    return this.#exchange(await this.#parent.get(options), options);
  }

  #exchange({ token, version }: Session, options: CallOptions): Promise<Session> {
    return this.#signIn.session({ version, credentials: { kind: 'token', token: new Secret(token) }, scope: this.#scope }, options);
  }
}
